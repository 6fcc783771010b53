#include "sides.h"

namespace budget::disclosure {
namespace {

Side side_of(const Table& table, std::string_view group, int number) {
  Side side;
  const std::string combined = std::string(group) + "项目";
  side.name_column = table.column({combined});
  if (side.name_column < 0) side.name_column = table.column({"项目"}, group, number);
  side.amount_column = side.name_column < 0 ? -1 : side.name_column + 1;
  if (side.name_column < 0) return side;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    Line line;
    line.full = table.at(row, side.name_column).text;
    if (line.full.empty()) continue;
    line.name = bare_name(line.full);
    line.count = counted_as(line.full);
    line.row = row;
    line.fen = table.fen(row, side.amount_column);
    if (has(line.name, "总计")) {
      side.grand = std::move(line);
    } else if (has(line.name, "合计") && !side.year) {
      side.year = std::move(line);
    } else if (has(line.name, "结转") && line.count == 0 && side.year && !side.carried) {
      side.carried = std::move(line);
    } else if (!side.year) {
      if (!line.full.starts_with("其中")) side.lines.push_back(std::move(line));
    } else if (!side.grand) {
      side.below.push_back(std::move(line));
    }
  }
  return side;
}

}  // namespace

std::int64_t Side::sum_of_lines() const {
  std::int64_t sum = 0;
  for (const Line& each : lines)
    sum += each.fen;
  return sum;
}

const Line* Side::line(std::string_view word) const {
  for (const Line& each : lines)
    if (has(each.name, word)) return &each;
  return nullptr;
}

Sides sides_of(const Table& table) {
  return {side_of(table, "收入", 1), side_of(table, "支出", 3)};
}

}  // namespace budget::disclosure
