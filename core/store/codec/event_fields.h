#pragma once

#include "model/event.h"
#include "store/codec/budget_fields.h"
#include "store/codec/check_fields.h"
#include "store/codec/definition_fields.h"
#include "store/codec/import_fields.h"
#include "store/codec/organisation_fields.h"
#include "store/codec/payments_summary.h"

// kType is the name in the log, kVersion the newest there is. Where a struct got later fields, an
// event is written in the version that first could say it: version_of().

namespace budget {

template <>
struct Described<WorkflowDeployed> {
  static constexpr std::string_view kType = "workflow_deployed";
  static constexpr int kVersion = 2;
  static int version_of(const WorkflowDeployed& event) {
    for (const Transition& transition : event.definition.transitions) {
      if (transition.gate) return 2;
    }
    return 1;
  }
  static constexpr auto kFields = std::tuple(field("definition", &WorkflowDeployed::definition));
};

template <>
struct Described<RuleSetDeployed> {
  static constexpr std::string_view kType = "rule_set_deployed";
  static constexpr int kVersion = 1;
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
struct Described<InstanceOpened> {
  static constexpr std::string_view kType = "instance_opened";
  static constexpr int kVersion = 2;
  static int version_of(const InstanceOpened& event) { return event.pins.empty() ? 1 : 2; }
  static constexpr auto kFields = std::tuple(
      field("instance", &InstanceOpened::instance), field("workflow", &InstanceOpened::workflow),
      field("definition", &InstanceOpened::definition),
      field("rule_set", &InstanceOpened::rule_set), field("calendar", &InstanceOpened::calendar),
      field("department", &InstanceOpened::department), field("year", &InstanceOpened::year),
      later_field("pins", &InstanceOpened::pins));
};

template <>
struct Described<ActPerformed> {
  static constexpr std::string_view kType = "act_performed";
  static constexpr int kVersion = 2;
  static int version_of(const ActPerformed& event) { return event.gate ? 2 : 1; }
  static constexpr auto kFields =
      std::tuple(field("instance", &ActPerformed::instance), field("act", &ActPerformed::act),
                 field("kind", &ActPerformed::kind), field("from", &ActPerformed::from),
                 field("to", &ActPerformed::to), field("round", &ActPerformed::round),
                 field("starts_round", &ActPerformed::starts_round),
                 field("reason", &ActPerformed::reason), later_field("gate", &ActPerformed::gate));
};

template <>
struct Described<StageEntered> {
  static constexpr std::string_view kType = "stage_entered";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("instance", &StageEntered::instance), field("stage", &StageEntered::stage),
      field("due_on", &StageEntered::due_on),
      field("due_is_provisional", &StageEntered::due_is_provisional),
      field("stage_timer", &StageEntered::stage_timer),
      field("node_timer", &StageEntered::node_timer), field("is_final", &StageEntered::is_final));
};

template <>
struct Described<ProjectEntered> {
  static constexpr std::string_view kType = "project_entered";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("instance", &ProjectEntered::instance),
                                             field("project", &ProjectEntered::project));
};

template <>
struct Described<ProjectDropped> {
  static constexpr std::string_view kType = "project_dropped";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("instance", &ProjectDropped::instance),
                                             field("project", &ProjectDropped::project));
};

template <>
struct Described<DocumentsImported> {
  static constexpr std::string_view kType = "documents_imported";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("instance", &DocumentsImported::instance), field("import", &DocumentsImported::import),
      field("files", &DocumentsImported::files), field("answers", &DocumentsImported::answers),
      field("counts", &DocumentsImported::counts));
};

template <>
struct Described<PlansApproved> {
  static constexpr std::string_view kType = "plans_approved";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("instance", &PlansApproved::instance),
                                             field("effective_on", &PlansApproved::effective_on),
                                             field("approval", &PlansApproved::approval));
};

template <>
struct Described<TimerFired> {
  static constexpr std::string_view kType = "timer_fired";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("instance", &TimerFired::instance), field("track", &TimerFired::track),
      field("fired", &TimerFired::fired), field("late_ms", &TimerFired::late_ms),
      field("makes_overdue", &TimerFired::makes_overdue), field("next", &TimerFired::next));
};

template <>
struct Described<NodeChecked> {
  static constexpr std::string_view kType = "node_checked";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &NodeChecked::instance), field("month", &NodeChecked::month),
                 field("assessed", &NodeChecked::assessed), field("lagging", &NodeChecked::lagging),
                 field("not_assessed", &NodeChecked::not_assessed),
                 field("silent_plans", &NodeChecked::silent_plans),
                 field("planned_fen", &NodeChecked::planned), field("paid_fen", &NodeChecked::paid),
                 field("gap_fen", &NodeChecked::gap));
};

template <>
struct Described<AlertRaised> {
  static constexpr std::string_view kType = "alert_raised";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("alert", &AlertRaised::alert));
};

template <>
struct Described<AlertUpdated> {
  static constexpr std::string_view kType = "alert_updated";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("alert", &AlertUpdated::alert), field("level", &AlertUpdated::level),
                 field("inputs", &AlertUpdated::inputs), field("cause", &AlertUpdated::cause),
                 field("sentence", &AlertUpdated::sentence));
};

