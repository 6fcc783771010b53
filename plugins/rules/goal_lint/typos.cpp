#include <algorithm>
#include <map>
#include <unordered_map>

#include "lint.h"
#include "word_seams.h"

namespace budget::goal_lint {
namespace {

/// Doubled characters that are right where two words meet: 年年底, 纪要要求.
class FineDoubles {
 public:
  explicit FineDoubles(const Words& words) {
    for (const Text& word : words.list("fine_doubles")) {
      for (std::size_t at = 0; at + 1 < word.size(); ++at)
        if (word[at] == word[at + 1]) by_character_[word[at]].push_back({&word, at});
    }
  }
  [[nodiscard]] bool allow(View text, std::size_t at) const {
    const auto found = by_character_.find(text[at]);
    if (found == by_character_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const Entry& entry) {
      return at >= entry.offset && text.substr(at - entry.offset).starts_with(*entry.word);
    });
  }

 private:
  struct Entry {
    const Text* word;
    std::size_t offset;
  };
  std::map<char32_t, std::vector<Entry>> by_character_;
};

/// What two and three characters stand side by side anywhere in the sheets. Gathered only when a
/// doubled character has to be judged, and only what judging any of them needs.
class Neighbours {
 public:
  explicit Neighbours(const std::vector<Sheet>& sheets) : sheets_(sheets) {}

  /// 渡船 and 船工 both stand elsewhere: two words meet. Unless 渡船工 does too.
  [[nodiscard]] bool meet(View text, std::size_t at) {
    if (at == 0 || at + 2 >= text.size()) return false;
    if (runs_.empty()) gather();
    const Runs runs = around(text, at);
    return !stands(runs.one) && stands(runs.left) && stands(runs.right);
  }

 private:
  /// Fingerprints of 渡船, 船工 and 渡船工 in 渡船船工.
  struct Runs {
    std::uint64_t left, right, one;
  };
  static Runs around(View text, std::size_t at) {
    const std::uint64_t left = fingerprint(text.substr(at - 1, 2));
    return {left, fingerprint(text.substr(at + 1, 2)), fingerprint(text.substr(at + 2, 1), left)};
  }
  void gather() {
    each_text([&](View text) { want(text); });
    each_text([&](View text) { take(text); });
  }
  template <typename Take>
  void each_text(Take take) const {
    for (const Sheet& sheet : sheets_) {
      take(sheet.name.text);
      take(sheet.purpose.text);
      for (const Field& goal : sheet.goals)
        take(goal.text);
      for (const Row& row : sheet.rows) {
        for (const Field* field : {&row.name, &row.description, &row.value_cell, &row.basis})
          take(field->text);
      }
    }
  }
  void want(View text) {
    for (std::size_t at = 1; at + 2 < text.size(); ++at) {
      if (text[at] != text[at + 1]) continue;
      const Runs runs = around(text, at);
      for (const std::uint64_t run : {runs.left, runs.right, runs.one})
        runs_.try_emplace(run, false);
      begins_.insert(text[at - 1]);
      begins_.insert(text[at + 1]);
    }
  }
  /// Doubled characters tell nothing about each other.
  void take(View text) {
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
      if (!begins_.may_hold(text[at])) continue;
      const bool before = at > 0 && text[at - 1] == text[at];
      const bool behind = at + 2 < text.size() && text[at + 2] == text[at + 1];
      if (text[at] == text[at + 1] || before || behind) continue;
      const std::uint64_t two = fingerprint(text.substr(at, 2));
      note(two);
      if (at + 2 < text.size()) note(fingerprint(text.substr(at + 2, 1), two));
    }
  }
  void note(std::uint64_t run) {
    const auto wanted = runs_.find(run);
    if (wanted != runs_.end()) wanted->second = true;
  }
  [[nodiscard]] bool stands(std::uint64_t run) const {
    const auto wanted = runs_.find(run);
    return wanted != runs_.end() && wanted->second;
  }

  const std::vector<Sheet>& sheets_;
  std::unordered_map<std::uint64_t, bool> runs_;  ///< whether it stands anywhere
  CharacterFilter begins_;
};

class Typos {
 public:
  explicit Typos(Lint& lint) : lint_(lint), fine_(lint.words), neighbours_(lint.sheets) {
    for (const Text& entry : lint.words.list("known_slips")) {
      const std::size_t arrow = entry.find(U'=');
      if (arrow == Text::npos) continue;
      const std::size_t except = std::min(entry.find(U'!'), entry.size());
      slips_.push_back({entry.substr(0, arrow), entry.substr(arrow + 1, except - arrow - 1),
                        except < entry.size() ? entry.substr(except + 1) : Text{}});
      if (arrow > 0) begins_.insert(entry.front());
    }
  }

