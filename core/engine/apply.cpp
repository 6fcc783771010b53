#include "engine/apply.h"

#include <algorithm>
#include <stdexcept>

#include "engine/letters.h"

namespace budget {
namespace {

/// One overload per event; `operator()` dispatches.
class Applier {
 public:
  Applier(State& state, const Envelope& envelope) : state_(state), envelope_(envelope) {}

  void operator()(const WorkflowDeployed& event) {
    state_.workflows[event.definition.hash] = event.definition;
    state_.current_workflow[event.definition.id] = event.definition.hash;
  }

  void operator()(const RuleSetDeployed& event) {
    state_.rule_sets[event.rule_set.hash] = event.rule_set;
    state_.current_rule_set[event.rule_set.id] = event.rule_set.hash;
  }

  void operator()(const CalendarPublished& event) {
    state_.calendars[event.calendar.edition] = event.calendar;
    state_.current_calendar = event.calendar.edition;
  }

  void operator()(const OrganisationDeployed& event) {
    set_organisation(state_, event.organisation, event.hash);
  }

  void operator()(const CycleOpened& event) {
    state_.cycles.insert({event.region, event.year, event.workflow});
  }

  void operator()(const InstanceOpened& event) {
    Instance instance;
    instance.id = event.instance;
    instance.workflow = event.workflow;
    instance.definition = event.definition;
    instance.rule_set = event.rule_set;
    instance.calendar = event.calendar;
    instance.department = event.department;
    instance.year = event.year;
    instance.pins = event.pins;
    instance.revision = 1;
    state_.instances.emplace(event.instance, InstanceState{std::move(instance), {}, {}});
    state_.last_instance = std::max(state_.last_instance, event.instance);
  }

  void operator()(const ActPerformed& event) {
    Instance& instance = touch(event.instance).data;
    instance.last_actor = envelope_.actor;
    instance.last_act = event.act;
    instance.previous_stage = event.from;
    if (event.kind == ActKind::hand_in) add_author(instance, envelope_.actor);
    if (event.starts_round) {
      ++instance.round;
      instance.actors.clear();
    } else if (event.kind == ActKind::take_back) {
      take_back(instance, {event.to, envelope_.actor});
    } else {
      instance.actors.push_back({event.from, envelope_.actor});
    }
  }

  void operator()(const StageEntered& event) {
    Instance& instance = touch(event.instance).data;
    disarm(instance, TimerTrack::stage);
    disarm(instance, TimerTrack::node);
    drop_checks(event.instance);
    instance.stage = event.stage;
    instance.entered_at = envelope_.at;
    instance.due_on = event.due_on;
    instance.due_is_provisional = event.due_is_provisional;
    instance.is_overdue = false;
    instance.is_closed = event.is_final;
    arm(instance, TimerTrack::stage, event.stage_timer);
    arm(instance, TimerTrack::node, event.node_timer);
  }

  void operator()(const ProjectEntered& event) {
    InstanceState& instance = touch(event.instance);
    add_author(instance.data, envelope_.actor);
    const auto place = std::ranges::lower_bound(instance.projects, event.project.code);
    if (place == instance.projects.end() || *place != event.project.code) {
      instance.projects.insert(place, event.project.code);
    }
    ProjectState& project = state_.projects[{instance.data.year, event.project.code}];
    project.code = event.project.code;
    project.instance = event.instance;
    project.name = event.project.name;
    project.unit = event.project.unit;
    project.funds = event.project.funds;
    project.has_indicators = !event.project.indicators.empty();
    project.draft = event.project.plan;
    rules_see_change(event.instance);
  }

  void operator()(const ProjectDropped& event) {
    InstanceState& instance = touch(event.instance);
    add_author(instance.data, envelope_.actor);
    std::erase(instance.projects, event.project);
    state_.projects.erase({instance.data.year, event.project});
    rules_see_change(event.instance);
  }

  void operator()(const DocumentsImported& event) {
    add_author(touch(event.instance).data, envelope_.actor);
    state_.last_import = std::max(state_.last_import, event.import);
    rules_see_change(event.instance);
  }

  void operator()(const PlansApproved& event) {
    const InstanceState& instance = touch(event.instance);
    for (const ProjectCode& code : instance.projects) {
      ProjectState& project = state_.projects.at({instance.data.year, code});
      const int number = project.versions.empty() ? 1 : project.versions.back().number + 1;
      project.versions.push_back({number, event.effective_on, project.draft, event.approval});
    }
  }

  void operator()(const TimerFired& event) {
    Instance& instance = touch(event.instance).data;
    disarm(instance, event.track);
    arm(instance, event.track, event.next);
    instance.is_overdue = instance.is_overdue || event.makes_overdue;
  }

