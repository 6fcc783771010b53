#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/queries/page.h"
#include "engine/state.h"

namespace budget {

/// What may be done in a stage.
struct ActRow {
  ActId act;
  std::string title;
  ActKind kind = ActKind::hand_in;
  RoleId role;  ///< who may do it; empty for automatic
  bool reason_required = false;
  std::optional<Gate> gate{};
};

/// What somebody may do in an instance's stage, and for whom.
struct CapableRow {
  PersonName person;
  std::vector<ActId> acts;
  std::vector<PersonName> principals;  ///< for whom: the role's holder first; empty: own right
};

/// Somebody who holds a role of the stage or was asked to sign, and yet may not act, with the
/// refusal of their act.
struct IncapableRow {
  PersonName person;
  ActId act;
  std::string why;
};

/// What the sheets of a month want of one side, beside the acts of the stage.
struct SheetWork {
  int month = 0;                          ///< kEvaluation: the self-evaluation
  SheetPhase phase = SheetPhase::filled;  ///< filled: fill in and hand in; handed_in: look at them
  int projects = 0;                       ///< whose sheet waits
  std::optional<Date> due_on;             ///< of handing in
  bool is_overdue = false;
  std::vector<PersonName> people;  ///< in a queue: for whom (as CapableRow::principals); else: who
};

/// Who can act on an instance on a day, and whose turn it is.
struct TurnRow {
  InstanceId instance;
  Date day;
  std::vector<PersonName> turn;
  std::vector<CapableRow> can;
  std::vector<IncapableRow> cannot;
  std::vector<SheetWork> sheets;
};

/// One piece of work that waits for somebody.
struct QueueRow {
  InstanceId instance;
  std::string key;  ///< as name_of(Instance) says
  FiscalYear year;
  DepartmentId department;
  std::string department_name;
  std::string stage_title;
  std::optional<Date> due_on;
  bool is_provisional = false;
  bool is_overdue = false;
  bool was_delegated = false;          ///< to be handed back, not decided
  std::vector<ActRow> acts;            ///< empty: only the sheets wait
  std::vector<PersonName> principals;  ///< as CapableRow::principals
  std::vector<SheetWork> sheets;
};

struct SubstitutionRow {
  Substitution data;
  PersonName person;
  PersonName substitute;
  PersonName appointed_by;
  Instant appointed_at;
  std::optional<Instant> ended_at;
  std::string end_reason;
};

struct OccasionRow {
  RegionCode region;
  FiscalYear year;
  OccasionId occasion;
  Date day;
  std::string reason;
  PersonName named_by;
  Instant named_at;
};

/// Why something is due when it is.
struct DeadlineRow {
  InstanceId instance;
  std::string stage_title;
  Date entered_on;
  DeadlineRule rule;
  bool is_redo = false;
  DeadlineAccount account;
  Span extension;        ///< by suspensions, after the account
  bool is_kept = false;  ///< a migration kept the day: the account says what the rule would give
  Date due_on;
  ContentHash calendar;
  std::vector<std::string> notices;  ///< of the calendar years it depends on
};

}  // namespace budget