  void look_at(const Sheet& sheet, std::string_view where, const Field& field) {
    const View text = field.text;
    if (const Slip* slip = slip_in(text))
      return say(sheet, where, field, slip->wrong, "可能应为" + quoted(encode(slip->right)));
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
      if (!is_han(text[at])) continue;
      if (text[at] == text[at + 1]) {
        const bool is_triple = at + 2 < text.size() && text[at + 2] == text[at];
        if (!fine_.allow(text, at) && !is_reduplication(text, at) && !is_triple &&
            !neighbours_.meet(text, at) && !seams_.meet(text, at))
          return say(sheet, where, field, around(text, at, 2), "字重复");
      } else if (repeats_word(text, at)) {
        return say(sheet, where, field, around(text, at, 4), "词重复");
      }
    }
  }

 private:
  struct Slip {
    Text wrong, right, except;
  };

  /// The first known slip; null without one.
  [[nodiscard]] const Slip* slip_in(View text) const {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!begins_.may_hold(text[at])) continue;
      for (const Slip& slip : slips_) {
        const bool is_here = text.substr(at).starts_with(slip.wrong);
        if (is_here && (slip.except.empty() || !has(text, slip.except))) return &slip;
      }
    }
    return nullptr;
  }
  /// 扎扎实实, 家家户户: AABB.
  static bool is_reduplication(View text, std::size_t at) {
    const auto pair = [&](std::size_t i) { return i + 1 < text.size() && text[i] == text[i + 1]; };
    return pair(at + 2) || (at >= 2 && pair(at - 2));
  }
  /// 医疗医疗, 报销休报销.
  [[nodiscard]] bool repeats_word(View text, std::size_t at) const {
    const View word = text.substr(at, 2);
    if (word.size() < 2 || !is_han(word[1])) return false;
    const bool at_once = text.substr(at + 2).starts_with(word);
    const bool apart = at + 5 <= text.size() && is_han(text[at + 2]) &&
                       text.substr(at + 3).starts_with(word) &&
                       !lint_.words.is_one("between_repeats", text.substr(at + 2, 1));
    return (at_once || apart) && !lint_.words.is_one("fine_repeats", word);
  }
  static View around(View text, std::size_t at, std::size_t length) {
    const std::size_t from = at < 2 ? 0 : at - 2;
    return text.substr(from, at - from + length + 2);
  }
  void say(const Sheet& sheet, std::string_view where, const Field& field, View part,
           const std::string& why) {
    lint_.add("typo", sheet, where, field.line, quoted(encode(part)) + "：" + why, field.printed);
  }

  Lint& lint_;
  FineDoubles fine_;
  Neighbours neighbours_;
  WordSeams seams_;
  std::vector<Slip> slips_;
  CharacterFilter begins_;  ///< of the slips
};

/// Sheets that share their rows but for one character: where they differ, one is a slip. Looked for
/// among indicators with the same place, value and basis, by fingerprints with one character left
/// out.
class OneCharacterOff {
 public:
  explicit OneCharacterOff(Lint& lint) : lint_(lint) {}

  void look_at(const Sheet& sheet, const Row& row) {
    const Text& text = row.name.text;
    constexpr std::size_t kShortest = 12;
    if (text.size() < kShortest || text.size() > 60 || row.is_redacted) return;
    std::uint64_t seed = fingerprint(row.level2, fingerprint(row.value.printed));
    if (!seen_.insert(fingerprint(text, seed)).second) return;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::uint64_t key = fingerprint(View(text).substr(at + 1),
                                            fingerprint(View(text).substr(0, at), seed + at) * 31);
      const auto [entry, is_new] = masked_.try_emplace(key, Entry{&sheet, &row});
      if (is_new || entry->second.sheet == &sheet) continue;
      compare(entry->second, sheet, row, at);
    }
  }

 private:
  struct Entry {
    const Sheet* sheet;
    const Row* row;
  };
  /// At least half of the rows are the same: one sheet was made from the other.
  static bool are_kin(const Sheet& a, const Sheet& b) {
    std::set<std::uint64_t> rows;
    for (const Row& row : a.rows)
      rows.insert(fingerprint(row.name.text, fingerprint(row.value.printed)));
    const auto shared = std::count_if(b.rows.begin(), b.rows.end(), [&](const Row& row) {
      return rows.contains(fingerprint(row.name.text, fingerprint(row.value.printed)));
    });
    return shared * 2 >= static_cast<std::ptrdiff_t>(b.rows.size());
  }
  void compare(const Entry& entry, const Sheet& sheet, const Row& row, std::size_t at) {
    const Row& other = *entry.row;
    const View pair[] = {View(row.name.text).substr(at, 1), View(other.name.text).substr(at, 1)};
    for (const View& c : pair)
      if (!is_han(c[0]) || lint_.words.any_in("contrasts", c)) return;
    if (row.name.text.size() != other.name.text.size() || !are_kin(*entry.sheet, sheet)) return;
    lint_.add("typo", sheet, row, "level3",
              "与另一项目的" + quoted(other.name.printed) + "只差一字（" + encode(pair[1]) + "／" +
                  encode(pair[0]) + "），其一可能有误",
              row.name.printed);
  }

  Lint& lint_;
  std::set<std::uint64_t> seen_;
  std::map<std::uint64_t, Entry> masked_;
};

}  // namespace

void check_typos(Lint& lint) {
  Typos typos(lint);
  OneCharacterOff neighbours(lint);
  for (const Sheet& sheet : lint.sheets) {
    std::set<Text> seen;
    const auto look = [&](std::string_view where, const Field& field) {
      if (!field.empty() && seen.insert(field.text).second) typos.look_at(sheet, where, field);
    };
    look("name", sheet.name);
    look("purpose", sheet.purpose);
    for (const Field& goal : sheet.goals)
      look("goals", goal);
    for (const Row& row : sheet.rows) {
      const std::string where = "indicators[" + std::to_string(row.index) + "].";
      look(where + "level3", row.name);
      look(where + "description", row.description);
      look(where + "basis", row.basis);
      neighbours.look_at(sheet, row);
    }
  }
}

}  // namespace budget::goal_lint
