#pragma once

#include <array>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include <budget/result.h>

#include "config/payment_cells.h"
#include "config/text_encoding.h"

namespace budget {

/// What a column of a payment file holds.
enum class PaymentColumn {
  date,
  month,
  project_code,
  amount,            ///< of a payment
  month_total,       ///< of a month
  cumulative_total,  ///< from the year's start to the end of a month
  money_unit,        ///< of each row
  fund,
  voucher,
  memo,
};
inline constexpr std::size_t kPaymentColumns = 10;
[[nodiscard]] const char* name_of(PaymentColumn value) noexcept;
[[nodiscard]] const char* chinese_name_of(PaymentColumn value) noexcept;

enum class PaymentSyntax { csv, json };

/// What the person who brings a file says of it; the rest is found out, or asked.
struct PaymentWishes {
  std::optional<FiscalYear> year{};        ///< of months without a year
  std::optional<MoneyUnit> unit{};         ///< of amounts that name none
  std::optional<TextEncoding> encoding{};  ///< in place of the one found out
  std::vector<std::string> columns{};      ///< for a file without a header: names in their order,
                                           ///< "-" for a column that is not read
};

/// How a payment file is to be read, and where each part of that was found out.
struct PaymentLayout {
  PaymentSyntax syntax = PaymentSyntax::csv;
  PaymentShape shape = PaymentShape::payments;
  TextEncoding encoding = TextEncoding::utf8;
  char delimiter = ',';
  int skipped = 0;                 ///< records up to and with the header
  std::vector<std::string> names;  ///< of all columns, as the header has them
  std::array<std::optional<std::size_t>, kPaymentColumns> places{};  ///< by PaymentColumn
  std::vector<std::string> ignored;                                  ///< columns nobody knows
  std::optional<MoneyUnit> unit{};
  std::string unit_from;  ///< Chinese: where the unit is said; empty: in the cells
  std::optional<FiscalYear> year{};
  std::int64_t lines = 0;

  [[nodiscard]] std::optional<std::size_t> place(PaymentColumn column) const {
    return places[static_cast<std::size_t>(column)];
  }
};

/// Finds out how a file is to be read: encoding, separator (comma, tab, semicolon), the header
/// among its first records, what each column holds by its English or Chinese name, the unit of its
/// amounts. The stream is read from its beginning and left there.
///
/// Errors: invalid_input for what cannot be found out and was not said, with what to say.
[[nodiscard]] Result<PaymentLayout> survey_payments(std::istream& input,
                                                    const PaymentWishes& wishes);

}  // namespace budget
