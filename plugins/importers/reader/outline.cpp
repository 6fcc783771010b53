#include "reader/outline.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include "reader/furniture.h"
#include "reader/outline_sections.h"
#include "reader/text/characters.h"
#include "reader/text/words.h"

namespace budget::reader {
namespace {

constexpr std::size_t kLongestTitleLine = 480;

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool any_end(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.ends_with(word); });
}

bool is_title_ending(std::string_view text) {
  return text.ends_with("表") || text.ends_with("表）") || text.ends_with("）") ||
         text.ends_with(")") || text.ends_with("情况");
}

/// 注：…, 备注2：…
bool is_note(std::string_view compact) {
  std::string_view rest = compact;
  if (!skip(rest, "备注") && !skip(rest, "注")) return false;
  rest.remove_prefix(digits_before(rest));
  return rest.starts_with("：") || rest.starts_with(":");
}

RowMeaning meaning_of_text(std::string_view compact) {
  if (is_note(compact)) return {Meaning::note, 0};
  if (compact.size() > kLongestTitleLine) return {Meaning::text, 0};
  if (compact == "目录" || (compact.ends_with("目录") && compact.size() < kLongestHeading)) {
    return {Meaning::contents_title, 0};
  }
  if (compact.starts_with("说明：") || contains(compact, "空表列示")) {
    return {Meaning::note, 0};
  }
  const bool sentence =
      compact.ends_with("。") || compact.ends_with("；") || compact.ends_with("，");
  if (!sentence && name_in_sheet_title(compact)) return {Meaning::sheet_title, 0};
  if (sentence || compact.size() > kLongestHeading) return {Meaning::text, 0};
  const Numbered numbered = split_number(compact);
  const std::string_view words = numbered.rest;
  if (compact.starts_with("第") && contains(compact, "部分")) return {Meaning::part, 0};
  constexpr std::size_t kShortHeading = 75;
  if (words.size() <= kShortHeading) {
    if (words.ends_with("部门整体绩效目标")) return {Meaning::department_goals, 0};
    if (words.ends_with("预算项目绩效目标") || words.ends_with("项目支出绩效目标")) {
      return {Meaning::project_goals, 0};
    }
    if (words.ends_with("总体绩效目标") || words == "总体目标") return {Meaning::overall_goal, 0};
    if (any_end(words, {"分项绩效目标", "分类绩效目标", "工作活动绩效目标"}) ||
        words == "分项目标") {
      return {Meaning::part_goals, 0};
    }
    if (words.ends_with("保障措施") && !contains_any(words, {"："}))
      return {Meaning::safeguards, 0};
  }
  if (const int table = disclosure_table_number(compact); table > 0) {
    return {Meaning::table_title, table};
  }
  if (const int section = section_number(compact); section > 0) return {Meaning::section, section};
  if ((compact.ends_with("情况说明") || compact.ends_with("公开说明")) &&
      contains_any(compact, {"公开", "预算", "决算"})) {
    return {Meaning::narrative_title, 0};
  }
  return {Meaning::text, 0};
}

/// What pages print at their head or foot again and again is furniture from its second time on:
/// beside a page number, or naming the document itself.
void find_running_lines(const Grid& grid, std::vector<RowMeaning>& outline) {
  constexpr std::size_t kLongest = 120;
  constexpr std::size_t kFewest = 3;
  std::unordered_map<std::string_view, std::vector<std::size_t>> same;
  for (std::size_t at = 0; at < outline.size(); ++at) {
    const Meaning meaning = outline[at].meaning;
    const Cell* only = only_cell(grid, grid.rows[at]);
    if (only == nullptr || (meaning != Meaning::text && meaning != Meaning::narrative_title) ||
        only->compact.size() < 9 || only->compact.size() > kLongest) {
      continue;
    }
    same[only->compact].push_back(at);
  }
  const auto number_at = [&](std::size_t at) {
    if (at >= outline.size() || outline[at].meaning != Meaning::furniture) return false;
    const Cell* only = only_cell(grid, grid.rows[at]);
    return only != nullptr && is_page_number(only->compact);
  };
  for (const auto& [text, rows] : same) {
    if (rows.size() < kFewest) continue;
    std::size_t beside = 0;
    for (const std::size_t at : rows)
      beside += number_at(at + 1) || (at > 0 && number_at(at - 1)) ? 1 : 0;
    const bool names_document =
        contains_any(text, {"部门预算", "单位预算", "预算公开", "绩效文本", "预算文本"}) &&
        contains(text, "20") && contains(text, "年");
    if (beside * 2 < rows.size() && !names_document) continue;
    constexpr std::size_t kCover = 12;  // the title itself is read
    for (std::size_t i = rows.front() < kCover ? 1 : 0; i < rows.size(); ++i)
      outline[rows[i]] = {Meaning::furniture, 0};
  }
}

}  // namespace

