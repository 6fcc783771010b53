#include "reader/grid/spaced_lines.h"

#include <algorithm>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

/// A stretch of text between wide gaps, and the columns of the screen it takes.
struct Piece {
  std::string_view text;
  int from = 0;
  int to = 0;
  std::size_t column = kNone;
  bool is_wide = false;  ///< stands over several columns
  [[nodiscard]] int width() const { return to - from; }
};
using Pieces = std::vector<Piece>;

int width_of(char32_t c) {
  constexpr char32_t kFirstWide = 0x2E80;
  return c >= kFirstWide ? 2 : 1;
}

/// Two blanks and more part pieces; one stands inside a name.
Pieces pieces_of(std::string_view line) {
  Pieces pieces;
  int at = 0;
  int blanks = 2;
  for (std::size_t i = 0; i < line.size();) {
    const Character c = character_at(line, i);
    if (is_blank(c.value)) {
      ++blanks;
    } else {
      if (blanks >= 2) {
        pieces.push_back({line.substr(i, 0), at, at, kNone, false});
      }
      Piece& piece = pieces.back();
      const auto begin = static_cast<std::size_t>(piece.text.data() - line.data());
      piece.text = line.substr(begin, i + c.length - begin);
      piece.to = at + width_of(c.value);
      blanks = 0;
    }
    at += width_of(c.value);
    i += c.length;
  }
  return pieces;
}

/// 单位：万元 and the like beside each other above a table.
bool is_furniture(const Pieces& pieces) {
  return std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
    return contains(piece.text, "单位：") || contains(piece.text, "单位:") ||
           contains(piece.text, "年度：") || contains(piece.text, "年度:") ||
           contains(piece.text, "时间：");
  });
}

/// A number, a code, a comparison, 二十二、, 合计, 其中：: what begins a row and never continues a
/// cell above.
bool begins_value(std::string_view text) {
  for (const std::string_view sign : {"≥", "≤", "＞", "＜", "=", "＝", ">", "<"}) {
    if (text.starts_with(sign)) return true;
  }
  std::size_t length = 0;
  if (han_number(text, length) > 0 && text.substr(length).starts_with("、")) return true;
  for (const std::string_view word : {"合计", "小计", "总计", "其中：", "其中:", "其他", "其它"}) {
    if (text.starts_with(word)) return true;
  }
  return text.find_first_not_of("0123456789.,-%") == std::string_view::npos;
}

/// At a line's beginning no heading says this.
bool names_part(std::string_view text) {
  for (const std::string_view word : {"其中：", "其中:", "其他", "其它"})
    if (text.starts_with(word)) return true;
  return false;
}

class Region {
 public:
  Region(std::size_t first, std::size_t most) : first_(first), most_(most) {}

  void add(std::size_t line, Pieces pieces) {
    widest_ = std::max(widest_, pieces.size());
    several_ += pieces.size() > 1 ? 1 : 0;
    lines_.push_back({line, std::move(pieces)});
  }
  [[nodiscard]] bool empty() const { return lines_.empty(); }
  /// Lines of one piece at the end are no part of the table, unless they continue its last row or
  /// stand in one of its columns.
  void drop_tail() {
    while (!lines_.empty() && lines_.back().pieces.size() < 2 && !continues_last() &&
           !stands_in_column())
      lines_.pop_back();
  }
  [[nodiscard]] bool is_table() const {
    constexpr std::size_t kFewestColumns = 3;
    return several_ >= 2 && widest_ >= kFewestColumns && widest_ <= most_;
  }

