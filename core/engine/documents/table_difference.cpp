#include "engine/documents/table_difference.h"
#include "engine/documents/named_document.h"

#include <algorithm>
#include <map>

namespace budget {
namespace {

constexpr std::size_t kMostChanges = 200;

std::string title_of_table(const Json& table) {
  const std::int64_t number = table["number"].integer();
  return (number > 0 ? "表" + std::to_string(number) + " " : "") + words_of(table["title"]);
}

/// A row's own name: its first two filled cells that are no amount.
std::string name_of_row(const Json& row) {
  std::string name;
  int filled = 0;
  for (const Json& cell : row.items()) {
    const std::string& text = cell.text();
    if (text.empty()) continue;
    name += (name.empty() ? "" : " ") + text;
    if (++filled == 2) break;
  }
  return name;
}

void add(PartChange& part, FieldChange change) {
  part.state = PartChange::State::changed;
  if (part.changes.size() < kMostChanges) {
    part.changes.push_back(std::move(change));
  } else {
    ++part.untold;
  }
}

std::string cells_of(const Json& row) {
  std::string text;
  for (const Json& cell : row.items())
    text += (text.empty() ? "" : " | ") + cell.text();
  return text;
}

void compare_rows(PartChange& part, const std::string& name, const Json& before, const Json& after,
                  const Json& columns) {
  const auto& old_cells = before.items();
  const auto& new_cells = after.items();
  for (std::size_t i = 0; i < std::max(old_cells.size(), new_cells.size()); ++i) {
    const std::string was = i < old_cells.size() ? old_cells[i].text() : std::string();
    const std::string is = i < new_cells.size() ? new_cells[i].text() : std::string();
    if (was == is) continue;
    const std::string column = i < columns.items().size() ? columns.items()[i].text()
                                                          : "第" + std::to_string(i + 1) + "列";
    add(part, {"rows[" + name + "]." + column, "“" + name + "”的“" + column + "”", was, is});
  }
}

/// Rows of one name are met in their order.
PartChange compare_tables(const Json& before, const Json& after) {
  PartChange part{PartChange::State::unchanged, title_of_table(after), {}, 0};
  std::map<std::string, std::vector<const Json*>> rows;
  for (const Json& row : before["rows"].items())
    rows[name_of_row(row)].push_back(&row);
  for (auto& [name, same] : rows)
    std::ranges::reverse(same);
  if (before["columns"] != after["columns"])
    add(part, {"columns", "表头", cells_of(before["columns"]), cells_of(after["columns"])});
  for (const Json& row : after["rows"].items()) {
    const std::string name = name_of_row(row);
    auto& same = rows[name];
    if (same.empty()) {
      add(part, {"rows[" + name + "]", "新的行", "", cells_of(row)});
      continue;
    }
    compare_rows(part, name, *same.back(), row, after["columns"]);
    same.pop_back();
  }
  for (const auto& [name, left] : rows)
    for (const Json* row : left)
      add(part, {"rows[" + name + "]", "没有了的行", cells_of(*row), ""});
  if (before["note"].text() != after["note"].text())
    add(part, {"note", "表下的说明", before["note"].text(), after["note"].text()});
  return part;
}

std::string paragraphs_of(const Json& section) {
  std::string words;
  for (const Json& paragraph : section["paragraphs"].items())
    words += words_of(paragraph) + "\n";
  return words;
}

PartChange compare_sections(const Json& before, const Json& after) {
  const bool same = paragraphs_of(before) == paragraphs_of(after);
  return {same ? PartChange::State::unchanged : PartChange::State::changed,
          words_of(after["heading"]),
          {},
          0};
}

using Title = std::string (*)(const Json&);
using Compare = PartChange (*)(const Json&, const Json&);

/// Parts of one list by their titles; the same title twice is met in order.
void compare_lists(std::vector<PartChange>& parts, const Json& before, const Json& after,
                   Title title_of, Compare compare) {
  std::vector<const Json*> left;
  for (const Json& part : before.items())
    left.push_back(&part);
  for (const Json& part : after.items()) {
    const std::string title = title_of(part);
    const auto same =
        std::ranges::find_if(left, [&](const Json* one) { return title_of(*one) == title; });
    if (same == left.end()) {
      parts.push_back({PartChange::State::added, title, {}, 0});
      continue;
    }
    parts.push_back(compare(**same, part));
    left.erase(same);
  }
  for (const Json* part : left)
    parts.push_back({PartChange::State::gone, title_of(*part), {}, 0});
}

std::string heading_of(const Json& section) {
  return words_of(section["heading"]);
}

/// All texts of the department's part, without their places.
void collect_texts(const Json& value, std::string& texts) {
  if (value.is_object() && !value["text"].is_null()) {
    texts += value["text"].text() + "\n";
    return;
  }
  texts += value.text();
  for (const Json& item : value.items())
    collect_texts(item, texts);
  for (const auto& [name, member] : value.members())
    collect_texts(member, texts);
}

void compare_department(std::vector<PartChange>& parts, const Json& before, const Json& after) {
  std::string was;
  std::string is;
  collect_texts(before, was);
  collect_texts(after, is);
  if (was.empty() && is.empty()) return;
  const auto state = was.empty()  ? PartChange::State::added
                     : is.empty() ? PartChange::State::gone
                     : was == is  ? PartChange::State::unchanged
                                  : PartChange::State::changed;
  parts.push_back({state, "部门整体绩效目标、分项目标和保障措施", {}, 0});
}

}  // namespace

std::vector<PartChange> compare_parts(const Json& before, const Json& after) {
  std::vector<PartChange> parts;
  for (const char* list : {"tables", "other_tables"})
    compare_lists(parts, before[list], after[list], title_of_table, compare_tables);
  compare_lists(parts, before["sections"], after["sections"], heading_of, compare_sections);
  compare_department(parts, before["department"], after["department"]);
  return parts;
}

const char* name_of(PartChange::State state) noexcept {
  switch (state) {
    case PartChange::State::added:
      return "new";
    case PartChange::State::changed:
      return "changed";
    case PartChange::State::unchanged:
      return "unchanged";
    case PartChange::State::gone:
      return "gone";
  }
  return "";
}

}  // namespace budget