Numbered split_number(std::string_view compact) {
  std::string_view rest = compact;
  std::size_t length = 0;
  const bool open = skip(rest, "（") || skip(rest, "(");
  length = digits_before(rest);
  if (length == 0 || length > 3) {
    if (length == 0 && han_number(rest, length) == 0) return {{}, compact};
    if (length > 12) return {{}, compact};
  }
  const std::size_t end = static_cast<std::size_t>(rest.data() - compact.data()) + length;
  rest.remove_prefix(length);
  const bool closed = skip(rest, "）") || skip(rest, ")") || skip(rest, "、") || skip(rest, "．") ||
                      skip(rest, ".") || skip(rest, "，") || skip(rest, "﹒") || skip(rest, "·") ||
                      skip(rest, "﹑");
  if (!closed) return {{}, compact};
  skip(rest, "、");
  const std::size_t begin = open ? end - length : 0;
  return {compact.substr(begin, end - begin), rest};
}

int number_of(std::string_view number) {
  std::string_view rest = number;
  if (!skip(rest, "（")) skip(rest, "(");
  std::size_t length = digits_before(rest);
  if (length == 0) return han_number(rest, length);
  int value = 0;
  for (std::size_t at = 0; at < length && at < 4; ++at)
    value = value * 10 + (rest[at] - '0');
  return value;
}

Numbered split_title(std::string_view compact) {
  std::string_view rest = compact;
  for (const std::string_view mark : {"部门预算公开", "预算公开", "公开", "附"})
    if (skip(rest, mark)) break;
  if (!skip(rest, "件") && !skip(rest, "表")) return split_number(compact);
  std::size_t length = digits_before(rest);
  if (length == 0 && han_number(rest, length) == 0) return split_number(compact);
  if (length > 6) return split_number(compact);
  const std::string_view number = rest.substr(0, length);
  rest.remove_prefix(length);
  // 表1-2: the second number counts sheets of one table
  if (rest.size() > 1 && rest.front() == '-' && is_digit(rest[1])) {
    rest.remove_prefix(1);
    rest.remove_prefix(digits_before(rest));
  }
  while (skip(rest, "：") || skip(rest, ":") || skip(rest, "、") || skip(rest, "-") ||
         skip(rest, ".") || skip(rest, "．") || skip(rest, "—")) {
  }
  return rest.empty() ? Numbered{{}, compact} : Numbered{number, rest};
}

std::optional<std::string_view> name_in_sheet_title(std::string_view compact) {
  if (compact.size() > kLongestTitleLine || contains(compact, "。")) return std::nullopt;
  std::string_view title = compact;
  for (const std::string_view open : {"（", "("}) {  // （2024年度）, （续表）
    const std::size_t at = title.rfind(open);
    if (at == std::string_view::npos || at < 12) continue;
    const std::string_view inside = title.substr(at);
    if ((inside.ends_with("）") || inside.ends_with(")")) && title.substr(0, at).ends_with("表") &&
        (contains(inside, "年") || contains(inside, "续") || all_digits(inside))) {
      title = title.substr(0, at);
    }
  }
  if (!title.ends_with("表")) return std::nullopt;
  title.remove_suffix(std::string_view("表").size());
  for (const std::string_view word : {"申报", "批复", "公开", "填报", "情况"}) {
    if (title.ends_with(word)) title.remove_suffix(word.size());
  }
  if (!title.ends_with("绩效目标")) return std::nullopt;
  title.remove_suffix(std::string_view("绩效目标").size());
  const std::string_view name = split_title(title).rest;
  for (const std::string_view bare :
       {"项目支出", "项目", "预算项目", "部门预算项目", "预算项目支出", "部门预算项目支出"}) {
    if (name == bare) return std::string_view();
  }
  return name;
}

