#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/apply/applier.h"
#include "engine/children.h"

namespace budget {

void Applier::operator()(const InstanceOpened& event) {
  Instance instance;
  instance.id = event.instance;
  instance.workflow = event.workflow;
  instance.definition = event.definition;
  instance.rule_set = event.rule_set;
  instance.calendar = event.calendar;
  instance.department = event.department;
  instance.year = event.year;
  instance.pins = event.pins;
  instance.origin = event.origin;
  instance.revision = 1;
  if (event.origin) {
    ++state_.instances.at(event.origin->parent).data.children;
    state_.children[event.origin->parent].insert(event.instance);
  }
  state_.instances.emplace(
      event.instance,
      InstanceState{.data = std::move(instance), .projects = {}, .open_alerts = {}});
  state_.last_instance = std::max(state_.last_instance, event.instance);
}

void Applier::operator()(const ActPerformed& event) {
  Instance& instance = touch(event.instance).data;
  instance.last_actor = envelope_.actor;
  instance.last_act = event.act;
  instance.previous_stage = event.from;
  const std::vector<PersonId> people = acting(event.principals);
  if (event.kind == ActKind::hand_in) {
    for (const PersonId& person : people)
      add_author(instance, person);
  }
  if (event.starts_round) {
    ++instance.round;
    instance.actors.clear();
  } else if (event.kind == ActKind::take_back) {
    for (const PersonId& person : people)
      take_back(instance, {event.to, person});
  } else {
    for (const PersonId& person : people)
      instance.actors.push_back({event.from, person});
  }
}

void Applier::operator()(const ActSigned& event) {
  Instance& instance = touch(event.instance).data;
  std::erase_if(instance.work.votes, [&](const Vote& vote) { return vote.signer == event.signer; });
  instance.work.votes.push_back({event.act, event.signer, envelope_.actor});
  for (const PersonId& person : acting(event.principals))
    instance.actors.push_back({event.stage, person});
}

void Applier::operator()(const WorkArranged& event) {
  Instance& instance = touch(event.instance).data;
  arrange(instance, event);
  look_around(event.instance);
}

void Applier::operator()(const WorkResumed& event) {
  Instance& instance = touch(event.instance).data;
  instance.work.suspended_since.reset();
  instance.work.extension = event.extension;
  instance.due_on = event.due_on;
  instance.due_is_provisional = event.due_is_provisional;
  rearm(instance, TimerTrack::stage, event.stage_timer);
  rearm(instance, TimerTrack::node, event.node_timer);
  look_again(event.instance);
}

void Applier::operator()(const DeadlineMoved& event) {
  Instance& instance = touch(event.instance).data;
  instance.calendar = event.calendar;
  instance.due_on = event.due_on;
  instance.due_is_provisional = event.due_is_provisional;
  instance.is_overdue = event.is_overdue;
  if (!instance.work.suspended_since) rearm(instance, TimerTrack::stage, event.stage_timer);
}

void Applier::operator()(const StageEntered& event) {
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
  instance.work = StageWork();
  instance.work.is_redo = event.is_redo;
  instance.migrated.reset();
  arm(instance, TimerTrack::stage, event.stage_timer);
  arm(instance, TimerTrack::node, event.node_timer);
  look_around(event.instance);
}

void Applier::operator()(const ChildrenOpened& event) {
  touch(event.instance).data.work.has_opened = true;
  look_again(event.instance);
}

void Applier::operator()(const ChildrenAdopted& event) {
  touch(event.instance);
  for (const InstanceId id : event.children) {
    touch(id).data.origin = Origin{event.instance, 0, {}, {}};
    state_.children[event.instance].insert(id);
    look_again(id);
  }
  look_again(event.instance);
}

void Applier::operator()(const WaitEnded& event) {
  touch(event.instance).data.work.wait_is_over = true;
  look_again(event.instance);
}

void Applier::operator()(const YearCarriedOver& event) {
  touch(event.instance);
  state_.carried[{event.department, event.into}].push_back(
      {event.instance, std::ssize(event.alerts), event.errors, event.warnings});
}

void Applier::look_again(InstanceId id) {
  const auto found = state_.instances.find(id);
  if (found != state_.instances.end() && is_ready(state_, found->second.data)) {
    state_.ready.insert(id);
  } else {
    state_.ready.erase(id);
  }
}

void Applier::look_around(InstanceId id) {
  look_again(id);
  const std::optional<Origin>& origin = state_.instances.at(id).data.origin;
  if (origin) look_again(origin->parent);
  if (const auto children = state_.children.find(id); children != state_.children.end()) {
    for (const InstanceId child : children->second)
      look_again(child);
  }
}

void Applier::operator()(const TimerFired& event) {
  Instance& instance = touch(event.instance).data;
  disarm(instance, event.track);
  arm(instance, event.track, event.next);
  instance.is_overdue = instance.is_overdue || event.makes_overdue;
}

std::vector<PersonId> Applier::acting(const std::vector<PersonId>& principals) const {
  std::vector<PersonId> people = {envelope_.actor};
  people.insert(people.end(), principals.begin(), principals.end());
  return people;
}

void Applier::arrange(Instance& instance, const WorkArranged& event) {
  StageWork& work = instance.work;
  switch (event.arrangement) {
    case Arrangement::transfer:
      work.assignee = event.people.front();
      break;
    case Arrangement::delegate:
      work.delegation = Delegation{envelope_.actor, event.people.front()};
      break;
    case Arrangement::answer:
      // An opinion is part of the judgement that follows.
      instance.actors.push_back({instance.stage, envelope_.actor});
      work.delegation.reset();
      break;
    case Arrangement::recall:
      work.delegation.reset();
      break;
    case Arrangement::add_signer:
      work.added_signers.push_back({event.people.front(), envelope_.actor});
      break;
    case Arrangement::drop_signer:
      std::erase_if(work.added_signers,
                    [&](const AddedSigner& added) { return added.person == event.people.front(); });
      break;
    case Arrangement::copy:
      break;
    case Arrangement::urge:
      work.urged_on = envelope_.at.date();
      break;
    case Arrangement::suspend:
      work.suspended_since = envelope_.at.date();
      disarm(instance, TimerTrack::stage);
      disarm(instance, TimerTrack::node);
      break;
    case Arrangement::resume:  // told by WorkResumed
      break;
    case Arrangement::terminate:
      disarm(instance, TimerTrack::stage);
      disarm(instance, TimerTrack::node);
      drop_checks(instance.id);
      work = StageWork();
      work.is_terminated = true;
      instance.is_overdue = false;
      instance.is_closed = true;
      break;
    case Arrangement::propose_repair:
      work.repair = RepairProposal{event.stage, envelope_.actor, event.reason};
      break;
    case Arrangement::confirm_repair:
      // Nobody's act led here: nobody can take it back. The two have acted in the stage it
      // leaves.
      for (const PersonId& person : {event.people.front(), envelope_.actor})
        instance.actors.push_back({instance.stage, person});
      instance.last_actor = PersonId();
      instance.last_act = ActId();
      instance.previous_stage = instance.stage;
      break;
    case Arrangement::drop_repair:
      work.repair.reset();
      break;
  }
}

void Applier::rearm(Instance& instance, TimerTrack track, const std::optional<Timer>& timer) {
  disarm(instance, track);
  arm(instance, track, timer);
}

InstanceState& Applier::touch(InstanceId id) {
  InstanceState& instance = state_.instances.at(id);
  ++instance.data.revision;
  return instance;
}

void Applier::rules_see_change(InstanceId id) {
  if (std::optional<Report>& report = state_.instances.at(id).report) report->is_stale = true;
  for (auto& [number, check] : state_.checks) {
    if (check.instance == id) check.changed = EventSeq(state_.last_event.value() + 1);
  }
}

void Applier::drop_checks(InstanceId id) {
  std::erase_if(state_.checks, [&](const auto& one) { return one.second.instance == id; });
}

void Applier::add_author(Instance& instance, const PersonId& person) {
  const auto place = std::ranges::lower_bound(instance.authors, person);
  if (place == instance.authors.end() || *place != person) instance.authors.insert(place, person);
}

void Applier::take_back(Instance& instance, const StageActor& act) {
  const auto last = std::find(instance.actors.rbegin(), instance.actors.rend(), act);
  if (last != instance.actors.rend()) instance.actors.erase(std::next(last).base());
}

std::optional<Timer>& Applier::timer_of(Instance& instance, TimerTrack track) {
  return track == TimerTrack::stage ? instance.stage_timer : instance.node_timer;
}

void Applier::disarm(Instance& instance, TimerTrack track) {
  std::optional<Timer>& timer = timer_of(instance, track);
  if (timer) state_.timers.erase({timer->at, instance.id, track});
  timer.reset();
}

void Applier::arm(Instance& instance, TimerTrack track, const std::optional<Timer>& timer) {
  timer_of(instance, track) = timer;
  if (timer) state_.timers.insert({timer->at, instance.id, track});
}

}  // namespace budget
