#include "model/unit_sheet.h"

#include <algorithm>

namespace budget {
namespace {

constexpr std::size_t kLongestSheetText = 4000;  // bytes
constexpr std::size_t kMostAttachments = 20;

Finding sheet_finding(const std::string& field, std::string message,
                      const std::string& quote = {}) {
  Finding made;
  made.rule = RuleId("sheet");
  made.level = FindingLevel::error;
  made.place.field = field;
  made.message = std::move(message);
  made.quote = quote;
  return made;
}

std::string line_field(std::size_t line, const char* name) {
  return "lines[" + std::to_string(line) + "]." + name;
}

bool is_numeric(const Indicator& indicator) {
  return indicator.comparator != Comparator::qualitative && Quantity::parse(indicator.value);
}

std::string last_level(const Indicator& indicator) {
  return indicator.path.empty() ? "" : indicator.path.back();
}

void check_number(const Indicator& indicator, const std::string& text, const std::string& field,
                  std::vector<Finding>& findings) {
  if (text.empty() || !is_numeric(indicator) || Quantity::parse(text)) return;
  findings.push_back(sheet_finding(
      field,
      "expected a number without its unit for “" + last_level(indicator) + "” (" + indicator.raw +
          "), but it is something else; write what explains it into the remark",
      text));
}

void check_texts(const SheetEntry& entry, std::vector<Finding>& findings) {
  const auto check = [&](const std::string& text, const std::string& field) {
    if (text.size() > kLongestSheetText)
      findings.push_back(sheet_finding(field, "expected at most 4000 bytes, but it is longer"));
  };
  check(entry.outcome, "outcome");
  check(entry.execution_explanation, "execution_explanation");
  for (std::size_t i = 0; i < entry.lines.size(); ++i) {
    const SheetLine& line = entry.lines[i];
    check(line.actual, line_field(i, "actual"));
    check(line.forecast, line_field(i, "forecast"));
    check(line.explanation, line_field(i, "explanation"));
    check(line.remark, line_field(i, "remark"));
  }
  if (entry.attachments.size() > kMostAttachments)
    findings.push_back(
        sheet_finding("attachments", "expected at most 20 names, but there are more"));
  for (const std::string& name : entry.attachments)
    check(name, "attachments");
}

/// Every line by the place of its indicator; those that fit none are told.
std::vector<const SheetLine*> by_indicator(const std::vector<Indicator>& indicators,
                                           const SheetEntry& entry,
                                           std::vector<Finding>* findings) {
  std::vector<const SheetLine*> lines(indicators.size(), nullptr);
  for (std::size_t i = 0; i < entry.lines.size(); ++i) {
    const SheetLine& line = entry.lines[i];
    const bool is_known =
        line.number >= 1 && static_cast<std::size_t>(line.number) <= indicators.size();
    const bool is_first = is_known && lines[static_cast<std::size_t>(line.number) - 1] == nullptr;
    if (is_first) {
      lines[static_cast<std::size_t>(line.number) - 1] = &line;
    } else if (findings != nullptr) {
      findings->push_back(
          sheet_finding(line_field(i, "number"),
                        is_known ? "expected every indicator once, but this one came before"
                                 : "expected the place of an indicator, 1 to " +
                                       std::to_string(indicators.size()) + ", but it is another",
                        std::to_string(line.number)));
    }
  }
  return lines;
}

void check_lines(const std::vector<Indicator>& indicators, const SheetEntry& entry,
                 bool is_monitoring, std::vector<Finding>& findings) {
  const auto complain = [&](std::size_t line, const char* name, const char* message) {
    findings.push_back(sheet_finding(line_field(line, name), message));
  };
  for (std::size_t i = 0; i < entry.lines.size(); ++i) {
    const SheetLine& line = entry.lines[i];
    if (line.number < 1 || static_cast<std::size_t>(line.number) > indicators.size()) continue;
    const Indicator& indicator = indicators[static_cast<std::size_t>(line.number) - 1];
    check_number(indicator, line.actual, line_field(i, "actual"), findings);
    check_number(indicator, line.forecast, line_field(i, "forecast"), findings);
    if (is_numeric(indicator)) {
      if (line.attainment) complain(i, "attainment", "expected none of a numeric indicator");
      if (line.share) complain(i, "share_percent", "expected none of a numeric indicator");
    }
    if (line.share && (*line.share < BasisPoints() || *line.share > BasisPoints(10'000)))
      complain(i, "share_percent", "expected 0 to 100 percent, but it is another");
    if (is_monitoring) continue;
    if (!line.forecast.empty()) complain(i, "forecast", "expected none in a self-evaluation");
    if (line.likelihood) complain(i, "likelihood", "expected none in a self-evaluation");
    if (!line.causes.empty()) complain(i, "causes", "expected none in a self-evaluation");
  }
}

std::vector<EvaluatedIndicator> evaluated_lines(const std::vector<Indicator>& indicators,
                                                const std::vector<const SheetLine*>& lines,
                                                const std::vector<Score>& weights) {
  std::vector<EvaluatedIndicator> made;
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    EvaluatedIndicator one;
    one.weight = weights[i];
    one.comparator = is_numeric(indicators[i]) ? indicators[i].comparator : Comparator::qualitative;
    const SheetLine* line = lines[i];
    if (one.comparator != Comparator::qualitative) {
      one.target = *Quantity::parse(indicators[i].value);
      const auto actual =
          line == nullptr ? std::nullopt : std::optional(Quantity::parse(line->actual));
      if (actual && *actual) one.actual = **actual;
    } else if (line != nullptr && !line->actual.empty()) {
      one.attainment = line->attainment;
      one.given = line->share.value_or(BasisPoints());
    }
    made.push_back(one);
  }
  return made;
}

/// Of those that say how far they are: the share of their weights that is reached.
std::optional<BasisPoints> achieved_of(const std::vector<Indicator>& indicators,
                                       const std::vector<const SheetLine*>& lines) {
  EvaluationRules rules;
  const std::vector<Score> weights = weights_of(indicators, rules);
  EvaluationSheet sheet;
  for (const EvaluatedIndicator& one : evaluated_lines(indicators, lines, weights)) {
    const std::size_t place = sheet.indicators.size();
    sheet.indicators.push_back(one);
    EvaluatedIndicator& added = sheet.indicators.back();
    const SheetLine* line = lines[place];
    if (added.comparator != Comparator::qualitative) continue;
    if (line == nullptr || !line->share) {
      added.weight = Score();  // words alone are not measured
    } else {
      added.attainment = Attainment::reached;
      added.given = *line->share;
    }
  }
  rules.bands = {{Attainment::reached, BasisPoints(), BasisPoints(10'000)}};
  const Result<SheetScore> score = score_of(sheet, rules);
  if (!score) return std::nullopt;
  return BasisPoints(score->total.rounded(2).units() / 10'000);
}

bool is_unsure(const SheetLine& line) {
  return line.likelihood && *line.likelihood != Likelihood::certain;
}

}  // namespace

WeighedSheet weigh_monitoring(const std::vector<Indicator>& indicators, SheetEntry entry,
                              std::vector<Finding>& findings) {
  check_texts(entry, findings);
  check_lines(indicators, entry, true, findings);
  if (entry.expected && entry.expected->is_negative())
    findings.push_back(sheet_finding("expected", "expected money from 0 on, but it is negative"));
  const auto lines = by_indicator(indicators, entry, &findings);
  WeighedSheet sheet;
  sheet.achieved = achieved_of(indicators, lines);
  std::ranges::stable_sort(entry.lines, {}, &SheetLine::number);
  sheet.entry = std::move(entry);
  sheet.missing = static_cast<int>(wanted_in(indicators, sheet, 1).size());
  return sheet;
}

WeighedSheet weigh_evaluation(const std::vector<Indicator>& indicators, SheetEntry entry,
                              Money budget, const EvaluationRules& rules,
                              std::vector<Finding>& findings) {
  check_texts(entry, findings);
  check_lines(indicators, entry, false, findings);
  if (entry.expected)
    findings.push_back(sheet_finding("expected", "expected none in a self-evaluation"));
  const auto lines = by_indicator(indicators, entry, &findings);
  WeighedSheet sheet;
  EvaluationSheet asked{budget, Money(), {}};
  asked.indicators = evaluated_lines(indicators, lines, weights_of(indicators, rules));
  Result<SheetScore> score = score_of(asked, rules);
  if (score) {
    sheet.scores = std::move(score->indicators);
    if (score->execution) sheet.execution_weight = score->execution_weight;
  } else {
    findings.push_back(sheet_finding("project_code", score.error().message, entry.project.text()));
  }
  for (std::size_t i = 0; i < entry.lines.size() && score; ++i) {
    const SheetLine& line = entry.lines[i];
    const auto place = static_cast<std::size_t>(line.number) - 1;
    if (line.number < 1 || place >= sheet.scores.size() || lines[place] != &line) continue;
    if (sheet.scores[place].remark == ScoreRemark::outside_band)
      findings.push_back(
          sheet_finding(line_field(i, "share_percent"),
                        "expected a share within the band of its attainment, but it is not",
                        line.share ? line.share->to_percent() : ""));
  }
  std::ranges::stable_sort(entry.lines, {}, &SheetLine::number);
  sheet.entry = std::move(entry);
  sheet.missing = static_cast<int>(wanted_in(indicators, sheet, kEvaluation).size());
  return sheet;
}

std::vector<Finding> wanted_in(const std::vector<Indicator>& indicators, const WeighedSheet& sheet,
                               int month) {
  std::vector<Finding> wanted;
  const auto want = [&](std::size_t place, const char* name, const std::string& what) {
    wanted.push_back(sheet_finding("indicators[" + std::to_string(place + 1) + "]." + name,
                                   "“" + last_level(indicators[place]) + "”" + what));
  };
  const bool is_monitoring = month != kEvaluation;
  if (is_monitoring && !sheet.entry.expected)
    wanted.push_back(sheet_finding("expected", "全年预计执行数还没有填"));
  const auto lines = by_indicator(indicators, sheet.entry, nullptr);
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const SheetLine* line = lines[i];
    if (line == nullptr || line->actual.empty()) {
      want(i, "actual", "的完成情况还没有填");
      continue;
    }
    if (is_monitoring) {
      if (!line->likelihood) want(i, "likelihood", "的完成目标可能性还没有选");
      if (is_unsure(*line) && line->causes.empty()) want(i, "causes", "不能确定完成，应选偏差原因");
      if (is_unsure(*line) && line->explanation.empty())
        want(i, "explanation", "不能确定完成，应说明原因");
      continue;
    }
    if (i >= sheet.scores.size()) continue;
    const ScoreRemark remark = sheet.scores[i].remark;
    if (remark == ScoreRemark::missing) {
      want(i, "attainment", "应选完成档次和比例");
    } else if (remark != ScoreRemark::none && line->explanation.empty()) {
      want(i, "explanation", std::string(chinese_name_of(remark)) + "，应说明偏差原因和改进措施");
    }
  }
  if (!is_monitoring && sheet.entry.outcome.empty())
    wanted.push_back(sheet_finding("outcome", "年度总体目标的实际完成情况还没有填"));
  return wanted;
}

EvaluationSheet evaluated(const std::vector<Indicator>& indicators, const SheetEntry& entry,
                          Money budget, Money paid, const EvaluationRules& rules) {
  return {budget, paid,
          evaluated_lines(indicators, by_indicator(indicators, entry, nullptr),
                          weights_of(indicators, rules))};
}

Score sum_of(const std::vector<IndicatorScore>& scores) {
  std::int64_t units = 0;
  for (const IndicatorScore& score : scores)
    units += score.score.units();
  return Score::from_units(units);
}

const char* name_of(SheetKind value) noexcept {
  return value == SheetKind::monitoring ? "monitoring" : "evaluation";
}

const char* name_of(SheetPhase value) noexcept {
  switch (value) {
    case SheetPhase::filled:
      return "filled";
    case SheetPhase::returned:
      return "returned";
    case SheetPhase::handed_in:
      return "handed_in";
    case SheetPhase::accepted:
      return "accepted";
  }
  return "";
}

const char* chinese_name_of(SheetPhase value) noexcept {
  switch (value) {
    case SheetPhase::filled:
      return "填报中";
    case SheetPhase::returned:
      return "已退回";
    case SheetPhase::handed_in:
      return "已上报";
    case SheetPhase::accepted:
      return "已审核";
  }
  return "";
}

const char* name_of(SheetAct value) noexcept {
  switch (value) {
    case SheetAct::hand_in:
      return "hand_in";
    case SheetAct::accept:
      return "accept";
    case SheetAct::send_back:
      return "send_back";
  }
  return "";
}

const char* chinese_name_of(SheetAct value) noexcept {
  switch (value) {
    case SheetAct::hand_in:
      return "上报";
    case SheetAct::accept:
      return "审核通过";
    case SheetAct::send_back:
      return "退回";
  }
  return "";
}

const char* name_of(Likelihood value) noexcept {
  switch (value) {
    case Likelihood::certain:
      return "certain";
    case Likelihood::possible:
      return "possible";
    case Likelihood::impossible:
      return "impossible";
  }
  return "";
}

const char* chinese_name_of(Likelihood value) noexcept {
  switch (value) {
    case Likelihood::certain:
      return "确定能";
    case Likelihood::possible:
      return "有可能";
    case Likelihood::impossible:
      return "完全不可能";
  }
  return "";
}

std::string sheet_title(int month) {
  return month == kEvaluation ? "绩效自评表" : std::to_string(month) + "月绩效运行监控表";
}

}  // namespace budget
