#include "reader/goal_sheet/indicator_rows.h"

#include "reader/goal_sheet/indicator_value.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

std::size_t level2_place(const std::vector<Cell>& cells, std::size_t expected) {
  if (expected < cells.size() && is_level2_word(cells[expected].compact)) return expected;
  for (std::size_t i = 0; i < cells.size() && i <= expected + 2; ++i) {
    if (!is_level2_word(cells[i].compact) || !cells[i].compact.ends_with("指标")) continue;
    // 成本指标 is also a first level: then the second follows.
    if (is_level1_word(cells[i].compact) && i + 1 < cells.size() &&
        is_level2_word(cells[i + 1].compact)) {
      continue;
    }
    return i;
  }
  return kNone;
}

/// 效益指标、经济效益指标 in one cell.
bool split_levels(Reading& reading, std::vector<Cell>& cells, const IndicatorColumns& columns) {
  for (std::size_t i = 0; i < cells.size() && i < 2; ++i) {
    const std::string_view text = cells[i].compact;
    for (const std::string_view mark : {"、", "/", "-", "，", "—"}) {
      const std::size_t at = text.find(mark);
      if (at == std::string_view::npos) continue;
      const std::string_view first = text.substr(0, at);
      const std::string_view second = text.substr(at + mark.size());
      if (!is_level1_word(first) || !is_level2_word(second)) continue;
      const std::size_t next = columns.at(Column::level2);
      const bool place_is_free = next < cells.size() && i + 1 == next && cells[next].blank();
      const bool short_row = cells.size() + 1 == columns.count;
      if (!place_is_free && !short_row) continue;
      reading.defects.add("combined_levels", {cells[i].line}, "一格内印有两级指标",
                          std::string(cells[i].printed), "分作一级和二级");
      const int line = cells[i].line;
      const Cell upper = reading.grid.make_cell(first, line);
      const Cell lower = reading.grid.make_cell(second, line);
      cells[i] = upper;
      if (place_is_free) {
        cells[next] = lower;
      } else {
        cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(i) + 1, lower);
      }
      return true;
    }
  }
  return false;
}

void insert_blank(std::vector<Cell>& cells, std::size_t at, std::size_t count) {
  Cell blank;
  blank.line = cells.empty() ? 0 : cells.front().line;
  cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(std::min(at, cells.size())), count,
               blank);
}

/// A row one cell short whose value stands one place too early has lost a cell before it.
void repair_short(AlignedRow& aligned, const IndicatorColumns& columns) {
  std::vector<Cell>& cells = aligned.cells;
  const std::size_t value = columns.at(Column::value);
  if (value == kNone || cells.size() >= columns.count || value == 0) return;
  const std::size_t lost = columns.count - cells.size();
  for (std::size_t back = 1; back <= lost && back <= value; ++back) {
    const std::size_t place = value - back;
    if (place >= cells.size() || place <= columns.at(Column::level2)) continue;
    if (!is_clearly_value(cells[place].compact)) continue;
    if (value < cells.size() && is_clearly_value(cells[value].compact)) continue;
    const std::size_t from = columns.has(Column::description) ? columns.at(Column::description)
                                                              : columns.at(Column::level3);
    const std::size_t at = std::min(from, place);
    insert_blank(cells, at, back);
    for (std::size_t i = at; i < at + back && i < columns.names.size(); ++i) {
      aligned.missing.push_back(columns.names[i]);
    }
    aligned.clear = false;
    return;
  }
}

/// 数量 or 服务对象满意度 may be an indicator's own name; with 指标 behind it is a level.
bool is_level2(const Cell& cell) {
  return is_level2_word(cell.compact) && cell.compact.ends_with("指标");
}

bool starts_row(const std::vector<Cell>& cells, std::size_t at) {
  if (at >= cells.size()) return false;
  const bool next_is_second = at + 1 < cells.size() && is_level2(cells[at + 1]);
  if ((cells[at].blank() || is_level1_word(cells[at].compact)) && next_is_second) return true;
  return is_level2(cells[at]);
}

}  // namespace

AlignedRow align_row(Reading& reading, std::vector<Cell> cells, std::size_t row,
                     const IndicatorColumns& columns) {
  AlignedRow aligned;
  aligned.row = row;
  aligned.line = cells.empty() ? 0 : cells.front().line;
  aligned.last_line = cells.empty() ? 0 : cells.back().line;
  split_levels(reading, cells, columns);
  const std::size_t second = columns.at(Column::level2);
  const std::size_t found = second == kNone ? kNone : level2_place(cells, second);
  const std::string quote = cells.empty() ? std::string() : text_of(reading.grid, reading.row(row));
  std::size_t filled = cells.size();
  while (filled > 0 && cells[filled - 1].blank())
    --filled;
  if (found != kNone && found < second && filled + second - found <= columns.count) {
    insert_blank(cells, 0, second - found);
    reading.defects.gather("first_column_missing", aligned.line, quote, "按空的一级指标读入");
  } else if (found != kNone && found > second) {
    std::size_t drop = 0;
    while (drop < found - second && drop < cells.size() && cells[drop].blank())
      ++drop;
    if (drop > 0) {
      cells.erase(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(drop));
      reading.defects.add("columns_shifted", {aligned.line}, "一行向右错开", quote,
                          "按二级指标所在的列读入", "indicators");
      aligned.clear = false;
    }
  }
  aligned.cells = std::move(cells);
  repair_short(aligned, columns);
  while (aligned.cells.size() > columns.count) {
    if (!aligned.cells.back().blank()) break;
    aligned.cells.pop_back();
  }
  if (aligned.cells.size() > columns.count) {
    // Too many cells: the value in its place decides whether the rest is kept beside the basis.
    const std::size_t extra = aligned.cells.size() - columns.count;
    reading.defects.add("row_not_aligned", {aligned.line},
                        "这一行比表头多 " + std::to_string(extra) + " 格", quote,
                        "多出的部分并入最后一列", "indicators");
    std::string joined;
    for (std::size_t i = columns.count - 1; i < aligned.cells.size(); ++i) {
      joined += aligned.cells[i].text;
    }
    const int line = aligned.cells[columns.count - 1].line;
    aligned.cells.resize(columns.count);
    aligned.cells.back() = reading.grid.make_cell(reading.grid.arena.keep(joined), line);
    aligned.clear = false;
  }
  for (std::size_t i = aligned.cells.size(); i < columns.count; ++i) {
    aligned.missing.push_back(columns.names[i]);
  }
  aligned.cells.resize(columns.count);
  return aligned;
}

