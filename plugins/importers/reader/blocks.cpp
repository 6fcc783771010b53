#include "reader/blocks.h"

#include "reader/disclosure/table.h"
#include "reader/goal_sheet/goal_sheet.h"
#include "reader/narrative/narrative.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

/// The text row above a table without a known title, furniture between them not counted.
std::size_t title_above(const Reading& reading, std::size_t at) {
  constexpr std::size_t kLook = 5;
  constexpr std::size_t kLongestTitle = 120;
  for (std::size_t back = 1; back <= kLook && back <= at; ++back) {
    const std::size_t above = at - back;
    if (reading.meaning(above) == Meaning::furniture) continue;
    const Cell* only = only_cell(reading.grid, reading.row(above));
    if (reading.meaning(above) != Meaning::text || only == nullptr ||
        only->compact.size() > kLongestTitle || only->compact.ends_with("。") ||
        only->compact.ends_with("；")) {
      return kNone;
    }
    return above;
  }
  return kNone;
}

/// A table without a title in a sheet named 收支总表 is that table.
int number_by_sheet(const Reading& reading, std::size_t title, std::size_t at) {
  const int sheet = reading.row(at).sheet;
  if (title != kNone || sheet == 0) return 0;
  return disclosure_table_number(
      without_blanks(reading.grid.sheets[static_cast<std::size_t>(sheet - 1)]));
}

void keep_furniture(Reading& reading, std::size_t at) {
  const auto found = furniture_of(reading.grid, reading.row(at));
  if (found && !found->money_unit.empty() && reading.document.projects.empty() &&
      reading.document.tables.empty()) {
    reading.document.money_unit = found->money_unit;
    reading.document.money_unit_printed = true;
  }
  reading.claim(at);
}

}  // namespace

void read_blocks(Reading& reading) {
  Narrative narrative(reading);
  for (std::size_t at = 0; at < reading.size();) {
    const Meaning meaning = reading.meaning(at);
    switch (meaning) {
      case Meaning::contents_title:
        at = narrative.read_contents(at);
        continue;
      case Meaning::contents_entry:
        if (reading.row(at).shape == RowShape::prose || !starts_goal_sheet(reading, at)) {
          at = narrative.read_contents(at);
          continue;
        }
        break;
      case Meaning::sheet_title: {
        narrative.leave_cover();
        const std::size_t body = sheet_below_title(reading, at);
        if (body != kNone) {
          at = read_goal_sheet(reading, at, body);
          narrative.leave_text();
          continue;
        }
        if (!narrative.take(at)) reading.claimed[at] = 0;
        ++at;
        continue;
      }
      case Meaning::table_title: {
        const std::size_t begin = table_below_title(reading, at);
        if (begin != kNone) {
          narrative.leave_cover();
          at = read_table(reading, at, begin, reading.outline[at].number);
          continue;
        }
        if (!narrative.take(at)) reading.claimed[at] = 0;
        ++at;
        continue;
      }
      case Meaning::part:
      case Meaning::section:
      case Meaning::narrative_title:
      case Meaning::overall_goal:
      case Meaning::part_goals:
      case Meaning::safeguards:
      case Meaning::project_goals:
      case Meaning::department_goals:
        narrative.open(at);
        ++at;
        continue;
      case Meaning::furniture:
        keep_furniture(reading, at);
        ++at;
        continue;
      case Meaning::note:
      case Meaning::text:
      case Meaning::table:
        break;
    }
    if (starts_goal_sheet(reading, at)) {
      at = read_goal_sheet(reading, kNone, at);
      narrative.leave_text();
      continue;
    }
    if (meaning == Meaning::table || meaning == Meaning::contents_entry) {
      const std::size_t title = title_above(reading, at);
      if (title != kNone) narrative.give_back(title);
      narrative.leave_cover();
      const std::size_t begin = title == kNone ? at : title + 1;
      const std::size_t next =
          read_table(reading, title, begin, number_by_sheet(reading, title, at));
      at = next > at ? next : at + 1;
      continue;
    }
    narrative.take(at);
    ++at;
  }
}

}  // namespace budget::reader
