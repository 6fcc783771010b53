#include "config/source_report.h"

#include <algorithm>
#include <tuple>

namespace budget {

void SourceReport::note(std::string field, SourcePosition position) {
  positions_.emplace(std::move(field), position);
}

SourcePosition SourceReport::position_of(std::string_view field) const {
  while (true) {
    const auto found = positions_.find(field);
    if (found != positions_.end()) return found->second;
    if (field.empty()) return {};
    const auto end = field.find_last_of(".[");
    field = field.substr(0, end == std::string_view::npos ? 0 : end);
  }
}

void SourceReport::report(const char* rule, std::string field, std::string message,
                          std::string quote, FindingLevel level) {
  const SourcePosition position = position_of(field);
  report_at(position, rule, std::move(field), std::move(message), std::move(quote), level);
}

void SourceReport::report_at(SourcePosition position, const char* rule, std::string field,
                             std::string message, std::string quote, FindingLevel level) {
  if (findings_.size() == kMostFindings) {
    ++left_out_;
    return;
  }
  Finding finding;
  finding.rule = RuleId(rule);
  finding.level = level;
  finding.place.file = file_;
  finding.place.line = position.line;
  finding.place.column = position.column;
  finding.place.field = std::move(field);
  finding.message = std::move(message);
  finding.quote = std::move(quote);
  findings_.push_back(std::move(finding));
}

void SourceReport::rearrange(const std::string& list, const std::vector<std::size_t>& from) {
  const auto item = [&](std::size_t i) { return list + "[" + std::to_string(i) + "]"; };
  std::map<std::string, SourcePosition, std::less<>> moved;
  for (const auto& [field, position] : positions_) {
    if (!field.starts_with(list + "[")) moved.emplace(field, position);
  }
  for (std::size_t i = 0; i < from.size(); ++i) {
    const std::string before = item(from[i]);
    for (auto at = positions_.lower_bound(before);
         at != positions_.end() && at->first.starts_with(before); ++at)
      moved.emplace(item(i) + at->first.substr(before.size()), at->second);
  }
  positions_ = std::move(moved);
}

void SourceReport::adopt(Finding finding, const std::string& prefix) {
  const std::string rule = finding.rule.text();
  report(rule.c_str(), prefix + finding.place.field, std::move(finding.message),
         std::move(finding.quote), finding.level);
}

bool SourceReport::has_finding_in(std::string_view field) const {
  return std::ranges::any_of(findings_, [&](const Finding& finding) {
    const std::string_view other = finding.place.field;
    if (!other.starts_with(field)) return false;
    return other.size() == field.size() || field.empty() || other[field.size()] == '.' ||
           other[field.size()] == '[';
  });
}

bool SourceReport::has_errors() const {
  return left_out_ > 0 || budget::has_errors(findings_);
}

std::vector<Finding> SourceReport::findings() const {
  std::vector<Finding> sorted = findings_;
  std::ranges::stable_sort(
      sorted, {}, [](const Finding& f) { return std::tuple(f.place.line, f.place.column); });
  if (left_out_ > 0) {
    Finding rest;
    rest.rule = RuleId("config.more");
    rest.place.file = file_;
    rest.message = "expected fewer mistakes, but " + std::to_string(left_out_) +
                   " more are not shown; mend these first";
    sorted.push_back(std::move(rest));
  }
  return sorted;
}

bool has_errors(std::span<const Finding> findings) {
  return std::ranges::any_of(findings,
                             [](const Finding& f) { return f.level == FindingLevel::error; });
}

}  // namespace budget
