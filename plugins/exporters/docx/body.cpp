#include "body.h"

#include <algorithm>
#include <sstream>

#include <pugixml.hpp>

#include "page/text.h"

namespace budget::docx {
namespace {

using page::Align;
using page::Block;
using page::BlockKind;
using page::Cell;
using page::Style;
using pugi::xml_node;

constexpr int kLongSide = 16838;  // A4 in twips
constexpr int kShortSide = 11906;
constexpr int kMargin = 1134;  // 20 mm

int width_inside(bool is_landscape) {
  return (is_landscape ? kLongSide : kShortSide) - 2 * kMargin;
}

void value(xml_node parent, const char* name, const std::string& text) {
  parent.append_child(name).append_attribute("w:val") = text.c_str();
}

void add_run(xml_node paragraph, std::string_view text, bool is_bold = false) {
  bool is_first = true;
  for (const std::string_view line : page::split_lines(text)) {
    xml_node run = paragraph.append_child("w:r");
    if (is_bold) run.append_child("w:rPr").append_child("w:b");
    if (!is_first) run.append_child("w:br");
    is_first = false;
    xml_node words = run.append_child("w:t");
    words.append_attribute("xml:space") = "preserve";
    words.text().set(std::string(line).c_str());
  }
}

xml_node add_paragraph(xml_node body, const std::string& style) {
  xml_node paragraph = body.append_child("w:p");
  value(paragraph.append_child("w:pPr"), "w:pStyle", style);
  return paragraph;
}

const char* style_of(const Block& block) {
  static constexpr const char* kHeadings[] = {"Heading1", "Heading2", "Heading3", "Heading4"};
  if (block.kind == BlockKind::heading) return kHeadings[block.level - 1];
  switch (block.style) {
    case Style::title:
      return "Title";
    case Style::subtitle:
      return "Subtitle";
    case Style::centre:
      return "Centre";
    case Style::right:
      return "Right";
    case Style::note:
      return "Note";
    case Style::body:
      break;
  }
  return "Body";
}

class Body {
 public:
  explicit Body(xml_node body) : body_(body) {}

  void add(const page::Part& part, bool is_last) {
    is_landscape_ = part.is_landscape;
    for (const Block& block : part.blocks)
      add(block);
    if (is_last) {
      add_section(body_);
    } else {
      xml_node paragraph = body_.append_child("w:p");
      add_section(paragraph.append_child("w:pPr"));
    }
  }

 private:
  void add(const Block& block) {
    switch (block.kind) {
      case BlockKind::heading:
      case BlockKind::paragraph:
        add_text(block);
        return;
      case BlockKind::line:
        add_line(block);
        return;
      case BlockKind::table:
        add_table(block.table);
        return;
      case BlockKind::contents:
        for (const page::Entry& entry : block.entries)
          add_entry(entry);
        return;
    }
  }

  void add_text(const Block& block) {
    xml_node paragraph = add_paragraph(body_, style_of(block));
    if (block.begins_page) paragraph.child("w:pPr").append_child("w:pageBreakBefore");
    if (block.id.empty()) {
      add_run(paragraph, block.text);
      return;
    }
    const std::string number = std::to_string(++bookmarks_);
    xml_node start = paragraph.append_child("w:bookmarkStart");
    start.append_attribute("w:id") = number.c_str();
    start.append_attribute("w:name") = block.id.c_str();
    add_run(paragraph, block.text);
    paragraph.append_child("w:bookmarkEnd").append_attribute("w:id") = number.c_str();
  }

  void add_line(const Block& block) {
    xml_node paragraph = add_paragraph(body_, "Line");
    xml_node tabs = paragraph.child("w:pPr").append_child("w:tabs");
    add_tab(tabs, "center", width_inside(is_landscape_) / 2, nullptr);
    add_tab(tabs, "right", width_inside(is_landscape_), nullptr);
    for (std::size_t i = 0; i < block.pieces.size(); ++i) {
      if (i > 0) paragraph.append_child("w:r").append_child("w:tab");
      if (!block.pieces[i].empty()) add_run(paragraph, block.pieces[i]);
    }
  }

  static void add_tab(xml_node tabs, const char* kind, int at, const char* leader) {
    xml_node tab = tabs.append_child("w:tab");
    tab.append_attribute("w:val") = kind;
    if (leader != nullptr) tab.append_attribute("w:leader") = leader;
    tab.append_attribute("w:pos") = at;
  }

  /// The page number is a field: whoever opens the file works it out.
  void add_entry(const page::Entry& entry) {
    xml_node paragraph =
        add_paragraph(body_, "TOC" + std::to_string(std::clamp(entry.level, 1, 3)));
    add_tab(paragraph.child("w:pPr").append_child("w:tabs"), "right", width_inside(is_landscape_),
            "dot");
    xml_node link = paragraph.append_child("w:hyperlink");
    link.append_attribute("w:anchor") = entry.target.c_str();
    add_run(link, entry.text);
    if (entry.target.empty()) return;
    link.append_child("w:r").append_child("w:tab");
    xml_node begin = link.append_child("w:r").append_child("w:fldChar");
    begin.append_attribute("w:fldCharType") = "begin";
    begin.append_attribute("w:dirty") = "true";
    xml_node order = link.append_child("w:r").append_child("w:instrText");
    order.append_attribute("xml:space") = "preserve";
    order.text().set((" PAGEREF " + entry.target + " \\h ").c_str());
    for (const char* kind : {"separate", "end"})
      link.append_child("w:r").append_child("w:fldChar").append_attribute("w:fldCharType") = kind;
  }

