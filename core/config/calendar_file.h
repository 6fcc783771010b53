#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/source_report.h"
#include "model/calendar.h"

namespace budget {

/// One year's file. `fields` tells which entry a listed day comes from.
struct CalendarYearFile {
  CalendarYear year;
  std::map<Date, std::string> fields;
};

/// All years of a folder; one report per file.
struct LoadedCalendar {
  Calendar value;
  std::vector<SourceReport> reports;
};

/// `file` should be named after its year: "2026.toml".
[[nodiscard]] Loaded<CalendarYearFile> read_calendar_year(std::string_view text, std::string file);
/// Joins the years; a year given twice and days off in one file but on in another are findings.
[[nodiscard]] LoadedCalendar join_calendar_years(std::vector<Loaded<CalendarYearFile>> years);
/// Every listed file, see list_toml_files.
[[nodiscard]] LoadedCalendar load_calendar_files(const std::vector<std::filesystem::path>& files);

}  // namespace budget
