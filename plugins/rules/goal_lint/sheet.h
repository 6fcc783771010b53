#pragma once

#include <optional>
#include <vector>

#include <budget/plugin.hpp>

#include "value.h"

namespace budget::goal_lint {

/// 0.01 万元 in millionths of a yuan: what a sheet in 万元 can tell apart.
constexpr Int128 kHundredYuan = 100'000'000;

/// A text of the sheet: as it stands and folded for comparing.
struct Field {
  std::string printed;
  Text text;
  int line = 0;
  [[nodiscard]] bool empty() const { return text.empty(); }
};

enum class Category { other, quantity, quality, timeliness, cost, benefit, satisfaction };

/// One indicator.
struct Row {
  std::size_t index = 0;  ///< from 0
  int line = 0;
  Text level1, level2;
  Category category = Category::other;
  Field name, description, value_cell, basis;
  Text weight;
  Value value;
  bool is_redacted = false;
};

/// One goal sheet.
struct Sheet {
  std::size_t index = 0;  ///< from 0
  std::string place;      ///< "projects[130605260001P0011003B]", or "projects[#3]" without a code
  int line = 0;
  int fiscal_year = 0;  ///< the budget's, or that of the part of a document it stands in
  Text code;
  Field name, purpose;
  std::optional<Int128> budget;  ///< in millionths of a yuan
  std::vector<std::pair<int, std::optional<Int128>>> plan;
  int plan_line = 0;
  std::vector<Field> goals;
  std::vector<Row> rows;
  bool is_redacted = false;
};

/// The sheets of a budget.rule.check/1 payload.
[[nodiscard]] std::vector<Sheet> read_sheets(const Json& payload, const Words& words);

}  // namespace budget::goal_lint
