#include <array>

#include <budget/decimal.h>

#include "lint.h"

namespace budget::goal_lint {
namespace {

struct Needed {
  Category category;
  const char* name;
};
constexpr std::array kNeeded{
    Needed{Category::quantity, "数量指标"},   Needed{Category::quality, "质量指标"},
    Needed{Category::timeliness, "时效指标"}, Needed{Category::cost, "成本指标"},
    Needed{Category::benefit, "效益指标"},    Needed{Category::satisfaction, "满意度指标"}};

void look_for_missing(Lint& lint, const Sheet& sheet) {
  std::string missing;
  for (const Needed& needed : kNeeded) {
    if (!lint.words.is_one("required_categories", fold(needed.name))) continue;
    bool is_there = false;
    for (const Row& row : sheet.rows)
      is_there = is_there || row.category == needed.category;
    if (!is_there) missing += (missing.empty() ? "" : "、") + std::string(needed.name);
  }
  if (!missing.empty())
    lint.add("missing_indicator_category", sheet, "indicators", sheet.line, "缺少" + missing);
}

/// A pair is in the template when "一级:二级" is one of its lines, both without 指标.
void look_at_pair(Lint& lint, const Sheet& sheet, const Row& row) {
  const auto bare = [](Text text) {
    while (text.ends_with(U"指标"))
      text.resize(text.size() - 2);
    return text;
  };
  if (row.level1.empty() && row.level2.empty()) return;
  const Text pair = bare(row.level1) + U":" + bare(row.level2);
  if (lint.words.is_one("hierarchy", pair)) return;
  lint.add("pair_not_in_template", sheet, row, "level2",
           "一级、二级指标不在模板中：" + encode(row.level1) + "／" + encode(row.level2),
           encode(row.level1) + " " + encode(row.level2));
}

void look_at_place(Lint& lint, const Sheet& sheet, const Row& row) {
  if (!row.value.is_number) return;
  const UnitKind kind = row.value.kind;
  const char* belongs = nullptr;
  if (kind == UnitKind::money &&
      (row.category == Category::timeliness || row.category == Category::satisfaction))
    belongs = "成本指标";
  if ((kind == UnitKind::time || kind == UnitKind::point) && row.category == Category::cost)
    belongs = "时效指标";
  if (belongs == nullptr) return;
  lint.add("wrong_category", sheet, row, "level2",
           quoted(row.name.printed) + " " + row.value_cell.printed + " 列在" + encode(row.level2) +
               "下，应属" + belongs,
           row.value_cell.printed);
}

void look_at_numbers(Lint& lint, const Sheet& sheet) {
  std::int64_t numeric = 0;
  for (const Row& row : sheet.rows) {
    const bool is_numeric = row.value.is_number || row.value.is_deadline || row.value.is_doubled;
    numeric += is_numeric || has_digit(row.value.printed) ? 1 : 0;
  }
  const auto all = static_cast<std::int64_t>(sheet.rows.size());
  if (all == 0 || numeric * 10'000 >= all * lint.settings.numeric_least_bp) return;
  lint.add("only_qualitative", sheet, "indicators", sheet.line,
           std::to_string(all) + " 个指标中只有 " + std::to_string(numeric) + " 个有数值");
}

void look_at_weights(Lint& lint, const Sheet& sheet) {
  std::int64_t sum = 0;
  bool is_given = false;
  for (const Row& row : sheet.rows) {
    std::string digits = encode(row.weight);
    while (!digits.empty() && (digits.back() == '%' || static_cast<signed char>(digits.back()) < 0))
      digits.pop_back();
    if (digits.empty()) continue;
    const auto weight = parse_fixed(digits, 4);
    if (!weight) return;
    is_given = true;
    sum += *weight;
  }
  // 100, or 90 before the ten points for budget execution are added.
  if (!is_given || sum == 1'000'000 || sum == 900'000) return;
  lint.add("weights_sum", sheet, "indicators", sheet.line,
           "各指标权重合计 " + print_fixed(sum, 4, 0) + "，应为 100（或不含预算执行率的 90）");
}

}  // namespace

void check_categories(Lint& lint) {
  for (const Sheet& sheet : lint.sheets) {
    look_for_missing(lint, sheet);
    look_at_weights(lint, sheet);
    for (const Row& row : sheet.rows) {
      look_at_pair(lint, sheet, row);
      if (!row.is_redacted) look_at_place(lint, sheet, row);
    }
    if (!sheet.is_redacted) look_at_numbers(lint, sheet);
  }
}

}  // namespace budget::goal_lint
