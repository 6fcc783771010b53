#include <algorithm>
#include <map>

#include "book.h"
#include "coded.h"
#include "sides.h"

namespace budget::disclosure {
namespace {

/// One code, one name, in all tables of functions.
void look_at_codes(Book& book) {
  struct First {
    std::string name;
    const Table* table;
  };
  std::map<std::string, First> names;
  int tables = 0;
  for (const int number : {2, 3, 5, 7, 8}) {
    const Table* table = book.table(number);
    if (table == nullptr || table->is_empty) continue;
    ++tables;
    for (const Coded::Entry& entry : coded(*table).entries) {
      const auto [first, is_new] = names.try_emplace(entry.code, First{entry.name, table});
      if (is_new || first->second.name == entry.name) continue;
      book.add("name_differs_between_tables", {table, entry.row},
               entry.code + " 写作“" + entry.name + "”，" + first->second.table->title + "写作“" +
                   first->second.name + "”",
               entry.name);
    }
  }
  if (tables > 1) book.ran("name_differs_between_tables");
}

bool is_right(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Some offices print and count the lines they have money for alone: few names of the template, in
/// its order.
bool is_short_form(const Templates& templates, const std::vector<Line>& lines) {
  constexpr int kMostLines = 15;  // half of the template's
  int counted = 0;
  int place = 0;
  for (const Line& line : lines) {
    if (line.count != ++counted || counted > kMostLines) return false;
    const auto stands_at = [&](int at) {
      const auto* names = templates.names("expenditure_lines", std::to_string(at));
      return names != nullptr && is_right(*names, line.name);
    };
    constexpr int kTemplateLines = 40;
    do {
      ++place;
    } while (place <= kTemplateLines && !stands_at(place));
    if (place > kTemplateLines) return false;
  }
  return true;
}

/// Lines counted alike have one name in T1 and T4.
void look_at_lines(Book& book) {
  const Table* first = book.table(1);
  const Table* fourth = book.table(4);
  if (first == nullptr || fourth == nullptr) return;
  book.ran("name_differs_between_tables");
  const Sides one = sides_of(*first);
  const Sides four = sides_of(*fourth);
  const Templates& templates = book.settings().templates;
  const bool is_short =
      is_short_form(templates, one.expense.lines) || is_short_form(templates, four.expense.lines);
  if (is_short && one.expense.lines.size() != four.expense.lines.size()) return;
  for (const Line& line : four.expense.lines) {
    const auto same = std::find_if(one.expense.lines.begin(), one.expense.lines.end(),
                                   [&](const Line& other) { return other.count == line.count; });
    if (line.count == 0 || same == one.expense.lines.end() || same->name == line.name) continue;
    book.add("name_differs_between_tables", {fourth, line.row},
             "“" + line.full + "”在" + first->title + "中写作“" + same->full + "”", line.full);
  }
}

/// C43: names and codes against the classification. A code the data does not know is not judged.
void look_at_classification(Book& book) {
  const Templates& templates = book.settings().templates;
  for (const int number : {2, 3, 5, 6, 7, 8}) {
    const Table* table = book.table(number);
    if (table == nullptr || table->is_empty) continue;
    const char* list = number == 6 ? "economic" : "functional";
    for (const Coded::Entry& entry : coded(*table).entries) {
      book.ran("c43");
      const std::size_t length = entry.code.size();
      const bool fits =
          number == 6 ? length == 3 || length == 5 : length == 3 || length == 5 || length == 7;
      if (!fits) {
        book.add("c43", {table, entry.row}, "科目编码“" + entry.code + "”的位数不对", entry.code);
        continue;
      }
      const auto* names = templates.names(list, entry.code);
      if (names != nullptr && !is_right(*names, entry.name)) {
        book.add("c43", {table, entry.row},
                 entry.code + " 应为“" + names->front() + "”，表中是“" + entry.name + "”",
                 entry.name);
      } else if (names == nullptr && length == 3) {
        book.add("c43", {table, entry.row}, "科目编码“" + entry.code + "”不在分类中", entry.code);
      }
    }
  }
  const std::string& wanted = book.settings().lines;
  for (const int number : {1, 4}) {
    const Table* table = book.table(number);
    if (table == nullptr) continue;
    const Side side = sides_of(*table).expense;
    if (side.lines.empty()) continue;
    book.ran("c43");
    if (is_short_form(templates, side.lines)) continue;
    int most = 0;
    for (const Line& line : side.lines) {
      most = std::max(most, line.count);
      const auto* names = templates.names("expenditure_lines", std::to_string(line.count));
      if (line.count == 0 || names == nullptr || is_right(*names, line.name)) continue;
      book.add("c43", {table, line.row}, "“" + line.full + "”应为“" + names->front() + "”",
               line.full);
    }
    if (wanted != "auto" && std::to_string(most) != wanted) {
      book.add("c43", {table},
               "支出列了 " + std::to_string(most) + " 类，模板是 " + wanted + " 类");
    }
  }
}

}  // namespace

void check_names(Book& book) {
  look_at_codes(book);
  look_at_lines(book);
  look_at_classification(book);
}

void check_contents(Book& book) {
  const Document& document = book.document();
  if (document.contents.empty() || document.sheets.empty()) {
    book.not_run("contents_differs_from_body", document.sheets.empty() ? "没有绩效目标表"
                                               : document.contents_lines > 0
                                                   ? "目录没有列出绩效目标表"
                                                   : "文件没有目录");
    return;
  }
  book.ran("contents_differs_from_body");
  const std::size_t both = std::min(document.contents.size(), document.sheets.size());
  if (document.contents.size() != document.sheets.size()) {
    book.add("contents_differs_from_body", {nullptr, Spot::npos, document.contents.front().line},
             "目录有 " + std::to_string(document.contents.size()) + " 项，正文有 " +
                 std::to_string(document.sheets.size()) + " 张绩效目标表");
  }
  // After one entry too many the rest would all differ: names are then only looked for.
  std::map<std::string, int> body;
  for (const ContentsEntry& sheet : document.sheets)
    ++body[sheet.name];
  const bool same_length = document.contents.size() == document.sheets.size();
  for (std::size_t i = 0; i < (same_length ? both : document.contents.size()); ++i) {
    const ContentsEntry& entry = document.contents[i];
    const bool fits = same_length ? entry.name == document.sheets[i].name : body[entry.name]-- > 0;
    if (fits) continue;
    book.add("contents_differs_from_body", {nullptr, Spot::npos, entry.line},
             "目录第 " + std::to_string(i + 1) + " 项“" + entry.name + "”" +
                 (same_length ? "，正文是“" + document.sheets[i].name + "”" : "在正文中没有"),
             entry.name);
  }
}

}  // namespace budget::disclosure
