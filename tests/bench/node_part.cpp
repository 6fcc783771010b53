#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>
#include <vector>

#include "measuring.h"
#include "province_parts.h"

namespace budget::bench {
namespace {

constexpr int kMonth = 6;
constexpr std::int64_t kCurvePercent = 60;  // of the policy curve at the end of June

/// "3:100,6:200": the amount of the last node up to the month.
std::int64_t planned_in(const char* text, int month) {
  std::int64_t planned = 0;
  const std::string_view plan(text);
  for (std::size_t at = 0; at < plan.size();) {
    const std::size_t colon = plan.find(':', at);
    const std::size_t comma = std::min(plan.find(',', colon), plan.size());
    int node = 0;
    std::from_chars(plan.data() + at, plan.data() + colon, node);
    if (node > month) break;
    std::from_chars(plan.data() + colon + 1, plan.data() + comma, planned);
    at = comma + 1;
  }
  return planned;
}

struct Lag {
  std::int64_t instance;
  std::int64_t gap;
};

/// The least that the same answer takes: reads the numbers, compares them, ranks the gaps and adds
/// them up by department. No history, no sentences, nothing kept.
std::size_t bare_check(const std::filesystem::path& database) {
  sqlite3* db = nullptr;
  expect(sqlite3_open_v2(database.c_str(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK,
         "the database cannot be opened");
  sqlite3_stmt* rows = nullptr;
  sqlite3_prepare_v2(
      db,
      "SELECT p.instance, p.budget_fen, v.plan, m.paid_01_fen + m.paid_02_fen + m.paid_03_fen + "
      "m.paid_04_fen + m.paid_05_fen + m.paid_06_fen FROM projects p "
      "JOIN plan_versions v ON v.instance = p.instance AND v.code = p.code "
      "LEFT JOIN project_payments m ON m.instance = p.instance AND m.code = p.code",
      -1, &rows, nullptr);
  std::vector<Lag> lags;
  std::unordered_map<std::int64_t, std::int64_t> by_instance;
  while (sqlite3_step(rows) == SQLITE_ROW) {
    const std::int64_t instance = sqlite3_column_int64(rows, 0);
    const std::int64_t budget = sqlite3_column_int64(rows, 1);
    const std::int64_t planned =
        planned_in(reinterpret_cast<const char*>(sqlite3_column_text(rows, 2)), kMonth);
    const std::int64_t paid = sqlite3_column_int64(rows, 3);
    const std::int64_t gap = std::max(planned - paid, budget * kCurvePercent / 100 - paid);
    if (gap <= 0) continue;
    lags.push_back({instance, gap});
    by_instance[instance] += gap;
  }
  sqlite3_finalize(rows);
  sqlite3_close(db);
  std::ranges::sort(lags, std::ranges::greater(), &Lag::gap);
  return lags.size();
}

}  // namespace

void measure_node(Engine& engine, SqliteQueries& queries, VirtualClock& clock,
                  const std::filesystem::path& database, const ProvinceSize&) {
  clock.advance_to(Instant::at(*Date::parse("2026-04-01"), 0));
  const Taken march = time_of([&] { fire_all(engine, clock); });
  std::printf("P4   (the node of March, not weighed: %.2f s, CPU %.2f, %zu alerts open)\n",
              march.seconds, march.cpu, engine.state().alerts.size());
  // What is overdue since March is not the node's work.
  clock.advance_to(Instant::at(*Date::parse("2026-06-30"), 0));
  fire_all(engine, clock);
  static_cast<void>(bare_check(database));  // into the page cache, for both
  std::size_t lagging = 0;
  const Taken limit = time_of([&] { lagging = bare_check(database); });
  clock.advance_to(Instant::at(*Date::parse("2026-07-01"), 0));
  const std::size_t before = engine.state().alerts.size();
  const Taken own = time_of([&] { fire_all(engine, clock); });
  std::size_t ranked = 0;
  const Taken ranking = time_of([&] {
    AlertFilter filter;
    filter.year = *FiscalYear::of(2026);
    filter.state = AlertState::open;
    ranked = queries.alerts(filter, {}).value().size();
    ranked +=
        queries.alert_totals(AlertGrouping::region, filter, clock.now().date()).value().size();
  });
  std::printf(
      "P4   node of %zu projects: %.2f s (CPU %.2f), %zu alerts raised, durable; ranked and rolled "
      "up by county %.2f s (CPU %.2f); a bare loop %.2f s (CPU %.2f), %zu lagging; ratio %.2f, by "
      "CPU %.2f (target <= 3); %s\n",
      engine.state().projects.size(), own.seconds, own.cpu, engine.state().alerts.size() - before,
      ranking.seconds, ranking.cpu, limit.seconds, limit.cpu, lagging,
      (own.seconds + ranking.seconds) / limit.seconds, (own.cpu + ranking.cpu) / limit.cpu,
      load().c_str());
  expect(ranked > 0, "no alert is ranked");
}

}  // namespace budget::bench
