#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/queries/document_rows.h"
#include "engine/queries/money_rows.h"
#include "engine/queries/page.h"
#include "engine/state.h"

namespace budget {

/// The sheets of one month of an instance, counted by how far they are.
struct SheetTaskRow {
  InstanceId instance;
  FiscalYear year;
  DepartmentId department;
  std::string department_name;
  int month = 0;  ///< kEvaluation: the self-evaluation
  Instant opened_at;
  std::optional<Date> due_on;
  bool is_overdue = false;
  int projects = 0;
  int filled = 0;
  int returned = 0;
  int handed_in = 0;
  int accepted = 0;
};

struct SheetFilter {
  std::optional<Sight> sight;  ///< as InstanceFilter::sight
  std::optional<FiscalYear> year;
  std::optional<InstanceId> instance;
  std::optional<int> month;
};

/// A project's sheet of a month, filled in or not, with everything that is printed on it.
struct SheetRow {
  FiscalYear year;
  DepartmentId department;
  std::string department_name;
  std::string unit_name;
  int month = 0;
  ProjectRow project;
  std::optional<SheetPhase> phase;  ///< empty: nobody has filled it in
  WeighedSheet sheet;
  PersonName filled_by;
  std::optional<Instant> filled_at;
  PersonName handed_in_by;
  std::optional<Instant> handed_in_at;
  SheetMoney money;  ///< as handed in; before that as it is now
  std::optional<Score> execution;
  std::optional<Score> total;  ///< as handed in
  std::string grade;
  PersonName judged_by;
  std::optional<Instant> judged_at;
  std::string judgement;
  std::vector<AdjustedScore> checked;  ///< by finance
  std::optional<Score> checked_total;  ///< empty: it was never checked
  std::string checked_grade;
  std::optional<AlertLevel> execution_alert;  ///< the worst open one of the month, or of the year
  std::optional<AlertLevel> goal_alert;       ///< of rules on goals
  ContentHash rule_set;
};

/// A department's spending at a month's end.
struct BulletinRow {
  InstanceId instance;
  DepartmentId department;
  std::string department_name;
  ContentHash rule_set;
  int projects = 0;
  Money original;  ///< 年初预算数
  Money budget;    ///< in force at the month's end
  Money planned;   ///< P(m) of the projects that have a plan in force
  Money paid;      ///< to the month's end
  int open_alerts = 0;
};

/// A letter about an alert, and its answer.
struct AlertLetterRow {
  RegionCode region;
  std::string region_name;
  FiscalYear year;
  int number = 0;
  AlertRow alert;
  AlertAct act = AlertAct::inquire;
  Instant issued_at;
  PersonName issued_by;
  std::optional<Date> due_on;
  std::string demand;
  std::string sentence;
  std::optional<Instant> answered_at;
  PersonName answered_by;
  std::vector<DeviationCause> causes;
  std::string answer;
  std::string attachment;
};

}  // namespace budget
