#include <algorithm>
#include <functional>
#include <iostream>
#include <sstream>

#include <gtest/gtest.h>

#include "expected_document.h"
#include "reader/reader.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

std::string joined(const Lines& lines, const std::string& end = "\n") {
  std::string text;
  for (const std::string& line : lines)
    text += line + end;
  return text;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::size_t at = 0;
  for (;;) {
    const std::size_t tab = line.find('\t', at);
    cells.push_back(line.substr(at, tab == std::string::npos ? tab : tab - at));
    if (tab == std::string::npos) return cells;
    at = tab + 1;
  }
}

std::string row_of(const std::vector<std::string>& cells, const std::string& mark = "\t") {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i)
    row += (i == 0 ? "" : mark) + cells[i];
  return row;
}

bool is_header(const std::string& line) {
  return line.starts_with("一级指标\t");
}

/// Applies a change to each row of the tab-printed indicator tables, the header included.
Lines change_indicator_rows(Lines lines,
                            const std::function<void(std::string&, bool header)>& change) {
  bool inside = false;
  for (std::string& line : lines) {
    if (is_header(line)) {
      inside = true;
      change(line, true);
    } else if (inside && contains(line, "\t")) {
      change(line, false);
    } else if (!line.empty()) {
      inside = false;
    }
  }
  return lines;
}

std::string full_width(const std::string& text) {
  std::string wide;
  for (const char c : text) {
    if (is_digit(c)) {
      wide += {'\xEF', '\xBC', static_cast<char>(0x90 + (c - '0'))};
    } else if (c == '%') {
      wide += "％";
    } else {
      wide += c;
    }
  }
  return wide;
}

struct Change {
  std::string name;
  std::string sample;
  std::function<Lines(Lines)> apply;
  int most_different = 0;  ///< fields that may differ; 0: the same model
  std::string finding{};   ///< that must be reported, if any
  ComparisonScope scope{};
  std::string line_end = "\n";
};

void PrintTo(const Change& change, std::ostream* out) {
  *out << change.sample << ": " << change.name;
}

ComparisonScope moved() {
  ComparisonScope scope;
  scope.lines = false;
  return scope;
}

ComparisonScope replaced(std::vector<std::pair<std::string, std::string>> words) {
  ComparisonScope scope = moved();
  scope.replaced = std::move(words);
  return scope;
}

Lines substituted(Lines lines, const std::vector<std::pair<std::string, std::string>>& words) {
  for (std::string& line : lines) {
    for (const auto& [from, to] : words) {
      for (std::size_t at = 0; (at = line.find(from, at)) != std::string::npos; at += to.size()) {
        line.replace(at, from.size(), to);
      }
    }
  }
  return lines;
}

const std::string kZhengding = "000_zhengding_2024";
const std::string kXingtai = "001_xingtai_2023";
const std::string kBaigou = "002_baigou_2026";

Lines blank_lines_everywhere(const Lines& lines) {
  Lines changed;
  for (const std::string& line : lines) {
    changed.push_back(line);
    changed.emplace_back();
  }
  return changed;
}

Lines without_blank_lines(const Lines& lines) {
  Lines changed;
  for (const std::string& line : lines) {
    if (!line.empty()) changed.push_back(line);
  }
  return changed;
}

Lines doubled_blank_lines(const Lines& lines) {
  Lines changed;
  for (const std::string& line : lines) {
    changed.push_back(line);
    if (line.empty()) changed.push_back(line);
  }
  return changed;
}

Lines without_row_end_tabs(Lines lines) {
  for (std::string& line : lines) {
    while (line.size() > 1 && line.back() == '\t')
      line.pop_back();
  }
  return lines;
}

Lines without_first_blank_cell(const Lines& lines) {
  return change_indicator_rows(lines, [](std::string& line, bool) {
    if (line.starts_with("\t") && !line.starts_with("\t\t")) line.erase(0, 1);
  });
}

Lines value_before_description(const Lines& lines) {
  return change_indicator_rows(lines, [](std::string& line, bool) {
    std::vector<std::string> cells = cells_of(line);
    if (cells.size() > 4) std::swap(cells[3], cells[4]);
    line = row_of(cells);
  });
}

Lines description_last(const Lines& lines) {
  return change_indicator_rows(lines, [](std::string& line, bool) {
    std::vector<std::string> cells = cells_of(line);
    cells.resize(6);
    std::rotate(cells.begin() + 3, cells.begin() + 4, cells.end());
    line = row_of(cells);
  });
}

