#include "cli/documents/import_prompt.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <istream>
#include <optional>
#include <ostream>
#include <set>
#include <string_view>
#include <vector>

#include "cli/client/api.h"
#include "cli/text_width.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostAsked = 20;  // shown of one question

/// Without the blanks around it; nothing at the input's end.
std::optional<std::string> read_line(const Terminal& terminal, const std::string& prompt) {
  terminal.err << prompt << std::flush;
  std::string line;
  if (terminal.in == nullptr || !std::getline(*terminal.in, line)) return std::nullopt;
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string::npos) return std::string();
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

/// What stands before a choice and is typed for it: a number; a letter where a free answer may be
/// one itself, as an amount is. `e` and `q` are for other things.
std::string mark_of(const json::value& question, std::size_t choice) {
  constexpr std::string_view kLetters = "abcdfghijklmnoprstuvwxyz";
  const bool is_free = !text_at(question, "free_form").empty();
  if (is_free && choice < kLetters.size()) return {kLetters[choice]};
  return std::to_string(choice + 1);
}

/// The choice whose mark was typed; anything else stays as it is.
std::string meaning_of(const std::string& line, const json::value& question) {
  const json::array& choices = array_at(question, "choices");
  for (std::size_t i = 0; i < choices.size(); ++i)
    if (line == mark_of(question, i)) return text_at(choices[i], "id");
  return line;
}

void show_choices(const Terminal& terminal, const json::value& question, bool may_go_one_by_one) {
  const json::array& choices = array_at(question, "choices");
  for (std::size_t i = 0; i < choices.size(); ++i)
    terminal.err << "  " << mark_of(question, i) << " " << printable(text_at(choices[i], "title"))
                 << '\n';
  const bool is_for_all = may_go_one_by_one && flag_at(question, "free_for_each");
  if (!text_at(question, "free_form").empty() && !is_for_all)
    terminal.err << "  或直接输入" << text_at(question, "free_form") << '\n';
  if (may_go_one_by_one) terminal.err << "  e 逐个回答\n";
}

std::string name_of(const json::value& question, const json::value& item) {
  const std::string key = text_at(item, "key");
  return text_at(question, "id") + (key.empty() ? "" : "[" + key + "]");
}

/// Sheets that say the same share an answer, and are asked about once.
std::vector<const json::value*> open_items(const json::value& question) {
  std::vector<const json::value*> open;
  std::set<std::string> names;
  for (const auto& item : array_at(question, "items"))
    if (text_at(item, "answer").empty() && names.insert(name_of(question, item)).second)
      open.push_back(&item);
  return open;
}

bool ask_one_by_one(const Terminal& terminal, const json::value& question,
                    std::map<std::string, std::string>& answers) {
  const auto open = open_items(question);
  for (std::size_t at = 0; at < open.size();) {
    terminal.err << '[' << at + 1 << '/' << open.size() << "] "
                 << printable(text_at(*open[at], "text")) << '\n';
    show_choices(terminal, question, false);
    const auto line = read_line(terminal, "回答（回车：先跳过；<：回上一个；q：不再回答）> ");
    if (!line || *line == "q") return false;
    if (*line == "<") {
      at -= at > 0 ? 1 : 0;
      continue;
    }
    if (!line->empty()) answers[name_of(question, *open[at])] = meaning_of(*line, question);
    ++at;
  }
  return true;
}

bool is_choice(const json::value& question, const std::string& answer) {
  return std::ranges::any_of(array_at(question, "choices"), [&](const json::value& choice) {
    return text_at(choice, "id") == answer;
  });
}

bool ask(const Terminal& terminal, const json::value& question,
         std::map<std::string, std::string>& answers) {
  const auto open = open_items(question);
  const bool is_one = open.size() == 1;
  terminal.err << '\n' << printable(text_at(question, "title")) << "（" << open.size() << " 处）\n";
  for (std::size_t i = 0; i < std::min(open.size(), kMostAsked); ++i)
    terminal.err << "    " << printable(text_at(*open[i], "text")) << '\n';
  if (open.size() > kMostAsked) terminal.err << "    ……\n";
  for (;;) {
    show_choices(terminal, question, !is_one);
    const auto line = read_line(terminal, "回答（直接回车：放弃）> ");
    if (!line || line->empty()) return false;
    if (*line == "e" && !is_one) return ask_one_by_one(terminal, question, answers);
    const std::string answer = meaning_of(*line, question);
    if (!is_one && flag_at(question, "free_for_each") && !is_choice(question, answer)) {
      terminal.err << "  各处的回答不会相同：输入 e 逐个回答，或选上面的一项。\n";
      continue;
    }
    for (const json::value* item : open)
      answers[name_of(question, *item)] = answer;
    return true;
  }
}

}  // namespace

bool ask_questions(const Terminal& terminal, const json::value& preview,
                   std::map<std::string, std::string>& answers) {
  for (const auto& question : array_at(preview, "questions")) {
    if (number_at(question, "open") > 0 && !ask(terminal, question, answers)) return false;
  }
  return true;
}

bool says_yes(const Terminal& terminal, const std::string& question) {
  const auto line = read_line(terminal, question);
  return line && (*line == "y" || *line == "Y" || *line == "yes" || *line == "是");
}

}  // namespace budget::cli
