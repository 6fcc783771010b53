#include "model/rule_set.h"

namespace budget {

const char* name_of(AlertLevel value) noexcept {
  switch (value) {
    case AlertLevel::info:
      return "info";
    case AlertLevel::yellow:
      return "yellow";
    case AlertLevel::orange:
      return "orange";
    case AlertLevel::red:
      return "red";
  }
  return "";
}

const char* chinese_name_of(AlertLevel value) noexcept {
  switch (value) {
    case AlertLevel::info:
      return "提示";
    case AlertLevel::yellow:
      return "黄色";
    case AlertLevel::orange:
      return "橙色";
    case AlertLevel::red:
      return "红色";
  }
  return "";
}

const char* name_of(Measure value) noexcept {
  return value == Measure::own_plan_lag ? "own_plan_lag" : "own_plan_lag_relative";
}

const char* name_of(AlertAction value) noexcept {
  return value == AlertAction::record ? "record" : "warn";
}

const char* name_of(Certainty value) noexcept {
  switch (value) {
    case Certainty::primary:
      return "primary";
    case Certainty::secondary:
      return "secondary";
    case Certainty::local_practice:
      return "local_practice";
  }
  return "";
}

}  // namespace budget
