#include "reader/goal_sheet/tokens.h"

#include <budget/decimal.h>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

Token make_token(const Cell& cell, std::size_t row, std::size_t index) {
  Token token;
  token.cell = cell;
  token.row = row;
  token.index = index;
  token.label = label_of(cell.compact);
  token.month = month_of(cell.compact);
  return token;
}

/// 项目编码：13018624P… in one cell.
bool split_at_colon(Reading& reading, const Token& token, Tokens& out) {
  const std::string_view text = token.cell.text;
  for (const std::string_view colon : {"：", ":"}) {
    const std::size_t at = text.find(colon);
    if (at == std::string_view::npos || at > 60) continue;
    const std::string_view value = text.substr(at + colon.size());
    if (trimmed(value).empty() || text.substr(0, at) == "其中") continue;
    const std::string before = without_blanks(text.substr(0, at));
    if (!label_of(before)) continue;
    Token first = token;
    first.cell = reading.grid.make_cell(text.substr(0, at), token.cell.line, token.cell.column);
    first.label = label_of(first.cell.compact);
    Token second = token;
    second.cell = reading.grid.make_cell(value, token.cell.line, token.cell.column);
    second.label.reset();
    out.push_back(first);
    out.push_back(second);
    return true;
  }
  return false;
}

/// 3.00 6.00 9.00: each with the same decimals, or each with %; 1054 4.51 is one broken number.
bool are_amounts(const std::vector<std::string_view>& words) {
  std::size_t decimals = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string compact = without_blanks(words[i]);
    if (!plain_number(compact)) return false;
    const std::size_t point = compact.find('.');
    const std::size_t behind = point == std::string::npos ? 0 : compact.size() - point;
    if (i == 0) decimals = behind;
    if (behind != decimals || (behind == 0 && !compact.ends_with('%'))) return false;
  }
  return true;
}

/// A line whose tabs were lost: words that are labels part it.
bool split_at_labels(Reading& reading, const Token& token, Tokens& out) {
  std::vector<std::string_view> words;
  const std::string_view text = token.cell.text;
  constexpr std::size_t kMostWords = 64;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size() && words.size() < kMostWords;) {
    const Character c = at < text.size() ? character_at(text, at) : Character{' ', 1};
    if (is_blank(c.value) || at == text.size()) {
      if (at > begin) words.push_back(text.substr(begin, at - begin));
      begin = at + c.length;
    }
    at += c.length;
  }
  if (words.size() < 2) return false;
  if (are_amounts(words)) {  // a row of numbers whose tabs were lost
    std::size_t index = token.index;
    for (const std::string_view word : words) {
      out.push_back(make_token(reading.grid.make_cell(word, token.cell.line, token.cell.column),
                               token.row, index++));
    }
    reading.defects.add("tabs_lost", {token.cell.line}, "一行的分栏已丢失，按空格分开",
                        std::string(token.cell.printed), "按空格分开读入");
    return true;
  }
  Tokens made;
  bool labels = false;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t taken = 1;
    std::string_view piece = words[i];
    for (std::size_t more = std::min<std::size_t>(3, words.size() - i); more > 0; --more) {
      const std::string_view joined(
          words[i].data(), static_cast<std::size_t>(words[i + more - 1].data() - words[i].data()) +
                               words[i + more - 1].size());
      const std::string compact = without_blanks(joined);
      if (label_of(compact) || month_of(compact) > 0) {
        piece = joined;
        taken = more;
        break;
      }
    }
    Token next = make_token(reading.grid.make_cell(piece, token.cell.line, token.cell.column),
                            token.row, token.index + made.size());
    const bool word = !next.label && next.month == 0 && !plain_number(next.cell.compact);
    if (i == 0 && word) return false;
    labels = labels || next.label.has_value();
    if (word && !made.empty() && !made.back().label && made.back().month == 0 &&
        !plain_number(made.back().cell.compact)) {
      const std::string_view before = made.back().cell.printed;
      const std::string_view joined(
          before.data(), static_cast<std::size_t>(piece.data() - before.data()) + piece.size());
      made.back().cell = reading.grid.make_cell(joined, token.cell.line, token.cell.column);
    } else {
      made.push_back(next);
    }
    i += taken;
  }
  if (!labels || made.size() < 2) return false;
  out.insert(out.end(), made.begin(), made.end());
  reading.defects.add("tabs_lost", {token.cell.line}, "一行的分栏已丢失，按栏目名称分开",
                      std::string(token.cell.printed), "按栏目名称分开读入");
  return true;
}

/// 预算规模及资 | 金用途, 其中：财政 | 资金, 资金支出计划 | （%）: a name whose second line became
/// a cell of its own, directly behind it or first in one of the next rows.
class BrokenLabels {
 public:
  BrokenLabels(Reading& reading, Tokens& tokens)
      : reading_(reading), tokens_(tokens), joined_(tokens.size(), false) {}

  void join() {
    for (std::size_t at = 0; at + 1 < tokens_.size(); ++at)
      if (!joined_[at]) join_at(at);
    std::size_t at = 0;
    std::erase_if(tokens_, [&](const Token&) { return joined_[at++]; });
  }

