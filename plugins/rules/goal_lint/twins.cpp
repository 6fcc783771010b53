#include <algorithm>
#include <map>
#include <unordered_map>

#include "lint.h"
#include "notice_number.h"

namespace budget::goal_lint {
namespace {

/// Sheets of one year by a fingerprint, in the order they were met; sheets whose fingerprint is 0
/// stay out.
using Groups = std::map<std::pair<int, std::uint64_t>, std::vector<const Sheet*>>;

template <typename Print>
Groups group(const std::vector<Sheet>& sheets, Print print) {
  Groups groups;
  for (const Sheet& sheet : sheets)
    if (const std::uint64_t key = print(sheet); key != 0)
      groups[{sheet.fiscal_year, key}].push_back(&sheet);
  return groups;
}

std::string listed(const std::vector<const Sheet*>& sheets) {
  std::string text;
  for (const Sheet* sheet : sheets)
    text +=
        (text.empty() ? "" : "；") + std::to_string(sheet->index + 1) + ". " + sheet->name.printed;
  return text;
}

std::uint64_t print_of_rows(const Sheet& sheet) {
  constexpr std::size_t kFewest = 3;
  if (sheet.rows.size() < kFewest || sheet.is_redacted) return 0;
  std::uint64_t print = sheet.rows.size();
  for (const Row& row : sheet.rows) {
    for (const Text* text :
         {&row.level2, &row.name.text, &row.description.text, &row.value.printed})
      print = fingerprint(U"|", fingerprint(*text, print));
  }
  return print;
}

std::uint64_t print_of_use(const Sheet& sheet) {
  if (sheet.purpose.empty() || sheet.goals.empty() || sheet.is_redacted) return 0;
  std::uint64_t print = fingerprint(sheet.purpose.text);
  for (const Field& goal : sheet.goals)
    print = fingerprint(U"|", fingerprint(goal.text, print));
  return print;
}

/// Shared character pairs in hundredths of all of them.
std::size_t likeness(View a, View b) {
  std::set<std::pair<char32_t, char32_t>> pairs, others;
  const auto collect = [](View text, auto& into) {
    for (std::size_t at = 0; at + 1 < text.size(); ++at)
      into.insert({text[at], text[at + 1]});
  };
  collect(a, pairs);
  collect(b, others);
  std::size_t shared = 0;
  for (const auto& pair : pairs)
    shared += others.contains(pair) ? 1 : 0;
  const std::size_t all = pairs.size() + others.size() - shared;
  return all == 0 ? 0 : shared * 100 / all;
}

/// A name taken apart: years, document number, what stands in its last bracket, and the rest
/// without the words that say nothing.
struct BareName {
  Text years, notice, base, tail;
};

BareName bare(const Lint& lint, const Sheet& sheet) {
  BareName name;
  Text text = sheet.name.text;
  for (const NoticeNumber& notice : notice_numbers(text))
    name.notice += notice.issuer + notice.year + notice.number;
  for (std::size_t at = text.find(U'['); at != Text::npos; at = text.find(U'[')) {
    std::size_t end = std::min(text.find(U'号', at), text.size() - 1);
    if (end > at + 12) end = std::min(text.find(U']', at), text.size() - 1);
    std::size_t from = at;
    while (from > 0 && at - from < 3 && is_han(text[from - 1]))
      --from;
    text.erase(from, end - from + 1);
  }
  for (std::size_t at = 0; at + 4 < text.size(); ++at) {
    if (!is_digit(text[at]) || text[at + 4] != U'年') continue;
    // The fiscal year says nothing: 2026年度某资金 is 某资金.
    if (encode(text.substr(at, 4)) != std::to_string(sheet.fiscal_year))
      name.years += text.substr(at, 4);
    text.erase(at, text.substr(at + 5, 1) == U"度" ? 6 : 5);
  }
  if (text.ends_with(U")") && text.rfind(U'(') != Text::npos && text.rfind(U'(') > 3) {
    name.tail = text.substr(text.rfind(U'('));
    text.resize(text.rfind(U'('));
  }
  for (const Text& word : lint.words.list("name_fillers")) {
    for (std::size_t at = text.find(word); at != Text::npos; at = text.find(word))
      text.erase(at, word.size());
  }
  std::erase_if(text, [](char32_t c) { return !is_han(c) && !is_digit(c); });
  std::erase_if(name.tail, [](char32_t c) { return !is_han(c) && !is_digit(c); });
  name.base = text;
  return name;
}

bool may_be_one(const BareName& a, const BareName& b) {
  if (a.years != b.years) return false;
  if (a.notice != b.notice && !a.notice.empty() && !b.notice.empty()) return false;
  if (a.tail == b.tail) return true;
  // one name extends the other: only a document number in common says they are one
  return (a.tail.empty() || b.tail.empty()) && !a.notice.empty() && a.notice == b.notice;
}

void look_at_names(Lint& lint) {
  constexpr std::size_t kShortest = 4;
  std::map<std::pair<int, Text>, std::vector<const Sheet*>> same;  // of one year
  std::map<std::pair<int, Text>, std::vector<std::pair<const Sheet*, BareName>>> near;
  for (const Sheet& sheet : lint.sheets) {
    if (sheet.name.empty()) continue;
    auto& others = same[{sheet.fiscal_year, sheet.name.text}];
    others.push_back(&sheet);
    if (others.size() > 1) continue;
    BareName name = bare(lint, sheet);
    if (name.base.size() < kShortest) continue;
    auto& kin = near[{sheet.fiscal_year, name.base}];
    const auto twin = std::find_if(
        kin.begin(), kin.end(), [&](const auto& entry) { return may_be_one(entry.second, name); });
    if (twin != kin.end()) {
      lint.add("near_duplicate_project", sheet, "name", sheet.name.line,
               "与第 " + std::to_string(twin->first->index + 1) + " 个项目" +
                   quoted(twin->first->name.printed) + "名称几乎相同，可能是同一项目",
               sheet.name.printed);
    }
    constexpr std::size_t kMostKin = 16;  // a family of one name is looked at up to here
    if (kin.size() < kMostKin) kin.emplace_back(&sheet, std::move(name));
  }
  for (const auto& [year_and_name, sheets] : same) {
    if (sheets.size() < 2) continue;
    lint.add("duplicate_project_name", *sheets[1], "name", sheets[1]->name.line,
             std::to_string(sheets.size()) + " 个项目同名：" + listed(sheets),
             sheets[1]->name.printed);
  }
}

/// The subject of "失能人员对…的满意度" that this sheet speaks of nowhere else, though another
/// does.
void look_at_subjects(Lint& lint) {
  std::unordered_map<std::uint64_t, std::vector<std::pair<const Sheet*, const Row*>>> shared;
  const auto spoken_of = [](const Sheet& sheet, View subject, const Row& but) {
    const auto says = [&](const Field& field) { return has(field.text, subject); };
    return says(sheet.name) || says(sheet.purpose) ||
           std::any_of(sheet.goals.begin(), sheet.goals.end(), says) ||
           std::any_of(sheet.rows.begin(), sheet.rows.end(), [&](const Row& row) {
             return &row != &but && (says(row.name) || says(row.description));
           });
  };
  const auto subject_of = [&](const Row& row) {
    Text subject = row.description.text.substr(0, row.description.text.find(U'对'));
    if (subject.size() == row.description.text.size() || subject.size() > 10) return Text{};
    for (const Text& word : lint.words.list("people_words"))
      if (subject.ends_with(word)) subject.resize(subject.size() - word.size());
    return subject.size() < 2 || lint.words.any_in("people_words", subject) ? Text{} : subject;
  };
  // what they judge: 窗口服务 of "办事群众对窗口服务的评价"
  const auto object_of = [&](const Row& row) {
    const Text& text = row.description.text;
    const std::size_t begin = text.find(U'对');
    const std::size_t end = text.find(U'的', begin == Text::npos ? 0 : begin);
    constexpr std::size_t kFewest = 4;
    constexpr std::size_t kMost = 10;
    if (begin == Text::npos || end == Text::npos || end < begin + 1 + kFewest ||
        end > begin + 1 + kMost)
      return Text{};
    return text.substr(begin + 1, end - begin - 1);
  };
  for (const Sheet& sheet : lint.sheets)
    for (const Row& row : sheet.rows)
      if (row.category == Category::satisfaction && !row.description.empty())
        shared[fingerprint(row.description.text)].emplace_back(&sheet, &row);
  for (const auto& [print, rows] : shared) {
    if (rows.size() < 2) continue;
    const auto source_of = [&](View words) {
      return words.empty() ? rows.end()
                           : std::find_if(rows.begin(), rows.end(), [&](const auto& entry) {
                               return spoken_of(*entry.first, words, *entry.second);
                             });
    };
    Text subject = subject_of(*rows.front().second);
    auto source = source_of(subject);
    if (source == rows.end()) {
      subject = object_of(*rows.front().second);
      source = source_of(subject);
    }
    if (source == rows.end()) continue;
    for (const auto& [sheet, row] : rows) {
      if (spoken_of(*sheet, subject, *row)) continue;
      lint.add("copied_row", *sheet, *row, "description",
               quoted(encode(subject)) + "在本项目别处没有出现，这一行像是从" +
                   quoted(source->first->name.printed) + "复制来的",
               row->description.printed);
    }
  }
}

}  // namespace

void check_twins(Lint& lint) {
  look_at_names(lint);
  look_at_subjects(lint);
  for (const auto& [print, sheets] : group(lint.sheets, print_of_rows)) {
    if (sheets.size() < lint.settings.copies) continue;
    lint.add("duplicate_indicator_set", *sheets[1], "indicators", sheets[1]->line,
             std::to_string(sheets.size()) + " 个项目的指标完全相同：" + listed(sheets));
  }
  for (const auto& [print, sheets] : group(lint.sheets, print_of_use)) {
    // Money from several levels for one use is usual; different names for one use are not.
    constexpr std::size_t kAlike = 40;
    for (std::size_t i = 1; i < sheets.size(); ++i) {
      if (likeness(sheets[0]->name.text, sheets[i]->name.text) >= kAlike) continue;
      lint.add("duplicate_purpose", *sheets[i], "purpose", sheets[i]->purpose.line,
               "与第 " + std::to_string(sheets[0]->index + 1) + " 个项目" +
                   quoted(sheets[0]->name.printed) + "的资金用途和绩效目标完全相同",
               sheets[i]->purpose.printed);
    }
  }
}

}  // namespace budget::goal_lint
