#pragma once

#include "model/calendar.h"
#include "model/rule_set.h"
#include "model/workflow_definition.h"
#include "store/codec/field.h"

namespace budget {

template <>
struct Described<FactComparison> {
  static constexpr auto kFields = std::tuple(field("fact", &FactComparison::fact),
                                             field("comparator", &FactComparison::comparator),
                                             field("number", &FactComparison::number));
};

template <>
struct Described<Requirement> {
  static constexpr auto kFields =
      std::tuple(field("text", &Requirement::text), field("any_of", &Requirement::any_of));
};

template <>
struct Described<LadderStep> {
  static constexpr auto kFields =
      std::tuple(field("offset", &LadderStep::offset), field("notify", &LadderStep::notify),
                 later_field("catch_up", &LadderStep::catch_up),
                 later_field("skip_after", &LadderStep::skip_after));
};

template <>
struct Described<DeadlineRule> {
  static constexpr auto kFields = std::tuple(
      field("reference", &DeadlineRule::reference),
      field("year_offset", &DeadlineRule::year_offset), field("month", &DeadlineRule::month),
      field("day", &DeadlineRule::day), field("span", &DeadlineRule::span),
      field("roll", &DeadlineRule::roll), field("cutoff_hour", &DeadlineRule::cutoff_hour),
      field("basis", &DeadlineRule::basis), later_field("occasion", &DeadlineRule::occasion),
      later_field("certainty", &DeadlineRule::certainty));
};

template <>
struct Described<Wait> {
  static constexpr auto kFields =
      std::tuple(later_field("children", &Wait::children), later_field("stage", &Wait::stage));
};

template <>
struct Described<Stage> {
  static constexpr auto kFields = std::tuple(
      field("id", &Stage::id), field("title", &Stage::title), field("role", &Stage::role),
      field("editable", &Stage::editable), field("is_final", &Stage::is_final),
      field("node_months", &Stage::node_months), field("deadline", &Stage::deadline),
      field("redo_deadline", &Stage::redo_deadline), field("ladder", &Stage::ladder),
      later_field("opens", &Stage::opens), later_field("may_open", &Stage::may_open),
      later_field("waits_for", &Stage::waits_for), later_field("sheets", &Stage::sheets));
};

template <>
struct Described<StageSheets> {
  static constexpr auto kFields =
      std::tuple(field("kind", &StageSheets::kind), field("within", &StageSheets::within));
};

template <>
struct Described<ClassWeights> {
  static constexpr auto kFields =
      std::tuple(field("cost_e6", &ClassWeights::cost), field("output_e6", &ClassWeights::output),
                 field("benefit_e6", &ClassWeights::benefit),
                 field("satisfaction_e6", &ClassWeights::satisfaction),
                 field("absent", &ClassWeights::absent));
};

template <>
struct Described<AttainmentBand> {
  static constexpr auto kFields =
      std::tuple(field("attainment", &AttainmentBand::attainment),
                 field("low_bp", &AttainmentBand::low), field("high_bp", &AttainmentBand::high));
};

template <>
struct Described<GradeStep> {
  static constexpr auto kFields =
      std::tuple(field("name", &GradeStep::name), field("at_least_e6", &GradeStep::at_least));
};

template <>
struct Described<EvaluationRules> {
  static constexpr auto kFields = std::tuple(
      field("execution_weight_e6", &EvaluationRules::execution_weight),
      field("decimals", &EvaluationRules::decimals),
      field("execution_decimals", &EvaluationRules::execution_decimals),
      field("base", &EvaluationRules::base), field("month", &EvaluationRules::month),
      field("unmet", &EvaluationRules::unmet), field("far_over_bp", &EvaluationRules::far_over),
      field("far_over_deduction_bp", &EvaluationRules::far_over_deduction),
      field("must_explain_below_bp", &EvaluationRules::must_explain_below),
      field("bands", &EvaluationRules::bands), field("grades", &EvaluationRules::grades),
      field("weights", &EvaluationRules::weights), field("document", &EvaluationRules::document),
      later_field("certainty", &EvaluationRules::certainty),
      later_field("note", &EvaluationRules::note));
};

template <>
struct Described<Gate> {
  static constexpr auto kFields =
      std::tuple(field("rules", &Gate::rules), field("blocks", &Gate::blocks),
                 field("not_checked", &Gate::not_checked));
};

template <>
struct Described<PluginPin> {
  static constexpr auto kFields =
      std::tuple(field("plugin", &PluginPin::plugin), field("version", &PluginPin::version),
                 field("hash", &PluginPin::hash));
};

template <>
struct Described<Signing> {
  static constexpr auto kFields =
      std::tuple(field("mode", &Signing::mode), field("percent", &Signing::percent));
};

template <>
struct Described<Transition> {
  static constexpr auto kFields = std::tuple(
      field("from", &Transition::from), field("act", &Transition::act),
      field("title", &Transition::title), field("kind", &Transition::kind),
      field("to", &Transition::to), field("role", &Transition::role),
      field("reason_required", &Transition::reason_required),
      field("approves_plan", &Transition::approves_plan),
      field("starts_round", &Transition::starts_round),
      field("differs_from", &Transition::differs_from), field("needs", &Transition::needs),
      later_field("gate", &Transition::gate), later_field("signing", &Transition::signing),
      later_field("choices", &Transition::choices),
      later_field("to_previous", &Transition::to_previous));
};

template <>
struct Described<WorkflowDefinition> {
  static constexpr auto kFields = std::tuple(
      field("id", &WorkflowDefinition::id), field("version", &WorkflowDefinition::version),
      field("title", &WorkflowDefinition::title), field("rule_set", &WorkflowDefinition::rule_set),
      field("initial", &WorkflowDefinition::initial), field("stages", &WorkflowDefinition::stages),
      field("transitions", &WorkflowDefinition::transitions),
      field("hash", &WorkflowDefinition::hash),
      later_field("subject", &WorkflowDefinition::subject));
};

template <>
struct Described<Threshold> {
  static constexpr auto kFields = std::tuple(
      field("level", &Threshold::level), field("inclusive", &Threshold::inclusive),
      field("number_bp", &Threshold::number), field("action", &Threshold::action),
      later_field("amount_fen", &Threshold::amount), later_field("within", &Threshold::within));
};

template <>
struct Described<LegalBasis> {
  static constexpr auto kFields =
      std::tuple(field("document", &LegalBasis::document), field("article", &LegalBasis::article),
                 field("certainty", &LegalBasis::certainty), later_field("note", &LegalBasis::note),
                 later_field("valid_from", &LegalBasis::valid_from),
                 later_field("valid_to", &LegalBasis::valid_to));
};

template <>
struct Described<CurvePoint> {
  static constexpr auto kFields =
      std::tuple(field("month", &CurvePoint::month), field("share_bp", &CurvePoint::share));
};

template <>
struct Described<RuleScope> {
  static constexpr auto kFields = std::tuple(
      later_field("regions", &RuleScope::regions),
      later_field("departments", &RuleScope::departments), later_field("units", &RuleScope::units),
      later_field("projects", &RuleScope::projects), later_field("words", &RuleScope::words),
      later_field("without_words", &RuleScope::without_words),
      later_field("fund", &RuleScope::fund),
      later_field("budget_at_least_fen", &RuleScope::budget_at_least));
};

template <>
struct Described<RuleExemption> {
  static constexpr auto kFields = std::tuple(
      later_field("projects", &RuleExemption::projects),
      later_field("departments", &RuleExemption::departments),
      field("reason", &RuleExemption::reason), later_field("until", &RuleExemption::until));
};

template <>
struct Described<Rule> {
  static constexpr auto kFields = std::tuple(
      field("id", &Rule::id), field("title", &Rule::title), field("measure", &Rule::measure),
      field("months", &Rule::months), field("thresholds", &Rule::thresholds),
      field("basis", &Rule::basis), later_field("curve", &Rule::curve),
      later_field("scope", &Rule::scope), later_field("exemptions", &Rule::exemptions),
      later_field("topic", &Rule::topic), later_field("layer", &Rule::layer));
};

template <>
struct Described<RuleSet> {
  static constexpr auto kFields = std::tuple(
      field("id", &RuleSet::id), field("version", &RuleSet::version),
      field("title", &RuleSet::title), field("valid_from", &RuleSet::valid_from),
      field("valid_to", &RuleSet::valid_to), field("rules", &RuleSet::rules),
      field("hash", &RuleSet::hash), later_field("layer", &RuleSet::layer),
      later_field("conflict", &RuleSet::conflict), later_field("evaluation", &RuleSet::evaluation));
};

template <>
struct Described<CalendarYear> {
  static constexpr auto kFields =
      std::tuple(field("year", &CalendarYear::year), field("published", &CalendarYear::published),
                 field("notice", &CalendarYear::notice), field("days_off", &CalendarYear::days_off),
                 field("days_on", &CalendarYear::days_on));
};

/// The years are written as a list, ascending.
template <>
struct Described<Calendar> {
  static constexpr auto kFields =
      std::tuple(field("years", &Calendar::years), field("edition", &Calendar::edition));
};

}  // namespace budget