Lines symbol_and_unit_apart(const Lines& lines) {
  return change_indicator_rows(lines, [](std::string& line, bool header) {
    std::vector<std::string> cells = cells_of(line);
    if (cells.size() < 6) return;
    std::string symbol = header ? "符号" : "";
    if (!header) {
      for (const std::string sign : {"≥", "≤", "<", "＜"}) {
        if (cells[4].starts_with(sign) && cells[4].find(sign, 1) == std::string::npos) {
          symbol = sign;
          cells[4] = cells[4].substr(sign.size());
        }
      }
    }
    cells.insert(cells.begin() + 4, symbol);
    cells.emplace_back(header ? "备注" : "");
    line = row_of(cells);
  });
}

Lines group_column_first(const Lines& lines) {
  return change_indicator_rows(
      lines, [](std::string& line, bool header) { line = (header ? "绩效指标\t" : "\t") + line; });
}

Lines tabs_as(const Lines& lines, const std::string& mark) {
  return change_indicator_rows(lines, [&](std::string& line, bool) {
    std::vector<std::string> cells = cells_of(line);
    while (!cells.empty() && cells.back().empty())
      cells.pop_back();
    std::vector<std::string> filled;
    for (const std::string& cell : cells) {
      if (!cell.empty()) filled.push_back(without_blanks(cell));
    }
    line = row_of(filled, mark);
  });
}

Lines header_on_new_pages(const Lines& lines) {
  Lines changed;
  int rows = 0;
  bool inside = false;
  for (const std::string& line : lines) {
    if (is_header(line)) {
      inside = true;
      rows = 0;
    } else if (line.find('\t') == std::string::npos) {
      inside = inside && line.empty();
    }
    if (inside && !is_header(line) && !line.empty() && ++rows % 3 == 0) {
      changed.insert(
          changed.end(),
          {"", "- 12 -", "", "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据"});
    }
    changed.push_back(line);
  }
  return changed;
}

/// A page break with the whole header block after every fourth row of the disclosure tables.
Lines page_breaks_in_tables(const Lines& lines) {
  Lines changed;
  Lines block;
  int rows = 0;
  bool in_block = false;
  for (const std::string& line : lines) {
    if (line.starts_with("五、预算绩效信息") && changed.size() > 100) block.clear();
    if (line.starts_with("序号\t")) {
      block = {"", "113 开发区组织人事局", "", "预算年度：2023", "", "单位：万元", ""};
      in_block = true;
      rows = 0;
    }
    if (in_block) block.push_back(line);
    const bool numbers = line.starts_with("栏次") || line.starts_with("档次");
    changed.push_back(line);
    if (numbers) {
      in_block = false;
      continue;
    }
    const bool row = !block.empty() && !in_block && contains(line, "\t") && is_digit(line[0]);
    if (!row && !line.empty() && !contains(line, "\t") && !in_block && line[0] != '\t' &&
        contains(line, "部门预算")) {
      block.clear();
    }
    if (row && ++rows % 4 == 0) changed.insert(changed.end(), block.begin(), block.end());
  }
  return changed;
}

Lines bare_cells(Lines lines) {
  for (std::string& line : lines) {
    if (line == "\t") {
      line = " ";
    } else if (line.starts_with("\t")) {
      line.erase(0, 1);
    }
  }
  return lines;
}

Lines piped(Lines lines) {
  for (std::string& line : lines) {
    if (contains(line, "\t") && !contains(line, "....")) {
      line = "| " + row_of(cells_of(line), " | ") + " |";
    }
  }
  return lines;
}

Lines wide_digits_in_tables(Lines lines) {
  for (std::string& line : lines) {
    if (contains(line, "\t") && !contains(line, "....") && !contains(line, "绩效目标表")) {
      line = full_width(line);
    }
  }
  return lines;
}

