#include "reader/outline_sections.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

/// What a heading of the nine sections speaks of, by words that hardly stand in other headings.
int narrow_section_number(std::string_view words) {
  constexpr std::size_t kLongest = 96;
  if (words.empty() || words.size() > kLongest ||
      contains_any(words, {"。", "；", "，", "万元", "：", ":"})) {
    return 0;
  }
  if (contains(words, "机关运行经费")) return 3;
  if (contains(words, "三公")) return 4;
  if (contains_any(words, {"预算绩效", "绩效目标", "绩效预算", "绩效信息", "绩效情况"})) return 5;
  if (contains(words, "政府采购")) return 6;
  if (contains_any(words, {"国有资产", "固定资产"})) return 7;
  if (contains_any(words, {"名词解释", "专业性名词"})) return 8;
  if (contains_any(words,
                   {"职责及机构", "机构设置", "部门概况", "部门职责", "主要职责", "主要职能"})) {
    return 1;
  }
  if (contains_any(
          words, {"总体安排", "安排的总体", "收支总体", "收支预算总体", "收支情况", "收支说明"})) {
    return 2;
  }
  if (contains_any(words, {"其他需要", "其他事项", "其他重要", "需要说明的事项", "其它需要"}))
    return 9;
  return 0;
}

/// How a heading is numbered: 一、 (一) 1、 (1), or not at all.
enum class Numbering { han, han_bracket, digits, digits_bracket, none };
Numbering style_of(std::string_view compact, const Numbered& numbered) {
  if (numbered.number.empty()) return Numbering::none;
  const bool bracket = compact.starts_with("（") || compact.starts_with("(");
  const bool digits = numbered.number.find_first_of("0123456789") != std::string_view::npos;
  if (digits) return bracket ? Numbering::digits_bracket : Numbering::digits;
  return bracket ? Numbering::han_bracket : Numbering::han;
}

}  // namespace

int section_number(std::string_view compact) {
  if (compact.size() > kLongestHeading || contains_any(compact, {"。", "；", "万元", "："}))
    return 0;
  std::size_t length = 0;
  std::string_view words = compact;
  if (han_number(words, length) > 0 && words.substr(length).starts_with("、")) {
    words.remove_prefix(length + std::string_view("、").size());
  } else if (!(words.starts_with("第") && contains(words, "部分"))) {
    return 0;
  }
  if (contains_any(words, {"职责", "机构设置", "部门概况", "基本情况"})) return 1;
  if (contains(words, "机关运行")) return 3;
  if (contains(words, "三公")) return 4;
  if (contains(words, "绩效")) return 5;
  if (contains(words, "采购")) return 6;
  if (contains_any(words, {"国有资产", "固定资产"})) return 7;
  if (contains_any(words, {"名词解释", "专业性名词"})) return 8;
  if (contains_any(words, {"总体情况", "总体安排", "收支", "预算安排"})) return 2;
  if (contains_any(words, {"其他需要", "其他事项", "其他说明", "其他重要", "需要说明", "其它需要",
                           "其它事项"})) {
    return 9;
  }
  return 0;
}

std::string_view section_kind(int number) {
  static constexpr std::array<std::string_view, 10> kKinds = {
      "other",       "duties",      "overview", "running_costs", "three_public",
      "performance", "procurement", "assets",   "terms",         "remarks"};
  return kKinds.at(number < 0 || number > 9 ? 0 : static_cast<std::size_t>(number));
}

void find_other_sections(const Grid& grid, std::vector<RowMeaning>& outline) {
  std::size_t tables = 0;
  std::set<int> known;
  std::size_t begin = outline.size();
  for (std::size_t at = 0; at < outline.size(); ++at) {
    const Meaning meaning = outline[at].meaning;
    tables += meaning == Meaning::table_title ? 1 : 0;
    if (meaning == Meaning::section) known.insert(outline[at].number);
    if (meaning == Meaning::narrative_title) begin = std::min(begin, at);
  }
  constexpr std::size_t kAll = 9;
  constexpr std::size_t kFewTables = 3;
  if (known.size() >= kAll || tables < kFewTables) return;
  if (begin == outline.size()) begin = 0;
  struct Candidate {
    std::size_t row;
    int number;
  };
  std::map<Numbering, std::vector<Candidate>> candidates;
  bool in_goals = false;
  for (std::size_t at = begin; at < outline.size(); ++at) {
    switch (outline[at].meaning) {
      case Meaning::part_goals:
      case Meaning::overall_goal:
      case Meaning::safeguards:
        in_goals = true;
        break;
      case Meaning::section:
      case Meaning::sheet_title:
      case Meaning::table_title:
        in_goals = false;
        break;
      default:
        break;
    }
    const Cell* only = only_cell(grid, grid.rows[at]);
    if (only == nullptr || outline[at].meaning != Meaning::text || in_goals ||
        (grid.rows[at].shape == RowShape::cells && grid.rows[at].sheet == 0)) {
      continue;
    }
    const Numbered numbered = split_number(only->compact);
    const int number = narrow_section_number(numbered.rest);
    if (number == 0 || known.contains(number)) continue;
    candidates[style_of(only->compact, numbered)].push_back({at, number});
  }
  // The way of numbering that names most of them; unnumbered lines only when all are.
  const std::vector<Candidate>* best = nullptr;
  std::size_t most = 0;
  for (const auto& [style, list] : candidates) {
    std::set<int> named;
    for (const Candidate& candidate : list)
      named.insert(candidate.number);
    constexpr std::size_t kFewest = 2;
    constexpr std::size_t kFewestBare = 4;
    if (named.size() < (style == Numbering::none ? kFewestBare : kFewest) || named.size() <= most) {
      continue;
    }
    best = &list;
    most = named.size();
  }
  if (best == nullptr) return;
  for (const Candidate& candidate : *best) {
    if (known.insert(candidate.number).second) {
      outline[candidate.row] = {Meaning::section, candidate.number};
    }
  }
}

}  // namespace budget::reader
