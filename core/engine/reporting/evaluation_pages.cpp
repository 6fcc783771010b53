#include "engine/reporting/evaluation_pages.h"

#include <algorithm>

#include "engine/publication/page_blocks.h"
#include "engine/reporting/amounts.h"

namespace budget {
namespace {

const std::vector<int> kEvaluationWidths = {7, 8, 9, 16, 11, 11, 8, 8, 22};
const std::vector<int> kSummaryWidths = {4, 15, 20, 12, 9, 9, 8, 8, 8, 6, 18};

bool counts_as_in(const SheetRow& sheet) {
  return sheet.phase == SheetPhase::handed_in || sheet.phase == SheetPhase::accepted;
}

/// Last year's number of the same indicator, by the names of its levels.
std::optional<Quantity> value_before(const SheetRow& before, const Indicator& indicator) {
  const std::vector<Indicator>& known = before.project.project.indicators;
  const auto same = std::ranges::find(known, indicator.path, &Indicator::path);
  if (same == known.end()) return std::nullopt;
  const auto number = static_cast<int>(same - known.begin()) + 1;
  const Result<Quantity> value = Quantity::parse(line_of(before.sheet.entry, number).actual);
  return value ? std::optional(*value) : std::nullopt;
}

std::vector<Suspicion> suspicions(const SheetRow& sheet, const std::vector<SheetRow>& before,
                                  const EvaluationRules& rules) {
  const std::vector<Indicator>& indicators = sheet.project.project.indicators;
  std::vector<std::optional<Quantity>> values;
  const ProjectCode& code = sheet.project.project.code;
  const auto last = std::ranges::find_if(
      before, [&](const SheetRow& row) { return row.project.project.code == code; });
  if (last != before.end()) {
    for (const Indicator& indicator : indicators)
      values.push_back(value_before(*last, indicator));
  }
  return suspicions_of(
      evaluated(indicators, sheet.sheet.entry, sheet.money.budget, sheet.money.paid, rules), values,
      rules);
}

std::string actual_text(const Indicator& indicator, const SheetLine& line) {
  std::string text = line.actual;
  if (indicator.comparator != Comparator::qualitative && !text.empty()) text += indicator.unit;
  if (line.attainment) {
    text += "（" + std::string(chinese_name_of(*line.attainment)) +
            (line.share ? " " + line.share->to_percent() + "%" : "") + "）";
  }
  return text;
}

constexpr int kScoredMoneyRow = 3;  // of the table, where 年度资金总额 stands

void push_scored_money(Json& rows, const SheetRow& sheet) {
  const SheetMoney& money = sheet.money;
  Json head = Json::array().push(label_cell("项目资金（万元）", 2, 5)).push(text_cell(""));
  for (const char* title : {"年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"})
    head.push(label_cell(title));
  rows.push(std::move(head));
  ProjectState project;
  project.funds = sheet.project.project.funds;
  project.funds_changes = sheet.project.funds_changes;
  const Funds& original = original_funds(project);
  const Funds& now = project.funds;
  // The sum of its parts, unless the budget has moved since the sheet was handed in.
  const auto whole = [&](Money amount, const Funds& parts, int column) {
    const int below = static_cast<int>(rows.items().size()) + 1;
    if (parts.fiscal + parts.other != amount) return wan_cell(amount);
    return summed(wan_cell(amount), {{below, column}, {below + 2, column}});
  };
  Json total = Json::array().push(text_cell("年度资金总额"));
  total.push(whole(money.original, original, 3)).push(whole(money.budget, now, 4));
  total.push(wan_cell(money.paid));
  total.push(score_cell(sheet.sheet.execution_weight));
  total.push(percent_cell(share_of(money.paid, money.budget)));
  const bool is_scored = sheet.execution.has_value() && counts_as_in(sheet);
  total.push(is_scored ? score_cell(*sheet.execution) : centred_cell("—"));
  rows.push(std::move(total));
  const auto part = [&](const char* name, std::optional<Money> before, std::optional<Money> after) {
    Json row = Json::array().push(text_cell(name));
    row.push(before ? wan_cell(*before) : centred_cell("—"));
    row.push(after ? wan_cell(*after) : centred_cell("—"));
    for (int i = 0; i < 4; ++i)
      row.push(centred_cell("—"));
    rows.push(std::move(row));
  };
  part("其中：当年财政拨款", original.fiscal, now.fiscal);
  part("　　　上年结转资金", std::nullopt, std::nullopt);
  part("　　　其他资金", original.other, now.other);
}

void push_scored_goals(Json& rows, const SheetRow& sheet) {
  std::string goals;
  for (const Goal& goal : sheet.project.project.goals)
    goals += (goals.empty() ? "" : "\n") + goal.text;
  rows.push(Json::array()
                .push(label_cell("年度总体目标", 1, 2))
                .push(label_cell("预期目标", 4))
                .push(label_cell("实际完成情况", 4)));
  rows.push(Json::array().push(text_cell(goals, 4)).push(text_cell(sheet.sheet.entry.outcome, 4)));
}

void push_scored_indicators(Json& rows, const SheetRow& sheet) {
  const std::vector<Indicator>& indicators = sheet.project.project.indicators;
  Json head =
      Json::array().push(label_cell("绩效指标", 1, static_cast<int>(indicators.size()) + 1));
  for (const char* title : {"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值",
                            "得分", "偏差原因分析及改进措施"})
    head.push(label_cell(title));
  rows.push(std::move(head));
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const Indicator& indicator = indicators[i];
    const SheetLine& line = line_of(sheet.sheet.entry, static_cast<int>(i) + 1);
    Json row = Json::array();
    push_first_level(row, indicators, i);
    row.push(centred_cell(level_of(indicator, 1))).push(text_cell(level_of(indicator, 2)));
    row.push(centred_cell(target_of(indicator))).push(centred_cell(actual_text(indicator, line)));
    const bool is_scored = i < sheet.sheet.scores.size();
    row.push(is_scored ? score_cell(sheet.sheet.scores[i].weight) : centred_cell("—"));
    row.push(is_scored ? score_cell(sheet.sheet.scores[i].score) : centred_cell("—"));
    rows.push(row.push(text_cell(line.explanation)));
  }
}

void push_score_total(Json& rows, const SheetRow& sheet) {
  const bool is_scored = sheet.total.has_value() && counts_as_in(sheet);
  // Weights stand in column 6, scores in column 7; those of execution in 6 and 8 of its own row.
  const auto end = static_cast<int>(rows.items().size());
  const int first = end - static_cast<int>(sheet.project.project.indicators.size());
  std::vector<GridSpot> weights = column_spots(6, first, end - 1);
  std::vector<GridSpot> scores = column_spots(7, first, end - 1);
  weights.insert(weights.begin(), {kScoredMoneyRow, 6});
  if (sheet.execution) scores.insert(scores.begin(), {kScoredMoneyRow, 8});
  const Score hundred = Score::points(100);
  Json total = Json::array().push(label_cell("总分", 6));
  total.push(is_scored ? summed(score_cell(hundred), weights) : score_cell(hundred));
  total.push(is_scored ? summed(score_cell(*sheet.total), scores) : centred_cell("—"));
  rows.push(total.push(centred_cell(is_scored ? "等次：" + sheet.grade : "")));
  const std::string& explanation = sheet.sheet.entry.execution_explanation;
  if (!explanation.empty()) {
    rows.push(Json::array().push(label_cell("预算执行说明", 2)).push(text_cell(explanation, 7)));
  }
  std::string documents;
  for (const std::string& name : sheet.sheet.entry.attachments)
    documents += (documents.empty() ? "" : "、") + name;
  if (!documents.empty())
    rows.push(Json::array().push(label_cell("附件", 2)).push(text_cell(documents, 7)));
}

/// What finance found, below what the unit says.
void push_found(Json& rows, const SheetRow& sheet) {
  if (!sheet.checked_total) return;
  const auto& indicators = sheet.project.project.indicators;
  for (const AdjustedScore& one : sheet.checked) {
    const auto place = static_cast<std::size_t>(one.number);
    const std::string what = one.number == 0              ? "预算执行率"
                             : place <= indicators.size() ? level_of(indicators[place - 1], 2)
                                                          : std::string();
    rows.push(Json::array()
                  .push(label_cell("抽查调整", 2))
                  .push(text_cell(what, 4))
                  .push(score_cell(one.before))
                  .push(score_cell(one.after))
                  .push(text_cell(one.reason)));
  }
  rows.push(Json::array()
                .push(label_cell("财政部门抽查得分", 6))
                .push(text_cell(""))
                .push(score_cell(*sheet.checked_total))
                .push(text_cell("等次：" + sheet.checked_grade + "。" + sheet.judgement)));
}

std::string basis_note(const EvaluationRules& rules) {
  std::string text =
      rules.document.empty() ? "评分办法：本地做法。" : "评分办法依据：" + rules.document + "。";
  text += "执行率分值 " + rules.execution_weight.to_text() + "；";
  text += "完成值高于目标值 " + rules.far_over.to_percent() + "% 的，应说明目标是否偏低。";
  return text;
}

Json evaluation_part(const SheetRow& sheet, int number, const EvaluationRules& rules) {
  const Project& project = sheet.project.project;
  Json blocks = Json::array();
  blocks.push(heading_block(2, std::to_string(sheet.year.value()) + "年度项目支出绩效自评表"));
  blocks.push(line_block(signature_of(sheet), "", "金额单位：万元"));
  Json rows = Json::array();
  rows.push(Json::array()
                .push(label_cell("项目名称", 2))
                .push(text_cell(project.name, 4))
                .push(label_cell("项目编码", 2))
                .push(text_cell(project.code.text())));
  rows.push(Json::array()
                .push(label_cell("主管部门", 2))
                .push(text_cell(sheet.department_name, 4))
                .push(label_cell("实施单位", 2))
                .push(text_cell(sheet.unit_name)));
  push_scored_money(rows, sheet);
  push_scored_goals(rows, sheet);
  push_scored_indicators(rows, sheet);
  push_score_total(rows, sheet);
  push_found(rows, sheet);
  blocks.push(table_block(kEvaluationWidths, 0, std::move(rows)));
  blocks.push(paragraph_block(basis_note(rules), "note"));
  return part_of(sheet_name(project.name, number), true, std::move(blocks));
}

std::string suspicion_text(const EvaluationLine& line) {
  std::string text;
  for (const Suspicion one : line.suspicions)
    text += (text.empty() ? "" : "；") + std::string(chinese_name_of(one));
  return text;
}

Json distribution(const EvaluationSummary& summary) {
  Json rows = Json::array();
  Json head = Json::array();
  for (const char* title : {"等次", "项目数", "占比", "全年预算数"})
    head.push(label_cell(title));
  rows.push(std::move(head));
  const std::int64_t all = static_cast<std::int64_t>(summary.lines.size()) - summary.missing;
  for (const GradeCount& count : summary.grades) {
    const std::string share =
        all == 0 ? "—"
                 : percent_text(BasisPoints(divide_half_up(Int128{10'000} * count.projects, all)));
    rows.push(Json::array()
                  .push(centred_cell(count.grade))
                  .push(centred_cell(std::to_string(count.projects)))
                  .push(centred_cell(share))
                  .push(wan_cell(count.budget)));
  }
  return table_block({20, 20, 20, 40}, 1, std::move(rows));
}

}  // namespace

std::optional<Score> final_score(const SheetRow& sheet) {
  if (!counts_as_in(sheet)) return std::nullopt;
  return sheet.checked_total ? sheet.checked_total : sheet.total;
}

const std::string& final_grade(const SheetRow& sheet) {
  return sheet.checked_total ? sheet.checked_grade : sheet.grade;
}

const AdjustedScore* adjusted(const SheetRow& sheet, int number) {
  const auto found = std::ranges::find(sheet.checked, number, &AdjustedScore::number);
  return found == sheet.checked.end() ? nullptr : &*found;
}

EvaluationSummary summary_of(const std::vector<SheetRow>& sheets,
                             const std::vector<SheetRow>& before, const EvaluationRules& rules) {
  EvaluationSummary summary;
  for (const GradeStep& step : rules.grades)
    summary.grades.push_back({step.name, 0, Money()});
  Int128 sum = 0;
  Int128 weighted = 0;
  Money weights;
  for (const SheetRow& sheet : sheets) {
    EvaluationLine line{&sheet, final_score(sheet), {}, {}};
    summary.budget += sheet.money.budget;
    summary.paid += sheet.money.paid;
    if (!line.score) {
      ++summary.missing;
      summary.lines.push_back(std::move(line));
      continue;
    }
    line.grade = final_grade(sheet);
    line.suspicions = suspicions(sheet, before, rules);
    summary.checked += sheet.checked_total ? 1 : 0;
    sum += line.score->units();
    weighted += Int128{line.score->units()} * sheet.money.budget.fen();
    weights += sheet.money.budget;
    const auto grade = std::ranges::find(summary.grades, line.grade, &GradeCount::grade);
    if (grade != summary.grades.end()) {
      ++grade->projects;
      grade->budget += sheet.money.budget;
    }
    summary.lines.push_back(std::move(line));
  }
  constexpr std::int64_t kCent = 10'000;
  const auto in = static_cast<std::int64_t>(sheets.size()) - summary.missing;
  if (in > 0) summary.mean = Score::from_units(divide_half_up(sum, Int128{in} * kCent) * kCent);
  if (weights > Money()) {
    summary.weighted_mean =
        Score::from_units(divide_half_up(weighted, Int128{weights.fen()} * kCent) * kCent);
  }
  return summary;
}

Json evaluation_pages(const std::vector<SheetRow>& sheets, const EvaluationRules& rules) {
  Json parts = Json::array();
  int number = 0;
  for (const SheetRow& sheet : sheets)
    parts.push(evaluation_part(sheet, ++number, rules));
  return pages_of("evaluation", sheet_title(kEvaluation), std::move(parts));
}

Json evaluation_summary_pages(const EvaluationSummary& summary) {
  Json blocks = Json::array();
  const SheetRow* first = summary.lines.empty() ? nullptr : summary.lines.front().sheet;
  const std::string title =
      first == nullptr ? "绩效自评汇总表"
                       : std::to_string(first->year.value()) + "年度项目支出绩效自评汇总表";
  blocks.push(heading_block(2, title));
  blocks.push(line_block(first == nullptr ? "" : first->department_name, "", "金额单位：万元"));
  Json rows = Json::array();
  Json head = Json::array();
  for (const char* column : {"序号", "项目编码", "项目名称", "实施单位", "全年预算数", "全年执行数",
                             "执行率", "自评得分", "抽查得分", "等次", "需要核实"})
    head.push(label_cell(column));
  rows.push(std::move(head));
  int number = 0;
  for (const EvaluationLine& line : summary.lines) {
    const SheetRow& sheet = *line.sheet;
    Json row = Json::array().push(centred_cell(std::to_string(++number)));
    row.push(text_cell(sheet.project.project.code.text()));
    row.push(text_cell(sheet.project.project.name)).push(text_cell(sheet.unit_name));
    row.push(wan_cell(sheet.money.budget)).push(wan_cell(sheet.money.paid));
    row.push(percent_cell(share_of(sheet.money.paid, sheet.money.budget)));
    row.push(line.score && sheet.total ? score_cell(*sheet.total) : centred_cell("未上报"));
    row.push(sheet.checked_total ? score_cell(*sheet.checked_total) : centred_cell("—"));
    rows.push(row.push(centred_cell(line.grade)).push(text_cell(suspicion_text(line))));
  }
  const auto of_column = [&](Money amount, int column) {
    return number == 0 ? wan_cell(amount)
                       : summed(wan_cell(amount), column_spots(column, 1, number));
  };
  Json total = Json::array().push(label_cell("合计", 4)).push(of_column(summary.budget, 4));
  total.push(of_column(summary.paid, 5));
  total.push(percent_cell(share_of(summary.paid, summary.budget)));
  rows.push(total.push(text_cell("", 4)));
  blocks.push(table_block(kSummaryWidths, 1, std::move(rows)));
  std::string averages = "已上报 " +
                         std::to_string(static_cast<int>(summary.lines.size()) - summary.missing) +
                         " 个，未上报 " + std::to_string(summary.missing) + " 个，抽查 " +
                         std::to_string(summary.checked) + " 个。";
  if (summary.mean) averages += "平均得分 " + summary.mean->to_text() + "；";
  if (summary.weighted_mean)
    averages += "按预算加权平均 " + summary.weighted_mean->to_text() + "。";
  blocks.push(paragraph_block(averages));
  blocks.push(heading_block(3, "等次分布"));
  blocks.push(distribution(summary));
  return pages_of("evaluation-summary", title,
                  Json::array().push(part_of("自评汇总", true, std::move(blocks))));
}

std::vector<std::string> open_questions(const SheetRow& sheet) {
  std::vector<std::string> questions;
  const auto& indicators = sheet.project.project.indicators;
  for (std::size_t i = 0; i < sheet.sheet.scores.size() && i < indicators.size(); ++i) {
    const IndicatorScore& score = sheet.sheet.scores[i];
    const SheetLine& line = line_of(sheet.sheet.entry, static_cast<int>(i) + 1);
    const std::string name = "指标“" + level_of(indicators[i], 2) + "”";
    const std::string values =
        "（目标 " + target_of(indicators[i]) + "，完成 " + line.actual + "）";
    if (score.remark == ScoreRemark::far_over) {
      questions.push_back(name + "远超目标值" + values + "：目标是否定低了？");
    } else if (score.remark != ScoreRemark::none) {
      questions.push_back(name + "得分 " + score.score.to_text() + "/" + score.weight.to_text() +
                          values + "：改进措施落实了吗？");
    }
  }
  const SheetMoney& money = sheet.money;
  if (money.budget > Money() && money.paid < money.budget) {
    const BasisPoints rate = share_of(money.paid, money.budget);
    if (rate < BasisPoints(9'000))
      questions.push_back("预算执行率 " + percent_text(rate) + "：今年的预算是否应当压减？");
  }
  for (const AdjustedScore& one : sheet.checked)
    questions.push_back("抽查调整：" + one.before.to_text() + " → " + one.after.to_text() + "，" +
                        one.reason);
  return questions;
}

}  // namespace budget
