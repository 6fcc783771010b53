#include "model/evaluation.h"

#include <algorithm>
#include <numeric>

namespace budget {
namespace {

constexpr std::int64_t kWhole = 10'000;       // basis points
constexpr std::int64_t kWeightUnit = 10'000;  // of a redistributed weight: 0.01 points
constexpr std::int64_t kFull = 100'000'000;   // 100 points

std::int64_t unit_of(int decimals) {
  std::int64_t unit = 1;
  for (int i = decimals; i < Score::kScale; ++i)
    unit *= 10;
  return unit;
}

/// weight × part / whole, rounded half up once to so many decimals; part ≥ 0, whole > 0.
Score part_of(Score weight, Int128 part, Int128 whole, int decimals) {
  const std::int64_t unit = unit_of(decimals);
  return Score::from_units(divide_half_up(weight.units() * part, whole * unit) * unit);
}

/// A share of the weight as an exact fraction, and whether the target counts as reached.
struct Reached {
  Int128 part = 0;
  Int128 whole = 1;
  bool is_met = false;
  bool loses_one_unit = false;
};

constexpr Reached kMet{1, 1, true, false};
constexpr Reached kNothing{0, 1, false, false};

/// The smaller over the larger, of numbers that are both positive.
Reached ratio(Quantity small, Quantity large) {
  if (small.units() <= 0 || large.units() <= 0) return kNothing;
  return {small.units(), large.units(), false, false};
}

Reached at_most(Quantity actual, Quantity target, bool is_strict, UnmetPolicy unmet) {
  if (actual < target || (!is_strict && actual == target)) return kMet;
  if (is_strict && unmet == UnmetPolicy::nothing) return kNothing;
  Reached reached = ratio(target, actual);
  reached.loses_one_unit = actual == target;
  return reached;
}

Reached at_least(Quantity actual, Quantity target, bool is_strict, UnmetPolicy unmet) {
  if (actual > target || (!is_strict && actual == target)) return kMet;
  if (is_strict && unmet == UnmetPolicy::nothing) return kNothing;
  Reached reached = ratio(actual, target);
  reached.loses_one_unit = actual == target;
  return reached;
}

Reached reached_of(Comparator comparator, Quantity actual, Quantity target, UnmetPolicy unmet) {
  switch (comparator) {
    case Comparator::at_least:
      return at_least(actual, target, false, unmet);
    case Comparator::above:
      return at_least(actual, target, true, unmet);
    case Comparator::at_most:
      return at_most(actual, target, false, unmet);
    case Comparator::below:
      return at_most(actual, target, true, unmet);
    case Comparator::equal:
      if (actual == target) return kMet;
      if (unmet == UnmetPolicy::nothing) return kNothing;
      return ratio(std::min(actual, target), std::max(actual, target));
    case Comparator::qualitative:
      break;
  }
  return kNothing;
}

bool is_far_over(const EvaluatedIndicator& indicator, const EvaluationRules& rules) {
  const bool wants_more =
      indicator.comparator == Comparator::at_least || indicator.comparator == Comparator::above;
  if (!wants_more || !indicator.target || !indicator.actual || indicator.target->units() <= 0)
    return false;
  return Int128{indicator.actual->units()} * kWhole >
         Int128{indicator.target->units()} * rules.far_over.value();
}

IndicatorScore qualitative(const EvaluatedIndicator& indicator, Score weight,
                           const EvaluationRules& rules) {
  if (!indicator.attainment) return {weight, Score(), ScoreRemark::missing};
  const auto band =
      std::ranges::find(rules.bands, *indicator.attainment, &AttainmentBand::attainment);
  if (band == rules.bands.end() || indicator.given < band->low || band->high < indicator.given)
    return {weight, Score(), ScoreRemark::outside_band};
  const Score score = part_of(weight, indicator.given.value(), kWhole, rules.decimals);
  return {weight, score, score < weight ? ScoreRemark::below_full : ScoreRemark::none};
}

IndicatorScore score_of(const EvaluatedIndicator& indicator, Score weight,
                        const EvaluationRules& rules) {
  if (indicator.comparator == Comparator::qualitative) return qualitative(indicator, weight, rules);
  if (!indicator.actual || !indicator.target) return {weight, Score(), ScoreRemark::missing};
  const Reached reached =
      reached_of(indicator.comparator, *indicator.actual, *indicator.target, rules.unmet);
  const bool is_far = is_far_over(indicator, rules);
  const std::int64_t kept = kWhole - (is_far ? rules.far_over_deduction.value() : 0);
  Score score = part_of(weight, reached.part * kept, reached.whole * kWhole, rules.decimals);
  if (reached.loses_one_unit && score > Score())
    score = Score::from_units(score.units() - unit_of(rules.decimals));
  score = std::min(score, weight);
  if (is_far) return {weight, score, ScoreRemark::far_over};
  return {weight, score, !reached.is_met ? ScoreRemark::below_full : ScoreRemark::none};
}

/// A/B, or A/(B·m/12); at most the whole.
Reached execution_of(const EvaluationSheet& sheet, const EvaluationRules& rules) {
  const bool is_mid_year = rules.base == ExecutionBase::time_progress;
  const Int128 part = Int128{sheet.paid.fen()} * (is_mid_year ? 12 : 1);
  const Int128 whole = Int128{sheet.budget.fen()} * (is_mid_year ? rules.month : 1);
  if (part <= 0) return kNothing;
  if (part >= whole) return kMet;
  return {part, whole, false, false};
}

Result<void> check(const EvaluationSheet& sheet, const EvaluationRules& rules) {
  const auto refuse = [](const std::string& why) {
    return Error{ErrorCode::invalid_input, "expected a sheet that can be scored, but " + why};
  };
  for (const int decimals : {rules.decimals, rules.execution_decimals}) {
    if (decimals < 0 || decimals > Score::kScale) return refuse("decimals are not 0 to 6");
  }
  if (rules.base == ExecutionBase::time_progress && (rules.month < 1 || rules.month > 12))
    return refuse("the month is not 1 to 12");
  Score sum = sheet.budget > Money() ? rules.execution_weight : Score();
  for (const EvaluatedIndicator& indicator : sheet.indicators) {
    if (indicator.weight < Score() || indicator.weight > Score::points(100))
      return refuse("a weight is not 0 to 100");
    sum = Score::from_units(sum.units() + indicator.weight.units());
  }
  if (sum <= Score()) return refuse("its weights add up to nothing");
  return {};
}

}  // namespace

std::string grade_of(Score total, const std::vector<GradeStep>& grades) {
  for (const GradeStep& step : grades) {
    if (total >= step.at_least) return step.name;
  }
  return {};
}

Score execution_score(Money budget, Money paid, Score weight, const EvaluationRules& rules) {
  const Reached reached = execution_of({budget, paid, {}}, rules);
  return std::min(part_of(weight, reached.part, reached.whole, rules.execution_decimals), weight);
}

Result<Quantity> Quantity::parse(std::string_view text) {
  return Quantity(TRY(parse_fixed(text, kScale)));
}

std::vector<Score> redistributed(const std::vector<Score>& weights) {
  Int128 sum = 0;
  for (const Score weight : weights)
    sum += weight.units();
  if (sum == kFull || sum <= 0) return weights;
  struct Share {
    std::size_t place;
    std::int64_t units;
    Int128 rest;
  };
  std::vector<Share> shares;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Int128 exact = Int128{weights[i].units()} * (kFull / kWeightUnit);
    const auto units = static_cast<std::int64_t>(exact / sum);
    shares.push_back({i, units, exact % sum});
    given += units;
  }
  std::ranges::stable_sort(shares, [](const Share& a, const Share& b) { return a.rest > b.rest; });
  for (std::size_t i = 0; given < kFull / kWeightUnit; ++i, ++given)
    ++shares[i].units;
  std::vector<Score> made(weights.size());
  for (const Share& share : shares)
    made[share.place] = Score::from_units(share.units * kWeightUnit);
  return made;
}

