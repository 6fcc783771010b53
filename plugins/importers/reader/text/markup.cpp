#include "reader/text/markup.h"

#include <array>
#include <utility>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<std::string_view, 22> kTags = {
    "p",   "br", "div", "span", "b",     "i",  "u",  "em", "strong", "font", "sup",
    "sub", "td", "tr",  "th",   "table", "ol", "ul", "li", "tbody",  "a",    "center"};
constexpr std::array<Pair, 10> kEntities = {{{"&nbsp;", " "},
                                             {"&lt;", "<"},
                                             {"&gt;", ">"},
                                             {"&ge;", "≥"},
                                             {"&le;", "≤"},
                                             {"&quot;", "\""},
                                             {"&ldquo;", "“"},
                                             {"&rdquo;", "”"},
                                             {"&middot;", "·"},
                                             {"&amp;", "&"}}};
// Longer names first: \geqslant before \geq before \ge.
constexpr std::array<Pair, 24> kLatex = {
    {{"\\geqslant", "≥"}, {"\\geqq", "≥"}, {"\\geq", "≥"},  {"\\leqslant", "≤"}, {"\\leqq", "≤"},
     {"\\leq", "≤"},      {"\\left", ""},  {"\\right", ""}, {"\\ge", "≥"},       {"\\le", "≤"},
     {"\\times", "×"},    {"\\cdot", "·"}, {"\\div", "÷"},  {"\\pm", "±"},       {"\\approx", "≈"},
     {"\\gt", ">"},       {"\\lt", "<"},   {"\\%", "%"},    {"\\mathrm", ""},    {"\\mathbf", ""},
     {"\\text", ""},      {"\\quad", " "}, {"\\sim", "~"},  {"\\ ", " "}}};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The bytes of a known HTML tag at the beginning of the text, or 0.
std::size_t tag_length(std::string_view text, bool& parts) {
  constexpr std::size_t kLongest = 400;
  const std::size_t end = text.substr(0, kLongest).find('>');
  if (end == std::string_view::npos) return 0;
  std::size_t at = 1;
  if (at < end && text[at] == '/') ++at;
  std::string name;
  while (at < end && name.size() < 8 &&
         ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z'))) {
    name.push_back(lower(text[at++]));
  }
  if (at < end && text[at] != ' ' && text[at] != '/') return 0;
  for (const std::string_view tag : kTags) {
    if (name == tag) {
      parts = tag == "p" || tag == "br" || tag == "div" || tag == "li";
      return end + 1;
    }
  }
  return 0;
}

bool looks_like_latex(std::string_view text) {
  return contains(text, "\\") || contains(text, "$");
}

/// Takes one LaTeX piece from the front of `rest`; false when there is none.
bool take_latex(std::string_view& rest, std::string& out, bool inside_math) {
  for (const auto& [name, sign] : kLatex) {
    if (skip(rest, name)) {
      out += sign;
      return true;
    }
  }
  if (inside_math &&
      (rest.front() == '{' || rest.front() == '}' || rest.front() == '^' || rest.front() == '_')) {
    rest.remove_prefix(1);
    return true;
  }
  return false;
}

}  // namespace

bool may_have_markup(std::string_view text) {
  return text.starts_with('#') || text.find_first_of("<$\\*[&`") != std::string_view::npos;
}

std::string without_markup(std::string_view text, Markup& found) {
  std::string out;
  out.reserve(text.size());
  const bool latex = looks_like_latex(text);
  bool inside_math = false;
  std::string_view rest = text;
  while (!rest.empty()) {
    const char c = rest.front();
    if (c == '[' && rest.starts_with("[bookmark:")) {
      const std::size_t end = rest.substr(0, 200).find(']');
      if (end != std::string_view::npos) {
        found.bookmark = true;
        rest.remove_prefix(end + 1);
        continue;
      }
    }
    if (c == '<') {
      bool parts = false;
      if (const std::size_t length = tag_length(rest, parts); length > 0) {
        found.html = true;
        if (parts && !out.empty()) out.push_back('\n');
        rest.remove_prefix(length);
        continue;
      }
    }
    if (c == '&') {
      bool taken = false;
      for (const auto& [name, sign] : kEntities) {
        if (skip(rest, name)) {
          out += sign;
          found.html = taken = true;
          break;
        }
      }
      if (taken) continue;
    }
    if (c == '#' && out.empty()) {  // ## 2.项目…: a heading
      const std::size_t signs = rest.find_first_not_of('#');
      if (signs != std::string_view::npos && signs <= 6 && rest[signs] == ' ') {
        found.markdown = true;
        rest.remove_prefix(signs + 1);
        continue;
      }
    }
    if (c == '*' && rest.starts_with("**")) {
      found.markdown = true;
      rest.remove_prefix(2);
      continue;
    }
    if (latex && c == '$') {
      found.latex = true;
      inside_math = !inside_math;
      rest.remove_prefix(1);
      continue;
    }
    if (latex && (c == '\\' || inside_math) && take_latex(rest, out, inside_math)) {
      found.latex = true;
      continue;
    }
    out.push_back(c);
    rest.remove_prefix(1);
  }
  return out;
}

}  // namespace budget::reader