 private:
  void join_at(std::size_t at) {
    constexpr std::size_t kReach = 12;
    Token& head = tokens_[at];
    if (head.cell.compact.size() < kShortest || head.cell.compact.size() > kLongest) return;
    std::size_t distance = 0;
    for (std::size_t i = at + 1; i < tokens_.size() && distance < kReach; ++i) {
      if (joined_[i]) continue;
      ++distance;
      const Token& tail = tokens_[i];
      const bool below =
          tail.row > head.row && tail.row <= head.row + 2 && tail.index == head.index;
      if (distance != 1 && !below) continue;
      const std::optional<Label> label = joint_label(head, tail);
      if (!label) continue;
      const std::string whole = std::string(head.cell.text) + std::string(tail.cell.text);
      head.cell = reading_.grid.make_cell(reading_.grid.arena.keep(whole), head.cell.line,
                                          head.cell.column);
      head.label = label;
      joined_[i] = true;
      return;
    }
  }

  /// What the two say together, where that is a name and not only what the first says alone.
  static std::optional<Label> joint_label(const Token& head, const Token& tail) {
    const std::string_view rest = tail.cell.compact;
    if (tail.label || rest.empty() || rest.size() > kLongest) return std::nullopt;
    const bool is_unit = rest.starts_with("（") || rest.starts_with("(");
    if (head.label ? !is_unit : plain_number(rest).has_value()) return std::nullopt;
    const auto label = label_of(std::string(head.cell.compact) + std::string(rest));
    return head.label && label != head.label ? std::nullopt : label;
  }

  static constexpr std::size_t kShortest = 6;  // bytes: two Han characters
  static constexpr std::size_t kLongest = 36;
  Reading& reading_;
  Tokens& tokens_;
  std::vector<bool> joined_;  ///< to the one before it
};

}  // namespace

Tokens tokens_of(Reading& reading, std::size_t begin, std::size_t end) {
  return tokens_of(reading, begin, end, std::string_view::npos);
}

Tokens tokens_of(Reading& reading, std::size_t begin, std::size_t end, std::size_t stop) {
  Tokens tokens;
  for (std::size_t at = begin; at < end; ++at) {
    if (reading.meaning(at) == Meaning::furniture) continue;
    const std::vector<Cell> cells = reading.plain_cells(at);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (at + 1 == end && i >= stop) break;
      const Token token = make_token(cells[i], at, i);
      if (!token.label && !token.cell.blank()) {
        if (split_at_colon(reading, token, tokens)) continue;
        if (cells.size() == 1 && split_at_labels(reading, token, tokens)) continue;
      }
      tokens.push_back(token);
    }
  }
  BrokenLabels(reading, tokens).join();
  return tokens;
}

bool says_nothing(std::string_view compact) {
  if (compact.empty() || compact == "无") return !compact.empty();
  while (skip(compact, "-") || skip(compact, "—") || skip(compact, "–") || skip(compact, "－") ||
         skip(compact, "/") || skip(compact, "\\") || skip(compact, "／")) {
  }
  return compact.empty();
}

bool misread_number(std::string_view compact) {
  constexpr std::size_t kLongest = 20;
  if (compact.size() < 2 || compact.size() > kLongest) return false;
  const std::string narrow = to_half_width(compact);
  std::size_t digits = 0;
  std::size_t letters = 0;
  for (const char c : narrow) {
    if (is_digit(c)) {
      ++digits;
    } else if (c == 'O' || c == 'o' || c == 'l' || c == 'I' || c == '|' || c == 'S' || c == 'B') {
      ++letters;
    } else if (c != '.' && c != ',') {
      return false;
    }
  }
  return letters > 0 && digits > 0 && digits + 2 >= letters;
}

bool number_in_words(std::string_view compact) {
  constexpr std::size_t kLongest = 60;
  constexpr std::string_view kWords =
      "零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟元角分整";
  constexpr std::string_view kUnits = "百千万亿佰仟元角分整";
  if (compact.empty() || compact.size() > kLongest) return false;
  bool has_digit = false;
  for (std::size_t at = 0; at < compact.size();) {
    const Character c = character_at(compact, at);
    const std::string_view word = compact.substr(at, c.length);
    if (!contains(kWords, word)) return false;
    has_digit = has_digit || !contains(kUnits, word);
    at += c.length;
  }
  return has_digit;
}

std::optional<PlainNumber> plain_number(std::string_view compact) {
  constexpr std::size_t kLongest = 60;
  if (compact.empty() || compact.size() > kLongest) return std::nullopt;
  PlainNumber number;
  std::string narrow = to_half_width(compact);
  std::string_view rest = narrow;
  if (rest.ends_with("%")) {
    number.percent = true;
    rest.remove_suffix(1);
  }
  for (const std::string_view unit : {"万元", "千元", "百元", "亿元", "元"}) {
    if (rest.ends_with(unit)) {
      number.unit = std::string(unit);
      rest.remove_suffix(unit.size());
      break;
    }
  }
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == ',' && i > 0) continue;
    number.digits.push_back(rest[i]);
  }
  constexpr int kScale = 6;
  if (!parse_fixed(number.digits, kScale)) return std::nullopt;
  return number;
}

}  // namespace budget::reader
