#include "reader/goal_sheet/plan.h"

#include <budget/decimal.h>

#include "reader/goal_sheet/amount.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

struct Node {
  std::size_t month = 0;  ///< token of the month
  std::optional<std::size_t> value;
};

std::size_t end_of_row(const Tokens& tokens, std::size_t at) {
  std::size_t end = at;
  while (end < tokens.size() && tokens[end].row == tokens[at].row)
    ++end;
  return end;
}

std::size_t start_of_row(const Tokens& tokens, std::size_t at) {
  while (at > 0 && tokens[at - 1].row == tokens[at].row)
    --at;
  return at;
}

bool is_number(const Token& token) {
  return !token.cell.blank() && (plain_number(token.cell.compact).has_value() ||
                                 (token.month == 0 && misread_number(token.cell.compact)));
}

/// Blank, or a dash that says the same.
bool is_nothing(const Token& token) {
  return token.cell.blank() || (token.month == 0 && says_nothing(token.cell.compact));
}

bool month_in_row(const Tokens& tokens, std::size_t at) {
  for (std::size_t i = at; i < tokens.size() && tokens[i].row == tokens[at].row; ++i) {
    if (tokens[i].month > 0) return true;
  }
  return false;
}

/// The values below by the months' positions; false when a value stands under no month.
bool map_by_position(const Tokens& tokens, std::vector<Node>& nodes, std::size_t row_begin,
                     std::size_t row_end) {
  for (std::size_t i = row_begin; i < row_end; ++i) {
    if (!is_number(tokens[i])) continue;
    Node* under = nullptr;
    for (Node& node : nodes) {
      if (tokens[node.month].index <= tokens[i].index) under = &node;
    }
    if (under == nullptr || under->value) return false;
    under->value = i;
  }
  return true;
}

/// Where a cell stands in its row: a workbook's cells have their column, merged or not.
std::size_t position(const Token& token) {
  return token.cell.column > 0 ? static_cast<std::size_t>(token.cell.column) : token.index;
}

/// The same when each value stands exactly under its month once the row is moved by `offset`
/// cells: its blank first cell was not printed.
bool map_exactly(const Tokens& tokens, std::vector<Node>& nodes, std::size_t row_begin,
                 std::size_t row_end, std::size_t offset) {
  std::vector<Node> mapped = nodes;
  for (std::size_t i = row_begin; i < row_end; ++i) {
    if (!is_number(tokens[i])) continue;
    Node* under = nullptr;
    for (Node& node : mapped) {
      if (position(tokens[node.month]) == position(tokens[i]) + offset) under = &node;
    }
    if (under == nullptr) return false;
    under->value = i;
  }
  nodes = std::move(mapped);
  return true;
}

void map_in_order(Reading& reading, const Tokens& tokens, std::vector<Node>& nodes,
                  std::vector<std::size_t> values) {
  const std::size_t months = nodes.size();
  while (values.size() > months && tokens[values.front()].cell.blank()) {
    values.erase(values.begin());
  }
  while (values.size() > months && tokens[values.back()].cell.blank())
    values.pop_back();
  if (values.size() > months) values.resize(months);
  const std::size_t shift = months - values.size();
  bool any = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_nothing(tokens[values[i]])) continue;
    nodes[i + shift].value = values[i];
    any = true;
  }
  if (shift > 0 && any) {
    reading.defects.add("plan_cells_lost", {tokens[values.front()].cell.line},
                        "计划有 " + std::to_string(months) + " 个月份，却只有 " +
                            std::to_string(values.size()) + " 个数",
                        std::string(tokens[values.front()].cell.printed),
                        "按靠后的月份对齐，请确认", "plan");
  }
}

ReadPlanNode node_from(const Reading& reading, const Tokens& tokens, const Node& node) {
  ReadPlanNode made;
  made.month = tokens[node.month].month;
  if (node.value) {
    const Token& token = tokens[*node.value];
    made.value = reading.text_of_cell(token.row, token.cell);
    made.value.text = to_half_width(token.cell.compact);
  }
  return made;
}

/// Percent of an amount, exact, in 万元 with as many decimals as it takes.
void apply_percent(ReadPlanNode& node, Money budget) {
  constexpr int kScale = 6;
  const auto number = plain_number(node.value.text);
  if (!number) return;
  const auto percent = parse_fixed(number->digits, kScale);
  if (!percent) return;
  // 万元 in units of 10^-14: 分 (10^-6) × percent (10^-6) / 100.
  Int128 units = Int128{budget.fen()} * percent.value();
  const bool negative = units < 0;
  if (negative) units = -units;
  constexpr int kDecimals = 14;
  std::string digits;
  for (int i = 0; i < kDecimals + 1 || units > 0; ++i) {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(units % 10)));
    units /= 10;
  }
  digits.insert(digits.size() - kDecimals, 1, '.');
  while (digits.back() == '0')
    digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  node.cumulative_wan = (negative ? "-" : "") + digits;
  if (auto exact = Money::parse_wan(node.cumulative_wan)) node.cumulative = exact.value();
}

