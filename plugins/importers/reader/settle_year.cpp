#include "reader/settle_year.h"

#include <algorithm>
#include <map>

#include "reader/text/characters.h"
#include "reader/text/words.h"

namespace budget::reader {
namespace {

int year_in(std::string_view text) {
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    if (text[at] != '2' || text[at + 1] != '0' || !is_digit(text[at + 2]) ||
        !is_digit(text[at + 3]) || (at > 0 && is_digit(text[at - 1]))) {
      continue;
    }
    std::string_view behind = text.substr(at + 4);
    while (!behind.empty() && behind.front() == ' ')
      behind.remove_prefix(1);
    if (behind.starts_with("年")) {
      return (text[at] - '0') * 1000 + (text[at + 1] - '0') * 100 + (text[at + 2] - '0') * 10 +
             (text[at + 3] - '0');
    }
  }
  return 0;
}

/// 2024年部门预算项目绩效目标表: the year of a form. In 2024年道路养护绩效目标表 it is the
/// project's.
int year_before_form(std::string_view title) {
  std::string_view name = split_title(title).rest;
  const int year = year_in(name.substr(0, name.find("年") + std::string_view("年").size()));
  if (year == 0 || digits_before(name) != 4) return 0;
  name.remove_prefix(name.find("年"));
  if (!skip(name, "年度")) skip(name, "年");
  const auto project = name_in_sheet_title(name);
  return project && project->empty() ? year : 0;
}

void settle_documents_year(Reading& reading) {
  ReadDocument& document = reading.document;
  const auto settle = [&](int year, std::string evidence) {
    if (document.fiscal_year != 0 || year == 0) return;
    document.fiscal_year = year;
    document.fiscal_year_evidence = std::move(evidence);
  };
  settle(year_in(document.title.text), "title");
  for (const ReadSection& section : document.sections) {
    if (section.kind == "introduction") settle(year_in(section.heading.text), "heading");
  }
  const bool titled = document.fiscal_year != 0;
  std::map<int, int> pages;
  for (std::size_t at = 0; at < reading.size(); ++at) {
    if (reading.meaning(at) == Meaning::sheet_title) {  // 绩效目标表（2025年度）
      const std::string title = without_blanks(reading.text_of_row(at).text);
      const std::size_t behind = title.rfind("表");
      int year = behind == std::string::npos ? 0 : year_in(std::string_view(title).substr(behind));
      if (year == 0) year = year_before_form(title);
      if (year != 0) ++pages[year];
    }
    if (reading.meaning(at) != Meaning::furniture) continue;
    const auto found = furniture_of(reading.grid, reading.row(at));
    if (found && found->year != 0) ++pages[found->year];
  }
  for (const ReadTable& table : document.tables) {  // 2026年收支总表
    const std::string title = without_blanks(table.title.text);
    if (digits_before(title) == 4 && !contains_any(title, {"决算", "执行"}))
      if (const int year = year_in(title); year != 0) ++pages[year];
  }
  const auto most = [](const std::map<int, int>& counts) {
    int best = 0;
    int times = 0;
    for (const auto& [year, count] : counts) {
      if (count >= times) {
        best = year;
        times = count;
      }
    }
    return best;
  };
  settle(most(pages), "page headers");
  if (!document.department.overall.empty()) {
    settle(year_in(document.department.overall.front().text), "department goals");
  }
  std::map<int, int> codes;
  for (const ReadProject& project : document.projects) {
    const std::string& code = project.code.text;
    if (code.size() == 21 && is_digit(code[6]) && is_digit(code[7])) {
      ++codes[2000 + (code[6] - '0') * 10 + (code[7] - '0')];
    }
  }
  settle(most(codes), "project codes");
  if (document.fiscal_year == 0) {
    if (!document.projects.empty() || !document.tables.empty()) {
      reading.defects.add("document_year_missing", {1}, "文件中没有印预算年度", {}, "空着，请补充");
    }
  } else if (!titled && pages.empty()) {
    const int line =
        document.department.overall.empty() ? 1 : document.department.overall.front().source.line;
    reading.defects.add("document_year_not_in_title", {line}, "封面和标题没有印预算年度",
                        document.fiscal_year_evidence, "按正文或项目编码读入");
  }
}

/// Where a part of the document begins that names its own year.
struct Part {
  int line = 0;
  int year = 0;
  std::string words;
};

/// Covers behind the first goal sheet, with the short lines beside them: a file may hold the texts
/// of several years.
void find_covers(Reading& reading, int first_sheet, std::vector<Part>& parts) {
  constexpr std::size_t kLongestCoverLine = 150;
  constexpr std::size_t kMostCoverLines = 4;
  const auto cover_line = [&](std::size_t at) -> const Cell* {
    if (reading.claimed[at] != 0 || reading.row(at).line < first_sheet) return nullptr;
    const Cell* only = only_cell(reading.grid, reading.row(at));
    return only != nullptr && only->compact.size() <= kLongestCoverLine ? only : nullptr;
  };
  for (std::size_t at = 0; at < reading.size(); ++at) {
    const Cell* title = cover_line(at);
    if (title == nullptr || title->compact.ends_with("。")) continue;
    const int year = year_in(title->compact);
    if (year == 0 || !contains_any(title->compact,
                                   {"部门预算", "单位预算", "绩效文本", "绩效目标", "预算公开"})) {
      continue;
    }
    parts.push_back({reading.row(at).line, year, std::string(title->text)});
    std::size_t begin = at;
    while (begin > 0 && at - begin < kMostCoverLines && cover_line(begin - 1) != nullptr)
      --begin;
    for (std::size_t line = begin; line < reading.size() && line <= at + kMostCoverLines; ++line) {
      if (cover_line(line) == nullptr) break;
      reading.claim(line);
    }
  }
}

/// Goal sheets behind another year's cover or overall goal are that year's.
void settle_parts(Reading& reading) {
  ReadDocument& document = reading.document;
  if (document.fiscal_year == 0 || document.projects.empty()) return;
  // A workbook of several sheets counts the lines of each from 1: nothing is behind another there.
  if (!std::ranges::is_sorted(reading.grid.rows, {}, &Row::line)) return;
  const int first_sheet = document.projects.front().source.line;
  std::vector<Part> parts;
  find_covers(reading, first_sheet, parts);
  for (const ReadText& goal : document.department.overall) {
    const int year = goal.source.line > first_sheet ? year_in(goal.text) : 0;
    if (year != 0 && goal.text.starts_with(std::to_string(year)))
      parts.push_back({goal.source.line, year, goal.text});
  }
  std::ranges::sort(parts, {}, &Part::line);
  std::map<int, int> sheets;  // by year
  std::vector<int> lines;
  for (ReadProject& project : document.projects) {
    const auto behind = std::ranges::upper_bound(parts, project.source.line, {}, &Part::line);
    const Part* part = behind == parts.begin() ? nullptr : &*std::prev(behind);
    const int year = part == nullptr ? document.fiscal_year : part->year;
    if (++sheets[year] == 1 && part != nullptr) lines.push_back(part->line);
    if (year != document.fiscal_year) project.fiscal_year = year;
  }
  if (sheets.size() < 2) return;
  std::string counts;
  for (const auto& [year, count] : sheets) {
    counts += (counts.empty() ? "" : "，") + std::to_string(year) + "年 " + std::to_string(count) +
              " 张目标表";
  }
  reading.defects.add("several_fiscal_years", lines, "文件中有几个预算年度：" + counts,
                      parts.front().words, "目标表按所在部分的年度读入");
}

}  // namespace

void settle_year(Reading& reading) {
  settle_documents_year(reading);
  settle_parts(reading);
}

}  // namespace budget::reader
