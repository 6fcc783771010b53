#include <algorithm>

#include "lint.h"

namespace budget::goal_lint {
namespace {

const std::string kValue = "printed";

/// The number of a sheet's texts or its budget that says which half was meant: 22 万元 for 2 万元.
bool is_told_elsewhere(const Sheet& sheet, const Value& value, View half) {
  const Text wanted = Text(half) + value.unit;
  const auto tells = [&](const Field& field) {
    const std::size_t at = field.text.find(wanted);
    return at != Text::npos && (at == 0 || !is_digit(field.text[at - 1])) &&
           !has(field.text, value.digits + value.unit);
  };
  return !value.unit.empty() &&
         (tells(sheet.purpose) || std::any_of(sheet.goals.begin(), sheet.goals.end(), tells));
}

/// 9090%: no share, but 90 twice.
bool is_doubled_share(const Value& value) {
  const View digits = value.digits;
  const View half = digits.substr(0, digits.size() / 2);
  return value.kind == UnitKind::percent && digits.size() % 2 == 0 && half.size() > 1 &&
         half == digits.substr(half.size());
}

void look_at_doubles(Lint& lint, const Sheet& sheet, const Row& row) {
  const Value& value = row.value;
  std::string likely = encode(value.likely);
  bool is_doubled = value.is_doubled;
  const View digits = value.digits;
  if (!is_doubled && value.is_number && digits.size() % 2 == 0 && digits.size() <= 6) {
    const View half = digits.substr(0, digits.size() / 2);
    is_doubled =
        is_doubled_share(value) || (half == digits.substr(half.size()) && digits.size() <= 4 &&
                                    is_told_elsewhere(sheet, value, half));
    if (is_doubled) likely = encode(Text(half) + value.unit);
  }
  if (!is_doubled) return;
  lint.add("doubled_value", sheet, row, kValue,
           "指标值重复打印：" + quoted(row.value_cell.printed) + "，可能应为" + quoted(likely),
           row.value_cell.printed);
}

/// The text without numbers of times: "3月、9月份", "10个工作日内" and the like.
Text without_times(const Lint& lint, View text) {
  Text rest;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      rest.push_back(text[at++]);
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && (is_digit(text[end]) || has(U".-~至", text.substr(end, 1))))
      ++end;
    const View behind = text.substr(end);
    const auto& units = lint.words.list("time_words");
    const bool is_time = std::any_of(units.begin(), units.end(),
                                     [&](const Text& unit) { return behind.starts_with(unit); });
    if (!is_time) rest += text.substr(at, end - at);
    at = end;
  }
  return rest;
}

void look_at_reading(Lint& lint, const Sheet& sheet, const Row& row) {
  const Value& value = row.value;
  if (value.printed.empty()) {
    lint.add("value_missing", sheet, row, kValue, "指标" + quoted(row.name.printed) + "没有指标值");
    return;
  }
  if (value.is_doubled || value.is_number || value.is_deadline) return;
  if (!has_digit(without_times(lint, value.printed))) return;
  lint.add(
      "value_ambiguous", sheet, row, kValue,
      "指标值" + quoted(row.value_cell.printed) + "中数字与文字混写，无法读成“比较符＋数值＋单位”",
      row.value_cell.printed);
}

void look_at_unit(Lint& lint, const Sheet& sheet, const Row& row) {
  const Value& value = row.value;
  if (!value.is_number) return;
  const bool is_share = lint.words.any_ends("share_names", row.name.text);
  const bool is_tally = lint.words.any_ends("tally_names", row.name.text);
  const auto mismatch = [&](const std::string& wanted) {
    lint.add("value_unit_mismatch", sheet, row, kValue,
             quoted(row.name.printed) + "应以" + wanted + "计量，指标值却是" +
                 quoted(row.value_cell.printed),
             row.value_cell.printed);
  };
  const bool counts = value.kind == UnitKind::count || value.kind == UnitKind::people;
  if (is_share && counts && lint.words.is_one("tally_units", value.unit)) mismatch("百分比");
  if (is_tally && value.kind == UnitKind::percent) mismatch("个数");
  const View head = View(value.unit).substr(0, std::min(value.unit.find(U'/'), value.unit.size()));
  if (lint.words.is_one("percent_words", head)) {
    lint.add("odd_unit", sheet, row, kValue,
             "百分比写作文字单位：" + quoted(row.value_cell.printed) + "，宜写“%”",
             row.value_cell.printed);
  }
  if (lint.words.is_one("scaled_units", head)) {
    lint.add("odd_unit", sheet, row, kValue,
             "计量单位" + quoted(encode(head)) + "含有倍数，汇总时容易差一万倍",
             row.value_cell.printed);
  }
  // A share that is no growth and no ratio stays within 100 %.
  if (value.kind == UnitKind::percent && !is_doubled_share(value) &&
      !lint.words.any_in("growth_names", row.name.text) &&
      !lint.words.any_in("growth_names", row.description.text) &&
      value.millionths > lint.settings.percent_most * 1'000'000) {
    lint.add("percent_out_of_range", sheet, row, kValue,
             "百分比超过 " + std::to_string(lint.settings.percent_most) + "%：" +
                 quoted(row.value_cell.printed),
             row.value_cell.printed);
  }
}

/// The first of the sheet's rows whose money is in 万 without 元.
void look_at_wan(Lint& lint, const Sheet& sheet) {
  const Row* first = nullptr;
  std::string cells;
  for (const Row& row : sheet.rows) {
    const Value& value = row.value;
    if (value.unit != U"万" && !value.unit.starts_with(U"万/")) continue;
    if (first == nullptr) first = &row;
    cells += (cells.empty() ? "" : "、") + row.value_cell.printed;
  }
  if (first != nullptr)
    lint.add("unit_incomplete", sheet, *first, kValue, "金额单位写作“万”，缺“元”：" + cells, cells);
}

/// An amount for each person, household or period whose unit does not say so.
void look_at_standard(Lint& lint, const Sheet& sheet, const Row& row) {
  const Value& value = row.value;
  const Words& words = lint.words;
  if (row.category != Category::cost || !value.is_number) return;
  if (value.kind == UnitKind::none && lint.words.any_ends("share_names", row.name.text)) return;
  const bool names_each =
      words.any_in("each_words", row.name.text) || words.any_in("each_words", row.description.text);
  std::string why;
  if (value.unit == U"元") {
    const bool is_standard =
        has(row.name.text, U"标准") ||
        (has(row.description.text, U"标准") && words.any_in("allowance_words", row.name.text));
    if (names_each || is_standard) why = "按人（户）计的标准，单位却没有“/人”等";
  } else if (value.unit.starts_with(U"元/") && !value.unit.ends_with(U"人") &&
             !words.any_in("each_units", value.unit) &&
             (has(row.description.text, U"每人") || has(row.description.text, U"人均"))) {
    why = "说明按每人计算，单位里没有“人”";
  }
  if (why.empty()) return;
  lint.add("unit_incomplete", sheet, row, kValue,
           why + "：" + quoted(row.name.printed) + " " + row.value_cell.printed,
           row.value_cell.printed);
}

}  // namespace

void check_values(Lint& lint) {
  for (const Sheet& sheet : lint.sheets) {
    if (sheet.is_redacted) continue;
    for (const Row& row : sheet.rows) {
      if (row.is_redacted) continue;
      look_at_doubles(lint, sheet, row);
      look_at_reading(lint, sheet, row);
      look_at_unit(lint, sheet, row);
      look_at_standard(lint, sheet, row);
    }
    look_at_wan(lint, sheet);
  }
}

}  // namespace budget::goal_lint
