#include "coded.h"

#include <algorithm>

#include "columns.h"

namespace budget::disclosure {

const Coded::Entry* Coded::entry(std::string_view code) const {
  const auto found = by_code.find(code);
  return found == by_code.end() ? nullptr : &entries[found->second];
}

std::int64_t Coded::total_of(int column) const {
  if (has_total()) return table->fen(total, column);
  std::int64_t sum = 0;
  for (const std::size_t row : tops)
    sum += table->fen(row, column);
  return sum;
}

std::int64_t Coded::of(std::string_view code, int column) const {
  const Entry* found = entry(code);
  return found == nullptr ? 0 : table->fen(found->row, column);
}

Coded coded(const Table& table) {
  Coded result;
  result.table = &table;
  const int codes = table.column({"科目编码", "科目代码", "编码", "代码"}, {}, 1);
  const int names = table.column({"科目名称", "名称"}, {}, 2);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::string_view head =
      codes < 0 ? std::string_view() : leaf_of(table.columns[static_cast<std::size_t>(codes)]);
  const bool is_by_unit = !has(head, "科目") && (has(head, "部门") || has(head, "单位"));
  std::size_t shortest = std::string::npos;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string& code = table.at(row, codes).text;
    const std::string& name = table.at(row, names).text;
    if (!code.empty() && std::all_of(code.begin(), code.end(), is_digit)) {
      if (code.size() < shortest) result.tops.clear();
      shortest = std::min(shortest, code.size());
      if (code.size() == shortest) result.tops.push_back(row);
      if (is_by_unit) continue;
      result.by_code.try_emplace(code, result.entries.size());
      result.entries.push_back({code, name, row});
    } else if ((name == "合计" || name == "总计" || code == "合计") && !result.has_total()) {
      result.total = row;
    }
  }
  for (int column = std::max(codes, names) + 1;
       column < static_cast<int>(table.columns.size()) && std::max(codes, names) >= 0; ++column) {
    if (holds_money(table.columns[static_cast<std::size_t>(column)]))
      result.values.push_back(column);
  }
  return result;
}

}  // namespace budget::disclosure
