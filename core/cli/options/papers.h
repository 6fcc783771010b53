#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/options/global.h"

namespace budget::cli {

// Options of the commands that check, publish and write out.

/// What of the office is asked for.
struct ExportChoice {
  std::optional<int> year{};
  std::string department{};
  std::string person{};  ///< a calendar only: what waits for them
};

struct ExportOptions {
  std::string what{};          ///< rows, the calendar, or printed sheets, bulletins and letters
  std::string format = "csv";  ///< the exporter's name in budgetd.toml
  std::string instance{};
  ExportChoice choice{};
  std::string out{};  ///< empty: standard output
  std::optional<int> month{};
  std::string project{};
  std::string region{};
  std::optional<std::int64_t> alert{};
};

struct CalendarOptions {
  ExportChoice choice{};
  bool ics = false;
  std::string format = "ical";  ///< the exporter's name in budgetd.toml
  std::string out{};            ///< empty: standard output
};

struct CheckOptions {
  std::vector<std::string> files{};  ///< documents, or folders of them
  std::string config = kUsualConfig;
  std::string region{};
  std::string day{};           ///< "2026-01-15"; empty: the first of the document's year
  bool with_document = false;  ///< JSON: what was read as well
  std::string report{};        ///< html, xlsx or json; empty: the terminal
  std::string out{};           ///< the report's file; with xlsx and several documents a folder
};

struct RulesListOptions {
  std::string config = kUsualConfig;
  std::string region{};  ///< only those that hold there
  std::string plugin{};
  std::string level{};  ///< error, warning or info
};

struct RulesExplainOptions {
  std::string rule{};
  std::string config = kUsualConfig;
};

struct PublishOptions {
  std::vector<std::string> files{};  ///< documents of one department and year
  std::string out{};                 ///< a folder that is not there yet
  std::string config = kUsualConfig;
  std::string layouts{};               ///< folder; empty: layouts beside the rule sets
  std::string region{};                ///< empty: as the project codes say
  std::string name{};                  ///< of the files; empty: budget-YEAR-DEPARTMENT
  std::vector<std::string> formats{};  ///< exporters' names; empty: all that are configured
  std::vector<int> empty_tables{};     ///< of the nine, with nothing to print in them
  std::string against{};               ///< an earlier bundle or document
  std::string instance{};              ///< what was approved there is compared, or published
};

}  // namespace budget::cli
