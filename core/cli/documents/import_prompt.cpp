#include "cli/documents/import_prompt.h"

#include <boost/json/array.hpp>
#include <istream>
#include <optional>
#include <ostream>

#include "cli/client/api.h"
#include "cli/text_width.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostAsked = 20;  // shown of one question

std::optional<std::string> read_line(const Terminal& terminal, const std::string& prompt) {
  terminal.err << prompt << std::flush;
  std::string line;
  if (terminal.in == nullptr || !std::getline(*terminal.in, line)) return std::nullopt;
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string::npos) return std::nullopt;
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

/// "2" is the second choice; anything else stays as it is typed.
std::string meaning_of(const std::string& line, const json::array& choices) {
  for (std::size_t i = 0; i < choices.size(); ++i)
    if (line == std::to_string(i + 1)) return text_at(choices[i], "id");
  return line;
}

void show_choices(const Terminal& terminal, const json::value& question, bool may_go_one_by_one) {
  const json::array& choices = array_at(question, "choices");
  for (std::size_t i = 0; i < choices.size(); ++i)
    terminal.err << "  " << i + 1 << " " << printable(text_at(choices[i], "title")) << '\n';
  if (!text_at(question, "free_form").empty())
    terminal.err << "  或直接输入" << text_at(question, "free_form") << '\n';
  if (may_go_one_by_one) terminal.err << "  e 逐个回答\n";
}

bool ask_one_by_one(const Terminal& terminal, const json::value& question,
                    std::map<std::string, std::string>& answers) {
  for (const auto& item : array_at(question, "items")) {
    if (!text_at(item, "answer").empty()) continue;
    terminal.err << printable(text_at(item, "text")) << '\n';
    show_choices(terminal, question, false);
    const auto line = read_line(terminal, "回答（直接回车：放弃）> ");
    if (!line) return false;
    answers[text_at(question, "id") + "[" + text_at(item, "key") + "]"] =
        meaning_of(*line, array_at(question, "choices"));
  }
  return true;
}

bool ask(const Terminal& terminal, const json::value& question,
         std::map<std::string, std::string>& answers) {
  const std::int64_t open = number_at(question, "open");
  terminal.err << '\n' << printable(text_at(question, "title")) << "（" << open << " 处）\n";
  std::size_t shown = 0;
  for (const auto& item : array_at(question, "items")) {
    if (!text_at(item, "answer").empty() || shown++ >= kMostAsked) continue;
    terminal.err << "    " << printable(text_at(item, "text")) << '\n';
  }
  if (shown > kMostAsked) terminal.err << "    ……\n";
  show_choices(terminal, question, open > 1);
  const auto line = read_line(terminal, "回答（直接回车：放弃）> ");
  if (!line) return false;
  if (*line == "e" && open > 1) return ask_one_by_one(terminal, question, answers);
  const std::string answer = meaning_of(*line, array_at(question, "choices"));
  for (const auto& item : array_at(question, "items")) {
    if (!text_at(item, "answer").empty()) continue;
    const std::string key = text_at(item, "key");
    answers[text_at(question, "id") + (key.empty() ? "" : "[" + key + "]")] = answer;
  }
  return true;
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
