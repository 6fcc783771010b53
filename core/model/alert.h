#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/ids.h>
#include <budget/money.h>

#include "model/project.h"
#include "model/rule_set.h"

namespace budget {

enum class AlertState { open, closed };

/// Why an alert was closed or changed.
enum class AlertCause {
  node_check,     ///< raised by the check at the node
  late_record,    ///< payments dated up to the node were recorded afterwards
  caught_up,      ///< payments after the node brought the total up to the node's plan
  reversal,       ///< a reversal made an earlier node lag
  payment,        ///< raised with a payment, not at a node
  handed_in,      ///< raised when a plan was handed in
  plan_changed,   ///< another plan or budget is in force
  progress_told,  ///< the unit told how far its goals are
  exempted,       ///< the project was exempted from the rule
  overruled,      ///< another rule on the same topic counts now
  accepted,       ///< finance has accepted the answer
};

/// How far people are with an alert. What it measures goes its own way: a late payment closes an
/// alert in whatever phase it is.
enum class AlertPhase {
  raised,
  acknowledged,
  inquired,    ///< finance asks for an answer (问询函)
  explained,   ///< the department has said why
  rectifying,  ///< finance has asked for a rectification by a day
  rectified,   ///< the department says it is done; finance has to look
  accepted,
  escalated,
};

/// What people do with an alert.
enum class AlertAct {
  acknowledge,
  inquire,  ///< finance; with a day for the answer
  explain,  ///< the department; with causes and a text
  rectify,  ///< finance; with a day
  report,   ///< the department: rectified
  accept,   ///< finance; closes it
  reject,   ///< finance: back to whoever has to answer
  escalate,
  suppress,  ///< finance; hidden from the lists until a day
  lift,      ///< ends a suppression
};

/// 偏差原因, as the official monitoring table has them (domain.md §3.2).
enum class DeviationCause { funds, rules, people, equipment, other };

/// Every number an alert was computed from, so that it can be explained years later. 分.
struct AlertInputs {
  Money budget;                         ///< B
  Money planned;                        ///< P(m)
  Money paid;                           ///< A(m): payments dated up to the node, that day included
  Money paid_to_date;                   ///< all payments known when it was computed
  int next_month = 0;                   ///< the following node; 0 when this is the last
  Money next_planned;                   ///< P(next)
  std::optional<BasisPoints> policy{};  ///< T(m)
  std::optional<Money> period_paid{};   ///< in December or in the last quarter
  std::optional<BasisPoints> achieved{};  ///< share of the goals reached
  std::optional<Money> stake{};           ///< the money it is about, where that is not P − A
  friend bool operator==(const AlertInputs&, const AlertInputs&) = default;
};

/// What people have done with an alert.
struct AlertHandling {
  AlertPhase phase = AlertPhase::raised;
  std::vector<DeviationCause> causes{};
  std::string explanation{};
  std::string attachment{};                ///< name of the document that goes with the answer
  PersonId answered_by{};                  ///< may not accept it
  std::optional<Date> due_on{};            ///< of the answer or the rectification, included
  std::string demand{};                    ///< what finance asked for
  std::optional<Date> suppressed_until{};  ///< included
  std::string suppressed_because{};
  friend bool operator==(const AlertHandling&, const AlertHandling&) = default;
};

/// The letter (问询函) by which an answer or a rectification is asked for.
struct AlertLetter {
  int number = 0;        ///< in its office's year, from 1
  std::string sentence;  ///< the alert's arithmetic as it was then
  friend bool operator==(const AlertLetter&, const AlertLetter&) = default;
};

/// A project let off a rule by an act.
struct GrantedExemption {
  InstanceId instance;
  ProjectCode project;
  RuleId rule;
  std::string reason;
  Date until;  ///< included
  PersonId granted_by;
  Instant granted_at;
  friend bool operator==(const GrantedExemption&, const GrantedExemption&) = default;
};

/// One alert per project, rule and node.
struct Alert {
  AlertId id;
  InstanceId instance;
  ProjectCode project;
  RuleId rule;
  ContentHash rule_set;
  int rule_set_version = 1;
  int month = 0;  ///< 0: of the whole year
  AlertLevel level = AlertLevel::info;
  AlertInputs inputs;
  AlertState state = AlertState::open;
  AlertCause cause = AlertCause::node_check;  ///< of the last change
  Instant raised_at;
  Instant changed_at;
  std::string sentence;  ///< the arithmetic in Chinese, as of the last change
  friend bool operator==(const Alert&, const Alert&) = default;
};

/// An alert that was open when its year was closed, as the next year's draft is told of it.
struct CarriedAlert {
  AlertId alert;
  ProjectCode project;
  std::string project_name;
  RuleId rule;
  int month = 0;
  AlertLevel level = AlertLevel::info;
  std::string sentence;
  friend bool operator==(const CarriedAlert&, const CarriedAlert&) = default;
};

[[nodiscard]] const char* name_of(AlertState value) noexcept;
[[nodiscard]] const char* name_of(AlertCause value) noexcept;
[[nodiscard]] const char* chinese_name_of(AlertCause value) noexcept;
[[nodiscard]] const char* name_of(AlertPhase value) noexcept;
[[nodiscard]] const char* chinese_name_of(AlertPhase value) noexcept;
[[nodiscard]] const char* name_of(AlertAct value) noexcept;
[[nodiscard]] const char* chinese_name_of(AlertAct value) noexcept;
[[nodiscard]] const char* name_of(DeviationCause value) noexcept;
[[nodiscard]] const char* chinese_name_of(DeviationCause value) noexcept;
/// The money an alert is about; sorts the work.
[[nodiscard]] Money stake_of(const AlertInputs& inputs);

}  // namespace budget
