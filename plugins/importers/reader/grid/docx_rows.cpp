#include <string>
#include <utility>
#include <vector>

#include "reader/bytes/xml_events.h"
#include "reader/bytes/zip_archive.h"
#include "reader/grid/office_rows.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

int number_of(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (!is_digit(c) || number > 100'000) break;
    number = number * 10 + (c - '0');
  }
  return number;
}

struct WordPiece {
  std::string text;
  bool filler = false;
};

/// A paragraph or a row that stands inside a cell.
struct WordItem {
  std::vector<WordPiece> cells;
  bool is_row = false;
};

struct OpenWordCell {
  std::string text;             ///< everything in it, paragraph by paragraph
  std::vector<WordItem> items;  ///< the same in order, should the cell be there for the layout only
  bool holds_table = false;     ///< one with two columns or more
  int span = 1;
  bool continued = false;
};

struct OpenWordTable {
  std::vector<WordPiece> row;
  std::vector<OpenWordCell> cells;  ///< of the row; the last one is open
};

/// Tables, and tables in a row of one cell around them, which only lays the page out. Other inner
/// tables are text of their cell.
class DocxRows : public XmlEvents {
 public:
  DocxRows(Grid& grid, const ReadLimits& limits) : grid_(grid), limits_(limits) {}

  void start(std::string_view name, const Attributes& attributes) override {
    if (name == "Fallback") ++skipped_;
    if (skipped_ > 0) return;
    if (name == "tbl") {
      ++depth_;
      if (depth_ == 1) gap_ = true;
      if (depth_ <= kDeepest) tables_.emplace_back();
    } else if (name == "p") {
      paragraphs_.emplace_back();
    } else if (name == "t") {
      in_text_ = true;
    } else if (name == "tab") {
      if (!in_properties_ && !paragraphs_.empty()) paragraphs_.back() += '\t';
    } else if (name == "br" || name == "cr") {
      if (!paragraphs_.empty()) paragraphs_.back() += '\n';
    } else if (name == "noBreakHyphen") {
      if (!paragraphs_.empty()) paragraphs_.back() += '-';
    } else if (name == "pPr") {
      in_properties_ = true;
    } else {
      start_in_table(name, attributes);
    }
  }

  void end(std::string_view name) override {
    if (name == "Fallback") {
      --skipped_;
      return;
    }
    if (skipped_ > 0) return;
    if (name == "t") {
      in_text_ = false;
    } else if (name == "pPr") {
      in_properties_ = false;
    } else if (name == "p") {
      end_paragraph();
    } else if (name == "tc" && here() && !tables_.back().cells.empty()) {
      end_cell();
    } else if (name == "tr" && here()) {
      end_table_row();
    } else if (name == "tbl" && depth_ > 0) {
      if (depth_ <= kDeepest) tables_.pop_back();
      if (--depth_ == 0) gap_ = true;
    }
  }

  void text(std::string_view text) override {
    if (!in_text_ || skipped_ > 0 || paragraphs_.empty()) return;
    paragraphs_.back() += text;
    if (paragraphs_.back().size() > limits_.cell_bytes) full_ = true;
  }

  [[nodiscard]] bool goes_on() const override {
    return !full_ && grid_.cells.size() + waiting_ <= limits_.cells;
  }

 private:
  static constexpr int kDeepest = 4;  ///< tables further inside are text

  /// Inside the innermost table that is read as one.
  [[nodiscard]] bool here() const { return depth_ > 0 && depth_ <= kDeepest; }

  void start_in_table(std::string_view name, const Attributes& attributes) {
    if (!here()) return;
    OpenWordTable& table = tables_.back();
    if (name == "tr") {
      table = OpenWordTable{};
    } else if (name == "tc") {
      table.cells.emplace_back();
    } else if (name == "gridBefore") {
      for (int i = number_of(attributes.value("val")); i > 0 && !full_; --i)
        add_piece(table.row, {}, true);
    } else if (table.cells.empty()) {
      return;
    } else if (name == "gridSpan") {
      table.cells.back().span = std::max(1, number_of(attributes.value("val")));
    } else if (name == "vMerge") {
      table.cells.back().continued = attributes.value("val") != "restart";
    }
  }

  void add_piece(std::vector<WordPiece>& row, std::string text, bool filler) {
    row.push_back({std::move(text), filler});
    if (row.size() > limits_.row_cells) full_ = true;
  }

  void end_cell() {
    OpenWordTable& table = tables_.back();
    OpenWordCell& cell = table.cells.back();
    add_piece(table.row, cell.continued ? std::string() : cell.text, false);
    for (int i = 1; i < cell.span && !full_; ++i)
      add_piece(table.row, {}, true);
  }

