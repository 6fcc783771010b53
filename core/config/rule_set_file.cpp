#include "config/rule_set_file.h"

#include <algorithm>

#include <budget/decimal.h>

#include "config/months.h"
#include "config/text_file.h"
#include "config/toml_reader.h"

namespace budget {
namespace {

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

Result<Money> parse_amount(std::string_view text) {
  Result<Money> amount = Money::parse_yuan(text);
  if (amount && (amount->is_negative() || *amount > kLargestInput)) {
    return Error{ErrorCode::invalid_input,
                 "expected 元 from 0 on, but there is " + std::string(text)};
  }
  return amount;
}

std::string percent(BasisPoints share) {
  return print_fixed(share.value(), 2, 0);
}

bool is_money(Measure measure) {
  return measure == Measure::own_plan_gap;
}

bool needs_curve(Measure measure) {
  return measure == Measure::policy_lag || measure == Measure::plan_behind_policy;
}

/// `is_money`: numbers are 元, keys at_least_yuan and above_yuan.
Threshold read_threshold(TableReader& table, bool is_money) {
  Threshold threshold;
  threshold.level = table.choice(
      "level", {AlertLevel::info, AlertLevel::yellow, AlertLevel::orange, AlertLevel::red});
  threshold.action = table.choice(
      "action", {AlertAction::record, AlertAction::warn, AlertAction::warn_with_attachment,
                 AlertAction::inquire, AlertAction::propose_recovery, AlertAction::rectify,
                 AlertAction::block});
  if (table.asks("within")) threshold.within = table.parsed("within", Span::parse);
  if (threshold.within && threshold.within->count <= 0) {
    table.report(
        "config.value", "within",
        "expected a time to answer such as \"10wd\", but there is " + threshold.within->to_text());
  }
  const std::string at_least = is_money ? "at_least_yuan" : "at_least";
  const std::string above = is_money ? "above_yuan" : "above";
  threshold.inclusive = table.asks(at_least);
  if (table.asks(above) == threshold.inclusive) {
    table.report("config.threshold", threshold.inclusive ? above : "",
                 "expected either " + above + " or " + at_least + ", but there " +
                     (threshold.inclusive ? "are both" : "is neither") + "; write " + above +
                     " for \">\", " + at_least + " for \">=\"");
    return threshold;
  }
  const std::string& key = threshold.inclusive ? at_least : above;
  if (is_money) {
    threshold.amount = table.parsed(key, parse_amount).value_or(Money());
  } else {
    threshold.number = table.parsed(key, parse_threshold).value_or(BasisPoints());
  }
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
    const bool rises =
        here.amount ? *here.amount > before.amount.value_or(Money()) : here.number > before.number;
    if (!rises) {
      const auto number = [](const Threshold& threshold) {
        return threshold.amount ? threshold.amount->to_yuan() : percent(threshold.number);
      };
      const std::string key = here.inclusive ? ".at_least" : ".above";
      report.report("config.order", step + key + (here.amount ? "_yuan" : ""),
                    "expected a number above " + number(before) + ", but there is " + number(here) +
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
  basis.note = table.text_or("note", "");
  if (table.asks("valid_from")) basis.valid_from = table.date("valid_from");
  if (table.asks("valid_to")) basis.valid_to = table.date("valid_to");
  if (basis.valid_from && basis.valid_to && *basis.valid_to < *basis.valid_from) {
    table.report("config.order", "valid_to",
                 "expected " + basis.valid_from->to_text() +
                     " (valid_from) or later, but there is " + basis.valid_to->to_text());
  }
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

/// The months a rule is asked at, and its curve: each needs the other where the measure has one,
/// and a month without a point is a gap.
void read_moment(TableReader& table, Rule& rule) {
  const Moment moment = moment_of(rule.measure);
  if (table.asks("moment") &&
      table.choice("moment", {Moment::month_end, Moment::draft, Moment::payment}) != moment) {
    table.report("config.value", "moment",
                 std::string("expected ") + name_of(moment) + ", the moment of the measure " +
                     name_of(rule.measure) + ", but there is another");
  }
  if (moment == Moment::month_end) {
    rule.months = read_months(table, "months");
  } else if (table.asks("months")) {
    table.report("config.value", "months",
                 std::string("expected no months, because ") + name_of(rule.measure) +
                     " is not asked at month ends, but there are some");
  }
  if (!needs_curve(rule.measure)) {
    if (table.asks("curve")) {
      table.report("config.value", "curve",
                   std::string("expected no curve with the measure ") + name_of(rule.measure) +
                       ", but there is one");
    }
    return;
  }
  table.tables("curve", [&](TableReader& t) {
    CurvePoint point;
    point.month = t.integer("month", {1, 12});
    point.share = t.parsed("share", parse_threshold).value_or(BasisPoints());
    rule.curve.push_back(point);
  });
  for (std::size_t i = 1; i < rule.curve.size(); ++i) {
    const std::string step = table.field_of("curve") + "[" + std::to_string(i) + "]";
    if (table.source().has_finding_in(step)) continue;
    if (rule.curve[i].month <= rule.curve[i - 1].month) {
      table.source().report("config.order", step + ".month",
                            "expected a month after " + std::to_string(rule.curve[i - 1].month) +
                                ", but there is " + std::to_string(rule.curve[i].month));
    }
    if (rule.curve[i].share < rule.curve[i - 1].share) {
      table.source().report("config.order", step + ".share",
                            "expected a share of at least " + percent(rule.curve[i - 1].share) +
                                ", because the curve is cumulative, but there is " +
                                percent(rule.curve[i].share));
    }
  }
  for (std::size_t i = 0; i < rule.months.size(); ++i) {
    if (rule.months[i] == 0 || curve_at(rule, rule.months[i])) continue;
    table.report("config.gap", "months[" + std::to_string(i) + "]",
                 "expected a point of the curve for month " + std::to_string(rule.months[i]) +
                     ", but there is none: a gap; add it, or leave the month out");
  }
}

/// More paid than budgeted is always red.
void check_level(TableReader& table, const Rule& rule) {
  if (rule.measure != Measure::over_spending) return;
  for (std::size_t i = 0; i < rule.thresholds.size(); ++i) {
    const std::string level = table.field_of("thresholds") + "[" + std::to_string(i) + "].level";
    if (rule.thresholds[i].level == AlertLevel::red || table.source().has_finding_in(level))
      continue;
    table.source().report("config.value", level,
                          "expected red, because over-spending always is, but there is " +
                              std::string(name_of(rule.thresholds[i].level)));
  }
}

template <typename Ids>
Ids read_ids(TableReader& table, const char* key) {
  Ids ids;
  for (std::string& text : table.texts_if_any(key))
    ids.emplace_back(std::move(text));
  return ids;
}

std::vector<ProjectCode> read_codes(TableReader& table, const char* key) {
  std::vector<ProjectCode> codes;
  const std::vector<std::string> texts = table.texts_if_any(key);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Result<ProjectCode> code = ProjectCode::parse(texts[i]);
    if (code) {
      codes.push_back(*code);
    } else {
      table.report("config.value", std::string(key) + "[" + std::to_string(i) + "]",
                   code.error().message, texts[i]);
    }
  }
  return codes;
}

RuleScope read_scope(TableReader& table) {
  RuleScope scope;
  scope.regions = read_ids<std::vector<RegionCode>>(table, "regions");
  scope.departments = read_ids<std::vector<DepartmentId>>(table, "departments");
  scope.units = read_ids<std::vector<UnitCode>>(table, "units");
  scope.projects = read_codes(table, "projects");
  scope.words = table.texts_if_any("words");
  scope.without_words = table.texts_if_any("without_words");
  if (table.asks("fund")) scope.fund = table.choice("fund", {FundKind::fiscal, FundKind::other});
  if (table.asks("budget_at_least_yuan"))
    scope.budget_at_least = table.parsed("budget_at_least_yuan", parse_amount);
  return scope;
}

RuleExemption read_exemption(TableReader& table) {
  RuleExemption exemption;
  exemption.projects = read_codes(table, "projects");
  exemption.departments = read_ids<std::vector<DepartmentId>>(table, "departments");
  exemption.reason = table.filled_text("reason");
  if (table.asks("until")) exemption.until = table.date("until");
  if (exemption.projects.empty() && exemption.departments.empty() &&
      !table.source().has_finding_in(table.field())) {
    table.report("config.value", "",
                 "expected projects or departments that are exempted, but neither is named");
  }
  return exemption;
}

bool shares_month(const Rule& a, const Rule& b) {
  if (moment_of(a.measure) != Moment::month_end) return true;
  return std::ranges::any_of(a.months,
                             [&](int month) { return std::ranges::count(b.months, month) > 0; });
}

/// Two rules that measure the same of the same projects at the same time: which of them counts must
/// be said.
void check_overlap(TableReader& root, const RuleSet& rule_set) {
  const std::vector<Rule>& rules = rule_set.rules;
  for (std::size_t i = 1; i < rules.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool is_settled =
          !rules[i].topic.empty() && rules[i].topic == rules[j].topic && rule_set.conflict;
      if (rules[i].id == rules[j].id || rules[i].measure != rules[j].measure ||
          rules[i].scope != rules[j].scope || !shares_month(rules[i], rules[j]) || is_settled)
        continue;
      root.report("config.overlap", "rules[" + std::to_string(i) + "].measure",
                  "expected no other rule on " + std::string(name_of(rules[i].measure)) +
                      " for the same projects and months, but \"" + rules[j].id.text() +
                      "\" is one; give both the same topic and the set a conflict order, or "
                      "separate them by scope or months");
    }
  }
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
  rule.measure = table.choice(
      "measure", {Measure::own_plan_lag, Measure::own_plan_lag_relative, Measure::own_plan_gap,
                  Measure::policy_lag, Measure::time_lag, Measure::plan_behind_policy,
                  Measure::december_share, Measure::last_quarter_share, Measure::over_spending,
                  Measure::expected_carry_over, Measure::goal_gap});
  read_moment(table, rule);
  rule.topic = table.asks("topic") ? table.id<RuleId>("topic").text() : "";
  table.tables("thresholds", [&](TableReader& t) {
    rule.thresholds.push_back(read_threshold(t, is_money(rule.measure)));
  });
  if (rule.thresholds.empty() && table.asks("thresholds") &&
      !table.source().has_finding_in(table.field_of("thresholds"))) {
    table.report("config.value", "thresholds",
                 "expected at least one threshold, but the list is empty");
  }
  check_level(table, rule);
  if (table.asks("scope"))
    table.table("scope", [&](TableReader& t) { rule.scope = read_scope(t); });
  table.tables_if_any("exemptions",
                      [&](TableReader& t) { rule.exemptions.push_back(read_exemption(t)); });
  rule.layer = rule_set.layer;
  check_order(table.source(), table.field_of("thresholds"), rule.thresholds);
  table.table("basis", [&](TableReader& t) { rule.basis = read_basis(t); });
  return rule;
}

FiscalYear read_year(TableReader& table, std::string_view key) {
  const Result<FiscalYear> year = FiscalYear::of(table.integer(key, kFiscalYears));
  return year ? *year : FiscalYear();
}

void read_includes(TableReader& root, const RuleSet& rule_set, std::vector<RuleSetId>& includes) {
  includes = read_ids<std::vector<RuleSetId>>(root, "includes");
  for (std::size_t i = 0; i < includes.size(); ++i) {
    if (includes[i] != rule_set.id) continue;
    root.report("config.reference", "includes[" + std::to_string(i) + "]",
                "expected other rule sets, but this one includes itself");
  }
  if (includes.empty()) return;
  if (!rule_set.layer) {
    root.report("config.missing", "includes",
                "expected a layer beside includes, so that it is known whose rules are whose, but "
                "there is none");
  }
  if (!rule_set.conflict) {
    root.report("config.missing", "includes",
                "expected a conflict order beside includes (stricter, higher or nearer), but there "
                "is none");
  }
}

Result<Score> parse_points(std::string_view text) {
  Result<Score> points = Score::parse(text);
  if (points && (*points < Score() || *points > Score::points(100))) {
    return Error{ErrorCode::invalid_input,
                 "expected points from 0 to 100, but there is " + std::string(text)};
  }
  return points;
}

Result<BasisPoints> parse_any_share(std::string_view text) {
  Result<BasisPoints> share = BasisPoints::parse_percent(text);
  if (share && (*share < BasisPoints() || *share > BasisPoints(1'000'000)))
    return Error{ErrorCode::invalid_input,
                 "expected a percentage from 0 to 10000, but there is " + std::string(text)};
  return share;
}

void read_weights(TableReader& table, EvaluationRules& rules) {
  ClassWeights& weights = rules.weights;
  rules.execution_weight = table.parsed("execution", parse_points).value_or(Score());
  weights.cost =
      table.asks("cost") ? table.parsed("cost", parse_points).value_or(Score()) : Score();
  weights.output = table.parsed("output", parse_points).value_or(Score());
  weights.benefit = table.parsed("benefit", parse_points).value_or(Score());
  weights.satisfaction = table.asks("satisfaction")
                             ? table.parsed("satisfaction", parse_points).value_or(Score())
                             : Score();
  weights.absent = table.choice_or("absent", {AbsentClass::in_proportion, AbsentClass::neighbour},
                                   AbsentClass::neighbour);
  const std::int64_t sum = rules.execution_weight.units() + weights.cost.units() +
                           weights.output.units() + weights.benefit.units() +
                           weights.satisfaction.units();
  if (sum != Score::points(100).units() && !table.source().has_finding_in(table.field())) {
    table.report(
        "config.value", "",
        "expected weights that add up to 100, but there is " + Score::from_units(sum).to_text());
  }
}

void read_bands(TableReader& table, EvaluationRules& rules) {
  rules.bands.clear();
  table.tables("bands", [&](TableReader& t) {
    AttainmentBand band;
    band.attainment =
        t.choice("attainment", {Attainment::reached, Attainment::partly, Attainment::missed});
    band.low = t.parsed("low", parse_threshold).value_or(BasisPoints());
    band.high = t.parsed("high", parse_threshold).value_or(BasisPoints());
    if (band.high < band.low && !t.source().has_finding_in(t.field()))
      t.report("config.order", "high", "expected at least low, but it is below it");
    if (std::ranges::count(rules.bands, band.attainment, &AttainmentBand::attainment) > 0)
      t.report("config.duplicate", "attainment", "expected every band once, but this came before");
    rules.bands.push_back(band);
  });
}

void read_grades(TableReader& table, EvaluationRules& rules) {
  rules.grades.clear();
  table.tables("grades", [&](TableReader& t) {
    GradeStep step;
    step.name = t.filled_text("name");
    step.at_least = t.parsed("at_least", parse_points).value_or(Score());
    if (!rules.grades.empty() && step.at_least >= rules.grades.back().at_least &&
        !t.source().has_finding_in(t.field())) {
      t.report("config.order", "at_least",
               "expected less than the grade before, because the best comes first, but there is " +
                   step.at_least.to_text());
    }
    rules.grades.push_back(std::move(step));
  });
  if (!rules.grades.empty() && rules.grades.back().at_least != Score() &&
      !table.source().has_finding_in(table.field_of("grades"))) {
    table.report("config.gap", "grades",
                 "expected the last grade to reach down to 0, so that every score has one, but it "
                 "begins at " +
                     rules.grades.back().at_least.to_text());
  }
}

/// How self-evaluations are scored; what is not written is as in the national frame.
EvaluationRules read_evaluation(TableReader& table) {
  EvaluationRules rules;
  rules.document = table.text("document");
  if (table.asks("certainty"))
    rules.certainty = table.choice(
        "certainty", {Certainty::primary, Certainty::secondary, Certainty::local_practice});
  rules.note = table.text_or("note", "");
  table.table_if_any("weights", [&](TableReader& t) { read_weights(t, rules); });
  rules.decimals = table.integer_or("decimals", {0, Score::kScale}, rules.decimals);
  rules.execution_decimals =
      table.integer_or("execution_decimals", {0, Score::kScale}, rules.execution_decimals);
  rules.base =
      table.choice_or("base", {ExecutionBase::full_year, ExecutionBase::time_progress}, rules.base);
  if (rules.base == ExecutionBase::time_progress) rules.month = table.integer("month", {1, 12});
  rules.unmet =
      table.choice_or("unmet", {UnmetPolicy::proportional, UnmetPolicy::nothing}, rules.unmet);
  if (table.asks("far_over"))
    rules.far_over = table.parsed("far_over", parse_any_share).value_or(rules.far_over);
  if (table.asks("far_over_deduction"))
    rules.far_over_deduction =
        table.parsed("far_over_deduction", parse_threshold).value_or(rules.far_over_deduction);
  if (table.asks("must_explain_below"))
    rules.must_explain_below =
        table.parsed("must_explain_below", parse_threshold).value_or(rules.must_explain_below);
  if (table.asks("bands")) read_bands(table, rules);
  if (table.asks("grades")) read_grades(table, rules);
  return rules;
}

void read_rules(TableReader& root, RuleSet& rule_set, std::vector<RuleSetId>& includes) {
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
  if (root.asks("layer")) {
    rule_set.layer = root.choice(
        "layer", {Layer::nation, Layer::province, Layer::city, Layer::county, Layer::department});
  }
  if (root.asks("conflict")) {
    rule_set.conflict = root.choice(
        "conflict", {ConflictOrder::stricter, ConflictOrder::higher, ConflictOrder::nearer});
  }
  read_includes(root, rule_set, includes);
  root.table_if_any("evaluation",
                    [&](TableReader& t) { rule_set.evaluation = read_evaluation(t); });
  root.tables("rules", [&](TableReader& t) { rule_set.rules.push_back(read_rule(t, rule_set)); });
  check_overlap(root, rule_set);
}

}  // namespace

LoadedRuleSet read_rule_set(std::string_view text, std::string file) {
  LoadedRuleSet loaded{{.value = {}, .report = SourceReport(std::move(file))}, {}};
  read_toml(text, loaded.report,
            [&](TableReader& root) { read_rules(root, loaded.value, loaded.includes); });
  return loaded;
}

LoadedRuleSet load_rule_set_file(const std::filesystem::path& path) {
  const Result<std::string> text = read_text_file(path);
  if (text) return read_rule_set(*text, path.string());
  LoadedRuleSet nothing{{.value = {}, .report = SourceReport(path.string())}, {}};
  nothing.report.report("config.file", "", text.error().message + "; " + text.error().hint);
  return nothing;
}

}  // namespace budget