PlanUnit unit_of(const ReadPlan& plan, const std::optional<Money>& budget, std::string_view unit) {
  const ReadPlanNode* last = nullptr;
  bool sign = false;
  for (const ReadPlanNode& node : plan.nodes) {
    if (node.value.empty()) continue;
    last = &node;
    sign = sign || plain_number(node.value.text).value_or(PlainNumber{}).percent;
  }
  if (last == nullptr) return PlanUnit::unknown;
  if (sign) return PlanUnit::percent;
  const auto number = plain_number(last->value.text);
  const auto amount = number ? amount_of(*number, unit) : std::nullopt;
  if (!amount) return PlanUnit::unknown;
  const auto bare = Money::parse_wan(number->digits);
  const bool hundred = bare && bare.value() == Money::from_fen(100'000'000);
  const std::int64_t kHundredth = 10'000;  // 0.01 万元
  if (budget) {
    const std::int64_t gap = amount->fen() - budget->fen();
    if (gap <= kHundredth && gap >= -kHundredth) return PlanUnit::amount;
    if (hundred) return PlanUnit::percent;
    // Every value a share of a hundred under a % label, or a plan that stops below the budget.
    if (contains(plan.label.text, "%") || contains(plan.label.text, "％")) {
      return PlanUnit::unknown;
    }
    if (contains(plan.label.text, "金额") || *amount < *budget) return PlanUnit::amount;
    return PlanUnit::unknown;
  }
  if (hundred) return PlanUnit::percent;
  return contains(plan.label.text, "金额") ? PlanUnit::amount : PlanUnit::unknown;
}

std::string months_text(const std::vector<int>& months) {
  std::string text;
  for (const int month : months) {
    if (!text.empty()) text += "、";
    text += std::to_string(month) + "月底";
  }
  return text;
}

}  // namespace

std::size_t read_plan(Reading& reading, const Tokens& tokens, std::size_t at,
                      ReadProject& project) {
  std::vector<Node> nodes;
  bool interleaved = false;
  std::size_t i = at;
  for (; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.month > 0 && (!token.label || *token.label == Label::goals_kind)) {
      if (!nodes.empty() && token.month <= tokens[nodes.back().month].month) break;
      nodes.push_back({i, std::nullopt});
    } else if (is_number(token) && !nodes.empty() && !nodes.back().value &&
               token.row == tokens[nodes.back().month].row) {
      // A number between two months of one row stands beside its month.
      bool month_follows = interleaved;
      for (std::size_t j = i; j < tokens.size() && tokens[j].row == token.row; ++j) {
        month_follows = month_follows || tokens[j].month > 0;
      }
      if (!month_follows) break;
      interleaved = true;
      nodes.back().value = i;
    } else if (!token.cell.blank() && (!is_nothing(token) || nodes.empty() ||
                                       token.row != tokens[nodes.back().month].row)) {
      break;
    } else if (!nodes.empty() && token.row != tokens[nodes.back().month].row &&
               !month_in_row(tokens, i)) {
      break;  // the values' row begins with a blank
    }
  }
  if (nodes.empty()) return at + 1;
  std::size_t next = i;
  const std::size_t header_begin = start_of_row(tokens, nodes.front().month);
  const std::size_t header_end = end_of_row(tokens, nodes.back().month);
  const bool one_row = tokens[nodes.front().month].row == tokens[nodes.back().month].row;
  if (!interleaved && next < tokens.size()) {
    const std::size_t row_end = end_of_row(tokens, next);
    const bool below = next == start_of_row(tokens, next) && next >= header_end;
    bool values_only = true;
    bool any = false;
    for (std::size_t j = next; j < row_end; ++j) {
      const bool first_label = j == next && tokens[j].label == Label::plan;
      values_only = values_only && (is_nothing(tokens[j]) || is_number(tokens[j]) || first_label);
      any = any || is_number(tokens[j]);
    }
    bool mapped = false;
    const std::size_t header_cells = header_end - header_begin;
    const bool in_sheet = tokens[next].cell.column > 0;
    if (in_sheet && below && one_row && values_only && any &&
        map_exactly(tokens, nodes, next, row_end, 0)) {
      mapped = true;
      next = row_end;
    } else if (below && one_row && values_only && row_end - next == header_cells) {
      mapped = map_by_position(tokens, nodes, next, row_end);
      if (!mapped) {
        for (Node& node : nodes)
          node.value.reset();
      }
      if (mapped || !any) next = row_end;
    } else if (below && one_row && values_only && any && row_end - next + 1 == header_cells) {
      // Either end may be unprinted; a plan that reaches its last month is the likelier one.
      std::vector<Node> moved = nodes;
      mapped = map_exactly(tokens, nodes, next, row_end, 0);
      if (map_exactly(tokens, moved, next, row_end, 1) && (!mapped || moved.back().value)) {
        nodes = std::move(moved);
        mapped = true;
      }
      if (mapped) next = row_end;
    }
    if (!mapped) {
      std::vector<std::size_t> values;
      std::size_t j = next;
      for (; j < tokens.size() && (is_nothing(tokens[j]) || is_number(tokens[j])); ++j) {
        values.push_back(j);
        if (values.size() > nodes.size() + 8) break;
      }
      for (const std::size_t value : values)
        any = any || is_number(tokens[value]);
      if (any) {
        map_in_order(reading, tokens, nodes, values);
        next = j;
      }
    }
  }
  ReadPlan plan;
  if (project.plan) plan.label = project.plan->label;
  for (const Node& node : nodes)
    plan.nodes.push_back(node_from(reading, tokens, node));
  for (const Node& node : nodes) {
    if (node.value && plan.source.line == 0) {
      plan.source = reading.source_of(tokens[*node.value].row);
    }
  }
  if (plan.source.line == 0) plan.source = reading.source_of(tokens[nodes.front().month].row);
  // Months two cells apart and December gone: the table was cut at its right edge.
  const Token& first = tokens[nodes.front().month];
  const Token& last = tokens[nodes.back().month];
  if (last.month != 12 && one_row && nodes.size() >= 2 &&
      last.index - first.index == 2 * (nodes.size() - 1) &&
      reading.row(first.row).shape == RowShape::cells) {
    reading.defects.add("columns_shifted", {first.cell.line, plan.source.line},
                        "每个月份占两格，年底一栏移出了表的右边",
                        text_of(reading.grid, reading.row(first.row)),
                        "按印出的月份读入，年底的数空着", "plan");
  }
  project.plan = std::move(plan);
  return next > at ? next : at + 1;
}

