#pragma once

#include "model/event.h"
#include "store/codec/budget_fields.h"

namespace budget {

// What the first versions of these could not say.
[[nodiscard]] inline bool says_more(const AlertInputs& inputs) {
  return inputs.policy || inputs.period_paid || inputs.achieved || inputs.stake;
}
[[nodiscard]] inline bool says_more(AlertCause cause) {
  return cause > AlertCause::reversal;
}

template <>
struct Described<AlertRaised> {
  static constexpr std::string_view kType = "alert_raised";
  static constexpr int kVersion = 2;
  static int version_of(const AlertRaised& event) {
    return says_more(event.alert.inputs) || says_more(event.alert.cause) ? 2 : 1;
  }
  static constexpr auto kFields = std::tuple(field("alert", &AlertRaised::alert));
};

template <>
struct Described<AlertUpdated> {
  static constexpr std::string_view kType = "alert_updated";
  static constexpr int kVersion = 2;
  static int version_of(const AlertUpdated& event) {
    return says_more(event.inputs) || says_more(event.cause) ? 2 : 1;
  }
  static constexpr auto kFields =
      std::tuple(field("alert", &AlertUpdated::alert), field("level", &AlertUpdated::level),
                 field("inputs", &AlertUpdated::inputs), field("cause", &AlertUpdated::cause),
                 field("sentence", &AlertUpdated::sentence));
};

template <>
struct Described<AlertClosed> {
  static constexpr std::string_view kType = "alert_closed";
  static constexpr int kVersion = 2;
  static int version_of(const AlertClosed& event) {
    return says_more(event.inputs) || says_more(event.cause) ? 2 : 1;
  }
  static constexpr auto kFields =
      std::tuple(field("alert", &AlertClosed::alert), field("inputs", &AlertClosed::inputs),
                 field("cause", &AlertClosed::cause), field("sentence", &AlertClosed::sentence));
};

template <>
struct Described<AlertReopened> {
  static constexpr std::string_view kType = "alert_reopened";
  static constexpr int kVersion = 2;
  static int version_of(const AlertReopened& event) {
    return says_more(event.inputs) || says_more(event.cause) ? 2 : 1;
  }
  static constexpr auto kFields =
      std::tuple(field("alert", &AlertReopened::alert), field("level", &AlertReopened::level),
                 field("inputs", &AlertReopened::inputs), field("cause", &AlertReopened::cause),
                 field("sentence", &AlertReopened::sentence));
};

template <>
struct Described<AlertHandled> {
  static constexpr std::string_view kType = "alert_handled";
  static constexpr int kVersion = 2;
  static int version_of(const AlertHandled& event) { return event.letter ? 2 : 1; }
  static constexpr auto kFields =
      std::tuple(field("alert", &AlertHandled::alert), field("act", &AlertHandled::act),
                 field("causes", &AlertHandled::causes), field("text", &AlertHandled::text),
                 field("attachment", &AlertHandled::attachment), field("day", &AlertHandled::day),
                 later_field("letter", &AlertHandled::letter));
};

template <>
struct Described<RuleExempted> {
  static constexpr std::string_view kType = "rule_exempted";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &RuleExempted::instance),
                 field("project", &RuleExempted::project), field("rule", &RuleExempted::rule),
                 field("reason", &RuleExempted::reason), field("until", &RuleExempted::until));
};

template <>
struct Described<ExemptionLifted> {
  static constexpr std::string_view kType = "exemption_lifted";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("instance", &ExemptionLifted::instance), field("project", &ExemptionLifted::project),
      field("rule", &ExemptionLifted::rule), field("reason", &ExemptionLifted::reason));
};

}  // namespace budget
