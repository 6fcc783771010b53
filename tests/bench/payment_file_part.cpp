#include <array>
#include <cinttypes>

#include "config/payment_file.h"
#include "measuring.h"
#include "province_parts.h"

namespace budget::bench {
namespace {

constexpr int kRows = 10;                // of each project
constexpr std::size_t kAtOnce = 20'000;  // rows of one command: the most there may be
constexpr int kBadEvery = 1000;          // one row in so many cannot be placed

/// County by county, each in the order of days as a treasury prints it: from January to June, ten
/// rows of each project. Every tenth project is paid 30 % of its budget by then, the others 65 %.
std::int64_t write_file(const std::filesystem::path& path, const ProvinceSize& size) {
  static constexpr std::array kDays{"2026-01-12", "2026-01-28", "2026-02-10", "2026-02-25",
                                    "2026-03-16", "2026-04-10", "2026-04-27", "2026-05-13",
                                    "2026-06-08", "2026-06-24"};
  std::FILE* file = std::fopen(path.c_str(), "w");
  expect(file != nullptr, "the payment file cannot be written");
  std::fputs("date,project_code,amount_yuan,fund,voucher,memo\n", file);
  std::int64_t rows = 0;
  for (int r = 0; r < size.regions; ++r) {
    for (const char* day : kDays) {
      for (int d = 0; d < size.departments; ++d) {
        for (int p = 0; p < size.projects; ++p) {
          const std::int64_t budget = 1'000'000LL * (p + 1) * 4;
          const std::int64_t fen = budget * (p % 10 == 0 ? 30 : 65) / 100 / kRows;
          const char* where = ++rows % kBadEvery == 0 ? "2025-12-31" : day;
          std::fprintf(file, "%s,%s,%" PRId64 ".%02d,fiscal,PZ%09" PRId64 ",专项业务支出\n", where,
                       province_project(r, d, p).text().c_str(), fen / 100,
                       static_cast<int>(fen % 100), rows);
        }
      }
    }
  }
  std::fclose(file);
  return rows;
}

/// What the same file costs sqlite3 itself, in a table that can tell whether a voucher is known and
/// what a project was paid.
Taken bare_import(const std::filesystem::path& folder, const std::filesystem::path& file,
                  const char* indexes) {
  const std::filesystem::path database = folder / "import.db";
  std::filesystem::remove(database);
  const std::string command =
      "sqlite3 " + database.string() +
      " 'PRAGMA journal_mode=WAL' 'PRAGMA synchronous=FULL' 'PRAGMA cache_size=-65536'"
      " 'CREATE TABLE payments(paid_on TEXT, project TEXT, amount NUMERIC, fund TEXT, voucher "
      "TEXT, memo TEXT)' " +
      indexes + " '.import --csv --skip 1 " + file.string() + " payments' > /dev/null";
  const Taken taken = time_of([&] { expect(std::system(command.c_str()) == 0, "sqlite3 failed"); });
  std::filesystem::remove(database);
  return taken;
}

RecordPayments empty_command() {
  RecordPayments action;
  action.source = "国库支付";
  action.year = *FiscalYear::of(2026);
  return action;
}

/// Sends rows on as the counties' recorders, each its own.
class Recorder {
 public:
  explicit Recorder(Engine& engine) : engine_(engine) {}

  Result<void> take(PaymentChunk chunk) {
    for (std::size_t i = 0; i < chunk.rows.size(); ++i) {
      const std::string_view region = chunk.rows[i].project.region();
      if (region != region_ || action_.rows.size() == kAtOnce) send();
      region_ = region;
      action_.rows.push_back(std::move(chunk.rows[i]));
      action_.row_numbers.push_back(chunk.row_numbers[i]);
    }
    return {};
  }

  void send() {
    if (action_.rows.empty()) return;
    const int region = std::atoi(region_.c_str()) - std::atoi(province_region(0).text().c_str());
    Command command{province_recorder(region), Via::batch, {}, std::move(action_)};
    const Result<Outcome> outcome = engine_.execute(command);
    expect(static_cast<bool>(outcome), "a batch was refused");
    for (const Event& event : outcome->events) {
      if (const auto* recorded = std::get_if<PaymentsRecorded>(&event)) {
        rows += static_cast<std::int64_t>(recorded->rows.size());
        rejected += static_cast<std::int64_t>(recorded->rejects.size());
        known += recorded->known;
      }
    }
    action_ = empty_command();
  }

  std::int64_t rows = 0;
  std::int64_t rejected = 0;
  std::int64_t known = 0;

 private:
  Engine& engine_;
  std::string region_;
  RecordPayments action_ = empty_command();
};

Taken record(const std::filesystem::path& file, Recorder& recorder) {
  return time_of([&] {
    const auto count = read_payments(
        file, kAtOnce, [&](PaymentChunk chunk) { return recorder.take(std::move(chunk)); });
    expect(static_cast<bool>(count), "the file cannot be read");
    recorder.send();
  });
}

void print(const char* what, const Taken& own, const Taken& limit) {
  std::printf(
      "P3   %s: %.2f s (CPU %.2f) against %.2f s (CPU %.2f): %.2f of it, by CPU %.2f "
      "(target >= 0.7); %s\n",
      what, own.seconds, own.cpu, limit.seconds, limit.cpu, limit.seconds / own.seconds,
      limit.cpu / own.cpu, load().c_str());
  std::fflush(stdout);
}

}  // namespace

void measure_payment_file(Engine& engine, VirtualClock& clock, const std::filesystem::path& folder,
                          const ProvinceSize& size) {
  clock.advance_to(Instant::at(*Date::parse("2026-03-31"), 9));
  const std::filesystem::path file = folder / "payments.csv";
  const std::int64_t rows = write_file(file, size);
  const Taken by_both = bare_import(folder, file,
                                    "'CREATE UNIQUE INDEX by_voucher ON payments(voucher)' "
                                    "'CREATE INDEX by_project ON payments(project)'");
  const Taken by_voucher =
      bare_import(folder, file, "'CREATE UNIQUE INDEX by_voucher ON payments(voucher)'");
  const std::int64_t before = resident_kib();
  Recorder recorder(engine);
  const Taken own = record(file, recorder);
  std::printf("P3   %" PRId64 " rows of %.0f MB: %" PRId64 " recorded, %" PRId64
              " rejected; memory +%.0f MB\n",
              rows, static_cast<double>(std::filesystem::file_size(file)) / 1e6, recorder.rows,
              recorder.rejected, static_cast<double>(resident_kib() - before) / 1024);
  print("against .import, indexed by voucher and project", own, by_both);
  print("against .import, indexed by voucher only", own, by_voucher);
  Recorder again(engine);
  const Taken second = record(file, again);
  expect(again.rows == 0, "the same file was recorded twice");
  std::printf("P3   the same file again changes nothing: %" PRId64 " known, %.2f s (CPU %.2f)\n",
              again.known, second.seconds, second.cpu);
  std::filesystem::remove(file);
}

}  // namespace budget::bench
