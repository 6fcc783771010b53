#include "config/calendar_file.h"

#include <algorithm>

#include "config/load_file.h"
#include "config/toml_reader.h"

namespace budget {
namespace {

constexpr int kLongestHoliday = 31;
constexpr int kSaturday = 6;

/// Reads one year. A day may be named once, as off or as on.
class CalendarReader {
 public:
  explicit CalendarReader(CalendarYearFile& file) : file_(file), year_(file.year) {}

  void read(TableReader& root) {
    year_.year = root.integer("year", kFiscalYears);
    check_file_name(root);
    year_.published = root.one_of("status", {"provisional", "published"}) == 1;
    year_.notice = root.text("notice");
    check_notice(root);
    root.tables_if_any("days_off", [&](TableReader& t) { read_days_off(t); });
    root.tables_if_any("days_on", [&](TableReader& t) { read_day_on(t); });
    std::ranges::sort(year_.days_off);
    std::ranges::sort(year_.days_on);
  }

 private:
  void check_file_name(TableReader& root) const {
    const std::string name = std::filesystem::path(root.source().file()).filename().string();
    const std::string wanted = std::to_string(year_.year) + ".toml";
    if (year_.year == 0 || name == wanted) return;
    root.report("config.file_name", "year",
                "expected the year of the file's name, but " + name + " says " +
                    std::to_string(year_.year) + "; name the file " + wanted +
                    " or correct the year");
  }

  void check_notice(TableReader& root) const {
    if (root.source().has_finding_in("status") || root.source().has_finding_in("notice")) return;
    if (year_.published && year_.notice.empty()) {
      root.report("config.value", "notice",
                  "expected the notice of a published year, but it is empty; write its address, or "
                  "status = \"provisional\"");
    }
    if (!year_.published && !year_.notice.empty()) {
      root.report("config.value", "notice",
                  "expected no notice for a provisional year, but there is one; write status = "
                  "\"published\"",
                  year_.notice);
    }
  }

  void read_days_off(TableReader& table) {
    (void)table.filled_text("name");
    const auto from = table.date("from");
    const auto to = table.date("to");
    if (!from || !to || !is_near(table, "from", *from) || !is_near(table, "to", *to)) return;
    const int length = to->days() - from->days() + 1;
    if (length < 1 || length > kLongestHoliday) {
      table.report("config.range", "to",
                   "expected a day from " + from->to_text() + " on, at most " +
                       std::to_string(kLongestHoliday) + " days, but there is " + to->to_text());
      return;
    }
    bool is_new = true;
    for (Date day = *from; day <= *to; day = day.plus_days(1)) {
      is_new = is_new && take(table, "from", day);
      year_.days_off.push_back(day);
    }
  }

  void read_day_on(TableReader& table) {
    (void)table.filled_text("name");
    const auto day = table.date("date");
    if (!day || !is_near(table, "date", *day) || !take(table, "date", *day)) return;
    if (day->weekday() < kSaturday) {
      table.source().report("config.calendar", table.field_of("date"),
                            "expected a Saturday or Sunday to be made a working day, but " +
                                day->to_text() + " is one anyway; check the date",
                            {}, FindingLevel::warning);
    }
    year_.days_on.push_back(*day);
  }

  /// A notice may reach into the neighbouring year (31 December before a New Year's holiday).
  bool is_near(TableReader& table, const char* key, Date day) const {
    if (year_.year == 0) return true;
    const Date first = Date::last_of_month(year_.year - 1, 11).plus_days(1);
    const Date last = Date::last_of_month(year_.year + 1, 1);
    if (first <= day && day <= last) return true;
    table.report("config.range", key,
                 "expected a day of " + std::to_string(year_.year) +
                     " or of the months beside it, but there is " + day.to_text());
    return false;
  }

  bool take(TableReader& table, const char* key, Date day) {
    const auto [known, is_new] = file_.fields.emplace(day, table.field_of(key));
    if (is_new) return true;
    const int line = table.source().position_of(known->second).line;
    table.report("config.overlap", key,
                 "expected every day once, but " + day.to_text() + " is named in line " +
                     std::to_string(line) + " already");
    return false;
  }

  CalendarYearFile& file_;
  CalendarYear& year_;
};

bool lists(const std::vector<Date>& days, Date day) {
  return std::ranges::binary_search(days, day);
}

/// 31 December may stand in two files, but not as off in one and on in the other.
void check_agreement(Loaded<CalendarYearFile>& here, const std::map<int, CalendarYear>& earlier) {
  for (const auto& [day, field] : here.value.fields) {
    for (const auto& [year, other] : earlier) {
      const bool agrees = !(lists(here.value.year.days_off, day) && lists(other.days_on, day)) &&
                          !(lists(here.value.year.days_on, day) && lists(other.days_off, day));
      if (agrees) continue;
      here.report.report("config.overlap", field,
                         "expected " + day.to_text() + " to be off or on, but the file of " +
                             std::to_string(year) + " says the opposite; correct one of them");
    }
  }
}

}  // namespace

Loaded<CalendarYearFile> read_calendar_year(std::string_view text, std::string file) {
  Loaded<CalendarYearFile> loaded{.value = {}, .report = SourceReport(std::move(file))};
  CalendarReader reader(loaded.value);
  read_toml(text, loaded.report, [&](TableReader& root) { reader.read(root); });
  return loaded;
}

LoadedCalendar join_calendar_years(std::vector<Loaded<CalendarYearFile>> years) {
  LoadedCalendar joined;
  for (Loaded<CalendarYearFile>& loaded : years) {
    const CalendarYear& year = loaded.value.year;
    if (year.year != 0 && joined.value.years.contains(year.year)) {
      loaded.report.report("config.duplicate", "year",
                           "expected every year in one file, but another file has this year too",
                           std::to_string(year.year));
    } else if (year.year != 0) {
      check_agreement(loaded, joined.value.years);
      joined.value.years.emplace(year.year, year);
    }
    joined.reports.push_back(std::move(loaded.report));
  }
  return joined;
}

LoadedCalendar load_calendar_files(const std::vector<std::filesystem::path>& files) {
  std::vector<Loaded<CalendarYearFile>> years;
  years.reserve(files.size());
  for (const std::filesystem::path& file : files)
    years.push_back(load_file<CalendarYearFile>(file, read_calendar_year));
  return join_calendar_years(std::move(years));
}

}  // namespace budget