  void add_table(const page::Table& table) {
    xml_node made = body_.append_child("w:tbl");
    xml_node how = made.append_child("w:tblPr");
    xml_node width = how.append_child("w:tblW");
    const int whole = width_inside(is_landscape_);
    width.append_attribute("w:w") = whole;
    width.append_attribute("w:type") = "dxa";
    value(how, "w:jc", "center");
    xml_node borders = how.append_child("w:tblBorders");
    for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
      xml_node border = borders.append_child(side);
      border.append_attribute("w:val") = "single";
      border.append_attribute("w:sz") = 4;
      border.append_attribute("w:color") = "000000";
    }
    how.append_child("w:tblLayout").append_attribute("w:type") = "fixed";
    add_cell_margins(how);
    const std::vector<int> widths = twips_of(table, whole);
    xml_node grid = made.append_child("w:tblGrid");
    for (const int each : widths)
      grid.append_child("w:gridCol").append_attribute("w:w") = each;
    std::vector<Cover> covered(widths.size());
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      add_row(made, table, r, widths, covered);
    body_.append_child("w:p");  // two tables must not touch
  }

  static void add_cell_margins(xml_node how) {
    xml_node margins = how.append_child("w:tblCellMar");
    for (const char* side : {"w:left", "w:right"}) {
      xml_node margin = margins.append_child(side);
      margin.append_attribute("w:w") = 60;
      margin.append_attribute("w:type") = "dxa";
    }
  }

  static std::vector<int> twips_of(const page::Table& table, int whole) {
    long long shares = 0;
    for (const int width : table.widths)
      shares += width;
    std::vector<int> twips;
    for (const int width : table.widths)
      twips.push_back(static_cast<int>(static_cast<long long>(width) * whole / shares));
    return twips;
  }

  /// A merged cell from above, as far down as it still reaches.
  struct Cover {
    std::size_t rows = 0, columns = 0;
  };

  /// A row that may not fit on one page: kept whole, its end would be cut off.
  static bool is_tall(const std::vector<Cell>& row, const std::vector<int>& widths) {
    constexpr int kTwipsOfALetter = 105;
    constexpr int kMostLines = 30;
    return std::ranges::any_of(row, [&](const Cell& cell) {
      int twips = 0;
      for (std::size_t i = 0; i < cell.columns; ++i)
        twips += widths[cell.column + i];
      return page::lines_of(cell.text, twips / kTwipsOfALetter) > kMostLines;
    });
  }

  static void add_row(xml_node made, const page::Table& table, std::size_t r,
                      const std::vector<int>& widths, std::vector<Cover>& covered) {
    xml_node row = made.append_child("w:tr");
    xml_node how = row.append_child("w:trPr");
    if (!is_tall(table.rows[r], widths)) how.append_child("w:cantSplit");
    if (r < table.header_rows) how.append_child("w:tblHeader");
    auto next = table.rows[r].begin();
    for (std::size_t column = 0; column < widths.size();) {
      if (covered[column].rows > 0) {
        add_cell(row, Cell{}, covered[column].columns, "continue", column, widths);
        --covered[column].rows;
        column += covered[column].columns;
        continue;
      }
      const Cell& cell = *next++;
      add_cell(row, cell, cell.columns, cell.rows > 1 ? "restart" : "", column, widths);
      covered[column] = {cell.rows - 1, cell.columns};
      column += cell.columns;
    }
  }

  static void add_cell(xml_node row, const Cell& cell, std::size_t columns,
                       const std::string& merge, std::size_t column,
                       const std::vector<int>& widths) {
    xml_node made = row.append_child("w:tc");
    xml_node how = made.append_child("w:tcPr");
    int twips = 0;
    for (std::size_t i = 0; i < columns; ++i)
      twips += widths[column + i];
    xml_node width = how.append_child("w:tcW");
    width.append_attribute("w:w") = twips;
    width.append_attribute("w:type") = "dxa";
    if (columns > 1) value(how, "w:gridSpan", std::to_string(columns));
    if (!merge.empty()) value(how, "w:vMerge", merge);
    value(how, "w:vAlign", "center");
    xml_node paragraph = add_paragraph(made, "Cell");
    if (cell.align != Align::left) {
      value(paragraph.child("w:pPr"), "w:jc", cell.align == Align::right ? "right" : "center");
    }
    if (!cell.text.empty()) add_run(paragraph, cell.text, cell.is_bold);
  }

  void add_section(xml_node parent) const {
    xml_node section = parent.append_child("w:sectPr");
    xml_node footer = section.append_child("w:footerReference");
    footer.append_attribute("w:type") = "default";
    footer.append_attribute("r:id") = "rId2";
    xml_node size = section.append_child("w:pgSz");
    size.append_attribute("w:w") = is_landscape_ ? kLongSide : kShortSide;
    size.append_attribute("w:h") = is_landscape_ ? kShortSide : kLongSide;
    if (is_landscape_) size.append_attribute("w:orient") = "landscape";
    xml_node margins = section.append_child("w:pgMar");
    for (const char* side : {"w:top", "w:right", "w:bottom", "w:left"})
      margins.append_attribute(side) = kMargin;
    margins.append_attribute("w:header") = 600;
    margins.append_attribute("w:footer") = 600;
    margins.append_attribute("w:gutter") = 0;
  }

  xml_node body_;
  bool is_landscape_ = false;
  int bookmarks_ = 0;
};

}  // namespace

std::string body_of(const page::Pages& pages) {
  pugi::xml_document document;
  xml_node root = document.append_child("w:document");
  root.append_attribute("xmlns:w") = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  root.append_attribute("xmlns:r") =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  Body body(root.append_child("w:body"));
  for (std::size_t i = 0; i < pages.parts.size(); ++i)
    body.add(pages.parts[i], i + 1 == pages.parts.size());
  std::ostringstream out;
  document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return std::move(out).str();
}

}  // namespace budget::docx