  void operator()(const NodeChecked& event) {
    Instance& instance = touch(event.instance).data;
    const auto place = std::ranges::lower_bound(instance.nodes_checked, event.month);
    if (place == instance.nodes_checked.end() || *place != event.month) {
      instance.nodes_checked.insert(place, event.month);
    }
  }

  void operator()(const AlertRaised& event) {
    const Alert& alert = event.alert;
    InstanceState& instance = touch(alert.instance);
    state_.alerts[alert.id] = alert;
    state_.alert_by_key[{{instance.data.year, alert.project}, alert.rule, alert.month}] = alert.id;
    instance.open_alerts.insert(alert.id);
    state_.last_alert = std::max(state_.last_alert, alert.id);
  }

  void operator()(const AlertUpdated& event) {
    Alert& alert = change_alert(event);
    alert.level = event.level;
  }

  void operator()(const AlertClosed& event) {
    const std::string raised = std::move(state_.alerts.at(event.alert).sentence);
    Alert& alert = change_alert(event);
    alert.sentence = raised + event.sentence;
    alert.state = AlertState::closed;
    touch(alert.instance).open_alerts.erase(alert.id);
  }

  void operator()(const AlertReopened& event) {
    Alert& alert = change_alert(event);
    alert.level = event.level;
    alert.state = AlertState::open;
    touch(alert.instance).open_alerts.insert(alert.id);
  }

  void operator()(const PaymentsRecorded& event) {
    InstanceId changed;
    for (const Payment& payment : event.rows) {
      ProjectState& project = state_.projects.at({event.year, payment.project});
      project.paid[static_cast<std::size_t>(payment.paid_on.month() - 1)] += payment.amount;
      project.has_payments = true;
      if (project.instance == changed) continue;
      changed = project.instance;
      rules_see_change(changed);
    }
    state_.last_batch = std::max(state_.last_batch, event.batch);
  }

  void operator()(const NoticeQueued& event) {
    state_.last_notice = std::max(state_.last_notice, event.notice.id);
    std::vector<Destination> route = route_of(state_, event.notice);
    if (route.empty() && !state_.channels.empty()) return;  // no channel takes it
    state_.outbox[event.notice.id] = event.notice;
    if (!route.empty()) state_.routes[event.notice.id] = std::move(route);
  }

  void operator()(const NoticesDelivered& event) {
    for (const NoticeId id : event.notices)
      state_.outbox.erase(id);
  }

  void operator()(const NoticeFailed& event) {
    if (!event.next_try) {
      state_.outbox.erase(event.notice);
      return;
    }
    Notice& notice = state_.outbox.at(event.notice);
    ++notice.attempts;
    notice.next_try = *event.next_try;
  }

  void operator()(const ChannelsDeployed& event) {
    state_.channels = event.channels;
    route_waiting(state_);
  }
  void operator()(const LettersFormed& event) {
    for (const LetterContent& content : event.letters)
      write_down(state_, event.channel, content).next_try = envelope_.at;
  }
  void operator()(const LettersDelivered& event) {
    for (const LetterContent& content : event.letters)
      deliver(state_, event.channel, content);
  }
  void operator()(const LetterFailed& event) {
    Letter& letter = write_down(state_, event.channel, event.letter);
    ++letter.attempts;
    letter.problem = event.problem;
    letter.changed_at = envelope_.at;
    letter.is_dead = !event.next_try.has_value();
    if (event.next_try) letter.next_try = *event.next_try;
    for (const NoticeId id : event.letter.notices) {
      const auto notice = state_.outbox.find(id);
      if (notice == state_.outbox.end()) continue;
      ++notice->second.attempts;
      if (event.next_try) notice->second.next_try = *event.next_try;
    }
  }
  void operator()(const LetterRevived& event) {
    Letter& letter = state_.letters.at(event.letter);
    letter.is_dead = false;
    letter.attempts = 0;
    letter.next_try = envelope_.at;
    letter.changed_at = envelope_.at;
  }
  void operator()(const LetterDiscarded& event) {
    const Letter letter = state_.letters.at(event.letter);
    deliver(state_, letter.channel, {letter.id, letter.person, letter.notices});
  }
  void operator()(const ChannelTested&) {}
  void operator()(const ChannelTurnedOff& event) {
    state_.channels_off[event.channel] = event.problem;
  }
  void operator()(const ChannelTurnedOn& event) { state_.channels_off.erase(event.channel); }
  // Checks leave the revision alone: the act that waits for one may have named it.

  void operator()(const CheckRequested& event) {
    state_.checks[event.check] = {event.check, event.instance, event.moment, event.stage,
                                  event.round, event.day,      event.rules,  EventSeq()};
    state_.last_check = std::max(state_.last_check, event.check);
  }

