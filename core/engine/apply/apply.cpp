#include "engine/apply/apply.h"

#include <stdexcept>

#include "engine/apply/applier.h"
#include "engine/children.h"

namespace budget {

void apply(State& state, const Envelope& envelope, const Event& event) {
  try {
    std::visit(Applier(state, envelope), event);
  } catch (const std::out_of_range&) {
    throw std::logic_error("apply: the event names something that is not in the state");
  }
  state.last_event = EventSeq(state.last_event.value() + 1);
  state.last_at = std::max(state.last_at, envelope.at);
}

std::optional<InstanceId> closed_by(const Event& event) {
  const auto* entered = std::get_if<StageEntered>(&event);
  if (entered != nullptr && entered->is_final) return entered->instance;
  const auto* arranged = std::get_if<WorkArranged>(&event);
  if (arranged != nullptr && arranged->arrangement == Arrangement::terminate)
    return arranged->instance;
  return std::nullopt;
}

void forget_closed(State& state, std::span<const Event> events) {
  for (const Event& event : events) {
    const std::optional<InstanceId> closed = closed_by(event);
    if (!closed) continue;
    const auto found = state.instances.find(*closed);
    if (found == state.instances.end()) continue;
    const InstanceState& instance = found->second;
    const FiscalYear year = instance.data.year;
    for (const ProjectCode& code : instance.projects) {
      const ProjectKey key{year, code};
      for (auto at = state.alert_by_key.lower_bound({key, RuleId(), 0});
           at != state.alert_by_key.end() && at->first.project == key;) {
        if (const auto handling = state.handlings.find(at->second);
            handling != state.handlings.end()) {
          if (handling->second.due_on)
            state.alert_deadlines.erase({Instant::at(*handling->second.due_on, 24), at->second});
          state.handlings.erase(handling);
        }
        state.alerts.erase(at->second);
        at = state.alert_by_key.erase(at);
      }
      for (auto at = state.exemptions.lower_bound({key, RuleId()});
           at != state.exemptions.end() && at->first.project == key;)
        at = state.exemptions.erase(at);
      state.projects.erase(key);
    }
    if (const auto& origin = instance.data.origin) {
      const auto siblings = state.children.find(origin->parent);
      if (siblings != state.children.end() && siblings->second.erase(*closed) > 0 &&
          siblings->second.empty())
        state.children.erase(siblings);
    }
    state.ready.erase(*closed);
    if (is_main(state, instance.data)) state.carried.erase({instance.data.department, year});
    for (const SheetTask& task : instance.sheet_tasks) {
      if (task.due_on)
        state.sheet_deadlines.erase({Instant::at(*task.due_on, 24), *closed, task.month});
    }
    state.instances.erase(found);
  }
}

}  // namespace budget
