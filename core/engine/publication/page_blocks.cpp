#include "engine/publication/page_blocks.h"

#include <algorithm>
#include <array>
#include <utility>

#include <budget/decimal.h>

namespace budget {

Json heading_block(int level, const std::string& text, const std::string& id) {
  Json block = Json::object();
  block.set("kind", "heading").set("level", level).set("text", text);
  if (!id.empty()) block.set("id", id);
  return block;
}

Json paragraph_block(const std::string& text, const char* style) {
  return Json::object().set("kind", "paragraph").set("style", style).set("text", text);
}

Json line_block(const std::string& left, const std::string& centre, const std::string& right) {
  Json block = Json::object().set("kind", "line");
  return block.set("left", left).set("centre", centre).set("right", right);
}

Json text_cell(const std::string& text, int columns, int rows, const char* align, bool is_bold) {
  Json cell = Json::object().set("text", text);
  if (columns > 1) cell.set("columns", columns);
  if (rows > 1) cell.set("rows", rows);
  if (std::string_view(align) != "left") cell.set("align", align);
  if (is_bold) cell.set("bold", true);
  return cell;
}

Json table_block(const std::vector<int>& widths, std::size_t header_rows, Json rows) {
  Json shares = Json::array();
  for (const int width : widths)
    shares.push(width);
  Json block = Json::object().set("kind", "table").set("widths", std::move(shares));
  return block.set("header_rows", header_rows).set("rows", std::move(rows));
}

Json part_of(const std::string& name, bool is_landscape, Json blocks) {
  return Json::object()
      .set("name", name)
      .set("landscape", is_landscape)
      .set("blocks", std::move(blocks));
}

namespace {

std::pair<std::string, std::string> group_and_column(const std::string& name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string::npos) return {{}, name};
  return {name.substr(0, slash), name.substr(slash + 1)};
}

}  // namespace

std::size_t header_rows_of(const std::vector<std::string>& columns) {
  const bool has_groups = std::ranges::any_of(
      columns, [](const std::string& name) { return name.find('/') != std::string::npos; });
  return has_groups ? 2 : 1;
}

void push_header(Json& rows, const std::vector<std::string>& columns) {
  const bool has_groups = header_rows_of(columns) == 2;
  Json upper = Json::array();
  Json lower = Json::array();
  for (std::size_t i = 0; i < columns.size();) {
    const auto [group, column] = group_and_column(columns[i]);
    if (group.empty()) {
      upper.push(text_cell(column, 1, has_groups ? 2 : 1, "centre", true));
      ++i;
      continue;
    }
    int wide = 0;
    for (; i < columns.size(); ++i, ++wide) {
      const auto [same, name] = group_and_column(columns[i]);
      if (same != group) break;
      lower.push(text_cell(name, 1, 1, "centre", true));
    }
    upper.push(text_cell(group, wide, 1, "centre", true));
  }
  rows.push(std::move(upper));
  if (has_groups) rows.push(std::move(lower));
}

std::string folded(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kSame{
      {{"（", "("},
       {"）", ")"},
       {"：", ":"},
       {"，", ","},
       {"；", ";"},
       {"“", "\""},
       {"”", "\""},
       {"％", "%"},
       {"　", ""},
       {"\xC2\xA0", ""},
       {" ", ""},
       {"\t", ""},
       {"\n", ""}}};
  std::string out;
  while (!text.empty()) {
    const auto same =
        std::ranges::find_if(kSame, [&](const auto& pair) { return text.starts_with(pair.first); });
    if (same != kSame.end()) {
      out += same->second;
      text.remove_prefix(same->first.size());
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

std::optional<std::int64_t> amount_in(std::string_view text) {
  constexpr int kScale = 6;
  const auto number = parse_fixed(text, kScale);
  return number ? std::optional(*number) : std::nullopt;
}

bool starts_numbered(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kDigits{"一", "二", "三", "四", "五",
                                                            "六", "七", "八", "九", "十"};
  bool any = false;
  for (;;) {
    const auto digit =
        std::ranges::find_if(kDigits, [&](std::string_view d) { return text.starts_with(d); });
    if (digit == kDigits.end()) return any && text.starts_with("、");
    any = true;
    text.remove_prefix(digit->size());
  }
}

}  // namespace budget
