#pragma once

#include "model/event.h"
#include "store/codec/definition_fields.h"
#include "store/codec/organisation_fields.h"
#include "store/codec/work_fields.h"

namespace budget {

// What the first versions of these could not say.
[[nodiscard]] inline bool says_more(const Rule& rule) {
  for (const Threshold& threshold : rule.thresholds) {
    if (threshold.action > AlertAction::warn || threshold.amount || threshold.within) return true;
  }
  const LegalBasis& basis = rule.basis;
  return rule.measure > Measure::own_plan_lag_relative || !rule.curve.empty() || rule.scope ||
         !rule.exemptions.empty() || !rule.topic.empty() || rule.layer || !basis.note.empty() ||
         basis.valid_from || basis.valid_to;
}
[[nodiscard]] inline bool says_more(const RuleSet& rule_set) {
  if (rule_set.layer || rule_set.conflict) return true;
  for (const Rule& rule : rule_set.rules) {
    if (says_more(rule)) return true;
  }
  return false;
}

template <>
struct Described<WorkflowDeployed> {
  static constexpr std::string_view kType = "workflow_deployed";
  static constexpr int kVersion = 6;
  static int version_of(const WorkflowDeployed& event) {
    for (const Stage& stage : event.definition.stages) {
      if (stage.sheets) return 6;
    }
    if (knows_others(event.definition)) return 5;
    if (!event.reason.empty()) return 4;
    if (says_more_than_gates(event.definition)) return 3;
    for (const Transition& transition : event.definition.transitions) {
      if (transition.gate) return 2;
    }
    return 1;
  }
  /// Parents, children and what is waited for.
  static bool knows_others(const WorkflowDefinition& definition) {
    if (definition.subject != Subject::department_budget) return true;
    for (const Stage& stage : definition.stages) {
      if (!stage.opens.empty() || !stage.may_open.empty() || !stage.waits_for.empty()) return true;
      for (const std::optional<DeadlineRule>& rule : {stage.deadline, stage.redo_deadline}) {
        if (rule && rule->certainty) return true;
      }
    }
    return false;
  }
  static bool says_more_than_gates(const WorkflowDefinition& definition) {
    for (const Transition& transition : definition.transitions) {
      if (transition.signing || !transition.choices.empty() || transition.to_previous) return true;
    }
    for (const Stage& stage : definition.stages) {
      for (const std::optional<DeadlineRule>& rule : {stage.deadline, stage.redo_deadline}) {
        if (rule && (rule->reference == DeadlineReference::occasion || !rule->occasion.empty()))
          return true;
      }
      for (const LadderStep& step : stage.ladder) {
        if (step.catch_up != CatchUp::once || step.skip_after != Span()) return true;
      }
    }
    return false;
  }
  static constexpr auto kFields = std::tuple(field("definition", &WorkflowDeployed::definition),
                                             later_field("reason", &WorkflowDeployed::reason));
};

template <>
struct Described<RuleSetDeployed> {
  static constexpr std::string_view kType = "rule_set_deployed";
  static constexpr int kVersion = 4;
  static int version_of(const RuleSetDeployed& event) {
    const std::optional<EvaluationRules>& evaluation = event.rule_set.evaluation;
    if (evaluation && (evaluation->certainty || !evaluation->note.empty())) return 4;
    if (evaluation) return 3;
    return says_more(event.rule_set) ? 2 : 1;
  }
  static constexpr auto kFields = std::tuple(field("rule_set", &RuleSetDeployed::rule_set));
};

template <>
struct Described<CalendarPublished> {
  static constexpr std::string_view kType = "calendar_published";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("calendar", &CalendarPublished::calendar));
};

template <>
struct Described<OrganisationDeployed> {
  static constexpr std::string_view kType = "organisation_deployed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("organisation", &OrganisationDeployed::organisation),
                 field("hash", &OrganisationDeployed::hash));
};

template <>
struct Described<CycleOpened> {
  static constexpr std::string_view kType = "cycle_opened";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("region", &CycleOpened::region), field("year", &CycleOpened::year),
      field("workflow", &CycleOpened::workflow), field("departments", &CycleOpened::departments));
};

template <>
struct Described<SubstituteAppointed> {
  static constexpr std::string_view kType = "substitute_appointed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("substitution", &SubstituteAppointed::substitution));
};

template <>
struct Described<SubstitutionEnded> {
  static constexpr std::string_view kType = "substitution_ended";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("substitution", &SubstitutionEnded::substitution),
                 field("reason", &SubstitutionEnded::reason));
};

template <>
struct Described<OccasionNamed> {
  static constexpr std::string_view kType = "occasion_named";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("region", &OccasionNamed::region), field("year", &OccasionNamed::year),
                 field("occasion", &OccasionNamed::occasion), field("day", &OccasionNamed::day),
                 field("reason", &OccasionNamed::reason));
};

template <>
struct Described<StaffingChanged> {
  static constexpr std::string_view kType = "staffing_changed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("instance", &StaffingChanged::instance),
                                             field("stage", &StaffingChanged::stage),
                                             field("is_unstaffed", &StaffingChanged::is_unstaffed));
};

}  // namespace budget
