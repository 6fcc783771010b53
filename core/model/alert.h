#pragma once

#include <string>

#include <budget/date.h>
#include <budget/ids.h>
#include <budget/money.h>

#include "model/project.h"
#include "model/rule_set.h"

namespace budget {

enum class AlertState { open, closed };

/// Why an alert was closed or changed.
enum class AlertCause {
  node_check,   ///< raised by the check at the node
  late_record,  ///< payments dated up to the node were recorded afterwards
  caught_up,    ///< payments after the node brought the total up to the node's plan
  reversal,     ///< a reversal made an earlier node lag
};

/// Every number an alert was computed from, so that it can be explained years later. 分.
struct AlertInputs {
  Money budget;        ///< B
  Money planned;       ///< P(m)
  Money paid;          ///< A(m): payments dated up to the node, that day included
  Money paid_to_date;  ///< all payments known when it was computed
  int next_month = 0;  ///< the following node; 0 when this is the last
  Money next_planned;  ///< P(next)
  friend bool operator==(const AlertInputs&, const AlertInputs&) = default;
};

/// One alert per project, rule and node.
struct Alert {
  AlertId id;
  InstanceId instance;
  ProjectCode project;
  RuleId rule;
  ContentHash rule_set;
  int rule_set_version = 1;
  int month = 0;
  AlertLevel level = AlertLevel::info;
  AlertInputs inputs;
  AlertState state = AlertState::open;
  AlertCause cause = AlertCause::node_check;  ///< of the last change
  Instant raised_at;
  Instant changed_at;
  std::string sentence;  ///< the arithmetic in Chinese, as of the last change
  friend bool operator==(const Alert&, const Alert&) = default;
};

[[nodiscard]] const char* name_of(AlertState value) noexcept;
[[nodiscard]] const char* name_of(AlertCause value) noexcept;
[[nodiscard]] const char* chinese_name_of(AlertCause value) noexcept;

}  // namespace budget
