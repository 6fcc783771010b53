#include "config/key_depth.h"

#include <algorithm>

namespace budget {
namespace {

/// The end of the string that begins at `begin` with a quote: one beyond its closing quote, or the
/// text's end.
std::size_t end_of_string(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  const bool multi_line = text.substr(begin).starts_with(quote == '"' ? "\"\"\"" : "'''");
  const std::string_view closing = text.substr(begin, multi_line ? 3 : 1);
  std::size_t at = begin + closing.size();
  while (at < text.size() && !text.substr(at).starts_with(closing)) {
    if (!multi_line && text[at] == '\n') return at;
    at += quote == '"' && text[at] == '\\' ? 2 : 1;
  }
  at = std::min(at + closing.size(), text.size());
  // """text"""" ends in a quote of its own; at most two of them.
  for (int own = 0; multi_line && own < 2 && at < text.size() && text[at] == quote; ++own)
    ++at;
  return at;
}

}  // namespace

std::optional<SourcePosition> find_too_deep_key(std::string_view toml) {
  int line = 1;
  int dots = 0;
  for (std::size_t at = 0; at < toml.size();) {
    const char c = toml[at];
    if (c == '"' || c == '\'') {
      const std::size_t end = end_of_string(toml, at);
      for (; at < end; ++at)
        line += toml[at] == '\n' ? 1 : 0;
      continue;
    }
    if (c == '#') {
      at = std::min(toml.find('\n', at), toml.size());
      continue;
    }
    if (c == '\n') ++line;
    if (c == '\n' || c == '=' || c == ',' || c == ']' || c == '}') dots = 0;
    if (c == '.' && ++dots >= kDeepestKey) return SourcePosition{line, 0};
    ++at;
  }
  return std::nullopt;
}

}  // namespace budget