int disclosure_table_number(std::string_view title) {
  if (title.size() > kLongestHeading || contains_any(title, {"。", "，", "；", "详见", "如下"}))
    return 0;
  title = split_title(split_title(title).rest).rest;  // 附件2：表3 部门支出总表
  if (!is_title_ending(title) || !contains(title, "表")) return 0;
  if (contains_any(title, {"绩效", "采购", "资产", "机构", "目录", "公开表", "占用", "决算"}))
    return 0;
  if (contains(title, "三公")) return 9;
  if (contains(title, "国有资本")) return 8;
  if (contains_any(title, {"基金预算", "政府性基金", "政府基金"})) return 7;
  if (contains(title, "基本支出")) return 6;
  if (contains(title, "项目支出")) return 0;  // 项目支出预算明细表 is none of the nine
  if (contains(title, "收支") && contains_any(title, {"财政拨款"})) return 4;
  if (contains(title, "收支")) return 1;
  if (contains_any(title, {"收入总", "收入预算", "收入总体", "收入情况"})) return 2;
  if (contains_any(title, {"一般公共预算", "财政拨款支出"}) && contains(title, "支出")) return 5;
  if (contains_any(title, {"支出总", "支出预算", "支出总体", "支出情况"})) return 3;
  return 0;
}

std::optional<ContentsLine> contents_line(const Grid& grid, const Row& row) {
  std::string_view text;
  std::string_view page;
  std::size_t filled = 0;
  for (const Cell& cell : grid.cells_of(row)) {
    if (cell.blank()) continue;
    ++filled;
    (filled == 1 ? text : page) = cell.compact;
  }
  if (filled == 0 || filled > 2 || text.size() > kLongestTitleLine) return std::nullopt;
  if (filled == 2 && (!all_digits(page) || page.size() > 4)) return std::nullopt;
  if (filled == 1 && is_table_mark(text)) return std::nullopt;
  std::string_view body = text;
  if (filled == 1) {
    std::size_t digits = 0;
    while (digits < body.size() && is_digit(body[body.size() - 1 - digits]))
      ++digits;
    if (digits == 0 || digits > 4) return std::nullopt;
    page = body.substr(body.size() - digits);
    body.remove_suffix(digits);
  }
  const std::size_t before = body.size();
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view dot : {".", "…", "·", "．", "-", "_", "。"}) {
      if (body.size() > dot.size() && body.ends_with(dot)) {
        body.remove_suffix(dot.size());
        more = true;
      }
    }
  }
  constexpr std::size_t kLeader = 2;
  const bool dotted = before - body.size() >= kLeader;
  if (filled == 1 && !dotted) {
    // No dots: only a title or heading may be followed by a page number.
    if (!body.ends_with("表") && section_number(body) == 0) return std::nullopt;
  }
  if (filled == 2 && !dotted && !name_in_sheet_title(body) && section_number(body) == 0 &&
      disclosure_table_number(body) == 0) {
    return std::nullopt;
  }
  if (filled == 2 && !dotted && row.shape == RowShape::cell_lines) return std::nullopt;
  return ContentsLine{std::string(body), std::string(page)};
}

std::vector<RowMeaning> outline_of(const Grid& grid) {
  std::vector<RowMeaning> outline;
  outline.reserve(grid.rows.size());
  for (const Row& row : grid.rows) {
    if (contents_line(grid, row)) {
      outline.push_back({Meaning::contents_entry, 0});
      continue;
    }
    const Cell* only = only_cell(grid, row);
    if (only != nullptr) {
      const RowMeaning meaning = meaning_of_text(only->compact);
      if (meaning.meaning != Meaning::text) {
        outline.push_back(meaning);
        continue;
      }
    }
    if (furniture_of(grid, row)) {
      outline.push_back({Meaning::furniture, 0});
    } else {
      const bool table = row.shape != RowShape::prose && only == nullptr;
      outline.push_back({table ? Meaning::table : Meaning::text, 0});
    }
  }
  find_running_lines(grid, outline);
  find_other_sections(grid, outline);
  return outline;
}

}  // namespace budget::reader
