#pragma once

#include "model/alert.h"
#include "model/budget_move.h"
#include "model/channel.h"
#include "model/instance.h"
#include "model/notice.h"
#include "model/project.h"
#include "store/codec/field.h"
#include "store/codec/project_sheet.h"

namespace budget {

template <>
struct Described<Funds> {
  static constexpr auto kFields =
      std::tuple(field("budget_fen", &Funds::budget), field("fiscal_fen", &Funds::fiscal),
                 field("other_fen", &Funds::other));
};

template <>
struct Described<PlanNode> {
  static constexpr auto kFields =
      std::tuple(field("month", &PlanNode::month), field("cumulative_fen", &PlanNode::cumulative));
};

template <>
struct Described<Plan> {
  static constexpr auto kFields = std::tuple(field("nodes", &Plan::nodes));
};

template <>
struct Described<Goal> {
  static constexpr auto kFields =
      std::tuple(field("number", &Goal::number), field("text", &Goal::text));
};

template <>
struct Described<Indicator> {
  static constexpr auto kFields =
      std::tuple(field("path", &Indicator::path), field("description", &Indicator::description),
                 field("comparator", &Indicator::comparator), field("value", &Indicator::value),
                 field("unit", &Indicator::unit), field("weight", &Indicator::weight),
                 field("basis", &Indicator::basis), field("raw", &Indicator::raw));
};

template <>
struct Described<Project> {
  static constexpr auto kFields =
      std::tuple(field("code", &Project::code), field("name", &Project::name),
                 field("unit", &Project::unit), field("funds", &Project::funds),
                 field("purpose", &Project::purpose), field("plan", &Project::plan),
                 field("goals", &Project::goals), field("indicators", &Project::indicators));
};

template <>
struct Described<ProjectSheet> {
  static constexpr auto kFields =
      std::tuple(field("purpose", &ProjectSheet::purpose), field("goals", &ProjectSheet::goals),
                 field("indicators", &ProjectSheet::indicators));
};

template <>
struct Described<Timer> {
  static constexpr auto kFields =
      std::tuple(field("name", &Timer::name), field("occurrence", &Timer::occurrence),
                 field("at_ms", &Timer::at));
};

template <>
struct Described<StageActor> {
  static constexpr auto kFields =
      std::tuple(field("stage", &StageActor::stage), field("person", &StageActor::person));
};

template <>
struct Described<AlertInputs> {
  static constexpr auto kFields = std::tuple(
      field("budget_fen", &AlertInputs::budget), field("planned_fen", &AlertInputs::planned),
      field("paid_fen", &AlertInputs::paid), field("paid_to_date_fen", &AlertInputs::paid_to_date),
      field("next_month", &AlertInputs::next_month),
      field("next_planned_fen", &AlertInputs::next_planned),
      later_field("policy_bp", &AlertInputs::policy),
      later_field("period_paid_fen", &AlertInputs::period_paid),
      later_field("achieved_bp", &AlertInputs::achieved),
      later_field("stake_fen", &AlertInputs::stake));
};

template <>
struct Described<BudgetMove> {
  static constexpr auto kFields =
      std::tuple(field("project", &BudgetMove::project), field("before", &BudgetMove::before),
                 field("after", &BudgetMove::after), field("plan", &BudgetMove::plan));
};

template <>
struct Described<AskedMovement> {
  static constexpr auto kFields =
      std::tuple(field("kind", &AskedMovement::kind), field("treatment", &AskedMovement::treatment),
                 field("effective_on", &AskedMovement::effective_on),
                 field("asked", &AskedMovement::asked), field("granted", &AskedMovement::granted));
};

template <>
struct Described<FundsChange> {
  static constexpr auto kFields = std::tuple(field("effective_on", &FundsChange::effective_on),
                                             field("before", &FundsChange::before));
};

template <>
struct Described<AlertHandling> {
  static constexpr auto kFields =
      std::tuple(field("phase", &AlertHandling::phase), field("causes", &AlertHandling::causes),
                 field("explanation", &AlertHandling::explanation),
                 field("attachment", &AlertHandling::attachment),
                 field("answered_by", &AlertHandling::answered_by),
                 field("due_on", &AlertHandling::due_on), field("demand", &AlertHandling::demand),
                 field("suppressed_until", &AlertHandling::suppressed_until),
                 field("suppressed_because", &AlertHandling::suppressed_because));
};

template <>
struct Described<AlertLetter> {
  static constexpr auto kFields =
      std::tuple(field("number", &AlertLetter::number), field("sentence", &AlertLetter::sentence));
};

template <>
struct Described<Alert> {
  static constexpr auto kFields = std::tuple(
      field("id", &Alert::id), field("instance", &Alert::instance),
      field("project", &Alert::project), field("rule", &Alert::rule),
      field("rule_set", &Alert::rule_set), field("rule_set_version", &Alert::rule_set_version),
      field("month", &Alert::month), field("level", &Alert::level), field("inputs", &Alert::inputs),
      field("state", &Alert::state), field("cause", &Alert::cause),
      field("raised_at_ms", &Alert::raised_at), field("changed_at_ms", &Alert::changed_at),
      field("sentence", &Alert::sentence));
};

template <>
struct Described<Notice> {
  static constexpr auto kFields =
      std::tuple(field("id", &Notice::id), field("instance", &Notice::instance),
                 field("topic", &Notice::topic), field("recipients", &Notice::recipients),
                 field("text", &Notice::text), field("attempts", &Notice::attempts),
                 field("next_try_ms", &Notice::next_try));
};

template <>
struct Described<ChannelRoute> {
  static constexpr auto kFields = std::tuple(
      field("name", &ChannelRoute::name), field("topics", &ChannelRoute::topics),
      field("roles", &ChannelRoute::roles), field("only_urgent", &ChannelRoute::only_urgent),
      field("each_person", &ChannelRoute::each_person), field("retry_ms", &ChannelRoute::retry_ms));
};

template <>
struct Described<Destination> {
  static constexpr auto kFields =
      std::tuple(field("channel", &Destination::channel), field("person", &Destination::person),
                 field("letter", &Destination::letter));
};

template <>
struct Described<LetterContent> {
  static constexpr auto kFields =
      std::tuple(field("letter", &LetterContent::letter), field("person", &LetterContent::person),
                 field("notices", &LetterContent::notices));
};

}  // namespace budget
