#include "model/disclosure.h"

namespace budget {
namespace {

Finding table_finding(const DisclosureTable& table, const char* rule, std::string cell,
                      std::string message) {
  Finding finding;
  finding.rule = RuleId(rule);
  finding.place.field = "T" + std::to_string(table.number);
  finding.place.cell = std::move(cell);
  finding.message = std::move(message);
  return finding;
}

std::string cell_name(std::size_t row, std::size_t column) {
  return "row " + std::to_string(row + 1) + " column " + std::to_string(column + 1);
}

Result<Money> parse_in(const std::string& unit, const std::string& text) {
  if (unit == "万元") return Money::parse_wan(text);
  if (unit == "元") return Money::parse_yuan(text);
  return Error{ErrorCode::invalid_input,
               "expected amounts in 万元 or 元, but the unit is \"" + unit + "\"",
               "correct the unit above the table"};
}

}  // namespace

Result<Money> money_cell(const DisclosureTable& table, std::size_t row, std::size_t column) {
  if (row >= table.rows.size() || column >= table.rows[row].size()) {
    return Error{ErrorCode::invalid_input, "expected to read an amount, but table T" +
                                               std::to_string(table.number) + " has no " +
                                               cell_name(row, column)};
  }
  const std::string& text = table.rows[row][column];
  if (text.empty()) return Money();
  Result<Money> amount = parse_in(table.money_unit, text);
  if (!amount) {
    amount.error().message +=
        " (table T" + std::to_string(table.number) + ", " + cell_name(row, column) + ")";
  }
  return amount;
}

std::vector<Finding> check_shape(const DisclosureTable& table) {
  std::vector<Finding> findings;
  if (table.number < 1 || table.number > 9) {
    findings.push_back(table_finding(table, "disclosure.number", "", "公开表的编号应在1至9之间"));
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (table.rows[row].size() == table.columns.size()) continue;
    findings.push_back(
        table_finding(table, "disclosure.columns", cell_name(row, table.rows[row].size()),
                      "本行应有 " + std::to_string(table.columns.size()) + " 个单元格，实有 " +
                          std::to_string(table.rows[row].size()) + " 个"));
  }
  if (table.rows.empty() && table.note.empty()) {
    findings.push_back(table_finding(table, "disclosure.empty", "", "空表应附说明"));
  }
  return findings;
}

}  // namespace budget
