#include "reader/narrative/narrative.h"

#include "reader/disclosure/table.h"
#include "reader/goal_sheet/goal_sheet.h"
#include "reader/narrative/figures.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

bool is_heading(Meaning meaning) {
  switch (meaning) {
    case Meaning::part:
    case Meaning::sheet_title:
    case Meaning::table_title:
    case Meaning::section:
    case Meaning::narrative_title:
    case Meaning::overall_goal:
    case Meaning::part_goals:
    case Meaning::safeguards:
    case Meaning::project_goals:
    case Meaning::department_goals:
      return true;
    default:
      return false;
  }
}

/// 第一，… 第二、…
bool is_ordinal(std::string_view compact) {
  std::string_view rest = compact;
  std::size_t length = 0;
  return skip(rest, "第") && han_number(rest, length) > 0;
}

/// A second 绩效目标： without a number above: the short line before it is its title.
void begin_untitled_goal(std::vector<DepartmentGoal>& goals) {
  constexpr std::size_t kLongestTitle = 120;
  DepartmentGoal next;
  std::vector<ReadText>& paragraphs = goals.back().paragraphs;
  if (!paragraphs.empty() && paragraphs.back().text.size() < kLongestTitle &&
      !paragraphs.back().text.ends_with("。")) {
    next.title = paragraphs.back().text;
    paragraphs.pop_back();
  }
  goals.push_back(std::move(next));
}

}  // namespace

void Narrative::open(std::size_t at) {
  const ReadText heading = reading_.text_of_row(at);
  const std::string compact = without_blanks(heading.text);
  reading_.claim(at);
  switch (reading_.meaning(at)) {
    case Meaning::overall_goal:
      place_ = In::overall;
      return;
    case Meaning::part_goals:
      place_ = In::goals;
      return;
    case Meaning::safeguards:
      place_ = In::safeguards;
      return;
    case Meaning::department_goals:
      place_ = In::overall;
      return;
    case Meaning::part:
      part_ = compact;
      reading_.section = part_;
      place_ = contains(compact, "整体绩效目标") ? In::overall : In::nowhere;
      if (section_number(compact) > 0 && !contains(compact, "绩效目标")) break;
      return;
    case Meaning::project_goals:
      reading_.section = contains(part_, compact) ? part_ : part_ + compact;
      place_ = In::nowhere;
      return;
    default:
      break;
  }
  ReadSection section;
  section.number = reading_.meaning(at) == Meaning::section ? reading_.outline[at].number
                                                            : section_number(compact);
  section.kind = reading_.meaning(at) == Meaning::narrative_title
                     ? std::string("introduction")
                     : std::string(section_kind(section.number));
  section.heading = heading;
  section.source = heading.source;
  reading_.document.sections.push_back(std::move(section));
  place_ = In::section;
}

bool Narrative::take(std::size_t at) {
  ReadText text = reading_.text_of_row(at);
  const int line = reading_.row(at).line;
  switch (place_) {
    case In::cover: {
      constexpr std::size_t kLongestCoverLine = 150;
      if (text.text.size() > kLongestCoverLine) return false;
      if (has_blank_inside_words(text.printed)) {
        reading_.defects.gather("ocr_space_in_name", line, text.printed, "去掉空格读入");
      }
      const bool named = contains(text.text, "绩效文本") || contains(text.text, "公开") ||
                         contains(text.text, "绩效目标") || contains(text.text, "部门预算");
      if (named && reading_.document.title.empty()) reading_.document.title = std::move(text);
      break;
    }
    case In::nowhere:
      return false;
    case In::section: {
      ReadSection& section = reading_.document.sections.back();
      const auto figures = figures_in(text.text, line);
      section.figures.insert(section.figures.end(), figures.begin(), figures.end());
      section.source.last_line = reading_.row(at).last_line;
      section.paragraphs.push_back(std::move(text));
      break;
    }
    case In::overall:
      reading_.document.department.overall.push_back(std::move(text));
      break;
    case In::goals:
      take_part_goal(text);
      break;
    case In::safeguards:
      reading_.document.department.safeguards.push_back(std::move(text));
      break;
  }
  reading_.claim(at);
  return true;
}

