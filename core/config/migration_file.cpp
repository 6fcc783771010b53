#include "config/migration_file.h"

#include "config/load_file.h"
#include "config/toml_reader.h"

namespace budget {
namespace {

constexpr Range kYears = {2000, 2099};

TimerPolicy read_policy(TableReader& table, const char* key) {
  return table.choice(key,
                      {TimerPolicy::keep_due, TimerPolicy::keep_remaining, TimerPolicy::restart});
}

/// "year" is what the key was called before; a plan that says so still holds.
void read_year(TableReader& root, MigrationPlan& plan, SourceReport& report) {
  const bool is_old = root.asks("year");
  const bool is_new = root.asks("fiscal_year");
  if (!is_old && !is_new) return;
  if (is_old) {
    report.report("config.value", "year",
                  is_new ? "expected the year once, but it is there as year and as fiscal_year; "
                           "leave year out"
                         : "expected the key fiscal_year, as everywhere else; year is read the "
                           "same way, but call it fiscal_year",
                  {}, is_new ? FindingLevel::error : FindingLevel::warning);
  }
  const Result<FiscalYear> year =
      FiscalYear::of(root.integer(is_new ? "fiscal_year" : "year", kYears));
  if (year) plan.year = *year;
}

void read_plan(TableReader& root, MigrationFile& file, SourceReport& report) {
  MigrationPlan& plan = file.plan;
  plan.workflow = root.id<WorkflowId>("workflow");
  file.from = root.text_or("from", {});
  file.to = root.filled_text("to");
  if (root.asks("region")) plan.region = root.digits<RegionCode>("region", 6);
  read_year(root, plan, report);
  for (std::string& department : root.texts_if_any("departments"))
    plan.departments.emplace_back(std::move(department));
  if (root.asks("timers")) plan.timers = read_policy(root, "timers");
  plan.reason = root.filled_text("reason");
  root.tables_if_any("stages", [&](TableReader& table) {
    plan.stages.push_back({table.id<StageId>("from"), table.id<StageId>("to")});
  });
  root.tables_if_any("stage_timers", [&](TableReader& table) {
    StageTimers timers{table.id<StageId>("stage"), {}};
    timers.policy = read_policy(table, "timers");
    plan.stage_timers.push_back(std::move(timers));
  });
}

}  // namespace

Loaded<MigrationFile> read_migration(std::string_view text, std::string file) {
  Loaded<MigrationFile> loaded{.value = {}, .report = SourceReport(std::move(file))};
  read_toml(text, loaded.report,
            [&](TableReader& root) { read_plan(root, loaded.value, loaded.report); });
  return loaded;
}

Loaded<MigrationFile> load_migration_file(const std::filesystem::path& path) {
  return load_file<MigrationFile>(path, read_migration);
}

}  // namespace budget
