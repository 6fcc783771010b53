#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/ids.h>

#include "model/deadline.h"

namespace budget {

/// What people do with the work in hand besides the acts of its workflow.
enum class Arrangement {
  transfer,        ///< 转办: from now on it is another holder's
  delegate,        ///< 委派: somebody prepares it, and it comes back
  answer,          ///< 交回: what was delegated comes back, with an opinion
  recall,          ///< 收回: what was delegated is taken back
  add_signer,      ///< 加签: somebody else has to sign too
  drop_signer,     ///< 减签: one of those added need not
  copy,            ///< 抄送: somebody is told
  urge,            ///< 催办: whoever's turn it is is told again
  suspend,         ///< 挂起: nobody acts and no time runs
  resume,          ///< 恢复
  terminate,       ///< 终止: closed before its end
  propose_repair,  ///< 更正跳转: the first of two people names the stage
  confirm_repair,  ///< the second one; it is there now
  drop_repair,     ///< nothing comes of it
};

struct Delegation {
  PersonId from;
  PersonId to;
  friend bool operator==(const Delegation&, const Delegation&) = default;
};

struct AddedSigner {
  PersonId person;
  PersonId by;
  friend bool operator==(const AddedSigner&, const AddedSigner&) = default;
};

/// One signature below an act that needs several.
struct Vote {
  ActId act;
  PersonId signer;  ///< whose signature it is
  PersonId actor;   ///< who gave it: the signer, or their substitute
  friend bool operator==(const Vote&, const Vote&) = default;
};

/// A jump to another stage that one of two people has asked for.
struct RepairProposal {
  StageId to;
  PersonId by;
  std::string reason;
  friend bool operator==(const RepairProposal&, const RepairProposal&) = default;
};

/// What belongs to the current stage only, and is gone with it.
struct StageWork {
  PersonId assignee;  ///< whose it is after a transfer; empty: every holder's
  std::optional<Delegation> delegation;
  std::vector<AddedSigner> added_signers;
  std::vector<Vote> votes;
  std::optional<RepairProposal> repair;
  std::optional<Date> suspended_since;
  std::optional<Date> urged_on;
  bool is_redo = false;       ///< its deadline is the one for doing it again
  Span extension;             ///< by which a suspension has put the deadline off
  bool is_unstaffed = false;  ///< nobody could act on it when that was last looked at
  bool is_terminated = false;
  std::optional<Date> kept_due{};  ///< a migration kept this day: the stage's rule does not count
  std::optional<Date> counted_from{};  ///< a migration began the time anew on this day
  friend bool operator==(const StageWork&, const StageWork&) = default;
};

[[nodiscard]] const char* name_of(Arrangement value) noexcept;
/// "转办"
[[nodiscard]] const char* title_of(Arrangement value) noexcept;

}  // namespace budget
