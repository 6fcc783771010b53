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

class DocxRows : public XmlEvents {
 public:
  DocxRows(Grid& grid, const ReadLimits& limits) : grid_(grid), limits_(limits) {}

  void start(std::string_view name, const Attributes& attributes) override {
    if (name == "Fallback") ++skipped_;
    if (skipped_ > 0) return;
    if (name == "tbl") {
      if (++tables_ == 1) gap_ = true;
    } else if (name == "tr" && tables_ == 1) {
      begin_row();
    } else if (name == "tc" && tables_ == 1) {
      cell_.clear();
      span_ = 1;
      continued_ = false;
    } else if (name == "gridSpan" && tables_ == 1) {
      span_ = std::max(1, number_of(attributes.value("val")));
    } else if (name == "gridBefore" && tables_ == 1) {
      for (int i = number_of(attributes.value("val")); i > 0 && goes_on(); --i)
        add_cell({}, true);
    } else if (name == "vMerge" && tables_ == 1) {
      continued_ = attributes.value("val") != "restart";
    } else if (name == "p") {
      paragraph_.clear();
    } else if (name == "t") {
      in_text_ = true;
    } else if (name == "tab") {
      if (!in_properties_) paragraph_ += '\t';
    } else if (name == "br" || name == "cr") {
      paragraph_ += '\n';
    } else if (name == "noBreakHyphen") {
      paragraph_ += '-';
    } else if (name == "pPr") {
      in_properties_ = true;
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
    } else if (name == "tc" && tables_ == 1) {
      end_cell();
    } else if (name == "tr" && tables_ == 1) {
      end_row(RowShape::cells);
    } else if (name == "tbl" && tables_ > 0) {
      if (--tables_ == 0) gap_ = true;
    }
  }

  void text(std::string_view text) override {
    if (!in_text_ || skipped_ > 0) return;
    paragraph_ += text;
    if (paragraph_.size() + cell_.size() > limits_.cell_bytes) full_ = true;
  }

  [[nodiscard]] bool goes_on() const override {
    return !full_ && grid_.cells.size() <= limits_.cells;
  }

 private:
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

  void end_cell() {
    add_cell(continued_ ? std::string_view() : std::string_view(cell_), false);
    for (int i = 1; i < span_ && goes_on(); ++i)
      add_cell({}, true);
  }

  void end_paragraph() {
    if (tables_ > 0) {
      if (!cell_.empty() && !paragraph_.empty()) cell_ += '\n';
      cell_ += paragraph_;
      paragraph_.clear();
      return;
    }
    const std::string_view text = trimmed(paragraph_);
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
    paragraph_.clear();
  }

  Grid& grid_;
  const ReadLimits& limits_;
  Row row_;
  std::string paragraph_;
  std::string cell_;
  int tables_ = 0;
  int skipped_ = 0;
  int span_ = 1;
  bool continued_ = false;
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
