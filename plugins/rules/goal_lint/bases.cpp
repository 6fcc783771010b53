#include <algorithm>
#include <map>

#include "lint.h"
#include "notice_number.h"

namespace budget::goal_lint {
namespace {

using Key = std::pair<Text, Text>;  // issuer and year, number

Key key_of(const NoticeNumber& notice) {
  return {notice.issuer + notice.year, notice.number};
}

/// A text that ends in a document number has lost its 号.
void look_for_open_number(Lint& lint, const Sheet& sheet, std::string_view where,
                          const Field& field) {
  const auto numbers = notice_numbers(field.text);
  if (numbers.empty() || numbers.back().end != field.text.size()) return;
  lint.add("truncated_text", sheet, where, field.line, "文号缺“号”字，文字可能被截断",
           field.printed);
}

/// The basis cites a number of the same series as the project's own, which is another project's.
void look_at_basis(Lint& lint, const Sheet& sheet, const Row& row,
                   const std::map<Key, const Sheet*>& owners) {
  const auto own = notice_numbers(sheet.name.text);
  if (own.empty()) return;
  const auto cited = notice_numbers(row.basis.text);
  for (const NoticeNumber& notice : cited) {
    const bool is_own = std::any_of(own.begin(), own.end(), [&](const NoticeNumber& mine) {
      return mine.same_series(notice) && mine.number == notice.number;
    });
    if (is_own) return;
  }
  for (const NoticeNumber& notice : cited) {
    const auto owner = owners.find(key_of(notice));
    if (owner == owners.end() || owner->second == &sheet || !own.front().same_series(notice))
      continue;
    lint.add("basis_mismatch", sheet, row, "basis",
             "依据的文号" +
                 quoted(encode(notice.issuer + U"[" + notice.year + U"]" + notice.number + U"号")) +
                 "是另一项目" + quoted(owner->second->name.printed) + "的文号，与本项目不符",
             row.basis.printed);
    return;
  }
}

void look_at_presence(Lint& lint, const Sheet& sheet) {
  const Row* missing = nullptr;
  const Row* copied = nullptr;
  int blanks = 0;
  int copies = 0;
  for (const Row& row : sheet.rows) {
    if (row.is_redacted) continue;
    if (row.basis.empty()) {
      ++blanks;
      if (missing == nullptr) missing = &row;
    } else if (row.basis.text == row.name.text) {
      ++copies;
      if (copied == nullptr) copied = &row;
    }
  }
  if (missing != nullptr) {
    lint.add("basis_missing", sheet, *missing, "basis",
             std::to_string(blanks) + " 个指标没有指标值确定依据", missing->name.printed);
  }
  if (copied != nullptr) {
    lint.add("basis_copies_name", sheet, *copied, "basis",
             std::to_string(copies) + " 个指标的确定依据照抄名称", copied->basis.printed);
  }
}

}  // namespace

void check_bases(Lint& lint) {
  std::map<Key, const Sheet*> owners;
  for (const Sheet& sheet : lint.sheets)
    for (const NoticeNumber& notice : notice_numbers(sheet.name.text))
      owners.emplace(key_of(notice), &sheet);

  for (const Sheet& sheet : lint.sheets) {
    if (sheet.is_redacted) continue;
    look_at_presence(lint, sheet);
    look_for_open_number(lint, sheet, "name", sheet.name);
    look_for_open_number(lint, sheet, "purpose", sheet.purpose);
    std::set<Text> seen;
    for (const Row& row : sheet.rows) {
      look_at_basis(lint, sheet, row, owners);
      if (!seen.insert(row.basis.text).second) continue;
      const std::string where = "indicators[" + std::to_string(row.index) + "].basis";
      look_for_open_number(lint, sheet, where, row.basis);
    }
  }
}

}  // namespace budget::goal_lint
