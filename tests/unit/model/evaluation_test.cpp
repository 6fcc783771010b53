#include "model/evaluation.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include <budget/json.h>

#include "support/temporary_folder.h"

namespace budget {
namespace {

Quantity number(const std::string& text) {
  return Quantity::parse(text).value();
}

EvaluatedIndicator line(Comparator comparator, const std::string& target, const std::string& actual,
                        int weight = 90) {
  EvaluatedIndicator made;
  made.comparator = comparator;
  made.weight = Score::points(weight);
  made.target = number(target);
  made.actual = number(actual);
  return made;
}

/// One indicator of 90 points beside a budget that was spent whole.
SheetScore scored(EvaluatedIndicator indicator, const EvaluationRules& rules = {}) {
  return score_of({Money::from_fen(100), Money::from_fen(100), {std::move(indicator)}}, rules)
      .value();
}

std::string score_text(const SheetScore& sheet) {
  return sheet.indicators.front().score.to_text();
}

TEST(EvaluationTest, GivesFullMarksForATargetThatIsReached) {
  EXPECT_EQ(score_text(scored(line(Comparator::at_least, "95", "95"))), "90.00");
  EXPECT_EQ(score_text(scored(line(Comparator::at_most, "5", "5"))), "90.00");
  EXPECT_EQ(score_text(scored(line(Comparator::equal, "3", "3"))), "90.00");
}

TEST(EvaluationTest, GivesTheShareOfATargetThatIsMissed) {
  EXPECT_EQ(score_text(scored(line(Comparator::at_least, "3", "2"))), "60.00");
  EXPECT_EQ(score_text(scored(line(Comparator::at_most, "2", "3"))), "60.00");
  EXPECT_EQ(score_text(scored(line(Comparator::equal, "2", "3"))), "60.00");
  EXPECT_EQ(score_text(scored(line(Comparator::equal, "3", "2"))), "60.00");
}

TEST(EvaluationTest, RoundsHalfUpOnce) {
  EXPECT_EQ(score_text(scored(line(Comparator::at_least, "1000", "0.055555"))), "0.00");
  EXPECT_EQ(score_text(scored(line(Comparator::at_least, "1000", "0.055556"))), "0.01");
}

TEST(EvaluationTest, NeverGivesFullMarksToAStrictComparatorMetWithEquality) {
  EXPECT_EQ(score_text(scored(line(Comparator::above, "95", "95"))), "89.99");
  EXPECT_EQ(score_text(scored(line(Comparator::below, "95", "95"))), "89.99");
  EXPECT_EQ(score_text(scored(line(Comparator::above, "95", "95.000001"))), "90.00");
}

TEST(EvaluationTest, KnowsZeroTargets) {
  EXPECT_EQ(score_text(scored(line(Comparator::at_most, "0", "0"))), "90.00");
  EXPECT_EQ(score_text(scored(line(Comparator::at_most, "0", "1"))), "0.00");
  EXPECT_EQ(score_text(scored(line(Comparator::at_least, "0", "0"))), "90.00");
  EXPECT_EQ(score_text(scored(line(Comparator::at_most, "3", "0"))), "90.00");
  EXPECT_EQ(score_text(scored(line(Comparator::at_least, "3", "0"))), "0.00");
}

TEST(EvaluationTest, GivesNothingForAMissingValueAndSaysSo) {
  EvaluatedIndicator missing = line(Comparator::at_least, "3", "3");
  missing.actual.reset();
  const SheetScore sheet = scored(missing);
  EXPECT_EQ(score_text(sheet), "0.00");
  EXPECT_EQ(sheet.indicators.front().remark, ScoreRemark::missing);
  EXPECT_TRUE(sheet.must_explain);
}

TEST(EvaluationTest, TakesAQualitativePercentageWithinItsBandOnly) {
  EvaluatedIndicator words;
  words.comparator = Comparator::qualitative;
  words.weight = Score::points(90);
  words.attainment = Attainment::partly;
  words.given = BasisPoints(7'000);
  EXPECT_EQ(score_text(scored(words)), "63.00");
  words.given = BasisPoints(8'001);
  EXPECT_EQ(scored(words).indicators.front().remark, ScoreRemark::outside_band);
}

TEST(EvaluationTest, RedistributesTheWeightOfExecutionWhenThereIsNoBudget) {
  EvaluationSheet sheet{
      Money(),
      Money(),
      {line(Comparator::at_least, "1", "1", 50), line(Comparator::at_least, "1", "1", 40)}};
  const SheetScore score = score_of(sheet, {}).value();
  EXPECT_FALSE(score.execution);
  EXPECT_EQ(score.indicators[0].weight.to_text(), "55.56");
  EXPECT_EQ(score.indicators[1].weight.to_text(), "44.44");
  EXPECT_EQ(score.total.to_text(), "100.00");
}

TEST(EvaluationTest, RoundsExecutionAsTheOfficePrintsIt) {
  EvaluationRules rules;
  rules.execution_decimals = 0;
  EvaluationSheet sheet{
      Money::from_fen(100), Money::from_fen(86), {line(Comparator::at_least, "1", "1")}};
  EXPECT_EQ(score_of(sheet, rules).value().execution, Score::points(9));
  EXPECT_EQ(score_of(sheet, {}).value().execution->to_text(), "8.60");
}

TEST(EvaluationTest, MeasuresMidYearAgainstTheTimeThatHasPassed) {
  EvaluationRules rules;
  rules.base = ExecutionBase::time_progress;
  rules.month = 7;
  rules.execution_decimals = 0;
  EvaluationSheet sheet{
      Money::from_fen(100), Money::from_fen(40), {line(Comparator::at_least, "1", "1")}};
  EXPECT_EQ(score_of(sheet, rules).value().execution, Score::points(7));
}

TEST(EvaluationTest, CapsExecutionAtItsWeight) {
  EvaluationSheet sheet{
      Money::from_fen(100), Money::from_fen(120), {line(Comparator::at_least, "1", "1")}};
  EXPECT_EQ(score_of(sheet, {}).value().execution, Score::points(10));
}

TEST(EvaluationTest, GradesAtTheEdges) {
  const auto grade = [](const std::string& actual) {
    return scored(line(Comparator::at_least, "9000", actual)).grade;
  };
  EXPECT_EQ(grade("8000"), "优");  // 80 + 10
  EXPECT_EQ(grade("7999"), "良");
  EXPECT_EQ(grade("7000"), "良");
  EXPECT_EQ(grade("6999"), "中");
  EXPECT_EQ(grade("5000"), "中");
  EXPECT_EQ(grade("4999"), "差");
}

TEST(EvaluationTest, RemarksWhatIsFarOverItsTarget) {
  EvaluationRules rules;
  rules.far_over_deduction = BasisPoints(1'000);
  EXPECT_EQ(scored(line(Comparator::at_least, "100", "130"), rules).indicators.front().remark,
            ScoreRemark::none);
  const SheetScore far = scored(line(Comparator::at_least, "100", "130.000001"), rules);
  EXPECT_EQ(far.indicators.front().remark, ScoreRemark::far_over);
  EXPECT_EQ(score_text(far), "81.00");
}

TEST(EvaluationTest, RefusesASheetWithNothingToScore) {
  EXPECT_FALSE(score_of({}, {}));
}

TEST(EvaluationTest, SuspectsASheetWhoseNumbersAllEqualTheirTargets) {
  EvaluationSheet sheet{Money::from_fen(1), Money::from_fen(1), {}};
  for (int i = 0; i < 3; ++i)
    sheet.indicators.push_back(line(Comparator::at_least, "7", "7", 30));
  EXPECT_EQ(suspicions_of(sheet, {}, {}), (std::vector<Suspicion>{Suspicion::all_exact}));
  const std::vector<std::optional<Quantity>> same(3, number("7"));
  EXPECT_EQ(suspicions_of(sheet, same, {}),
            (std::vector<Suspicion>{Suspicion::all_exact, Suspicion::unchanged}));
  sheet.indicators.front().actual = number("10");
  EXPECT_EQ(suspicions_of(sheet, {}, {}), (std::vector<Suspicion>{Suspicion::far_over}));
}

// One thousand sheets, recomputed by evaluation_check.py, which shares nothing with the program.

class Sheets {
 public:
  EvaluationRules rules() {
    EvaluationRules made;
    made.decimals = pick(0, 4);
    made.execution_decimals = pick(0, 2);
    made.base = pick(0, 3) == 0 ? ExecutionBase::time_progress : ExecutionBase::full_year;
    made.month = pick(1, 12);
    made.unmet = pick(0, 1) == 0 ? UnmetPolicy::nothing : UnmetPolicy::proportional;
    made.far_over_deduction = BasisPoints(pick(0, 2) * 1'000);
    return made;
  }

  EvaluationSheet sheet() {
    EvaluationSheet made;
    made.budget = Money::from_fen(pick(0, 9) == 0 ? 0 : pick(1, 1'000'000'000));
    made.paid = Money::from_fen(pick(0, 1'100'000'000));
    const int lines = pick(1, 12);
    int left = 90;
    for (int i = 0; i < lines; ++i) {
      const bool is_last = i + 1 == lines;
      const int weight = is_last ? left : pick(0, left / 2);
      left -= weight;
      made.indicators.push_back(indicator(weight));
    }
    if (pick(0, 4) == 0) made.indicators.back().weight = Score::from_units(pick(1, 30'000'000));
    return made;
  }

 private:
  int pick(int low, int high) {
    return low + static_cast<int>(random_() % static_cast<unsigned>(high - low + 1));
  }

  EvaluatedIndicator indicator(int weight) {
    constexpr Comparator kAll[] = {Comparator::at_least, Comparator::at_most,
                                   Comparator::equal,    Comparator::above,
                                   Comparator::below,    Comparator::qualitative};
    EvaluatedIndicator made;
    made.comparator = kAll[pick(0, 5)];
    made.weight = Score::points(weight);
    if (made.comparator == Comparator::qualitative) {
      if (pick(0, 9) > 0) made.attainment = static_cast<Attainment>(pick(0, 2));
      made.given = BasisPoints(pick(0, 10'000));
      return made;
    }
    const int target = pick(0, 6) == 0 ? 0 : pick(1, 2'000'000'000);
    made.target = Quantity::from_units(target);
    if (pick(0, 9) == 0) return made;
    const bool is_equal = pick(0, 4) == 0;
    made.actual = Quantity::from_units(is_equal ? target : pick(0, 2'000'000'000));
    return made;
  }

  std::mt19937 random_{20'261'121};
};

std::string decimal(std::int64_t units, int scale) {
  return print_fixed(units, scale, 0);
}

Json json_of(const EvaluatedIndicator& indicator) {
  const auto number_or_null = [](const std::optional<Quantity>& value) {
    return value ? Json(decimal(value->units(), Quantity::kScale)) : Json();
  };
  const char* names[] = {"reached", "partly", "missed"};
  return Json::object()
      .set("comparator", name_of(indicator.comparator))
      .set("weight", decimal(indicator.weight.units(), Score::kScale))
      .set("target", number_or_null(indicator.target))
      .set("actual", number_or_null(indicator.actual))
      .set("attainment",
           indicator.attainment ? Json(names[static_cast<int>(*indicator.attainment)]) : Json())
      .set("given", decimal(indicator.given.value(), 2));
}

std::string case_of(const EvaluationSheet& sheet, const EvaluationRules& rules,
                    const SheetScore& score) {
  Json lines = Json::array();
  for (const EvaluatedIndicator& indicator : sheet.indicators)
    lines.push(json_of(indicator));
  Json parts = Json::array();
  if (score.execution) parts.push(decimal(score.execution->units(), Score::kScale));
  for (const IndicatorScore& each : score.indicators)
    parts.push(decimal(each.score.units(), Score::kScale));
  const bool is_mid_year = rules.base == ExecutionBase::time_progress;
  return Json::object()
      .set("rules",
           Json::object()
               .set("execution_weight", "10")
               .set("decimals", rules.decimals)
               .set("execution_decimals", rules.execution_decimals)
               .set("base", is_mid_year ? "time_progress" : "full_year")
               .set("month", rules.month)
               .set("unmet", rules.unmet == UnmetPolicy::nothing ? "nothing" : "proportional")
               .set("far_over", decimal(rules.far_over.value(), 2))
               .set("far_over_deduction", decimal(rules.far_over_deduction.value(), 2)))
      .set("sheet", Json::object()
                        .set("budget", decimal(sheet.budget.fen(), 2))
                        .set("paid", decimal(sheet.paid.fen(), 2))
                        .set("indicators", std::move(lines)))
      .set("score", Json::object()
                        .set("parts", std::move(parts))
                        .set("total", decimal(score.total.units(), Score::kScale))
                        .set("grade", score.grade))
      .to_text();
}

TEST(EvaluationTest, AgreesWithAnIndependentScriptOnAThousandSheetsToTheLastDigit) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "sheets.jsonl";
  Sheets sheets;
  {
    std::ofstream out(file);
    for (int i = 0; i < 1'000; ++i) {
      const EvaluationRules rules = sheets.rules();
      const EvaluationSheet sheet = sheets.sheet();
      const auto score = score_of(sheet, rules);
      ASSERT_TRUE(score) << score.error().message;
      out << case_of(sheet, rules, *score) << '\n';
    }
  }
  const std::string command =
      "python3 tests/unit/model/evaluation_check.py < '" + file.string() + "' 2>&1";
  std::FILE* pipe = popen(command.c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  std::string said;
  char piece[4096];
  while (const std::size_t size = std::fread(piece, 1, sizeof piece, pipe))
    said.append(piece, size);
  EXPECT_EQ(pclose(pipe), 0) << said.substr(0, 4000);
  EXPECT_NE(said.find("1000 sheets, 0 differ"), std::string::npos) << said.substr(0, 4000);
}

Indicator of_levels(const std::string& first, const std::string& second,
                    const std::string& weight = {}) {
  Indicator made;
  made.path = {first, second, "指标"};
  made.weight = weight;
  return made;
}

std::vector<std::string> weights_told(const std::vector<Indicator>& indicators,
                                      const EvaluationRules& rules = {}) {
  std::vector<std::string> told;
  for (const Score weight : weights_of(indicators, rules))
    told.push_back(weight.to_text());
  return told;
}

using Told = std::vector<std::string>;

TEST(WeightsTest, ShareAClassAmongItsLinesWithTheRemainderToTheEarlierOnes) {
  EXPECT_EQ(weights_told({of_levels("产出指标", "数量指标"), of_levels("产出指标", "质量指标"),
                          of_levels("产出指标", "成本指标"), of_levels("效益指标", "社会效益指标"),
                          of_levels("满意度指标", "服务对象满意度指标")}),
            (Told{"16.67", "16.67", "16.66", "30.00", "10.00"}));
}

TEST(WeightsTest, LeaveThePointsOfAnAbsentClassToItsNeighbour) {
  EXPECT_EQ(
      weights_told({of_levels("产出指标", "数量指标"), of_levels("效益指标", "经济效益指标")}),
      (Told{"50.00", "40.00"}));
}

TEST(WeightsTest, LeaveThemToAllInProportionWhereTheRulesSaySo) {
  EvaluationRules rules;
  rules.weights.absent = AbsentClass::in_proportion;
  // 10 points to 50 and 30: 6.25 and 3.75.
  EXPECT_EQ(weights_told({of_levels("产出指标", "数量指标"), of_levels("效益指标", "社会效益指标")},
                         rules),
            (Told{"56.25", "33.75"}));
}

TEST(WeightsTest, KeepCostApartWhereItHasPointsOfItsOwn) {
  EvaluationRules rules;
  rules.weights.cost = Score::points(20);
  rules.weights.output = Score::points(40);
  rules.weights.benefit = Score::points(20);
  EXPECT_EQ(weights_told({of_levels("成本指标", "经济成本指标"), of_levels("产出指标", "数量指标"),
                          of_levels("效益指标", "社会效益指标"), of_levels("满意度指标", "满意度")},
                         rules),
            (Told{"20.00", "40.00", "20.00", "10.00"}));
}

TEST(WeightsTest, AreThePrintedOnesWhenTheyMakeAHundredWithoutOrWithExecution) {
  const std::vector<Indicator> ninety = {of_levels("产出指标", "数量指标", "35.5"),
                                         of_levels("效益指标", "社会效益指标", "54.5")};
  EXPECT_EQ(weights_told(ninety), (Told{"35.50", "54.50"}));
  const std::vector<Indicator> eighty = {of_levels("产出指标", "数量指标", "50"),
                                         of_levels("效益指标", "社会效益指标", "30")};
  EXPECT_EQ(weights_told(eighty), (Told{"50.00", "40.00"}));
}

}  // namespace
}  // namespace budget