Result<SheetScore> score_of(const EvaluationSheet& sheet, const EvaluationRules& rules) {
  TRY(check(sheet, rules));
  const bool has_budget = sheet.budget > Money();
  std::vector<Score> weights;
  weights.push_back(has_budget ? rules.execution_weight : Score());
  for (const EvaluatedIndicator& indicator : sheet.indicators)
    weights.push_back(indicator.weight);
  weights = redistributed(weights);

  SheetScore made;
  made.execution_weight = weights.front();
  std::int64_t total = 0;
  if (has_budget) {
    made.execution = execution_score(sheet.budget, sheet.paid, weights.front(), rules);
    total += made.execution->units();
    made.must_explain = compare_share(sheet.paid, sheet.budget, rules.must_explain_below) < 0;
  }
  for (std::size_t i = 0; i < sheet.indicators.size(); ++i) {
    made.indicators.push_back(score_of(sheet.indicators[i], weights[i + 1], rules));
    total += made.indicators.back().score.units();
    made.must_explain = made.must_explain || made.indicators.back().remark != ScoreRemark::none;
  }
  made.total = Score::from_units(total);
  made.grade = grade_of(made.total, rules.grades);
  return made;
}

std::vector<Suspicion> suspicions_of(const EvaluationSheet& sheet,
                                     const std::vector<std::optional<Quantity>>& before,
                                     const EvaluationRules& rules) {
  std::vector<Suspicion> found;
  int numbers = 0;
  int exact = 0;
  int unchanged = 0;
  bool is_far = false;
  for (std::size_t i = 0; i < sheet.indicators.size(); ++i) {
    const EvaluatedIndicator& indicator = sheet.indicators[i];
    if (!indicator.actual || !indicator.target) continue;
    ++numbers;
    exact += *indicator.actual == *indicator.target ? 1 : 0;
    unchanged += i < before.size() && before[i] == indicator.actual ? 1 : 0;
    is_far = is_far || is_far_over(indicator, rules);
  }
  constexpr int kFewest = 3;  // fewer numbers may well be alike
  if (numbers >= kFewest && exact == numbers) found.push_back(Suspicion::all_exact);
  const Result<SheetScore> score = score_of(sheet, rules);
  const bool is_full = score && score->indicators.size() >= kFewest &&
                       std::ranges::all_of(score->indicators, [](const IndicatorScore& one) {
                         return one.score == one.weight && one.remark == ScoreRemark::none;
                       });
  if (is_full && found.empty()) found.push_back(Suspicion::all_full);
  if (numbers >= kFewest && unchanged == numbers) found.push_back(Suspicion::unchanged);
  if (is_far) found.push_back(Suspicion::far_over);
  return found;
}