  SpacedBlock read() {
    find_columns();
    SpacedBlock block{first_, lines_.back().line, {}};
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i == 0 || !continues(i)) {
        block.rows.push_back({lines_[i].line, lines_[i].line, {}});
        block.rows.back().cells.resize(columns_.size());
      }
      SpacedRow& row = block.rows.back();
      row.last = lines_[i].line;
      for (const Piece& piece : lines_[i].pieces) {
        std::string& cell = row.cells[piece.column];
        if (!cell.empty()) cell += '\n';
        cell += piece.text;
      }
    }
    return block;
  }

 private:
  struct Line {
    std::size_t line;
    Pieces pieces;
  };
  struct Column {
    int from;
    int to;
    int widest = 0;  ///< piece in it
  };

  [[nodiscard]] bool continues_last() const {
    if (lines_.size() < 2 || lines_.back().pieces.empty()) return false;
    const Line& above = lines_[lines_.size() - 2];
    const Piece& piece = lines_.back().pieces.front();
    return above.line + 1 == lines_.back().line && above.pieces.size() > 1 &&
           std::any_of(above.pieces.begin(), above.pieces.end(), [&](const Piece& over) {
             return over.from == piece.from && over.width() >= piece.width();
           });
  }

  [[nodiscard]] bool stands_in_column() const {
    if (lines_.back().pieces.empty()) return false;
    const int from = lines_.back().pieces.front().from;
    if (from == 0 && !names_part(lines_.back().pieces.front().text)) return false;
    return std::any_of(lines_.begin(), lines_.end() - 1, [&](const Line& line) {
      return line.pieces.size() > 1 &&
             std::any_of(line.pieces.begin(), line.pieces.end(),
                         [&](const Piece& piece) { return piece.from == from; });
    });
  }

  /// Columns are where pieces stand below each other: taken from the lines with the most pieces,
  /// then from the others as far as they do not join two.
  void find_columns() {
    std::vector<Line*> order;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      order.push_back(&lines_[i]);
      for (Piece& piece : lines_[i].pieces)
        piece.is_wide = covers_several(i, piece);
    }
    std::stable_sort(order.begin(), order.end(), [](const Line* a, const Line* b) {
      return a->pieces.size() > b->pieces.size();
    });
    for (Line* line : order) {
      for (const Piece& piece : line->pieces) {
        if (!piece.is_wide) widen(piece);
      }
    }
    if (columns_.empty()) columns_.push_back({0, 1});
    std::sort(columns_.begin(), columns_.end(),
              [](const Column& a, const Column& b) { return a.from < b.from; });
    for (Line& line : lines_) {
      part_at_columns(line.pieces);
      for (Piece& piece : line.pieces) {
        const auto [begin, end] = covered(piece);
        piece.column = begin;
        piece.is_wide = end > begin + 1;
        if (!piece.is_wide)
          columns_[begin].widest = std::max(columns_[begin].widest, piece.width());
      }
    }
  }

  /// 服务对象满意 困难职工满意度: a full cell leaves one blank before the next, where its column
  /// begins.
  void part_at_columns(Pieces& pieces) const {
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      const Piece piece = pieces[p];
      if (!piece.is_wide || piece.text.find(' ') == std::string_view::npos) continue;
      int at = piece.from;
      bool blank = false;
      for (std::size_t i = 0; i < piece.text.size();) {
        const Character c = character_at(piece.text, i);
        const bool begins = blank && at > piece.from &&
                            std::any_of(columns_.begin(), columns_.end(),
                                        [&](const Column& column) { return column.from == at; });
        if (begins) {
          pieces[p] = {piece.text.substr(0, i - 1), piece.from, at - 1, kNone, false};
          pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(p) + 1,
                        {piece.text.substr(i), at, piece.to, kNone, true});
          break;
        }
        blank = c.value == ' ';
        at += width_of(c.value);
        i += c.length;
      }
    }
  }

  /// 功能分类科目 above 科目编码 and 科目名称: a line nearby has several pieces in its place.
  [[nodiscard]] bool covers_several(std::size_t at, const Piece& piece) const {
    constexpr std::size_t kNear = 6;
    const std::size_t end = std::min(at + kNear + 1, lines_.size());
    for (std::size_t i = at < kNear ? 0 : at - kNear; i < end; ++i) {
      const Pieces& others = lines_[i].pieces;
      if (i != at && std::count_if(others.begin(), others.end(), [&](const Piece& other) {
                       return other.from < piece.to && piece.from < other.to;
                     }) > 1) {
        return true;
      }
    }
    return false;
  }

  void widen(const Piece& piece) {
    std::size_t hit = kNone;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (piece.from >= columns_[i].to || piece.to <= columns_[i].from) continue;
      if (hit != kNone) return;  // over two of them
      hit = i;
    }
    if (hit == kNone) {
      columns_.push_back({piece.from, piece.to});
      return;
    }
    Column wide = columns_[hit];
    wide.from = std::min(wide.from, piece.from);
    wide.to = std::max(wide.to, piece.to);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i != hit && wide.from < columns_[i].to && wide.to > columns_[i].from) return;
    }
    columns_[hit] = wide;
  }

  /// The columns a piece stands over: [begin, end).
  [[nodiscard]] std::pair<std::size_t, std::size_t> covered(const Piece& piece) const {
    std::size_t begin = kNone;
    std::size_t end = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (piece.from >= columns_[i].to || piece.to <= columns_[i].from) continue;
      begin = std::min(begin, i);
      end = i + 1;
    }
    if (begin != kNone) return {begin, end};
    const auto next = std::find_if(columns_.begin(), columns_.end(),
                                   [&](const Column& column) { return column.from >= piece.to; });
    const auto at = static_cast<std::size_t>(next - columns_.begin());
    return {std::min(at, columns_.size() - 1), std::min(at, columns_.size() - 1) + 1};
  }

  /// Each piece stands below one that fills its column to the edge, on the line directly above.
  [[nodiscard]] bool continues(std::size_t at) const {
    const Line& line = lines_[at];
    const Line& above = lines_[at - 1];
    if (above.line + 1 != line.line || line.pieces.size() > above.pieces.size()) return false;
    return std::all_of(line.pieces.begin(), line.pieces.end(), [&](const Piece& piece) {
      if (begins_value(piece.text)) return false;
      const auto over =
          std::find_if(above.pieces.begin(), above.pieces.end(), [&](const Piece& other) {
            return other.column == piece.column && other.is_wide == piece.is_wide;
          });
      constexpr int kSlack = 2;  // a wide character that no longer fitted
      if (over == above.pieces.end() || over->from != piece.from) return false;
      return over->is_wide ? over->width() >= piece.width()
                           : over->width() + kSlack > columns_[piece.column].widest;
    });
  }

  std::size_t first_;
  std::size_t most_;
  std::vector<Line> lines_;
  std::vector<Column> columns_;
  std::size_t widest_ = 0;
  std::size_t several_ = 0;
};

