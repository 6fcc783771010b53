#include "lint.h"

#include <algorithm>

namespace budget::goal_lint {
namespace {

void say(Lint& lint, const Sheet& sheet, const Row& row, const std::string& why) {
  lint.add("comparator_direction", sheet, row, "comparator",
           why + "：" + quoted(row.name.printed) + " " + row.value_cell.printed,
           row.value_cell.printed);
}

bool either(const Lint& lint, std::string_view list, const Row& row) {
  return lint.words.any_in(list, row.name.text) || lint.words.any_in(list, row.description.text);
}

/// More is better, yet the target is an upper bound.
bool is_capped(const Lint& lint, const Row& row) {
  if (!row.value.is_upper() || !row.value.is_number) return false;
  switch (row.category) {
    case Category::quantity:
    case Category::quality:
    case Category::satisfaction:
      break;
    default:
      return false;
  }
  const UnitKind kind = row.value.kind;
  if (kind == UnitKind::time || kind == UnitKind::point || kind == UnitKind::money) return false;
  if (kind == UnitKind::none) return false;
  if (lint.words.any_in("small_is_good", row.name.text)) return false;
  return !either(lint, "small_is_good", row) && !either(lint, "cap_words", row);
}

/// 投诉次数 ≥5次: at least so many of what nobody wants.
bool is_wanted_harm(const Lint& lint, const Row& row) {
  if (!row.value.is_lower() || !row.value.is_number || row.value.millionths == 0) return false;
  const UnitKind kind = row.value.kind;
  if (kind == UnitKind::percent || kind == UnitKind::money || kind == UnitKind::time) return false;
  return lint.words.any_in("bad_events", row.name.text) && !either(lint, "handling_words", row);
}

/// "不超过700本" beside ≥700: the description names the other direction for this very number.
bool is_contradicted(const Row& row, View word) {
  const Text& text = row.description.text;
  const std::size_t at = text.find(word);
  if (at == Text::npos || row.value.digits.empty()) return false;
  const View behind = View(text).substr(at + word.size());
  return behind.starts_with(row.value.digits) &&
         (behind.size() == row.value.digits.size() || !is_digit(behind[row.value.digits.size()]));
}

/// Another cost of the sheet has the same amount with the other sign.
bool has_opposite_twin(const Sheet& sheet, const Row& row) {
  return std::any_of(sheet.rows.begin(), sheet.rows.end(), [&](const Row& other) {
    return other.category == Category::cost && other.value.is_upper() &&
           other.value.unit == row.value.unit && other.value.millionths == row.value.millionths;
  });
}

void look_at(Lint& lint, const Sheet& sheet, const Row& row) {
  const Value& value = row.value;
  if (is_capped(lint, row)) {
    say(lint, sheet, row, "越多越好的指标定了上限");
  } else if (is_wanted_harm(lint, row)) {
    say(lint, sheet, row, "越少越好的指标定了下限");
  } else if (value.is_lower() && is_contradicted(row, U"不超过")) {
    say(lint, sheet, row, "说明写“不超过”，指标值却是下限");
  } else if (value.is_upper() &&
             (is_contradicted(row, U"不低于") || is_contradicted(row, U"不少于"))) {
    say(lint, sheet, row, "说明写“不低于”，指标值却是上限");
  } else if (value.is_lower() && value.kind == UnitKind::point && !either(lint, "cap_words", row) &&
             row.category == Category::timeliness) {
    say(lint, sheet, row, "完成期限定成了“不早于”");
  }
  if (row.category != Category::cost || !value.is_lower() || !value.is_number) return;
  if (value.kind != UnitKind::money) return;
  if (either(lint, "saving_words", row)) return;
  lint.add("cost_lower_bound", sheet, row, "comparator",
           "成本指标定了下限：" + quoted(row.name.printed) + " " + row.value_cell.printed,
           row.value_cell.printed);
  if (has_opposite_twin(sheet, row)) say(lint, sheet, row, "同一标准在本表另一行是上限");
}

}  // namespace

void check_directions(Lint& lint) {
  for (const Sheet& sheet : lint.sheets) {
    for (const Row& row : sheet.rows)
      if (!row.is_redacted) look_at(lint, sheet, row);
  }
}

}  // namespace budget::goal_lint