template <>
struct Described<AlertClosed> {
  static constexpr std::string_view kType = "alert_closed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("alert", &AlertClosed::alert), field("inputs", &AlertClosed::inputs),
                 field("cause", &AlertClosed::cause), field("sentence", &AlertClosed::sentence));
};

template <>
struct Described<AlertReopened> {
  static constexpr std::string_view kType = "alert_reopened";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("alert", &AlertReopened::alert), field("level", &AlertReopened::level),
                 field("inputs", &AlertReopened::inputs), field("cause", &AlertReopened::cause),
                 field("sentence", &AlertReopened::sentence));
};

/// Written in the place of PaymentsRecorded's fields.
template <>
struct Described<PaymentsSummary> {
  static constexpr auto kFields = std::tuple(
      field("batch", &PaymentsSummary::batch), field("source", &PaymentsSummary::source),
      field("digest", &PaymentsSummary::digest), field("year", &PaymentsSummary::year),
      field("known", &PaymentsSummary::known), field("count", &PaymentsSummary::count),
      field("sum_fen", &PaymentsSummary::sum), field("rejected", &PaymentsSummary::rejected),
      field("rows_sha256", &PaymentsSummary::rows),
      field("rejects_sha256", &PaymentsSummary::rejects));
};

template <>
struct Described<PaymentsRecorded> {
  static constexpr std::string_view kType = "payments_recorded";
  static constexpr int kVersion = 1;
};

template <>
struct Described<NoticeQueued> {
  static constexpr std::string_view kType = "notice_queued";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("notice", &NoticeQueued::notice));
};

template <>
struct Described<NoticesDelivered> {
  static constexpr std::string_view kType = "notices_delivered";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("notices", &NoticesDelivered::notices),
                                             field("channel", &NoticesDelivered::channel));
};

template <>
struct Described<NoticeFailed> {
  static constexpr std::string_view kType = "notice_failed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("notice", &NoticeFailed::notice), field("channel", &NoticeFailed::channel),
      field("problem", &NoticeFailed::problem), field("next_try_ms", &NoticeFailed::next_try));
};

template <>
struct Described<ChannelsDeployed> {
  static constexpr std::string_view kType = "channels_deployed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("channels", &ChannelsDeployed::channels));
};

template <>
struct Described<LettersFormed> {
  static constexpr std::string_view kType = "letters_formed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("channel", &LettersFormed::channel),
                                             field("letters", &LettersFormed::letters));
};

template <>
struct Described<LettersDelivered> {
  static constexpr std::string_view kType = "letters_delivered";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("channel", &LettersDelivered::channel),
                                             field("letters", &LettersDelivered::letters));
};

template <>
struct Described<LetterFailed> {
  static constexpr std::string_view kType = "letter_failed";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("channel", &LetterFailed::channel), field("letter", &LetterFailed::letter),
      field("problem", &LetterFailed::problem), field("next_try_ms", &LetterFailed::next_try));
};

template <>
struct Described<LetterRevived> {
  static constexpr std::string_view kType = "letter_revived";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("letter", &LetterRevived::letter));
};

template <>
struct Described<LetterDiscarded> {
  static constexpr std::string_view kType = "letter_discarded";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("letter", &LetterDiscarded::letter),
                                             field("reason", &LetterDiscarded::reason));
};

template <>
struct Described<ChannelTested> {
  static constexpr std::string_view kType = "channel_tested";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("channel", &ChannelTested::channel));
};

template <>
struct Described<ChannelTurnedOff> {
  static constexpr std::string_view kType = "channel_turned_off";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("channel", &ChannelTurnedOff::channel),
                                             field("problem", &ChannelTurnedOff::problem));
};

template <>
struct Described<ChannelTurnedOn> {
  static constexpr std::string_view kType = "channel_turned_on";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(field("channel", &ChannelTurnedOn::channel));
};

template <>
struct Described<CheckRequested> {
  static constexpr std::string_view kType = "check_requested";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &CheckRequested::instance),
                 field("check", &CheckRequested::check), field("moment", &CheckRequested::moment),
                 field("stage", &CheckRequested::stage), field("round", &CheckRequested::round),
                 field("day", &CheckRequested::day), field("rules", &CheckRequested::rules));
};

template <>
struct Described<CheckReported> {
  static constexpr std::string_view kType = "check_reported";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &CheckReported::instance), field("check", &CheckReported::check),
                 field("as_of", &CheckReported::as_of), field("plugins", &CheckReported::plugins));
};

template <>
struct Described<RulesPinned> {
  static constexpr std::string_view kType = "rules_pinned";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &RulesPinned::instance), field("pins", &RulesPinned::pins),
                 field("reason", &RulesPinned::reason));
};

template <>
struct Described<PluginStepped> {
  static constexpr std::string_view kType = "plugin_stepped";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("name", &PluginStepped::name), field("id", &PluginStepped::id),
      field("version", &PluginStepped::version), field("hash", &PluginStepped::hash),
      field("from", &PluginStepped::from), field("to", &PluginStepped::to),
      field("reason", &PluginStepped::reason), field("is_held", &PluginStepped::is_held));
};

}  // namespace budget
