#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reader/grid/grid.h"

namespace budget::reader {

/// What a row is by its own words, before its neighbours are asked.
enum class Meaning {
  text,
  table,             ///< several cells
  contents_title,    ///< 目录
  contents_entry,    ///< ends in dots or a tab and a page number
  part,              ///< 第一部分 …
  sheet_title,       ///< … 绩效目标表
  table_title,       ///< of one of the nine disclosure tables
  section,           ///< of the narrative
  overall_goal,      ///< 总体绩效目标
  part_goals,        ///< 分项绩效目标
  safeguards,        ///< 工作保障措施
  project_goals,     ///< 预算项目绩效目标
  department_goals,  ///< 部门整体绩效目标
  furniture,         ///< unit, fiscal year, money unit, page number
  narrative_title,   ///< … 情况说明
  note,              ///< 注：…
};

struct RowMeaning {
  Meaning meaning = Meaning::text;
  int number = 0;  ///< of the disclosure table (1–9) or the section (1–9)
};

constexpr std::size_t kLongestHeading = 120;  ///< bytes, 40 characters

[[nodiscard]] std::vector<RowMeaning> outline_of(const Grid& grid);

/// 1–9 by the words of a title, 0 for other texts. Title without blanks.
[[nodiscard]] int disclosure_table_number(std::string_view title);

/// A heading's number ("8.", "（一）", "三、") and what follows it.
struct Numbered {
  std::string_view number;
  std::string_view rest;
};
[[nodiscard]] Numbered split_number(std::string_view compact);
/// What such a number counts; 0 for no number.
[[nodiscard]] int number_of(std::string_view number);

/// The same for a title, which 附件3：, 表3 or 公开表3 may number, too.
[[nodiscard]] Numbered split_title(std::string_view compact);

/// The name in a goal sheet's title: without its number and without 绩效目标表. Nullopt for other
/// texts. `compact` is without blanks.
[[nodiscard]] std::optional<std::string_view> name_in_sheet_title(std::string_view compact);

/// A table of contents' line without dots and page; the page.
struct ContentsLine {
  std::string text;
  std::string page;
};
[[nodiscard]] std::optional<ContentsLine> contents_line(const Grid& grid, const Row& row);

/// Which of the nine sections a heading opens; 0 for other texts.
[[nodiscard]] int section_number(std::string_view compact);
[[nodiscard]] std::string_view section_kind(int number);

}  // namespace budget::reader
