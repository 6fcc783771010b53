#pragma once

#include <string_view>

namespace budget::disclosure {

// What a column holds, by its heading (folded, "group/column").

/// The heading's own name, without its groups.
[[nodiscard]] std::string_view leaf_of(std::string_view head);

/// Names and words: 序号, 科目名称, 备注.
[[nodiscard]] bool holds_words(std::string_view head);
/// 增减比例, 占比, %: no money.
[[nodiscard]] bool holds_shares(std::string_view head);
/// Against another year: 比上年增减额. Less is no mistake there.
[[nodiscard]] bool holds_changes(std::string_view head);
/// Money of one year: what a table's sums are made of.
[[nodiscard]] bool holds_money(std::string_view head);
/// The year a heading says (2025年预算数, 上年执行数) in a document of `fiscal_year`; 0 where it
/// says none: 上年结转 is money of this year, 比2025年增减 of none.
[[nodiscard]] int year_said(std::string_view head, int fiscal_year);

}  // namespace budget::disclosure
