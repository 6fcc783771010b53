#pragma once

#include <optional>
#include <string_view>

namespace budget::reader {

/// The labels of a goal sheet. All words below are compared without blanks, colons and brackets'
/// notes taken off first by `label_core`.
enum class Label {
  code,
  name,
  unit,
  budget,
  fiscal,
  other,
  funds_group,  ///< 预算规模及资金用途: stands before the amounts and before the purpose
  purpose,
  plan,
  goals,
  goals_kind,  ///< 年度目标 beside 总体目标: a second label before the goal's text
  year,
  noise,  ///< a label whose value we do not keep, e.g. 项目类别
};
[[nodiscard]] std::optional<Label> label_of(std::string_view compact);
/// The word itself: without a colon behind, numbering, 其中, and a note in brackets.
[[nodiscard]] std::string_view label_core(std::string_view compact);

/// The columns of an indicator table.
enum class Column {
  level1,
  level2,
  level3,
  description,
  symbol,
  value,
  unit,
  basis,
  weight,
  other,
  level4
};
[[nodiscard]] std::optional<Column> indicator_column_of(std::string_view compact);
/// 一级指标, the first name of such a header.
[[nodiscard]] inline bool names_first_level(std::string_view compact) {
  return indicator_column_of(compact) == Column::level1;
}
/// The same for a cell of a row that is a header: also by what the name says (指标值的确定依据),
/// which elsewhere could be an indicator's own name.
[[nodiscard]] std::optional<Column> header_column_of(std::string_view compact);

/// 产出指标（30分）, 数量指标(20): without the points or the weight behind it.
[[nodiscard]] std::string_view without_points(std::string_view compact);
[[nodiscard]] bool is_level1_word(std::string_view compact);
[[nodiscard]] bool is_level2_word(std::string_view compact);
/// The first level of the official template a second one stands under; empty for other text.
[[nodiscard]] std::string_view level1_above(std::string_view level2);
/// Whether the first level may stand above the second: false for 产出指标 / 社会效益指标.
[[nodiscard]] bool levels_agree(std::string_view level1, std::string_view level2);

/// The month whose end a plan's column stands for (3月底, 6月30日, 一季度, 年底); 0 for other text.
[[nodiscard]] int month_of(std::string_view compact);

}  // namespace budget::reader
