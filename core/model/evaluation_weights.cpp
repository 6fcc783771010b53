#include <algorithm>
#include <array>
#include <utility>

#include "model/evaluation.h"

namespace budget {
namespace {

constexpr std::size_t kClasses = 4;
constexpr std::int64_t kCent = 10'000;  // units of a score: 0.01 points

using Points = std::array<std::int64_t, kClasses>;

std::size_t place_of(IndicatorClass which) {
  return static_cast<std::size_t>(which);
}

/// What the goal sheet prints, if every line has a number.
std::optional<std::vector<Score>> printed_weights(const std::vector<Indicator>& indicators) {
  std::vector<Score> weights;
  for (const Indicator& indicator : indicators) {
    const Result<Score> weight = Score::parse(indicator.weight);
    if (!weight || *weight < Score()) return std::nullopt;
    weights.push_back(*weight);
  }
  return weights;
}

bool makes_up(const std::vector<Score>& weights, Score execution) {
  std::int64_t sum = 0;
  for (const Score weight : weights)
    sum += weight.units();
  const std::int64_t full = Score::points(100).units();
  return sum == full || sum == full - execution.units();
}

IndicatorClass counted_class(const Indicator& indicator, const ClassWeights& weights) {
  const IndicatorClass found = class_of(indicator).value_or(IndicatorClass::output);
  return found == IndicatorClass::cost && weights.cost == Score() ? IndicatorClass::output : found;
}

/// To whom a class that is absent leaves its points.
IndicatorClass neighbour_of(IndicatorClass absent) {
  const bool to_benefit =
      absent == IndicatorClass::satisfaction || absent == IndicatorClass::output;
  return to_benefit ? IndicatorClass::benefit : IndicatorClass::output;
}

/// Every class that is there with what the absent ones leave to it.
Points shared_out(const ClassWeights& weights, const std::array<int, kClasses>& lines) {
  Points points = {weights.cost.units(), weights.output.units(), weights.benefit.units(),
                   weights.satisfaction.units()};
  std::int64_t left = 0;
  std::int64_t there = 0;
  for (const IndicatorClass which : {IndicatorClass::satisfaction, IndicatorClass::cost,
                                     IndicatorClass::benefit, IndicatorClass::output}) {
    const std::size_t at = place_of(which);
    if (lines[at] > 0) {
      there += points[at];
      continue;
    }
    const std::int64_t leaves = std::exchange(points[at], 0);
    const std::size_t heir = place_of(neighbour_of(which));
    if (weights.absent == AbsentClass::neighbour && lines[heir] > 0) {
      points[heir] += leaves;
    } else {
      left += leaves;
    }
  }
  // What nobody is named for goes to all in proportion, to whole cents; the rest to the largest.
  if (left == 0 || there == 0) return points;
  std::int64_t given = 0;
  for (std::int64_t& each : points) {
    const auto more =
        static_cast<std::int64_t>(Int128{left} * each / (Int128{there} * kCent)) * kCent;
    given += more;
    each += more;
  }
  *std::ranges::max_element(points) += left - given;
  return points;
}

}  // namespace

std::optional<IndicatorClass> class_of(const Indicator& indicator) {
  constexpr std::array<std::pair<std::string_view, IndicatorClass>, 4> kWords{
      {{"满意", IndicatorClass::satisfaction},
       {"成本", IndicatorClass::cost},
       {"产出", IndicatorClass::output},
       {"效益", IndicatorClass::benefit}}};
  // The second level first: the old form has cost below output.
  for (std::size_t level = std::min<std::size_t>(indicator.path.size(), 2); level > 0; --level) {
    for (const auto& [word, which] : kWords) {
      if (indicator.path[level - 1].find(word) != std::string::npos) return which;
    }
  }
  return std::nullopt;
}

std::vector<Score> weights_of(const std::vector<Indicator>& indicators,
                              const EvaluationRules& rules) {
  const auto printed = printed_weights(indicators);
  if (printed && !indicators.empty() && makes_up(*printed, rules.execution_weight)) return *printed;

  std::array<int, kClasses> lines{};
  for (const Indicator& indicator : indicators)
    ++lines[place_of(counted_class(indicator, rules.weights))];
  const Points points = shared_out(rules.weights, lines);

  std::array<int, kClasses> seen{};
  std::vector<Score> weights;
  for (const Indicator& indicator : indicators) {
    const std::size_t at = place_of(counted_class(indicator, rules.weights));
    const std::int64_t cents = points[at] / kCent;
    const bool has_one_more = seen[at]++ < cents % lines[at];
    std::int64_t units = (cents / lines[at] + (has_one_more ? 1 : 0)) * kCent;
    if (seen[at] == lines[at]) units += points[at] % kCent;
    weights.push_back(Score::from_units(units));
  }
  return weights;
}

}  // namespace budget
