#include "csv_table.h"

#include <budget/date.h>
#include <budget/decimal.h>
#include <budget/money.h>
#include <budget/text.h>

namespace budget::csv {
namespace {

Error mistyped(const Json& value, const Column& column) {
  return {ErrorCode::invalid_input, "expected column " + column.name + " to hold " + column.type +
                                        ", but it holds " + shortened(value.to_text(), 60)};
}

}  // namespace

std::string guarded(std::string text) {
  constexpr std::string_view kFormulaStarts = "=+-@\t\r";
  if (!text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos)
    text.insert(text.begin(), '\'');
  return text;
}

Result<std::string> cell_text(const Json& value, const Column& column, const Format& format) {
  if (value.is_null()) return std::string();
  if (column.type == "text" || column.type == "date") {
    if (!value.is_text() && !value.is_decimal()) return mistyped(value, column);
    return format.guard_formulas ? guarded(value.text()) : value.text();
  }
  if (!value.is_integer()) return mistyped(value, column);
  const std::int64_t number = value.integer();
  if (column.type == "integer") return std::to_string(number);
  if (column.type == "fen") {
    const Money amount = Money::from_fen(number);
    return format.money == Format::MoneyUnit::wan ? amount.to_wan() : amount.to_yuan();
  }
  if (column.type == "bp") return print_fixed(number, 2, 2) + "%";
  if (column.type == "moment") return Instant(number).to_text();
  return Error{ErrorCode::unsupported, "expected a column type of budget.export.write/1, but " +
                                           column.name + " is '" + column.type + "'"};
}

void append_cell(std::string& line, std::string_view text, char delimiter) {
  const bool needs_quotes = text.find_first_of("\"\r\n") != std::string_view::npos ||
                            text.find(delimiter) != std::string_view::npos ||
                            (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (!needs_quotes) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

}  // namespace budget::csv
