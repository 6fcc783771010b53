#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace budget::cli {

// Options of the commands about payments, alerts, budgets and charts.

struct PaymentImportOptions {
  std::string file{};
  int year = 0;
  std::string source{};  ///< empty: "budgetctl"
  bool preview = false;
  std::string unit{};      ///< yuan, wan or fen; empty: as the file says
  std::string encoding{};  ///< utf8 or gb18030; empty: found out
  std::string columns{};   ///< of a file without a header, joined by commas
};

/// `payment import --preview`: looks at the file and asks no daemon.
struct PaymentPreviewOptions : PaymentImportOptions {
  explicit PaymentPreviewOptions(const PaymentImportOptions& options)
      : PaymentImportOptions(options) {}
};

struct PaymentBatchesOptions {};

struct PaymentRejectsOptions {
  std::optional<std::int64_t> batch{};
  std::string out{};  ///< a CSV to be mended and imported again; empty: a table
};

struct AlertListOptions {
  std::optional<int> year{};
  std::string state{};
  std::optional<int> month{};
  std::string level{};
  std::string instance{};
};

struct AlertShowOptions {
  std::int64_t alert = 0;
};

/// `why alert N`: the arithmetic, from what was kept.
struct WhyAlertOptions {
  std::int64_t alert = 0;
};

/// `why score INSTANCE CODE`: line by line, with where the rules come from.
struct WhyScoreOptions {
  std::string instance{};
  std::string code{};
};

struct AlertActOptions {
  std::int64_t alert = 0;
  std::string act{};
  std::string text{};
  std::vector<std::string> causes{};
  std::string attachment{};
  std::string day{};
};

struct AlertTotalsOptions {
  std::optional<int> year{};
  std::string by = "department";
};

struct AlertNotAssessedOptions {
  std::string instance{};
  int month = 0;
};

struct AlertExemptOptions {
  std::string instance{};
  std::string code{};
  std::string rule{};
  std::string reason{};
  std::string until{};
  bool lift = false;
};

struct AlertExemptionsOptions {
  std::string instance{};
};

struct BudgetMoveOptions {
  std::string instance{};
  std::string file{};  ///< JSON, as POST /v1/instances/{id}/movements takes it
};

struct BudgetAskOptions {
  std::string instance{};
  std::string file{};  ///< JSON, as POST /v1/instances/{id}/asked-movement takes it
};
struct BudgetAskedOptions {
  std::string instance{};
};
struct ProjectProgressOptions {
  std::string instance{};
  std::string code{};
  int month = 0;
  std::string achieved{};  ///< percent
  std::string note{};
};

struct ChartOptions {
  std::string of{};  ///< projects, departments, regions or office: the command itself
  int year = 0;
  std::string key{};  ///< empty: the office
  std::optional<int> years{};
};

struct ChartListOptions {
  int year = 0;
  std::string by = "department";
  std::string region{};
  std::string department{};
};

}  // namespace budget::cli
