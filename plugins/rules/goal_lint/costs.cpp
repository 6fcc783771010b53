#include <algorithm>

#include "lint.h"

namespace budget::goal_lint {
namespace {

bool is_cost(const Row& row) {
  return row.category == Category::cost && row.value.is_number && row.value.kind == UnitKind::money;
}

/// An amount for the whole project: no /人, no 人均, no 标准, no price of one piece.
bool is_total(const Lint& lint, const Row& row) {
  return is_cost(row) && !row.value.is_rate() && row.value.unit != U"" &&
         !lint.words.any_in("each_words", row.name.text) &&
         !lint.words.any_in("price_words", row.name.text);
}

std::string shown(const Row& row) {
  return quoted(row.name.printed) + " " + row.value_cell.printed;
}

void mismatch(Lint& lint, const Sheet& sheet, const Row& row, const std::string& why) {
  lint.add("cost_budget_mismatch", sheet, row, "printed", why, row.value_cell.printed);
}

/// 0.11 元/月 × 12 = 1.32 元 beside a budget of 1.30 万元: the unit is ten thousand times off.
bool is_scale_suspect(const Sheet& sheet, const Row& row) {
  if (!is_cost(row)) return false;
  const Int128 budget = *sheet.budget;
  Int128 whole = row.value.micro_yuan();
  const View unit = row.value.unit;
  if (unit == U"元/月" || unit == U"万元/月")
    whole *= 12;
  else if (unit == U"元/季" || unit == U"元/季度")
    whole *= 4;
  else if (has(unit, U"/") && unit != U"元/年" && unit != U"万元/年")
    return false;
  const auto is_near = [&](Int128 amount) {
    return amount * 100 >= budget * 80 && amount * 100 <= budget * 125;
  };
  return is_near(whole * 10'000) || (whole % 10'000 == 0 && is_near(whole / 10'000));
}

void say_scale(Lint& lint, const Sheet& sheet, const Row& row) {
  lint.add("unit_scale_suspect", sheet, row, "unit",
           shown(row) + "，预算 " + wan_text(*sheet.budget) + "：单位可能差一万倍（元与万元）",
           row.value_cell.printed);
}

/// What one row of people or things multiplies a standard by.
const Row* counted_by(const Lint& lint, const Sheet& sheet, const Row& cost) {
  const Text& unit = cost.value.unit;
  const std::size_t slash = unit.find(U'/');
  const View per = slash == Text::npos ? View(U"人") : View(unit).substr(slash + 1);
  const View each = per.substr(0, std::min(per.find(U'/'), per.size()));
  const bool is_people = lint.words.is_one("people_units", each);
  const Row* found = nullptr;
  for (const Row& row : sheet.rows) {
    if (row.category != Category::quantity || !row.value.is_number) continue;
    const bool fits = row.value.unit == each || (is_people && row.value.kind == UnitKind::people);
    if (!fits) continue;
    if (found != nullptr) return nullptr;  // two counts: which one is paid is not said
    found = &row;
  }
  return found;
}

/// Standard × count against the budget, for a sheet with one standard and one count (G12).
void look_at_product(Lint& lint, const Sheet& sheet, const Row& cost) {
  if (cost.value.is_lower()) return;
  const auto costs = std::count_if(sheet.rows.begin(), sheet.rows.end(), is_cost);
  if (costs != 1) return;
  if (!cost.value.is_rate() && cost.value.micro_yuan() > *sheet.budget) return;  // said already
  const bool is_each = cost.value.is_rate() || lint.words.any_in("each_words", cost.name.text);
  const Row* count = is_each ? counted_by(lint, sheet, cost) : nullptr;
  if (count == nullptr || count->value.millionths <= 0) return;
  const Text& unit = cost.value.unit;
  const bool is_monthly = has(unit, U"/月");
  if (has(unit, U"/天") || has(unit, U"/日") || has(unit, U"/小时")) return;
  Int128 product = cost.value.micro_yuan() * count->value.millionths / 1'000'000;
  if (is_monthly) product *= 12;
  const Int128 budget = *sheet.budget;
  const bool is_above = product * 10'000 > budget * (10'000 + lint.settings.cost_slack_bp) &&
                        product > budget + kHundredYuan;
  // Below: only what twelve months of it cannot explain either.
  const bool is_far_below = product * 12 < budget && !has(unit, U"/");
  if (!is_above && !is_far_below) return;
  mismatch(lint, sheet, cost,
           shown(cost) + " × " + count->value_cell.printed + (is_monthly ? " × 12 个月" : "") +
               " = " + wan_text(product) + "，预算 " + wan_text(budget));
}

void look_at_sheet(Lint& lint, const Sheet& sheet) {
  const Int128 budget = *sheet.budget;
  Int128 sum = 0;
  int totals = 0;
  bool one_is_all = false;
  const Row* last = nullptr;
  for (const Row& row : sheet.rows) {
    if (!is_cost(row)) continue;
    const Int128 amount = row.value.micro_yuan();
    if (!row.value.is_rate() && lint.words.any_in("per_head_words", row.name.text) &&
        amount <= budget + kHundredYuan && amount + kHundredYuan >= budget) {
      const Row* count = counted_by(lint, sheet, row);
      if (count != nullptr && count->value.millionths > 1'000'000) {
        lint.add("per_capita_equals_total", sheet, row, "printed",
                 shown(row) + "等于全部预算，而人数是 " + count->value_cell.printed,
                 row.value_cell.printed);
        continue;
      }
    }
    const bool is_off = amount > budget ? amount >= budget * 5'000 : amount * 100 < budget;
    if (is_off && is_scale_suspect(sheet, row)) {
      say_scale(lint, sheet, row);
      continue;
    }
    look_at_product(lint, sheet, row);
    if (row.value.is_rate() || row.value.is_lower()) continue;
    if (amount > budget + kHundredYuan / 2) {
      mismatch(lint, sheet, row, shown(row) + "超过预算 " + wan_text(budget));
      one_is_all = true;
    }
    if (!is_total(lint, row)) continue;
    one_is_all = one_is_all || amount == budget;
    sum += amount;
    ++totals;
    last = &row;
  }
  if (totals < 2 || one_is_all || sum <= budget + kHundredYuan * totals) return;
  lint.add("cost_sum_mismatch", sheet, *last, "printed",
           std::to_string(totals) + " 个成本指标合计 " + wan_text(sum) + "，超过预算 " +
               wan_text(budget));
}

/// 人均不低于1元 in the purpose beside 200元/人/年 in the indicators.
void look_at_purpose(Lint& lint, const Sheet& sheet) {
  const Text& text = sheet.purpose.text;
  for (const View word : {View(U"人均"), View(U"每人")}) {
    const std::size_t at = text.find(word);
    if (at == Text::npos) continue;
    const View behind = View(text).substr(at + word.size(), 16);
    const auto digit = std::find_if(behind.begin(), behind.end(), is_digit);
    if (digit == behind.end()) continue;
    const View tail = behind.substr(static_cast<std::size_t>(digit - behind.begin()));
    const std::size_t yuan = tail.find(U"元");
    if (yuan == View::npos || tail.substr(0, yuan).find_first_not_of(U"0123456789.") != View::npos)
      continue;
    const Value said = read_value(Text(tail.substr(0, yuan + 1)), lint.words);
    for (const Row& row : sheet.rows) {
      if (!is_cost(row) || !has(row.value.unit, U"/人") || said.millionths <= 0) continue;
      if (row.value.micro_yuan() < said.micro_yuan() * 100) continue;
      lint.add("unit_scale_suspect", sheet, "purpose", sheet.purpose.line,
               "资金用途说" +
                   quoted(encode(Text(word) + Text(behind.substr(0, behind.find(U"元") + 1)))) +
                   "，成本指标是 " + row.value_cell.printed,
               sheet.purpose.printed);
      return;
    }
  }
}

}  // namespace

void check_costs(Lint& lint) {
  for (const Sheet& sheet : lint.sheets) {
    if (sheet.is_redacted) continue;
    look_at_purpose(lint, sheet);
    if (sheet.budget) look_at_sheet(lint, sheet);
  }
}

}  // namespace budget::goal_lint
