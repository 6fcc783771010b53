#pragma once

#include <vector>

#include <budget/json.h>

#include "engine/queries.h"

namespace budget {

// What exporters write, as payloads of budget.export.write/1 (docs/plugin-payloads.md). Pure.

[[nodiscard]] Json export_instances(const std::vector<InstanceRow>& rows);
/// One column per month any of the plans has a node in. The plan is the last approved one, the
/// drafted one before that.
[[nodiscard]] Json export_projects(const std::vector<ProjectRow>& rows);
[[nodiscard]] Json export_alerts(const std::vector<AlertRow>& rows);
[[nodiscard]] Json export_payments(const std::vector<PaymentRow>& rows);
[[nodiscard]] Json export_events(const std::vector<EventRow>& rows);

/// Whose calendar it is.
struct CalendarSetting {
  std::string title;
  Instant now;      ///< when the entries were last right
  PersonId person;  ///< empty: everybody; else only what waits for them
};

/// The deadlines of open instances as to-dos, and the monitoring nodes still to come as events.
/// A person's calendar has only the deadlines of stages whose role they hold.
///
/// An entry keeps its uid when its day moves: "2026-130605-203.draft@budgetd".
[[nodiscard]] Json export_calendar(const std::vector<InstanceRow>& rows,
                                   const CalendarSetting& setting);

}  // namespace budget