/// A line of one piece inside a table: short, and no sentence or heading of its own.
bool may_be_inside(std::string_view text) {
  constexpr std::size_t kLongest = 240;
  return text.size() <= kLongest && !text.ends_with("表") && !contains(text, "部分") &&
         !contains(text, "单位：");
}

}  // namespace

std::vector<SpacedBlock> spaced_blocks(const std::vector<PlainLine>& lines,
                                       std::size_t most_columns) {
  std::vector<SpacedBlock> blocks;
  for (std::size_t at = 0; at < lines.size();) {
    const auto parts = [&](std::size_t i) {
      const PlainLine& line = lines[i];
      const bool maybe = line.is_open && (contains(line.text, "  ") || contains(line.text, "　"));
      return maybe ? pieces_of(line.text) : Pieces();
    };
    Pieces pieces = parts(at);
    if (pieces.size() < 2 || is_furniture(pieces)) {
      ++at;
      continue;
    }
    Region region(at, most_columns);
    std::size_t next = at;
    for (; next < lines.size() && lines[next].is_open; ++next) {
      if (trimmed(lines[next].text).empty()) break;
      pieces = pieces_of(lines[next].text);
      if (pieces.size() < 2 && !may_be_inside(trimmed(lines[next].text))) break;
      if (is_furniture(pieces)) break;
      // The indicators have columns of their own.
      if (next > at && contains(lines[next].text, "一级指标")) break;
      region.add(next, std::move(pieces));
    }
    region.drop_tail();
    if (!region.empty() && region.is_table()) blocks.push_back(region.read());
    at = std::max(next, at + 1);
  }
  return blocks;
}

}  // namespace budget::reader
