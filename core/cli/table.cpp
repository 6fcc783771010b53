#include "cli/table.h"

#include <algorithm>
#include <numeric>
#include <ostream>
#include <stdexcept>

#include "cli/text_width.h"

namespace budget::cli {
namespace {

constexpr int kGap = 2;        // blanks between columns
constexpr int kNarrowest = 8;  // a column is not shrunk below this

std::string blanks(int count) {
  return std::string(static_cast<std::size_t>(std::max(count, 0)), ' ');
}

}  // namespace

void Table::add(std::vector<Cell> row) {
  if (row.size() != columns_.size()) {
    throw std::logic_error(
        "expected a cell for each column of the table, but their numbers differ");
  }
  for (Cell& cell : row) {
    cell.text = printable(cell.text);
  }
  rows_.push_back(std::move(row));
}

std::vector<int> Table::widths(int available, Titles titles) const {
  std::vector<int> result;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    int widest = titles == Titles::shown ? width_of(columns_[i].title) : 0;
    for (const auto& row : rows_) {
      widest = std::max(widest, width_of(row[i].text));
    }
    result.push_back(widest);
  }
  if (available <= 0) {
    return result;
  }
  const int gaps = kGap * static_cast<int>(columns_.size() - 1);
  int excess = std::accumulate(result.begin(), result.end(), gaps) - available;
  while (excess > 0) {
    // One column at a time from whichever shrinkable one is widest, so that they end up alike.
    auto widest = result.end();
    for (auto it = result.begin(); it != result.end(); ++it) {
      const bool may_shrink = columns_[static_cast<std::size_t>(it - result.begin())].may_shrink;
      if (may_shrink && *it > kNarrowest && (widest == result.end() || *it > *widest)) {
        widest = it;
      }
    }
    if (widest == result.end()) {
      break;
    }
    --*widest;
    --excess;
  }
  return result;
}

void Table::print_line(const Terminal& terminal, const std::vector<Cell>& row,
                       const std::vector<int>& widths, int indent) const {
  std::string line = blanks(indent);
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string text = cut(row[i].text, std::max(widths[i], 1));
    const int padding = widths[i] - width_of(text);
    const bool is_last = i + 1 == row.size();
    if (columns_[i].align == Align::right) {
      line += blanks(padding) + styled(terminal, text, row[i].style);
    } else {
      line += styled(terminal, text, row[i].style) + (is_last ? "" : blanks(padding));
    }
    line += is_last ? "" : blanks(kGap);
  }
  const auto end = line.find_last_not_of(' ');
  line.erase(end == std::string::npos ? 0 : end + 1);
  terminal.out << line << '\n';
}

void Table::print(const Terminal& terminal, int indent, Titles titles) const {
  const std::vector<int> columns = widths(terminal.width > 0 ? terminal.width - indent : 0, titles);
  if (titles == Titles::shown) {
    std::vector<Cell> heads;
    for (const Column& column : columns_) {
      heads.emplace_back(column.title, Style::bold);
    }
    print_line(terminal, heads, columns, indent);
  }
  for (const auto& row : rows_) {
    print_line(terminal, row, columns, indent);
  }
}

void Sheet::add(std::string name, Cell content) {
  if (!content.text.empty()) {
    content.text = printable(content.text);
    lines_.emplace_back(std::move(name), std::move(content));
  }
}

void Sheet::print(const Terminal& terminal) const {
  int widest = 0;
  for (const auto& [name, content] : lines_) {
    widest = std::max(widest, width_of(name));
  }
  for (const auto& [name, content] : lines_) {
    terminal.out << name << blanks(widest - width_of(name) + kGap)
                 << styled(terminal, content.text, content.style) << '\n';
  }
}

}  // namespace budget::cli