std::vector<Cell> cells_of_line(Reading& reading, const Cell& line,
                                const IndicatorColumns& columns) {
  const std::string_view text = line.text;
  const bool listed = contains(text, "、");
  std::vector<std::string_view> pieces;
  const auto part = [&](bool by_mark) {
    pieces.clear();
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size();) {
      const Character c = at < text.size() ? character_at(text, at) : Character{' ', 1};
      const bool mark = by_mark && at < text.size() && text.substr(at, c.length) == "、";
      if (at == text.size() || mark || (!by_mark && is_blank(c.value))) {
        const std::string_view piece = trimmed(text.substr(begin, at - begin));
        if (!piece.empty()) pieces.push_back(piece);
        begin = at + c.length;
      }
      at += c.length;
    }
  };
  const auto begins_with_level = [&] {
    if (pieces.size() < 3) return false;
    const std::string first = without_blanks(pieces.front());
    return is_level1_word(first) || is_level2_word(first);
  };
  part(false);
  if (!begins_with_level() && listed) part(true);
  if (!begins_with_level()) return {};

  std::vector<std::string_view> cells;
  std::size_t at = 0;
  const std::string first = without_blanks(pieces[0]);
  const bool second_follows = is_level2_word(without_blanks(pieces[1]));
  if (is_level1_word(first) && (second_follows || !is_level2_word(first))) {
    cells.push_back(pieces[at++]);
  } else {
    cells.emplace_back();
  }
  cells.push_back(pieces[at++]);
  const std::size_t wanted = columns.count > 2 ? columns.count - 2 : 0;
  const std::size_t left = pieces.size() - at;
  const auto joined = [&](std::size_t from, std::size_t to) {  // [from, to)
    if (from >= to) return std::string_view();
    const char* begin = pieces[from].data();
    const char* end = pieces[to - 1].data() + pieces[to - 1].size();
    return std::string_view(begin, static_cast<std::size_t>(end - begin));
  };
  if (left == wanted) {
    for (; at < pieces.size(); ++at)
      cells.push_back(pieces[at]);
  } else {
    // The value is the piece that can only be one; names stand before it, the basis behind.
    std::size_t value = kNone;
    for (std::size_t i = at + 1; i < pieces.size() && value == kNone; ++i) {
      if (is_clearly_value(without_blanks(pieces[i]))) value = i;
    }
    if (value == kNone) value = pieces.size() >= at + 2 ? pieces.size() - 2 : pieces.size() - 1;
    std::size_t after = value + 1;
    if (after + 1 < pieces.size() && pieces[after].size() <= 6 &&
        is_clearly_value(without_blanks(joined(value, after + 1)))) {
      ++after;  // ≥95 %: the unit went its own way
    }
    const std::size_t names = value - at;
    const bool described = columns.has(Column::description);
    const std::size_t middle = !described ? value : (names % 2 == 0 ? at + names / 2 : at + 1);
    cells.push_back(joined(at, std::max(middle, at + 1)));
    if (described) cells.push_back(joined(std::max(middle, at + 1), value));
    cells.push_back(joined(value, after));
    cells.push_back(joined(after, pieces.size()));
  }
  std::vector<Cell> made;
  for (const std::string_view cell : cells)
    made.push_back(reading.grid.make_cell(cell, line.line));
  reading.defects.add("tabs_lost", {line.line}, "指标行的分栏已丢失，按内容分开",
                      std::string(line.printed), "分开的位置请核对", "indicators");
  return made;
}

std::vector<std::vector<Cell>> rows_of_cells(const std::vector<Cell>& cells,
                                             const std::vector<bool>& breaks,
                                             const IndicatorColumns& columns) {
  std::vector<std::vector<Cell>> rows;
  for (std::size_t at = 0; at < cells.size();) {
    // A whole group of the right size is a row, whatever it says (the tail of a split one, too).
    std::size_t group = 1;
    while (at + group < cells.size() && !breaks[at + group] && group <= columns.count)
      ++group;
    std::size_t length = group;
    if (group != columns.count) {
      const bool whole = starts_row(cells, at) && !is_level2_word(cells[at].compact);
      const std::size_t most = whole ? columns.count : columns.count - 1;
      length = std::min(starts_row(cells, at) ? most : group, cells.size() - at);
      for (std::size_t k = 2; k < length; ++k) {
        if (starts_row(cells, at + k) && !cells[at + k].blank()) length = k;
        if (starts_row(cells, at + k) && cells[at + k].blank() && k + 1 >= columns.count - 1) {
          length = k;
        }
      }
    }
    rows.emplace_back(cells.begin() + static_cast<std::ptrdiff_t>(at),
                      cells.begin() + static_cast<std::ptrdiff_t>(at + length));
    at += length;
  }
  return rows;
}

}  // namespace budget::reader