std::vector<Change> changes() {
  const std::vector<std::pair<std::string, std::string>> other_office = {
      {"正定新区人力资源和社会保障局", "曲阳县民政和退役军人事务局"},
      {"正定新区人力资源和社会保 障局", "曲阳县民政和退役军人事 务局"},
      {"323001", "419002"}};
  const std::vector<std::pair<std::string, std::string>> other_year = {{"2026", "2028"},
                                                                       {"2025", "2027"}};
  const std::vector<std::pair<std::string, std::string>> department = {
      {"开发区组织人事局", "康保县文化广电和旅游局"}, {"113 ", "402 "}, {"\"113\"", "\"402\""}};
  std::vector<Change> list = {
      {"CRLF line ends", kZhengding, {}, 0, "", {}, "\r\n"},
      {"CRLF line ends", kXingtai, {}, 0, "", {}, "\r\n"},
      {"CRLF line ends", kBaigou, {}, 0, "", {}, "\r\n"},
      {"another office", kZhengding,
       [=](Lines lines) { return substituted(std::move(lines), other_office); }, 0, "",
       replaced(other_office)},
      {"another office", kXingtai,
       [=](Lines lines) { return substituted(std::move(lines), department); }, 0, "",
       replaced(department)},
      {"other years", kBaigou,
       [=](Lines lines) { return substituted(std::move(lines), other_year); }, 0, "",
       replaced(other_year)},
      {"an empty line after each line", kZhengding, blank_lines_everywhere, 0, "", moved()},
      {"an empty line after each line", kXingtai, blank_lines_everywhere, 0, "", moved()},
      {"an empty line after each line", kBaigou, blank_lines_everywhere, 40, "row_break_lost",
       moved()},
      {"no empty lines", kZhengding, without_blank_lines, 0, "", moved()},
      {"no empty lines", kXingtai, without_blank_lines, 0, "", moved()},
      {"no empty lines", kBaigou, without_blank_lines, 40, "row_break_lost", moved()},
      {"two empty lines for one", kBaigou, doubled_blank_lines, 0, "", moved()},
      {"no tabs at row ends", kZhengding, without_row_end_tabs, 0, "", moved()},
      {"no tabs at row ends", kXingtai, without_row_end_tabs, 0, "", moved()},
      {"blank first cells not printed", kZhengding, without_first_blank_cell, 0,
       "first_column_missing", moved()},
      {"blank first cells not printed", kXingtai, without_first_blank_cell, 10,
       "first_column_missing", moved()},
      {"value before description", kZhengding, value_before_description, 0, "", moved()},
      {"value before description", kXingtai, value_before_description, 0, "", moved()},
      {"description in the last column", kXingtai, description_last, 0, "", moved()},
      {"a symbol column and a remarks column", kZhengding, symbol_and_unit_apart, 151, "", moved()},
      {"绩效指标 as a column before", kZhengding, group_column_first, 0, "", moved()},
      {"tabs printed as 、", kZhengding, [](Lines lines) { return tabs_as(lines, "、"); }, 160,
       "tabs_lost", moved()},
      {"tabs printed as blanks", kZhengding, [](Lines lines) { return tabs_as(lines, " "); }, 40,
       "tabs_lost", moved()},
      {"the header on each new page", kZhengding, header_on_new_pages, 0, "repeated_table_header",
       moved()},
      {"the header on each new page", kXingtai, header_on_new_pages, 0, "repeated_table_header",
       moved()},
      {"page breaks inside the nine tables", kXingtai, page_breaks_in_tables, 9, "", moved()},
      {"cells on lines of their own, no tabs", kBaigou, bare_cells, 4, "", moved()},
      {"rows between | marks", kZhengding, piped, 0, "", moved()},
      {"rows between | marks", kXingtai, piped, 0, "", moved()},
      {"full-width digits", kZhengding, wide_digits_in_tables, 0, "full_width_digits", moved()},
      {"full-width digits", kXingtai, wide_digits_in_tables, 0, "full_width_digits", moved()},
      {"full-width digits", kBaigou, wide_digits_in_tables, 0, "full_width_digits", moved()},
  };
  return list;
}

class ChangedCopiesTest : public testing::TestWithParam<Change> {
 protected:
  void SetUp() override {
    if (!samples_folder()) GTEST_SKIP() << "the sample documents (../shared) are not here";
  }
};

TEST_P(ChangedCopiesTest, ReadsTheSameOrSaysWhatItCouldNot) {
  const Change& change = GetParam();
  Lines lines = lines_of(sample_text(change.sample));
  if (change.apply) lines = change.apply(std::move(lines));

  const auto document = read_document(joined(lines, change.line_end), "copy.txt");

  ASSERT_TRUE(document) << document.error().message;
  const Comparison comparison = compare_with_expected(*document, change.sample, change.scope);
  const int different = comparison.compared() - comparison.equal();
  int reported = 0;
  for (const Observation& seen : document->findings) {
    reported += seen.finding.rule.text() == "reader." + change.finding ? 1 : 0;
  }
  std::cout << change.sample << " | " << change.name << " | " << comparison.compared() << " | "
            << comparison.equal() << " | " << different << " | " << change.finding << " "
            << reported << " | unclaimed lines " << document->unclaimed.size() << "\n";
  if (different > 0) {
    for (std::size_t i = 0; i < comparison.differences.size() && i < 40; ++i) {
      std::cout << "  " << comparison.differences[i] << "\n";
    }
  }
  EXPECT_LE(different, change.most_different);
  if (!change.finding.empty()) {
    EXPECT_GT(reported, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Samples, ChangedCopiesTest, testing::ValuesIn(changes()),
                         [](const auto& test) { return std::to_string(test.index); });

}  // namespace
}  // namespace budget::reader
