#include <algorithm>
#include <map>
#include <vector>

#include "reader/bytes/xml_events.h"
#include "reader/bytes/zip_archive.h"
#include "reader/grid/office_rows.h"
#include "reader/grid/sheet_number.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

int count_of(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (!is_digit(c) || number > 10'000'000) break;
    number = number * 10 + (c - '0');
  }
  return number;
}

/// "C17" as column 3 and row 17; zero where it says nothing.
struct Address {
  int column = 0;
  int row = 0;
};
Address address_from(std::string_view text) {
  Address address;
  std::size_t at = 0;
  while (at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && address.column < 100'000) {
    address.column = address.column * 26 + (text[at++] - 'A' + 1);
  }
  address.row = count_of(text.substr(at));
  return address;
}

struct Merge {
  Address from;
  Address to;
};

/// Shared strings: rich text in one piece, the reading aids of East Asian text (rPh) left out.
class Strings : public XmlEvents {
 public:
  explicit Strings(const ReadLimits& limits) : limits_(limits) {}
  void start(std::string_view name, const Attributes&) override {
    if (name == "si") texts.emplace_back();
    if (name == "rPh") ++aid_;
    in_text_ = name == "t" && aid_ == 0;
  }
  void end(std::string_view name) override {
    if (name == "rPh") --aid_;
    in_text_ = false;
  }
  void text(std::string_view text) override {
    if (in_text_ && !texts.empty()) texts.back() += text;
  }
  [[nodiscard]] bool goes_on() const override {
    return texts.size() <= limits_.cells &&
           (texts.empty() || texts.back().size() <= limits_.cell_bytes);
  }
  std::vector<std::string> texts;

 private:
  const ReadLimits& limits_;
  int aid_ = 0;
  bool in_text_ = false;
};