const char* name_of(Attainment value) noexcept {
  switch (value) {
    case Attainment::reached:
      return "reached";
    case Attainment::partly:
      return "partly";
    case Attainment::missed:
      return "missed";
  }
  return "";
}

const char* chinese_name_of(Attainment value) noexcept {
  switch (value) {
    case Attainment::reached:
      return "达成预期指标";
    case Attainment::partly:
      return "部分达成预期指标";
    case Attainment::missed:
      return "未达成预期指标";
  }
  return "";
}

const char* name_of(UnmetPolicy value) noexcept {
  return value == UnmetPolicy::proportional ? "proportional" : "nothing";
}

const char* name_of(ExecutionBase value) noexcept {
  return value == ExecutionBase::full_year ? "full_year" : "time_progress";
}

const char* name_of(AbsentClass value) noexcept {
  return value == AbsentClass::in_proportion ? "in_proportion" : "neighbour";
}

const char* chinese_name_of(ScoreRemark value) noexcept {
  switch (value) {
    case ScoreRemark::none:
      return "";
    case ScoreRemark::missing:
      return "未填完成值";
    case ScoreRemark::outside_band:
      return "比例不在所选档次之内";
    case ScoreRemark::below_full:
      return "未得满分";
    case ScoreRemark::far_over:
      return "远超目标值";
  }
  return "";
}

const char* name_of(ScoreRemark value) noexcept {
  switch (value) {
    case ScoreRemark::none:
      return "none";
    case ScoreRemark::missing:
      return "missing";
    case ScoreRemark::outside_band:
      return "outside_band";
    case ScoreRemark::below_full:
      return "below_full";
    case ScoreRemark::far_over:
      return "far_over";
  }
  return "";
}

const char* name_of(Suspicion value) noexcept {
  switch (value) {
    case Suspicion::all_exact:
      return "all_exact";
    case Suspicion::all_full:
      return "all_full";
    case Suspicion::unchanged:
      return "unchanged";
    case Suspicion::far_over:
      return "far_over";
  }
  return "";
}

const char* chinese_name_of(Suspicion value) noexcept {
  switch (value) {
    case Suspicion::all_exact:
      return "全部指标恰好等于目标值";
    case Suspicion::all_full:
      return "全部指标满分";
    case Suspicion::unchanged:
      return "全部完成值与上年相同";
    case Suspicion::far_over:
      return "完成值远超目标值";
  }
  return "";
}

}  // namespace budget
