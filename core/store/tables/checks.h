#pragma once

#include "engine/state.h"
#include "store/database.h"

namespace budget {

void write_pins(Database& database, const Instance& instance);
[[nodiscard]] std::vector<PluginPin> read_pins(Database& database, InstanceId instance);

void write_check(Database& database, const CheckRequested& event, Instant requested_at);
void end_check(Database& database, CheckId check);
/// Of a stage that was left.
void drop_checks(Database& database, InstanceId instance);
/// That what rules see has changed while the check is pending.
void write_changed(Database& database, const Check& check);

void write_report(Database& database, InstanceId instance, const Report& report,
                  const std::vector<PluginReport>& plugins);
void write_stale(Database& database, InstanceId instance, bool is_stale);

/// What read_report() expects, in its order, of `reports r`.
inline constexpr char kReportColumns[] =
    "r.instance, r.check_id, r.moment, r.stage, r.round, r.day, r.reported_at_ms, r.is_stale, "
    "r.verdicts";
inline constexpr int kReportColumnCount = 9;
[[nodiscard]] Report read_report(const Rows& rows);

/// Pending checks, and pins and reports of the instances that are in the state already.
void load_checks(Database& database, State& state);

}  // namespace budget
