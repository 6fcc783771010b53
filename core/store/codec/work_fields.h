#pragma once

#include "model/instance.h"
#include "model/substitution.h"
#include "store/codec/field.h"

namespace budget {

template <>
struct Described<Substitution> {
  static constexpr auto kFields = std::tuple(
      field("id", &Substitution::id), field("person", &Substitution::person),
      field("substitute", &Substitution::substitute), field("first_day", &Substitution::first_day),
      field("last_day", &Substitution::last_day), field("roles", &Substitution::roles),
      field("reason", &Substitution::reason));
};

template <>
struct Described<Delegation> {
  static constexpr auto kFields =
      std::tuple(field("from", &Delegation::from), field("to", &Delegation::to));
};

template <>
struct Described<AddedSigner> {
  static constexpr auto kFields =
      std::tuple(field("person", &AddedSigner::person), field("by", &AddedSigner::by));
};

template <>
struct Described<Vote> {
  static constexpr auto kFields = std::tuple(
      field("act", &Vote::act), field("signer", &Vote::signer), field("actor", &Vote::actor));
};

template <>
struct Described<RepairProposal> {
  static constexpr auto kFields =
      std::tuple(field("to", &RepairProposal::to), field("by", &RepairProposal::by),
                 field("reason", &RepairProposal::reason));
};

/// A column of the instances, and part of where one stands; what is empty is left out.
template <>
struct Described<StageWork> {
  static constexpr auto kFields = std::tuple(
      later_field("assignee", &StageWork::assignee),
      later_field("delegation", &StageWork::delegation),
      later_field("added_signers", &StageWork::added_signers),
      later_field("votes", &StageWork::votes), later_field("repair", &StageWork::repair),
      later_field("suspended_since", &StageWork::suspended_since),
      later_field("urged_on", &StageWork::urged_on), later_field("is_redo", &StageWork::is_redo),
      later_field("extension", &StageWork::extension),
      later_field("is_unstaffed", &StageWork::is_unstaffed),
      later_field("is_terminated", &StageWork::is_terminated),
      later_field("kept_due", &StageWork::kept_due),
      later_field("counted_from", &StageWork::counted_from));
};

}  // namespace budget
