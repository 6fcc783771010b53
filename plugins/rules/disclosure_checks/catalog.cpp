#include "catalog.h"

#include <algorithm>
#include <stdexcept>

namespace budget::disclosure {
namespace {

// One rule a line: id | level | title | reason | an example that passes | one that fails, and
// where there is one | its source.
constexpr std::string_view kRules =
#include "rules.inc"
    ;

std::string_view next(std::string_view& rest, std::string_view until) {
  const auto end = std::min(rest.find(until), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + until.size(), rest.size()));
  return piece;
}

plugin::RuleText rule_of(std::string_view line) {
  plugin::RuleText rule;
  rule.id = RuleId(std::string(next(line, " | ")));
  const std::string_view level = next(line, " | ");
  rule.level = level == "error"  ? FindingLevel::error
               : level == "info" ? FindingLevel::info
                                 : FindingLevel::warning;
  rule.title = next(line, " | ");
  rule.reason = next(line, " | ");
  rule.passes = next(line, " | ");
  rule.fails = next(line, " | ");
  rule.source = line;
  return rule;
}

}  // namespace

const std::vector<plugin::RuleText>& catalog() {
  static const std::vector<plugin::RuleText> rules = [] {
    std::vector<plugin::RuleText> read;
    std::string_view rest = kRules;
    while (!rest.empty()) {
      const std::string_view line = next(rest, "\n");
      if (!line.empty() && line.front() != '#') read.push_back(rule_of(line));
    }
    return read;
  }();
  return rules;
}

FindingLevel level_of(std::string_view rule) {
  for (const plugin::RuleText& entry : catalog())
    if (entry.id.text() == rule) return entry.level;
  throw std::logic_error("expected a rule of rules.txt, but it is " + std::string(rule));
}

}  // namespace budget::disclosure
