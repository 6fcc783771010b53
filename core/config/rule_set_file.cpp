#include "config/rule_set_file.h"

#include <algorithm>

#include <budget/decimal.h>

#include "config/load_file.h"
#include "config/months.h"
#include "config/toml_reader.h"

namespace budget {
namespace {

constexpr Range kVersions = {1, 1'000'000};
constexpr Range kYears = {2000, 2099};
constexpr auto kHighestShare = BasisPoints(10'000);

Result<BasisPoints> parse_threshold(std::string_view text) {
  Result<BasisPoints> number = BasisPoints::parse_percent(text);
  if (number && (*number < BasisPoints() || *number > kHighestShare)) {
    return Error{ErrorCode::invalid_input,
                 "expected a percentage from 0 to 100, but there is " + std::string(text),
                 "write percent or percentage points without a sign, e.g. \"7.5\""};
  }
  return number;
}

std::string percent(BasisPoints share) {
  return print_fixed(share.value(), 2, 0);
}

Threshold read_threshold(TableReader& table) {
  Threshold threshold;
  threshold.level = table.choice(
      "level", {AlertLevel::info, AlertLevel::yellow, AlertLevel::orange, AlertLevel::red});
  threshold.action = table.choice("action", {AlertAction::record, AlertAction::warn});
  threshold.inclusive = table.asks("at_least");
  if (table.asks("above") == threshold.inclusive) {
    table.report("config.threshold", threshold.inclusive ? "above" : "",
                 std::string("expected either above or at_least, but there ") +
                     (threshold.inclusive ? "are both" : "is neither") +
                     "; write above for \">\", at_least for \">=\"");
    return threshold;
  }
  threshold.number = table.parsed(threshold.inclusive ? "at_least" : "above", parse_threshold)
                         .value_or(BasisPoints());
  return threshold;
}

/// From mild to severe: number and level both rise, so that no step hides another.
void check_order(SourceReport& report, const std::string& field,
                 const std::vector<Threshold>& thresholds) {
  for (std::size_t i = 1; i < thresholds.size(); ++i) {
    const Threshold& before = thresholds[i - 1];
    const Threshold& here = thresholds[i];
    const std::string step = field + "[" + std::to_string(i) + "]";
    if (report.has_finding_in(step) ||
        report.has_finding_in(field + "[" + std::to_string(i - 1) + "]"))
      continue;
    if (here.level <= before.level) {
      report.report("config.order", step + ".level",
                    std::string("expected a level worse than ") + name_of(before.level) +
                        ", but there is " + name_of(here.level) +
                        "; list each level once, from mild to severe");
    }
    if (here.number <= before.number) {
      report.report("config.order", step + (here.inclusive ? ".at_least" : ".above"),
                    "expected a number above " + percent(before.number) + ", but there is " +
                        percent(here.number) +
                        "; a step no higher than the one before would hide it");
    }
  }
}

LegalBasis read_basis(TableReader& table) {
  LegalBasis basis;
  basis.document = table.text("document");
  basis.article = table.text_or("article", "");
  basis.certainty = table.choice(
      "certainty", {Certainty::primary, Certainty::secondary, Certainty::local_practice});
  if (table.source().has_finding_in(table.field())) return basis;
  const bool is_local = basis.certainty == Certainty::local_practice;
  if (is_local != basis.document.empty()) {
    table.report("config.basis", "document",
                 is_local ? "expected no document number for a local practice, but there is \"" +
                                basis.document + "\""
                          : std::string("expected the number of the document, but it is empty; "
                                        "without one write certainty = \"local_practice\""));
  }
  return basis;
}

Rule read_rule(TableReader& table, const RuleSet& rule_set) {
  Rule rule;
  rule.id = RuleId(table.filled_text("id"));
  const std::string prefix = rule_set.id.text() + ".";
  const std::string& id = rule.id.text();
  if (!id.empty() && !rule_set.id.empty() &&
      !(id.starts_with(prefix) && is_name(std::string_view(id).substr(prefix.size())))) {
    table.report("config.value", "id",
                 "expected \"" + prefix + "\" and a name, such as \"" + prefix +
                     "own_plan_lag\", but there is \"" + id + "\"");
  }
  if (!id.empty() &&
      std::ranges::find(rule_set.rules, rule.id, &Rule::id) != rule_set.rules.end()) {
    table.report("config.duplicate", "id", "expected every id once, but this one was used before",
                 id);
  }
  rule.title = table.filled_text("title");
  rule.measure = table.choice("measure", {Measure::own_plan_lag, Measure::own_plan_lag_relative});
  rule.months = read_months(table, "months");
  table.tables("thresholds", [&](TableReader& t) { rule.thresholds.push_back(read_threshold(t)); });
  if (rule.thresholds.empty() && table.asks("thresholds") &&
      !table.source().has_finding_in(table.field_of("thresholds"))) {
    table.report("config.value", "thresholds",
                 "expected at least one threshold, but the list is empty");
  }
  check_order(table.source(), table.field_of("thresholds"), rule.thresholds);
  table.table("basis", [&](TableReader& t) { rule.basis = read_basis(t); });
  return rule;
}

FiscalYear read_year(TableReader& table, std::string_view key) {
  const Result<FiscalYear> year = FiscalYear::of(table.integer(key, kYears));
  return year ? *year : FiscalYear();
}

void read_rules(TableReader& root, RuleSet& rule_set) {
  rule_set.id = root.id<RuleSetId>("id");
  rule_set.version = root.integer("version", kVersions);
  rule_set.title = root.filled_text("title");
  rule_set.valid_from = read_year(root, "valid_from");
  if (root.asks("valid_to")) {
    rule_set.valid_to = read_year(root, "valid_to");
    if (*rule_set.valid_to < rule_set.valid_from && !root.source().has_finding_in("valid_to")) {
      root.report("config.order", "valid_to",
                  "expected " + std::to_string(rule_set.valid_from.value()) +
                      " (valid_from) or later, but there is " +
                      std::to_string(rule_set.valid_to->value()));
    }
  }
  root.tables("rules", [&](TableReader& t) { rule_set.rules.push_back(read_rule(t, rule_set)); });
}

}  // namespace

Loaded<RuleSet> read_rule_set(std::string_view text, std::string file) {
  Loaded<RuleSet> loaded{.value = {}, .report = SourceReport(std::move(file))};
  read_toml(text, loaded.report, [&](TableReader& root) { read_rules(root, loaded.value); });
  return loaded;
}

Loaded<RuleSet> load_rule_set_file(const std::filesystem::path& path) {
  return load_file<RuleSet>(path, read_rule_set);
}

}  // namespace budget