void settle_plan(Reading& reading, ReadProject& project, int sheet_line) {
  if (!project.plan) return;
  ReadPlan& plan = *project.plan;
  if (plan.nodes.empty()) {
    project.plan.reset();
    return;
  }
  const int line = plan.source.line > 0 ? plan.source.line : sheet_line;
  const std::string_view labelled = money_unit_in(plan.label.text);
  const std::string_view unit = labelled.empty() ? project.money_unit : labelled;
  plan.unit = unit_of(plan, project.budget.amount, unit);
  std::vector<int> blank;
  bool any = false;
  for (ReadPlanNode& node : plan.nodes) {
    if (node.value.empty()) {
      blank.push_back(node.month);
      continue;
    }
    any = true;
    const auto number = plain_number(node.value.text);
    if (!number) {
      reading.defects.add("amount_not_number", {line}, "计划的数不是数字，可能识别有误",
                          node.value.printed, "原样保留，没有当作金额", "plan");
    }
    if (plan.unit == PlanUnit::amount && number) {
      node.cumulative = amount_of(*number, unit);
      const bool wan = number->unit.empty() ? unit == "万元" : number->unit == "万元";
      node.cumulative_wan = !wan && node.cumulative ? node.cumulative->to_wan() : number->digits;
    } else if (plan.unit == PlanUnit::percent && project.budget.amount) {
      apply_percent(node, *project.budget.amount);
    }
  }
  std::string printed;
  for (const ReadPlanNode& node : plan.nodes) {
    printed += (printed.empty() ? "" : " / ") + (node.value.empty() ? "—" : node.value.text);
  }
  if (any && !blank.empty()) {
    reading.defects.add("plan_cell_blank", {line}, "空白：" + months_text(blank), printed,
                        "空白按未增加支出处理", "plan");
  }
  // 50 / 100 / blank / blank: the last value is carried forward, nothing is missing.
  const bool carried = any && plan.unit != PlanUnit::unknown;
  if (plan.nodes.back().month != 12 || (any && plan.nodes.back().value.empty() && !carried)) {
    reading.defects.add("plan_december_missing", {line}, "计划没有12月底的数", printed,
                        "没有补数，请确认", "plan");
  }
  const bool labelled_percent = contains(plan.label.text, "%") || contains(plan.label.text, "％");
  const bool labelled_amount = contains(plan.label.text, "金额") || !labelled.empty();
  if ((labelled_percent && plan.unit == PlanUnit::amount) ||
      (labelled_amount && plan.unit == PlanUnit::percent)) {
    reading.defects.add(
        "plan_label_mismatch", {line},
        labelled_percent ? "标题为百分比，所印的是金额" : "标题为金额，所印的是百分比", printed,
        "按数值读入", "plan");
  }
  if (any && plan.unit == PlanUnit::unknown) {
    reading.defects.add("plan_unit_unclear", {line}, "无法判断计划的数是金额还是百分比", printed,
                        "没有换算，请确认", "plan");
  }
}

}  // namespace budget::reader
