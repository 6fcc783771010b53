#include "page/page.h"

#include <algorithm>

#include "page/rows.h"
#include "page/text.h"

namespace budget::page {
namespace {

Error unknown(const std::string& what, const std::string& name) {
  return {ErrorCode::invalid_input, "expected " + what + " of pages, but there is '" + name + "'"};
}

Result<Style> style_of(const std::string& name) {
  if (name.empty() || name == "body") return Style::body;
  if (name == "title") return Style::title;
  if (name == "subtitle") return Style::subtitle;
  if (name == "centre") return Style::centre;
  if (name == "right") return Style::right;
  if (name == "note") return Style::note;
  return unknown("a style", name);
}

Result<Block> block_of(const Json& json) {
  Block block;
  const std::string& kind = json["kind"].text();
  block.level = static_cast<int>(std::clamp<std::int64_t>(json["level"].integer(1), 1, 4));
  block.begins_page = json["begins_page"].boolean();
  block.id = json["id"].text();
  block.text = printable(json["text"].text());
  block.style = TRY(style_of(json["style"].text()));
  if (kind == "heading") {
    block.kind = BlockKind::heading;
  } else if (kind == "paragraph") {
    block.kind = BlockKind::paragraph;
  } else if (kind == "line") {
    block.kind = BlockKind::line;
    block.pieces = {printable(json["left"].text()), printable(json["centre"].text()),
                    printable(json["right"].text())};
  } else if (kind == "table") {
    block.kind = BlockKind::table;
    block.table = TRY(table_of(json));
  } else if (kind == "contents") {
    block.kind = BlockKind::contents;
    for (const Json& entry : json["entries"].items()) {
      block.entries.push_back({printable(entry["text"].text()), entry["target"].text(),
                               static_cast<int>(entry["level"].integer(1))});
    }
  } else {
    return unknown("a block", kind);
  }
  return block;
}

Error placed(const Error& error, const Json& part, std::size_t block) {
  return {
      error.code,
      error.message + ", in block " + std::to_string(block + 1) + " of part " + part["name"].text(),
      error.hint};
}

}  // namespace

Result<Pages> pages_of(const Json& payload) {
  if (payload["what"].text() != "pages") return pages_of_rows(payload);
  Pages pages;
  pages.name = payload["name"].text();
  pages.title = printable(payload["title"].text());
  if (pages.name.empty() || pages.name.find('/') != std::string::npos)
    return unknown("a name", pages.name);
  for (const Json& part : payload["parts"].items()) {
    Part made;
    made.name = printable(part["name"].text());
    made.is_landscape = part["landscape"].boolean();
    const Json::Array& blocks = part["blocks"].items();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      Result<Block> block = block_of(blocks[i]);
      if (!block) return placed(block.error(), part, i);
      made.blocks.push_back(*std::move(block));
    }
    pages.parts.push_back(std::move(made));
  }
  if (pages.parts.empty())
    return Error{ErrorCode::invalid_input, "expected pages to export, but there is no part"};
  return pages;
}

Json written(const std::string& name, const char* media_type, const Pages& pages) {
  std::size_t rows = 0;
  for (const Part& part : pages.parts)
    for (const Block& block : part.blocks)
      rows += block.kind == BlockKind::table ? block.table.rows.size() : 1;
  Json file = Json::object();
  file.set("name", name).set("media_type", media_type).set("title", pages.title);
  Json result = Json::object();
  result.set("schema", "budget.export.files/1").set("files", Json::array().push(std::move(file)));
  return result.set("rows", rows);
}

}  // namespace budget::page
