#include "html_blocks.h"

#include "page/text.h"

namespace budget::html {
namespace {

using page::Align;
using page::Block;
using page::BlockKind;
using page::Cell;
using page::escaped;
using page::Style;

constexpr const char* kSheet = R"(
body { max-width: 60em; margin: 2em auto; padding: 0 1em; line-height: 1.7; color: #111; background: #fff; }
h1, h2, h3, h4, .title { text-align: center; line-height: 1.4; margin: 1.2em 0 .6em; }
h1 { font-size: 1.5em; } h2 { font-size: 1.3em; } h3 { font-size: 1.15em; text-align: left; } h4 { font-size: 1em; text-align: left; }
h1, h2, h3, h4, .line { break-after: avoid; break-inside: avoid; } p { orphans: 2; widows: 2; }
.title { font-size: 1.8em; font-weight: bold; margin-top: 3em; } .subtitle { text-align: center; font-size: 1.2em; }
p { text-indent: 2em; margin: .4em 0; white-space: pre-line; } .centre { text-align: center; text-indent: 0; } .right { text-align: right; text-indent: 0; }
.note { text-indent: 0; font-size: .9em; } .line { display: flex; justify-content: space-between; font-size: .9em; margin-top: .6em; }
table { border-collapse: collapse; width: 100%; font-size: .88em; line-height: 1.4; margin: .3em 0 .8em; }
th, td { border: 1px solid #333; padding: .2em .4em; vertical-align: middle; white-space: pre-line; overflow-wrap: anywhere; }
th { font-weight: bold; text-align: center; } .r { text-align: right; font-variant-numeric: tabular-nums; } .c { text-align: center; } .b { font-weight: bold; }
nav a { display: block; color: inherit; text-decoration: none; } nav .l2 { padding-left: 2em; } nav .l3 { padding-left: 4em; }
section { overflow-x: auto; }
@page { size: A4; margin: 18mm 16mm; } @page wide { size: A4 landscape; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 11pt; line-height: 1.6; } section { overflow-x: visible; }
  table { font-size: 9pt; line-height: 1.25; } th, td { padding: .15em .3em; } h1, h2, .title { margin-top: .3em; } nav { line-height: 1.45; } .wide { page: wide; } section { break-before: page; } section:first-child { break-before: auto; }
  .new { break-before: page; } thead { display: table-header-group; } tr { break-inside: avoid; } }
)";

const char* class_of(Style style) {
  switch (style) {
    case Style::title:
      return "title";
    case Style::subtitle:
      return "subtitle";
    case Style::centre:
      return "centre";
    case Style::right:
      return "right";
    case Style::note:
      return "note";
    case Style::body:
      break;
  }
  return "";
}

void append_cell(std::string& out, const Cell& cell, bool is_header) {
  out += is_header ? "<th" : "<td";
  if (cell.columns > 1) out += " colspan=\"" + std::to_string(cell.columns) + "\"";
  if (cell.rows > 1) out += " rowspan=\"" + std::to_string(cell.rows) + "\"";
  std::string classes = cell.align == Align::right ? "r" : cell.align == Align::centre ? "c" : "";
  if (cell.is_bold && !is_header) classes += classes.empty() ? "b" : " b";
  if (!classes.empty() && !is_header) out += " class=\"" + classes + "\"";
  out += ">" + escaped(cell.text) + (is_header ? "</th>" : "</td>");
}

void append_table(std::string& out, const page::Table& table) {
  out += "<table>\n<colgroup>";
  int whole = 0;
  for (const int width : table.widths)
    whole += width;
  for (const int width : table.widths)
    out += "<col style=\"width:" + std::to_string(width * 100 / whole) + "%\">";
  out += "</colgroup>\n";
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const bool is_header = r < table.header_rows;
    if (r == 0) out += is_header ? "<thead>\n" : "<tbody>\n";
    if (r > 0 && r == table.header_rows) out += "</thead>\n<tbody>\n";
    out += "<tr>";
    for (const Cell& cell : table.rows[r])
      append_cell(out, cell, is_header);
    out += "</tr>\n";
  }
  if (!table.rows.empty())
    out += table.rows.size() == table.header_rows ? "</thead>\n" : "</tbody>\n";
  out += "</table>\n";
}

}  // namespace

std::string head(const std::string& title, const std::string& font) {
  return "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
         escaped(title) + "</title>\n<style>body { font-family: " + font + "; }" + kSheet +
         "</style>\n</head>\n<body>\n";
}

void append(std::string& out, const Block& block) {
  const std::string id = block.id.empty() ? "" : " id=\"" + escaped(block.id) + "\"";
  const std::string fresh = block.begins_page ? "new" : "";
  switch (block.kind) {
    case BlockKind::heading: {
      const std::string tag = "h" + std::to_string(block.level);
      out += "<" + tag + id + (fresh.empty() ? "" : " class=\"new\"") + ">" + escaped(block.text) +
             "</" + tag + ">\n";
      return;
    }
    case BlockKind::paragraph: {
      std::string classes = class_of(block.style);
      if (!fresh.empty()) classes += classes.empty() ? fresh : " " + fresh;
      out += "<p" + id + (classes.empty() ? "" : " class=\"" + classes + "\"") + ">" +
             escaped(block.text) + "</p>\n";
      return;
    }
    case BlockKind::line:
      out += "<div class=\"line\">";
      for (const std::string& piece : block.pieces)
        out += "<span>" + escaped(piece) + "</span>";
      out += "</div>\n";
      return;
    case BlockKind::table:
      append_table(out, block.table);
      return;
    case BlockKind::contents:
      out += "<nav>\n";
      for (const page::Entry& entry : block.entries) {
        out += "<a class=\"l" + std::to_string(entry.level) + "\" href=\"#" +
               escaped(entry.target) + "\">" + escaped(entry.text) + "</a>\n";
      }
      out += "</nav>\n";
      return;
  }
}

}  // namespace budget::html