void Narrative::take_part_goal(const ReadText& text) {
  std::vector<DepartmentGoal>& goals = reading_.document.department.goals;
  const std::string compact = without_blanks(text.text);
  const auto behind = [&](std::string_view label) {
    std::string_view rest = compact;
    return skip(rest, label) && (skip(rest, "：") || skip(rest, ":"))
               ? std::optional<std::string>(std::string(rest))
               : std::nullopt;
  };
  constexpr std::size_t kLongestTitle = 240;
  const bool ordinal = compact.starts_with("第") && compact.size() < kLongestTitle &&
                       !compact.ends_with("。") && !contains(compact, "：");
  const bool title = (!split_number(compact).number.empty() && compact.size() < kLongestTitle) ||
                     (ordinal && is_ordinal(compact));
  if (goals.empty() || title) {
    goals.push_back({title ? text.text : std::string(), {}, {}, {}});
    if (title) return;
  }
  if (const auto goal = behind("绩效目标")) {
    if (!goals.back().goal.empty()) begin_untitled_goal(goals);
    goals.back().goal = *goal;
  } else if (const auto indicators = behind("绩效指标")) {
    goals.back().indicators = *indicators;
  } else {
    goals.back().paragraphs.push_back(text);
  }
}

void Narrative::give_back(std::size_t at) {
  const int line = reading_.row(at).line;
  auto& sections = reading_.document.sections;
  if (!sections.empty() && !sections.back().paragraphs.empty() &&
      sections.back().paragraphs.back().source.line == line) {
    sections.back().paragraphs.pop_back();
  }
}

std::size_t Narrative::read_contents(std::size_t at) {
  if (place_ == In::cover && reading_.meaning(at) == Meaning::contents_title) {
    ReadText text = reading_.text_of_row(at);
    if (contains(text.text, "年") && reading_.document.title.empty()) {
      reading_.document.title = std::move(text);
    }
  }
  reading_.claim(at);
  std::vector<std::string> seen;
  std::vector<int> dotted;
  std::vector<int> plain;
  std::size_t next = reading_.meaning(at) == Meaning::contents_title ? at + 1 : at;
  for (; next < reading_.size(); ++next) {
    const Row& row = reading_.row(next);
    const auto entry = contents_line(reading_.grid, row);
    const Cell* only = only_cell(reading_.grid, row);
    std::string text;
    if (entry) {
      text = entry->text;
    } else if (only != nullptr && only->compact.size() < 240) {
      text = std::string(only->compact);
      // The body may number a table's title where the contents do not: 附表1：收支总表
      const bool is_table = reading_.meaning(next) == Meaning::table_title;
      const auto bare = [&](std::string_view title) {
        return is_table ? split_title(split_title(title).rest).rest : title;
      };
      bool repeated = false;
      for (const std::string& known : seen) {
        repeated = repeated || (bare(known).starts_with(bare(text)) && bare(text).size() >= 12);
      }
      if (repeated || text.ends_with("。")) break;
      // Entries without page numbers: a title with its sheet or table below is the body.
      if (reading_.meaning(next) == Meaning::sheet_title &&
          sheet_below_title(reading_, next) != kNone) {
        break;
      }
      if (reading_.meaning(next) == Meaning::table_title &&
          table_below_title(reading_, next) != kNone) {
        break;
      }
      if (!is_heading(reading_.meaning(next)) && reading_.meaning(next) != Meaning::text) break;
    } else {
      std::size_t filled = 0;
      std::string page;
      for (const Cell& cell : reading_.cells(next)) {
        if (cell.blank()) continue;
        (filled == 0 ? text : page) = std::string(cell.compact);
        ++filled;
      }
      const bool digits = page.find_first_not_of("0123456789") == std::string::npos;
      if (filled != 2 || !digits || row.shape == RowShape::cell_lines) break;
    }
    constexpr std::size_t kFirst = 32;  // the body begins with one of the first entries again
    if (seen.size() < kFirst) seen.push_back(text);
    const Numbered numbered = split_number(text);
    ReadContentsEntry made;
    made.line = row.line;
    made.page = entry ? entry->page : std::string();
    const auto sheet = name_in_sheet_title(text);
    made.is_goal_sheet = sheet.has_value();
    for (const char c : numbered.number) {
      if (is_digit(c)) made.sequence.push_back(c);
    }
    if (made.sequence.empty()) made.sequence = std::string(numbered.number);
    made.name = std::string(sheet ? *sheet : numbered.rest);
    if (made.is_goal_sheet && entry) {
      const bool dots =
          contains(text_of(reading_.grid, row), "..") || contains(text_of(reading_.grid, row), "…");
      (dots ? dotted : plain).push_back(row.line);
    }
    const Cell& first = reading_.cells(next).front();
    if (made.is_goal_sheet && has_blank_inside_words(first.text)) {
      reading_.defects.gather("ocr_space_in_text", row.line, first.printed, "去掉空格读入");
    }
    reading_.document.contents.push_back(std::move(made));
    reading_.claim(next);
  }
  if (!dotted.empty() && !plain.empty()) {
    reading_.defects.add("toc_format", dotted.size() < plain.size() ? dotted : plain,
                         "目录的一部分没有点线", {}, "按页码读入");
  }
  leave_cover();
  return next;
}

}  // namespace budget::reader
