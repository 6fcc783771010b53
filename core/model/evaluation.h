#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <budget/decimal.h>
#include <budget/money.h>
#include <budget/rate.h>

#include "model/deadline.h"
#include "model/indicator.h"

namespace budget {

/// An indicator's number, target or actual: exact to six decimals.
class Quantity {
 public:
  static constexpr int kScale = 6;
  constexpr Quantity() = default;
  [[nodiscard]] static constexpr Quantity from_units(std::int64_t units) { return Quantity(units); }
  /// "95", "-0.5", "12.345678". Errors: invalid_input as parse_fixed.
  [[nodiscard]] static Result<Quantity> parse(std::string_view text);
  [[nodiscard]] std::string to_text() const { return print_fixed(units_, kScale, 0); }
  [[nodiscard]] constexpr std::int64_t units() const { return units_; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

 private:
  explicit constexpr Quantity(std::int64_t units) : units_(units) {}
  std::int64_t units_ = 0;
};

/// How far a qualitative indicator was reached (财预〔2020〕10号: three bands).
enum class Attainment { reached, partly, missed };

/// What becomes of `=` and of the strict comparators when they fail.
enum class UnmetPolicy {
  proportional,  ///< the smaller over the larger; a strict comparator met with equality loses one
                 ///< unit of the last decimal, so that it is never full and never jumps
  nothing,       ///< 0
};

/// What execution is measured against.
enum class ExecutionBase {
  full_year,      ///< A/B
  time_progress,  ///< A/(B·m/12), at mid-year
};

/// The percentages a band of a qualitative indicator allows, both ends included.
struct AttainmentBand {
  Attainment attainment = Attainment::reached;
  BasisPoints low;
  BasisPoints high;
  friend bool operator==(const AttainmentBand&, const AttainmentBand&) = default;
};

struct GradeStep {
  std::string name;  ///< 优
  Score at_least;
  friend bool operator==(const GradeStep&, const GradeStep&) = default;
};

/// What an indicator counts as; the weights are given by class. domain.md §2.1.
enum class IndicatorClass { cost, output, benefit, satisfaction };

/// Where the weight of a class goes that a sheet has no indicator of.
enum class AbsentClass {
  in_proportion,  ///< to the other classes, each by its own weight; execution keeps its own
  neighbour,      ///< satisfaction to benefit, cost and benefit to output, output to benefit
};

/// Points per class where the goal sheet prints no weights. 财预〔2020〕10号: 50/30/10 beside 10
/// for execution (domain.md §2.2, secondary). A cost of 0: cost indicators count as output.
struct ClassWeights {
  Score cost;
  Score output = Score::points(50);
  Score benefit = Score::points(30);
  Score satisfaction = Score::points(10);
  AbsentClass absent = AbsentClass::neighbour;
  friend bool operator==(const ClassWeights&, const ClassWeights&) = default;
};

/// How sheets are scored: numbers, not code. The defaults are those of domain.md §4.1.
struct EvaluationRules {
  Score execution_weight = Score::points(10);
  int decimals = 2;            ///< of every part: 0 to 6
  int execution_decimals = 2;  ///< some offices print whole points
  ExecutionBase base = ExecutionBase::full_year;
  int month = 12;  ///< with time_progress
  UnmetPolicy unmet = UnmetPolicy::proportional;
  BasisPoints far_over{13'000};       ///< actual beyond this share of a ≥ target is remarkable
  BasisPoints far_over_deduction{0};  ///< taken off such an indicator's score
  BasisPoints must_explain_below{9'000};  ///< execution
  std::vector<AttainmentBand> bands = {
      {Attainment::reached, BasisPoints(8'000), BasisPoints(10'000)},
      {Attainment::partly, BasisPoints(6'000), BasisPoints(8'000)},
      {Attainment::missed, BasisPoints(0), BasisPoints(6'000)}};
  std::vector<GradeStep> grades = {{"优", Score::points(90)},
                                   {"良", Score::points(80)},
                                   {"中", Score::points(60)},
                                   {"差", Score()}};
  ClassWeights weights;
  std::string document{};  ///< number of the document they come from; empty: local practice
  std::optional<Certainty> certainty{};  ///< of that document; none: not said
  std::string note{};                    ///< how the numbers were come by
  friend bool operator==(const EvaluationRules&, const EvaluationRules&) = default;
};

/// One line of a sheet. Qualitative: `attainment` and `given`; else `target` and `actual`.
struct EvaluatedIndicator {
  Comparator comparator = Comparator::at_least;
  Score weight;
  std::optional<Quantity> target{};
  std::optional<Quantity> actual{};
  std::optional<Attainment> attainment{};
  BasisPoints given{};  ///< the percentage within the band
};

/// By the names of its levels (成本, 产出, 效益, 满意度). Empty: by none of them.
[[nodiscard]] std::optional<IndicatorClass> class_of(const Indicator& indicator);

/// The weight of each indicator, in their order: those the goal sheet prints if every line has one
/// and they make 100 or 100 less execution; else each class's points, shared evenly to two decimals
/// with the remainder to the earlier lines. A line of no known class counts as output.
[[nodiscard]] std::vector<Score> weights_of(const std::vector<Indicator>& indicators,
                                            const EvaluationRules& rules);

struct EvaluationSheet {
  Money budget;  ///< B, after adjustments
  Money paid;    ///< A
  std::vector<EvaluatedIndicator> indicators;
};

/// Why a line needs an explanation, or a look.
enum class ScoreRemark {
  none,
  missing,       ///< no actual value: 0
  outside_band,  ///< the percentage given does not fit the band: 0
  below_full,    ///< must be explained
  far_over,      ///< far over target: the target was low, or the value is wrong
};

struct IndicatorScore {
  Score weight;  ///< after redistribution
  Score score;
  ScoreRemark remark = ScoreRemark::none;
  friend bool operator==(const IndicatorScore&, const IndicatorScore&) = default;
};

struct SheetScore {
  std::optional<Score> execution;  ///< empty: no budget, its weight was redistributed
  Score execution_weight;
  std::vector<IndicatorScore> indicators;
  Score total;  ///< the sum of the parts as printed, exactly
  std::string grade;
  bool must_explain = false;  ///< a part below full marks, or execution below the limit
  friend bool operator==(const SheetScore&, const SheetScore&) = default;
};

/// Scores a sheet. Weights that do not add up to 100 (a class is absent, or there is no budget) are
/// redistributed in proportion, exact to two decimals, the remainders to the largest fractions
/// first and then to the earlier lines. Every part is rounded half up once, from the exact value.
/// Errors: invalid_input when there is nothing to score, a weight is negative, or decimals are out
/// of range.
[[nodiscard]] Result<SheetScore> score_of(const EvaluationSheet& sheet,
                                          const EvaluationRules& rules);

/// The execution part of a sheet by itself. budget > 0.
[[nodiscard]] Score execution_score(Money budget, Money paid, Score weight,
                                    const EvaluationRules& rules);
/// 优, 良 …; empty when no grade reaches down to it.
[[nodiscard]] std::string grade_of(Score total, const std::vector<GradeStep>& grades);

/// Weights that add up to 100 points, in proportion to these.
[[nodiscard]] std::vector<Score> redistributed(const std::vector<Score>& weights);

/// What makes a sheet look made up rather than measured.
enum class Suspicion {
  all_exact,  ///< every number equals its target
  all_full,   ///< every indicator has full marks, though not every number equals its target
  unchanged,  ///< every actual value is last year's
  far_over,   ///< one is far over its target
};
/// `before`: last year's actual values, in the same order; empty: not known.
[[nodiscard]] std::vector<Suspicion> suspicions_of(
    const EvaluationSheet& sheet, const std::vector<std::optional<Quantity>>& before,
    const EvaluationRules& rules);

[[nodiscard]] const char* name_of(Attainment value) noexcept;
[[nodiscard]] const char* chinese_name_of(Attainment value) noexcept;  ///< 达成
[[nodiscard]] const char* name_of(UnmetPolicy value) noexcept;
[[nodiscard]] const char* name_of(ExecutionBase value) noexcept;
[[nodiscard]] const char* name_of(AbsentClass value) noexcept;
[[nodiscard]] const char* name_of(ScoreRemark value) noexcept;
[[nodiscard]] const char* chinese_name_of(ScoreRemark value) noexcept;
[[nodiscard]] const char* name_of(Suspicion value) noexcept;
[[nodiscard]] const char* chinese_name_of(Suspicion value) noexcept;

}  // namespace budget
