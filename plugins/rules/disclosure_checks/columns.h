#pragma once

#include <string_view>

namespace budget::disclosure {

// What a column holds, by its heading (folded, "group/column").

/// Names and words: 序号, 科目名称, 备注.
[[nodiscard]] bool holds_words(std::string_view head);
/// 增减比例, 占比, %: no money.
[[nodiscard]] bool holds_shares(std::string_view head);
/// Against another year: 比上年增减额. Less is no mistake there.
[[nodiscard]] bool holds_changes(std::string_view head);
/// Money of the table's year: what its sums are made of. Not 上年预算数 either, but 上年结转 is.
[[nodiscard]] bool holds_money_of_year(std::string_view head);

}  // namespace budget::disclosure
