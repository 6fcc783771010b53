#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/finding.h>

#include "model/alert.h"
#include "model/evaluation.h"
#include "model/project.h"

namespace budget {

// The sheets a unit fills in for a project: the monitoring sheet (绩效运行监控表) of a node's month
// and, after the year, the self-evaluation (绩效自评表). Both have the same life.

/// In the place of a month: the self-evaluation, of the whole year.
inline constexpr int kEvaluation = 0;

enum class SheetKind { monitoring, evaluation };

/// Where a sheet is. One that was opened and that nobody has filled in yet has no phase.
enum class SheetPhase {
  filled,     ///< the unit can still change it
  returned,   ///< by finance, to be mended
  handed_in,  ///< as it stands; finance looks at it
  accepted,
};

enum class SheetAct {
  hand_in,    ///< the department
  accept,     ///< finance, and nobody who filled it in or handed it in
  send_back,  ///< finance; with a reason
};

/// 完成目标可能性 (domain.md §3.2).
enum class Likelihood { certain, possible, impossible };

/// What a unit says of one indicator. Values are kept as they were written; those of numeric
/// indicators are decimals.
struct SheetLine {
  int number = 0;                          ///< place in the goal sheet, from 1
  std::string actual;                      ///< 完成情况; empty: not filled in yet
  std::string forecast{};                  ///< 全年预计完成情况; monitoring only
  std::optional<Attainment> attainment{};  ///< of qualitative indicators
  std::optional<BasisPoints> share{};      ///< how far a qualitative one is reached
  std::vector<DeviationCause> causes{};    ///< 偏差原因; monitoring only
  std::string explanation{};               ///< 原因说明, 偏差原因分析及改进措施
  std::optional<Likelihood> likelihood{};  ///< monitoring only
  std::string remark{};
  friend bool operator==(const SheetLine&, const SheetLine&) = default;
};

/// What a unit enters for one project.
struct SheetEntry {
  ProjectCode project;
  std::vector<SheetLine> lines;            ///< ascending by number
  std::optional<Money> expected{};         ///< 全年预计执行数; monitoring only
  std::string outcome{};                   ///< 年度总体目标实际完成情况
  std::string execution_explanation{};     ///< why so little was spent
  std::vector<std::string> attachments{};  ///< names of documents
  friend bool operator==(const SheetEntry&, const SheetEntry&) = default;
};

/// An entry held against its goal sheet.
struct WeighedSheet {
  SheetEntry entry;
  int missing = 0;                        ///< entries still wanted before it can be handed in
  std::optional<BasisPoints> achieved{};  ///< monitoring: share of the goals reached so far
  std::vector<IndicatorScore> scores{};   ///< self-evaluation: of every indicator, in order
  Score execution_weight{};               ///< self-evaluation; 0: there is no budget
  friend bool operator==(const WeighedSheet&, const WeighedSheet&) = default;
};

/// The money block, as it was when a sheet was handed in.
struct SheetMoney {
  Money original;  ///< 年初预算数
  Money budget;    ///< 全年预算数, after adjustments
  Money paid;      ///< 1–N月执行数
  friend bool operator==(const SheetMoney&, const SheetMoney&) = default;
};

/// A sheet as handed in. The scores: of self-evaluations.
struct HandedSheet {
  ProjectCode project;
  SheetMoney money;
  std::optional<Score> execution{};
  std::optional<Score> total{};
  std::string grade{};
  friend bool operator==(const HandedSheet&, const HandedSheet&) = default;
};

/// What finance found otherwise when it checked a self-evaluation (抽查).
struct AdjustedScore {
  int number = 0;  ///< of the indicator; 0: execution
  Score before;
  Score after;
  std::string reason;
  friend bool operator==(const AdjustedScore&, const AdjustedScore&) = default;
};

/// Holds an entry against the indicators of its goal sheet. What cannot be taken as it is
/// (unknown or repeated numbers, a word where a number belongs, a share outside its band) goes to
/// `findings`, with fields such as "lines[2].actual"; what is only still missing is counted.
[[nodiscard]] WeighedSheet weigh_monitoring(const std::vector<Indicator>& indicators,
                                            SheetEntry entry, std::vector<Finding>& findings);
/// `budget`: B as it is now; without one its weight goes to the indicators.
[[nodiscard]] WeighedSheet weigh_evaluation(const std::vector<Indicator>& indicators,
                                            SheetEntry entry, Money budget,
                                            const EvaluationRules& rules,
                                            std::vector<Finding>& findings);

/// What a sheet still wants, line by line, in Chinese: the reader is whoever fills it in.
[[nodiscard]] std::vector<Finding> wanted_in(const std::vector<Indicator>& indicators,
                                             const WeighedSheet& sheet, int month);

/// The numbers of a self-evaluation, for suspicions_of.
[[nodiscard]] EvaluationSheet evaluated(const std::vector<Indicator>& indicators,
                                        const SheetEntry& entry, Money budget, Money paid,
                                        const EvaluationRules& rules);

[[nodiscard]] Score sum_of(const std::vector<IndicatorScore>& scores);

[[nodiscard]] const char* name_of(SheetKind value) noexcept;
[[nodiscard]] const char* name_of(SheetPhase value) noexcept;
[[nodiscard]] const char* chinese_name_of(SheetPhase value) noexcept;
[[nodiscard]] const char* name_of(SheetAct value) noexcept;
[[nodiscard]] const char* chinese_name_of(SheetAct value) noexcept;
[[nodiscard]] const char* name_of(Likelihood value) noexcept;
[[nodiscard]] const char* chinese_name_of(Likelihood value) noexcept;
/// "6月绩效运行监控表", "绩效自评表"
[[nodiscard]] std::string sheet_title(int month);

}  // namespace budget
