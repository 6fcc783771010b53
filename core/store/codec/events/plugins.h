#pragma once

#include "model/event.h"
#include "store/codec/check_fields.h"

namespace budget {

template <>
struct Described<CheckRequested> {
  static constexpr std::string_view kType = "check_requested";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &CheckRequested::instance),
                 field("check", &CheckRequested::check), field("moment", &CheckRequested::moment),
                 field("stage", &CheckRequested::stage), field("round", &CheckRequested::round),
                 field("day", &CheckRequested::day), field("rules", &CheckRequested::rules));
};

template <>
struct Described<CheckReported> {
  static constexpr std::string_view kType = "check_reported";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &CheckReported::instance), field("check", &CheckReported::check),
                 field("as_of", &CheckReported::as_of), field("plugins", &CheckReported::plugins));
};

template <>
struct Described<RulesPinned> {
  static constexpr std::string_view kType = "rules_pinned";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &RulesPinned::instance), field("pins", &RulesPinned::pins),
                 field("reason", &RulesPinned::reason));
};

template <>
struct Described<PluginStepped> {
  static constexpr std::string_view kType = "plugin_stepped";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("name", &PluginStepped::name), field("id", &PluginStepped::id),
      field("version", &PluginStepped::version), field("hash", &PluginStepped::hash),
      field("from", &PluginStepped::from), field("to", &PluginStepped::to),
      field("reason", &PluginStepped::reason), field("is_held", &PluginStepped::is_held));
};

}  // namespace budget