  void operator()(const CheckReported& event) {
    const auto check = state_.checks.extract(event.check);
    if (check.empty()) throw std::out_of_range("check");
    const Check& asked = check.mapped();
    Report report{asked.id,
                  asked.moment,
                  asked.stage,
                  asked.round,
                  asked.day,
                  envelope_.at,
                  asked.changed > event.as_of,
                  {}};
    for (const PluginReport& plugin : event.plugins)
      report.verdicts.push_back(verdict_of(plugin));
    state_.instances.at(event.instance).report = std::move(report);
  }

  void operator()(const RulesPinned& event) { touch(event.instance).data.pins = event.pins; }

  void operator()(const PluginStepped& event) {
    PluginRecord& plugin = state_.plugins[event.name];
    plugin.id = event.id;
    plugin.version = event.version;
    plugin.hash = event.hash;
    plugin.stage = event.to;
    plugin.reason = event.reason;
    plugin.is_held = event.is_held;
    const bool is_chosen = event.to == PluginStage::active || event.to == PluginStage::shadow;
    if (is_chosen && envelope_.actor != system_actor()) plugin.chosen = event.to;
  }

 private:
  InstanceState& touch(InstanceId id) {
    InstanceState& instance = state_.instances.at(id);
    ++instance.data.revision;
    return instance;
  }

  /// What rules see of an instance is not what it was: a report on it is out of date, and one that
  /// is being made is, unless it was read behind this event.
  void rules_see_change(InstanceId id) {
    if (std::optional<Report>& report = state_.instances.at(id).report) report->is_stale = true;
    for (auto& [number, check] : state_.checks) {
      if (check.instance == id) check.changed = EventSeq(state_.last_event.value() + 1);
    }
  }

  /// Nobody can act on a report about a stage that was left.
  void drop_checks(InstanceId id) {
    std::erase_if(state_.checks, [&](const auto& one) { return one.second.instance == id; });
  }

  static void add_author(Instance& instance, const PersonId& person) {
    const auto place = std::ranges::lower_bound(instance.authors, person);
    if (place == instance.authors.end() || *place != person) instance.authors.insert(place, person);
  }

  /// Only this person's last act in the stage; what others did there in the round still counts.
  static void take_back(Instance& instance, const StageActor& act) {
    const auto last = std::find(instance.actors.rbegin(), instance.actors.rend(), act);
    if (last != instance.actors.rend()) instance.actors.erase(std::next(last).base());
  }

  static std::optional<Timer>& timer_of(Instance& instance, TimerTrack track) {
    return track == TimerTrack::stage ? instance.stage_timer : instance.node_timer;
  }

  void disarm(Instance& instance, TimerTrack track) {
    std::optional<Timer>& timer = timer_of(instance, track);
    if (timer) state_.timers.erase({timer->at, instance.id, track});
    timer.reset();
  }

  void arm(Instance& instance, TimerTrack track, const std::optional<Timer>& timer) {
    timer_of(instance, track) = timer;
    if (timer) state_.timers.insert({timer->at, instance.id, track});
  }

  template <typename AlertChange>
  Alert& change_alert(const AlertChange& event) {
    Alert& alert = state_.alerts.at(event.alert);
    alert.inputs = event.inputs;
    alert.cause = event.cause;
    alert.sentence = event.sentence;
    alert.changed_at = envelope_.at;
    return alert;
  }

  State& state_;
  const Envelope& envelope_;
};

}  // namespace

void apply(State& state, const Envelope& envelope, const Event& event) {
  try {
    std::visit(Applier(state, envelope), event);
  } catch (const std::out_of_range&) {
    throw std::logic_error("apply: the event names something that is not in the state");
  }
  state.last_event = EventSeq(state.last_event.value() + 1);
  state.last_at = std::max(state.last_at, envelope.at);
}

void forget_closed(State& state, std::span<const Event> events) {
  for (const Event& event : events) {
    const auto* entered = std::get_if<StageEntered>(&event);
    if (entered == nullptr || !entered->is_final) continue;
    const auto found = state.instances.find(entered->instance);
    if (found == state.instances.end()) continue;
    const InstanceState& instance = found->second;
    const FiscalYear year = instance.data.year;
    for (const ProjectCode& code : instance.projects) {
      const ProjectKey key{year, code};
      for (auto at = state.alert_by_key.lower_bound({key, RuleId(), 0});
           at != state.alert_by_key.end() && at->first.project == key;) {
        state.alerts.erase(at->second);
        at = state.alert_by_key.erase(at);
      }
      state.projects.erase(key);
    }
    state.instances.erase(found);
  }
}

}  // namespace budget
