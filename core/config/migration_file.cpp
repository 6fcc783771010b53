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

void read_plan(TableReader& root, MigrationFile& file) {
  MigrationPlan& plan = file.plan;
  plan.workflow = root.id<WorkflowId>("workflow");
  file.from = root.text_or("from", {});
  file.to = root.filled_text("to");
  if (root.asks("region")) plan.region = root.digits<RegionCode>("region", 6);
  if (root.asks("year")) {
    const Result<FiscalYear> year = FiscalYear::of(root.integer("year", kYears));
    if (year) plan.year = *year;
  }
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
  read_toml(text, loaded.report, [&](TableReader& root) { read_plan(root, loaded.value); });
  return loaded;
}

Loaded<MigrationFile> load_migration_file(const std::filesystem::path& path) {
  return load_file<MigrationFile>(path, read_migration);
}

}  // namespace budget
