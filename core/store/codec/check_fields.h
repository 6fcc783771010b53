#pragma once

#include "model/check.h"
#include "store/codec/definition_fields.h"

namespace budget {

template <>
struct Described<Place> {
  static constexpr auto kFields = std::tuple(
      field("file", &Place::file), field("line", &Place::line), field("column", &Place::column),
      field("cell", &Place::cell), field("field", &Place::field));
};

template <>
struct Described<Finding> {
  static constexpr auto kFields =
      std::tuple(field("rule", &Finding::rule), field("level", &Finding::level),
                 field("place", &Finding::place), field("message", &Finding::message),
                 field("quote", &Finding::quote), field("treatment", &Finding::treatment));
};

template <>
struct Described<RuleNotRun> {
  static constexpr auto kFields =
      std::tuple(field("rule", &RuleNotRun::rule), field("reason", &RuleNotRun::reason));
};

template <>
struct Described<PluginReport> {
  static constexpr auto kFields =
      std::tuple(field("pin", &PluginReport::pin), field("is_shadow", &PluginReport::is_shadow),
                 field("problem", &PluginReport::problem), field("run", &PluginReport::run),
                 field("not_run", &PluginReport::not_run), field("rows", &PluginReport::rows),
                 field("errors", &PluginReport::errors), field("warnings", &PluginReport::warnings),
                 field("infos", &PluginReport::infos), field("findings", &PluginReport::findings));
};

/// In the table of reports only.
template <>
struct Described<PluginVerdict> {
  static constexpr auto kFields = std::tuple(
      field("pin", &PluginVerdict::pin), field("is_shadow", &PluginVerdict::is_shadow),
      field("is_checked", &PluginVerdict::is_checked), field("errors", &PluginVerdict::errors),
      field("warnings", &PluginVerdict::warnings));
};

template <>
struct Described<GatePassage> {
  static constexpr auto kFields = std::tuple(field("check", &GatePassage::check),
                                             field("not_checked", &GatePassage::not_checked));
};

}  // namespace budget