class Styles : public XmlEvents {
 public:
  void start(std::string_view name, const Attributes& attributes) override {
    constexpr std::size_t kMost = 70'000;
    if (name == "numFmt" && codes_.size() < kMost) {
      codes_[count_of(attributes.value("numFmtId"))] = std::string(attributes.value("formatCode"));
    } else if (name == "cellXfs") {
      in_cells_ = true;
    } else if (name == "xf" && in_cells_ && formats.size() < kMost) {
      const int id = count_of(attributes.value("numFmtId"));
      const auto code = codes_.find(id);
      formats.push_back(number_format(id, code == codes_.end() ? "" : code->second));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }
  void text(std::string_view) override {}
  std::vector<NumberFormat> formats;

 private:
  std::map<int, std::string> codes_;
  bool in_cells_ = false;
};

struct SheetPart {
  std::string name;
  std::string relation;
  bool is_hidden = false;
  bool is_out_of_reach = false;  ///< veryHidden: no menu of Excel shows it again
};

class Workbook : public XmlEvents {
 public:
  void start(std::string_view name, const Attributes& attributes) override {
    constexpr std::size_t kMost = 1'000;
    if (name == "sheet" && sheets.size() < kMost) {
      const std::string_view state = attributes.value("state");
      sheets.push_back({std::string(attributes.value("name")), std::string(attributes.value("id")),
                        state == "hidden", state == "veryHidden"});
    } else if (name == "Relationship") {
      targets[std::string(attributes.value("Id"))] = std::string(attributes.value("Target"));
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
  std::vector<SheetPart> sheets;
  std::map<std::string, std::string> targets;
};

struct SheetCell {
  Address at;
  std::string text;
};

class Sheet : public XmlEvents {
 public:
  Sheet(const Strings& strings, const Styles& styles, const ReadLimits& limits)
      : strings_(strings), styles_(styles), limits_(limits) {}

  void start(std::string_view name, const Attributes& attributes) override {
    if (name == "row") {
      const int row = count_of(attributes.value("r"));
      at_ = {0, row > 0 ? row : at_.row + 1};
      if (is_true(attributes.value("hidden")) && hidden_rows.size() < limits_.cells)
        hidden_rows.push_back(at_.row);
    } else if (name == "col") {
      const int last = std::min(count_of(attributes.value("max")), kMostColumns);
      for (int at = count_of(attributes.value("min"));
           is_true(attributes.value("hidden")) && at <= last &&
           hidden_columns.size() < kMostColumns;
           ++at)
        hidden_columns.push_back(at);
    } else if (name == "c") {
      const Address given = address_from(attributes.value("r"));
      at_ = given.column > 0 ? Address{given.column, given.row > 0 ? given.row : at_.row}
                             : Address{at_.column + 1, at_.row};
      type_ = std::string(attributes.value("t"));
      style_ = static_cast<std::size_t>(count_of(attributes.value("s")));
      value_.clear();
      formula_.clear();
      has_value_ = false;
    } else if (name == "mergeCell") {
      const std::string_view range = attributes.value("ref");
      const std::size_t colon = range.find(':');
      if (colon != std::string_view::npos && merges.size() < limits_.cells) {
        merges.push_back(
            {address_from(range.substr(0, colon)), address_from(range.substr(colon + 1))});
      }
    }
    in_value_ = name == "v" || name == "t";
    in_formula_ = name == "f";
    has_value_ = has_value_ || in_value_;
  }

  void end(std::string_view name) override {
    in_value_ = in_formula_ = false;
    if (name != "c") return;
    std::string text = shown();
    bytes_ += text.size();  // one long text may stand in very many cells
    if (!text.empty()) cells.push_back({at_, std::move(text)});
  }

  void text(std::string_view text) override {
    if (in_value_) value_ += text;
    if (in_formula_) formula_ += text;
  }

  [[nodiscard]] bool goes_on() const override {
    return cells.size() <= limits_.cells && bytes_ <= limits_.unpacked_bytes / 4 &&
           value_.size() <= limits_.cell_bytes && formula_.size() <= limits_.cell_bytes &&
           at_.column <= static_cast<int>(limits_.row_cells);
  }

  std::vector<SheetCell> cells;
  std::vector<Merge> merges;
  std::vector<int> hidden_rows;
  std::vector<int> hidden_columns;

 private:
  static constexpr int kMostColumns = 16'384;  // Excel has no more
  static bool is_true(std::string_view value) { return value == "1" || value == "true"; }

  std::string shown() const {
    // A formula that was never calculated says so itself.
    if (!has_value_ && !formula_.empty()) return "=" + formula_;
    if (type_ == "s") {
      const auto index = static_cast<std::size_t>(count_of(value_));
      return index < strings_.texts.size() ? strings_.texts[index] : std::string();
    }
    if (type_ == "inlineStr" || type_ == "str" || type_ == "e") return value_;
    if (type_ == "b") return value_ == "1" ? "是" : "否";
    if (value_.empty()) return {};
    const NumberFormat format =
        style_ < styles_.formats.size() ? styles_.formats[style_] : NumberFormat{};
    if (format.date) {
      if (auto date = shown_date(value_)) return *date;
    }
    return shown_number(value_, format);
  }

  const Strings& strings_;
  const Styles& styles_;
  const ReadLimits& limits_;
  Address at_;
  std::string type_;
  std::string value_;
  std::size_t style_ = 0;
  std::string formula_;
  std::size_t bytes_ = 0;
  bool in_value_ = false;
  bool in_formula_ = false;
  bool has_value_ = false;
};

Error too_many_cells(std::size_t limit) {
  return {ErrorCode::too_large,
          "expected a workbook with at most " + std::to_string(limit) + " cells, but it has more",
          "delete the empty sheets and columns, or raise the limit"};
}

/// Cells that a merged one covers to its right.
std::vector<std::pair<Address, int>> widths(const Sheet& sheet) {
  std::vector<std::pair<Address, int>> wide;
  for (const Merge& merge : sheet.merges) {
    if (merge.to.column <= merge.from.column || merge.to.row - merge.from.row > 10'000) continue;
    for (int row = merge.from.row; row <= merge.to.row && wide.size() < 2'000'000; ++row) {
      wide.push_back({{merge.from.column, row}, merge.to.column});
    }
  }
  std::sort(wide.begin(), wide.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first.row, a.first.column) < std::pair(b.first.row, b.first.column);
  });
  return wide;
}

/// "第3–5行" for each run of neighbours that holds text.
template <typename Place>
void add_hidden(Grid& grid, const std::string& name, const Sheet& sheet, std::vector<int> numbers,
                Place place, const char* word) {
  std::sort(numbers.begin(), numbers.end());
  std::map<int, std::size_t> filled;
  std::map<int, int> first_row;
  for (const SheetCell& cell : sheet.cells) {
    const int number = place(cell.at);
    if (!std::binary_search(numbers.begin(), numbers.end(), number) ||
        count_characters(cell.text) == 0)
      continue;
    ++filled[number];
    first_row.emplace(number, cell.at.row);
  }
  constexpr std::size_t kMost = 200;
  for (auto it = filled.begin(); it != filled.end() && grid.hidden.size() < kMost;) {
    const int from = it->first;
    int to = from;
    HiddenPart part{name, {}, 0, first_row[from], true};
    for (; it != filled.end() && it->first <= to + 1; ++it) {
      to = it->first;
      part.cells += it->second;
    }
    part.rows_or_columns =
        "第" + std::to_string(from) + (to > from ? "–" + std::to_string(to) : std::string()) + word;
    grid.hidden.push_back(std::move(part));
  }
}

std::size_t filled_cells(const Sheet& sheet) {
  return static_cast<std::size_t>(
      std::count_if(sheet.cells.begin(), sheet.cells.end(),
                    [](const SheetCell& cell) { return count_characters(cell.text) > 0; }));
}

Result<void> add_rows(Grid& grid, const Sheet& sheet, const ReadLimits& limits) {
  const int number = static_cast<int>(grid.sheets.size());
  const auto wide = widths(sheet);
  auto merge = wide.begin();
  bool gap = true;
  int last_row = 0;
  for (std::size_t i = 0; i < sheet.cells.size();) {
    const int line = sheet.cells[i].at.row;
    Row row;
    row.first = static_cast<std::uint32_t>(grid.cells.size());
    row.line = row.last_line = line;
    row.sheet = number;
    row.after_gap = gap || line > last_row + 1;
    row.shape = RowShape::cells;
    gap = false;
    last_row = line;
    int column = 0;
    while (merge != wide.end() && merge->first.row < line)
      ++merge;
    int covered_until = 0;
    const auto blanks_until = [&](int next) {
      while (column + 1 < next) {
        ++column;
        Cell blank;
        blank.line = line;
        blank.column = column;
        while (merge != wide.end() && merge->first.row == line && merge->first.column < column) {
          covered_until = std::max(covered_until, merge->second);
          ++merge;
        }
        blank.filler = column <= covered_until;
        grid.cells.push_back(blank);
      }
    };
    std::size_t filled = 0;
    int width = 1;
    for (; i < sheet.cells.size() && sheet.cells[i].at.row == line; ++i) {
      const SheetCell& cell = sheet.cells[i];
      if (cell.at.column <= column) continue;
      blanks_until(cell.at.column);
      column = cell.at.column;
      Cell made = grid.make_cell(grid.arena.keep(cell.text), line, column);
      filled += made.blank() ? 0 : 1;
      for (auto it = merge; it != wide.end() && it->first.row == line; ++it) {
        if (it->first.column == column) width = it->second - column + 1;
      }
      grid.cells.push_back(made);
    }
    for (auto it = merge; it != wide.end() && it->first.row == line; ++it) {
      if (it->second > column && it->second <= static_cast<int>(limits.row_cells)) {
        blanks_until(it->second + 1);
        break;
      }
    }
    if (grid.cells.size() > limits.cells) return too_many_cells(limits.cells);
    // A title over several columns that does not begin in the first.
    constexpr int kTitle = 3;
    if (filled == 1 && width >= kTitle && grid.cells[row.first].blank()) {
      while (grid.cells[row.first].blank())
        ++row.first;
    }
    row.count = static_cast<std::uint32_t>(grid.cells.size()) - row.first;
    if (filled > 0) {
      grid.rows.push_back(row);
    } else {
      gap = true;
    }
    grid.lines = std::max(grid.lines, line);
  }
  return {};
}

}  // namespace

Result<Grid> rows_of_xlsx(std::string_view bytes, const ReadLimits& limits) {
  ZipArchive archive = TRY(ZipArchive::open(bytes, limits.unpacked_bytes));
  Workbook workbook;
  const std::string book = TRY(archive.read("xl/workbook.xml"));
  TRY(read_xml(book, limits.xml_depth, workbook));
  const std::string relations = TRY(archive.read("xl/_rels/workbook.xml.rels"));
  TRY(read_xml(relations, limits.xml_depth, workbook));
  Strings strings(limits);
  if (archive.has("xl/sharedStrings.xml")) {
    const std::string part = TRY(archive.read("xl/sharedStrings.xml"));
    TRY(read_xml(part, limits.xml_depth, strings));
  }
  Styles styles;
  if (archive.has("xl/styles.xml")) {
    const std::string part = TRY(archive.read("xl/styles.xml"));
    TRY(read_xml(part, limits.xml_depth, styles));
  }
  Grid grid;
  for (const SheetPart& sheet : workbook.sheets) {
    std::string target = workbook.targets[sheet.relation];
    target = target.starts_with("/") ? target.substr(1) : "xl/" + target;
    if (!archive.has(target)) continue;  // a chart's sheet
    const std::string part = TRY(archive.read(target));
    Sheet read(strings, styles, limits);
    TRY(read_xml(part, limits.xml_depth, read));
    std::stable_sort(read.cells.begin(), read.cells.end(),
                     [](const SheetCell& a, const SheetCell& b) {
                       return std::pair(a.at.row, a.at.column) < std::pair(b.at.row, b.at.column);
                     });
    if ((sheet.is_hidden || sheet.is_out_of_reach) && filled_cells(read) > 0) {
      grid.hidden.push_back({sheet.name, {}, filled_cells(read), 1, !sheet.is_out_of_reach});
    }
    if (sheet.is_out_of_reach) continue;
    grid.sheets.push_back(sheet.name);
    add_hidden(
        grid, sheet.name, read, read.hidden_rows, [](const Address& at) { return at.row; }, "行");
    add_hidden(
        grid, sheet.name, read, read.hidden_columns, [](const Address& at) { return at.column; },
        "列");
    TRY(add_rows(grid, read, limits));
  }
  return grid;
}

}  // namespace budget::reader
