#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/pace/spending.h"
#include "engine/queries/page.h"
#include "engine/state.h"

namespace budget {

struct AlertFilter {
  std::optional<Sight> sight;  ///< as InstanceFilter::sight
  std::optional<FiscalYear> year;
  std::optional<InstanceId> instance;
  std::optional<AlertState> state;
  std::optional<int> month;
  std::optional<AlertLevel> level;
  std::optional<AlertPhase> phase{};
  std::optional<Date> not_suppressed_on{};  ///< leaves out what is suppressed on this day
};

struct AlertRow {
  Alert data;
  FiscalYear year;
  DepartmentId department;
  std::string department_name;
  std::string project_name;
  AlertHandling handling{};
  std::optional<Rule> rule{};  ///< as it was pinned; only where one alert is asked for
};

/// What alerts are added up by.
enum class AlertGrouping { unit, department, region };

/// The open alerts of a unit, department or county.
struct AlertTotalRow {
  std::string key;
  std::string name;
  std::map<AlertLevel, int> open;
  std::map<AlertPhase, int> phases;
  int suppressed = 0;
  Money stake;  ///< of the projects that lag, each once by its largest alert
};

/// Whose spending is added up into one row.
enum class SpendingGrouping { project, department, region, office };

struct SpendingFilter {
  FiscalYear year;
  std::optional<Sight> sight;  ///< as InstanceFilter::sight
  std::optional<RegionCode> region;
  std::optional<DepartmentId> department;
  std::optional<ProjectCode> project;
  int earlier_years = 1;  ///< how many years before it are told as well
};

/// What a chart is drawn from.
struct SpendingRow {
  std::string key;  ///< the project's code, the department's or region's id; empty: the office
  std::string name;
  SpendingYear spending;
  std::vector<SpendingYear> earlier;  ///< the latest first; only years there is something of
  std::vector<PolicyCurve> curves;    ///< of the year asked for
};

struct BatchRow {
  BatchId batch;
  std::string source;
  FiscalYear year;
  Instant at;
  PersonId actor;
  int rows = 0;
  int known = 0;
  int rejected = 0;
  Money sum;
};

struct PaymentRow {
  std::int64_t id = 0;
  BatchId batch;
  std::string source;
  Payment data;
};

/// Rows of a batch without a voucher that another file brought before, word for word.
struct RepeatedRows {
  std::int64_t rows = 0;
  std::vector<Payment> first;
};

struct RejectRow {
  std::int64_t id = 0;
  BatchId batch;
  PersonId actor;  ///< who recorded the batch
  PaymentReject reject;
};

}  // namespace budget