  void end_table_row() {
    OpenWordTable table = std::move(tables_.back());
    tables_.back() = OpenWordTable{};
    std::vector<WordItem> items;
    if (table.cells.size() == 1 && table.cells.front().holds_table) {
      items = std::move(table.cells.front().items);
    } else if (!table.row.empty()) {
      items.push_back({std::move(table.row), true});
    }
    OpenWordCell* around = cell_around(2);
    for (WordItem& item : items) {
      if (around == nullptr) {
        emit(item);
        continue;
      }
      around->holds_table = around->holds_table || (item.is_row && item.cells.size() > 1);
      for (const WordPiece& piece : item.cells)
        add_text(*around, piece.text);
      waiting_ += item.cells.size();
      around->items.push_back(std::move(item));
    }
    if (around == nullptr) waiting_ = 0;
  }

  /// The open cell of the table `levels` from the innermost one: 1 is its own.
  [[nodiscard]] OpenWordCell* cell_around(std::size_t levels) {
    if (tables_.size() < levels) return nullptr;
    OpenWordTable& table = tables_[tables_.size() - levels];
    return table.cells.empty() ? nullptr : &table.cells.back();
  }

  void add_text(OpenWordCell& cell, std::string_view text) {
    if (text.empty()) return;
    if (!cell.text.empty()) cell.text += '\n';
    cell.text += text;
    if (cell.text.size() > limits_.cell_bytes) full_ = true;
  }

  void end_paragraph() {
    if (paragraphs_.empty()) return;
    const std::string paragraph = std::move(paragraphs_.back());
    paragraphs_.pop_back();
    if (OpenWordCell* cell = cell_around(1); cell != nullptr) {
      add_text(*cell, paragraph);
      ++waiting_;
      cell->items.push_back({{{paragraph, false}}, false});
      return;
    }
    emit({{{paragraph, false}}, false});
  }

  void emit(const WordItem& item) {
    if (item.is_row) {
      begin_row();
      for (const WordPiece& piece : item.cells)
        add_cell(piece.text, piece.filler);
      end_row(RowShape::cells);
      return;
    }
    const std::string_view text = trimmed(item.cells.front().text);
    if (text.empty()) {
      ++grid_.lines;
      gap_ = true;
      return;
    }
    // A line of a table of contents: its page stands behind a tab.
    begin_row();
    std::size_t at = 0;
    for (std::size_t tab = text.find('\t'); tab != std::string_view::npos;
         tab = text.find('\t', at)) {
      add_cell(text.substr(at, tab - at), false);
      at = tab + 1;
      if (!goes_on()) break;
    }
    add_cell(text.substr(at), false);
    end_row(grid_.cells.size() - row_.first > 1 ? RowShape::cells : RowShape::prose);
  }

  void begin_row() {
    row_ = Row{};
    row_.first = static_cast<std::uint32_t>(grid_.cells.size());
    row_.line = row_.last_line = ++grid_.lines;
    row_.after_gap = gap_;
    gap_ = false;
  }

  void add_cell(std::string_view text, bool filler) {
    Cell cell = grid_.make_cell(grid_.arena.keep(text), row_.line);
    cell.filler = filler;
    grid_.cells.push_back(cell);
    if (grid_.cells.size() - row_.first > limits_.row_cells) full_ = true;
  }

  void end_row(RowShape shape) {
    row_.shape = shape;
    row_.count = static_cast<std::uint32_t>(grid_.cells.size()) - row_.first;
    if (row_.count > 0) grid_.rows.push_back(row_);
  }

  Grid& grid_;
  const ReadLimits& limits_;
  Row row_;
  std::vector<std::string> paragraphs_;  ///< open ones: a text box stands inside a paragraph
  std::vector<OpenWordTable> tables_;
  std::size_t waiting_ = 0;  ///< cells kept in open cells
  int depth_ = 0;
  int skipped_ = 0;
  bool in_text_ = false;
  bool in_properties_ = false;
  bool gap_ = false;
  bool full_ = false;
};

}  // namespace

Result<Grid> rows_of_docx(std::string_view bytes, const ReadLimits& limits) {
  ZipArchive archive = TRY(ZipArchive::open(bytes, limits.unpacked_bytes));
  const std::string part = TRY(archive.read("word/document.xml"));
  Grid grid;
  DocxRows events(grid, limits);
  TRY(read_xml(part, limits.xml_depth, events));
  return grid;
}

}  // namespace budget::reader
