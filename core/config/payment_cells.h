#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <budget/date.h>
#include <budget/money.h>

#include "model/payment.h"

namespace budget {

/// What an amount without a unit of its own is in.
enum class MoneyUnit { yuan, wan, fen };
[[nodiscard]] const char* name_of(MoneyUnit value) noexcept;
[[nodiscard]] const char* chinese_name_of(MoneyUnit value) noexcept;

/// A cell as it is compared and read: full-width letters and digits made narrow (NFKC), blanks at
/// both ends taken off, an apostrophe in front (Excel's mark for text) too.
[[nodiscard]] std::string plain_cell(std::string_view cell);

// Each gives the value, or in Chinese why there is none.
template <typename T>
struct Cell {
  std::optional<T> value{};
  std::string problem{};
};

/// 2026-03-31, 2026/3/31, 2026.3.31, 20260331, 2026年3月31日; a time of day behind it is dropped.
[[nodiscard]] Cell<Date> date_in(std::string_view cell);
/// 3, 3月, 2026-03, 2026/3, 202603, 2026年3月, 1-3月, 截至3月, or a day: the month's last day.
/// Where it names a year, that one must be `year`.
[[nodiscard]] Cell<Date> month_in(std::string_view cell, FiscalYear year);
/// 1500, 1,500.00, -3.2, (3.20), ￥3.2, 1.5万元. A unit in the cell goes before `unit`; with
/// neither it cannot be read. `has_unit`: whether the cell named one.
struct AmountCell : Cell<Money> {
  bool has_unit = false;
};
[[nodiscard]] AmountCell amount_in(std::string_view cell, std::optional<MoneyUnit> unit);
/// 21 digits and capital letters; small and full-width ones are made capital.
[[nodiscard]] Cell<ProjectCode> code_in(std::string_view cell);
/// fiscal and other, or a kind of money by its Chinese name; a number in front (11, 2, 3 …) is left
/// out. Empty: fiscal.
[[nodiscard]] Cell<FundKind> fund_in(std::string_view cell);

/// "“x”无法识别"
[[nodiscard]] std::string unknown_cell(const char* what, std::string_view cell,
                                       const std::string& wanted);

}  // namespace budget
