#include <algorithm>
#include <map>

#include "reader/blocks.h"
#include "reader/disclosure/names.h"
#include "reader/settle_year.h"
#include "reader/text/characters.h"
#include "reader/text/markup.h"
#include "reader/text/words.h"

namespace budget::reader {
namespace {

constexpr std::string_view kOwnLevel[] = {"（本级）", "(本级)", "本级", "（机关）", "(机关)"};

/// Markup and blanks inside words, cell by cell.
void look_at_printing(Reading& reading) {
  std::size_t cells = 0;
  std::size_t blanks = 0;
  std::vector<std::pair<int, std::string_view>> broken;
  for (std::size_t at = 0; at < reading.size(); ++at) {
    const Row& row = reading.row(at);
    const bool table = row.shape != RowShape::prose && reading.meaning(at) != Meaning::furniture;
    for (const Cell& cell : reading.grid.cells_of(row)) {
      if (cell.blank()) continue;
      if (cell.printed.data() != cell.text.data() || cell.printed.size() != cell.text.size()) {
        Markup found;
        (void)without_markup(cell.printed, found);
        const auto gather = [&](bool seen, std::string_view id, std::string_view what) {
          if (seen) reading.defects.gather(id, cell.line, cell.printed, what);
        };
        gather(found.html, "html_markup", "去掉标记读入");
        gather(found.latex, "latex_in_text", "按其符号读入");
        gather(found.bookmark, "bookmark_markup", "去掉书签读入");
        gather(found.markdown, "markdown_in_text", "去掉标记读入");
      }
      if (!table) continue;
      ++cells;
      if (cell.compact.size() != cell.text.size() && !label_of(cell.compact) &&
          has_blank_beside_words(cell.text)) {
        ++blanks;
        broken.emplace_back(cell.line, cell.printed);
      }
    }
  }
  for (const int line : reading.grid.tabs_inside) {
    reading.defects.gather("embedded_tabs", line, {}, "去掉制表符读入");
  }
  // A few blanks between words are the author's; OCR breaks words all over the file.
  constexpr std::size_t kShare = 40;  // one cell in forty
  if (blanks * kShare < cells) return;
  for (const auto& [line, printed] : broken) {
    reading.defects.gather("ocr_space_in_text", line, printed, "去掉空格读入");
  }
}

void settle_units(Reading& reading) {
  ReadDocument& document = reading.document;
  std::map<std::pair<std::string, std::string>, std::size_t> known_units;
  const auto unit = [&](const std::string& code, const std::string& name) -> ReadUnit& {
    const auto [place, fresh] = known_units.emplace(std::pair(code, name), document.units.size());
    if (fresh) document.units.push_back({code, name, 0});
    return document.units[place->second];
  };
  std::map<std::string, int> printed;
  for (std::size_t at = 0; at < reading.size(); ++at) {
    if (reading.meaning(at) != Meaning::furniture) continue;
    const auto found = furniture_of(reading.grid, reading.row(at));
    if (!found || found->unit_name.empty()) continue;
    unit(found->unit_code, found->unit_name);
    if (document.department_name.empty() || ++printed[found->unit_name] == 1) {
      if (document.department_name.empty()) {
        document.department_name = {found->unit_name, found->unit_printed, reading.source_of(at)};
      }
    }
    if (found->unit_code.size() == 3) {
      if (document.department_code.empty()) {
        document.department_name = {found->unit_name, found->unit_printed, reading.source_of(at)};
      }
      document.department_code = found->unit_code;
    }
  }
  for (const ReadProject& project : document.projects) {
    if (!project.unit_name.empty()) ++unit(project.unit_code, project.unit_name).projects;
  }
  for (const ReadTable& table : document.other_tables) {
    if (table.columns.empty() || table.columns.front() != "单位名称") continue;
    for (const auto& row : table.rows)
      unit({}, row.front());
  }
  if (document.department_name.empty() && !document.units.empty()) {
    document.department_name.text = document.units.front().name;
  }
  for (const std::string_view own : kOwnLevel) {
    if (document.department_name.text.ends_with(own)) {
      document.department_name.text.resize(document.department_name.text.size() - own.size());
    }
  }
  if (document.department_code.empty()) {
    for (const ReadUnit& known : document.units) {
      if (known.code.size() == 6) {
        document.department_code_derived = known.code.substr(0, 3);
        break;
      }
    }
  }
}

/// What most sheets do, and the lines of the few that do otherwise.
void settle_sheets(Reading& reading) {
  const auto& projects = reading.document.projects;
  std::map<int, int> columns;
  std::vector<int> spaced;
  std::vector<int> tight;
  for (const ReadProject& project : projects) {
    if (!project.goals_text.empty()) ++columns[project.goals_column];
    const std::string& printed = project.title.printed;
    const std::size_t mark = printed.find_first_of(".)");
    if (project.sequence.empty() || mark == std::string::npos) continue;
    const std::size_t stop =
        printed.find(']') == std::string::npos ? mark : printed.find('.', printed.find(']'));
    if (stop == std::string::npos || stop + 1 >= printed.size()) continue;
    (printed[stop + 1] == ' ' ? spaced : tight).push_back(project.source.line);
  }
  if (!spaced.empty() && !tight.empty()) {
    reading.defects.add("title_spacing", spaced.size() <= tight.size() ? spaced : tight,
                        "标题序号后有的空格，有的没有", {}, "去掉空格读入");
  }
  int usual = 0;
  int times = 0;
  for (const auto& [column, count] : columns) {
    if (count > times) {
      usual = column;
      times = count;
    }
  }
  std::vector<int> lines;
  for (const ReadProject& project : projects) {
    if (!project.goals_text.empty() && project.goals_column != usual) {
      lines.push_back(project.goals_text.source.line);
    }
  }
  if (!lines.empty() && lines.size() * 2 < projects.size()) {
    reading.defects.add("goals_column_shift", lines, "绩效目标的文字所在的列与其他表不同", {},
                        "按绩效目标读入");
  }
}

void settle_kind(Reading& reading) {
  ReadDocument& document = reading.document;
  if (!document.tables.empty() || contains(document.title.text, "信息公开") ||
      contains(document.title.text, "预算公开")) {
    document.kind = DocumentKind::budget_disclosure;
  } else if (!document.projects.empty() || !document.department_sheets.empty() ||
             contains(document.title.text, "绩效")) {
    document.kind = DocumentKind::performance_text;
  }
  if (document.kind != DocumentKind::budget_disclosure || document.tables.empty()) return;
  std::string missing;
  for (int number = 1; number <= 9; ++number) {
    const bool there = std::any_of(document.tables.begin(), document.tables.end(),
                                   [&](const ReadTable& table) { return table.number == number; });
    if (!there) missing += (missing.empty() ? "" : "、") + std::to_string(number);
  }
  if (!missing.empty()) {
    reading.defects.add("table_number_missing", {document.tables.front().source.line},
                        "没有读到九张表中的第 " + missing + " 张", {}, "空着");
  }
  std::string sections;
  for (int number = 1; number <= 9 && !document.sections.empty(); ++number) {
    const bool there =
        std::any_of(document.sections.begin(), document.sections.end(),
                    [&](const ReadSection& section) { return section.number == number; });
    if (!there) sections += (sections.empty() ? "" : "、") + std::string(section_kind(number));
  }
  if (!sections.empty()) {
    reading.defects.add("section_missing", {document.sections.front().source.line},
                        "情况说明没有读到：" + sections, {}, "空着");
  }
}

void account(Reading& reading) {
  ReadDocument& document = reading.document;
  document.lines = reading.grid.lines;
  std::vector<int> lines;
  for (std::size_t at = 0; at < reading.size(); ++at) {
    std::size_t characters = 0;
    for (const Cell& cell : reading.cells(at))
      characters += count_characters(cell.printed);
    document.characters += characters;
    if (reading.claimed[at] != 0) {
      document.characters_accounted += characters;
      continue;
    }
    if (characters == 0) continue;
    document.unclaimed.push_back(
        {reading.row(at).line, text_of(reading.grid, reading.row(at)), characters});
    lines.push_back(reading.row(at).line);
  }
  document.characters_accounted -= std::min(reading.unread, document.characters_accounted);
  if (!lines.empty()) {
    reading.defects.add("unclaimed_text", std::move(lines),
                        std::to_string(document.unclaimed.size()) + " 行文字未归入任何表或段落",
                        document.unclaimed.front().text, "列在清单里，没有读入");
  }
}

}  // namespace

void settle_document(Reading& reading) {
  settle_units(reading);
  settle_year(reading);
  settle_sheets(reading);
  settle_kind(reading);
  compare_names(reading);
  look_at_printing(reading);
  account(reading);
}

}  // namespace budget::reader
