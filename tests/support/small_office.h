#pragma once

#include <string>
#include <vector>

#include "engine/decide/decide.h"
#include "engine/state.h"
#include "support/words.h"

namespace budget::test {

Money yuan(const std::string& text);
ProjectCode code(const std::string& text);
FiscalYear year(int value);

/// The codes of two projects whose check character holds.
inline const char* const kFirstCode = "13060526P00002810078Y";
inline const char* const kSecondCode = "13060526P00020010024Q";

/// A project of unit 203001 with a plan at the ends of March, June, October and December.
Project project(const std::string& code, const std::string& budget_wan,
                const std::vector<std::string>& plan_wan);

WorkflowDefinition small_workflow();
RuleSet small_rule_set();
Organisation small_organisation();
Calendar small_calendar();

/// An office of one department without a store: decides and applies in memory, at a moment the test
/// sets.
///
/// People: drafter, head, reviewer, officer, publisher, evaluator, each with one role; "both"
/// drafts and heads; "system_admin", "security_admin", "audit_admin".
class SmallOffice {
 public:
  SmallOffice();

  void now(const std::string& date, int hour = 10);
  [[nodiscard]] Instant moment() const { return now_; }

  /// Decides and, when accepted, applies.
  Result<std::vector<Event>> does(const std::string& person, Action action);
  Result<std::vector<Event>> does(const std::string& person, Action action, Context context,
                                  CheckId waited_for = {});
  Result<std::vector<Event>> by_system(Action action, Via via);
  Result<std::vector<Event>> acts(const std::string& person, const std::string& act,
                                  const std::string& reason = "");
  Result<std::vector<Event>> pays(const std::string& code, const std::string& date,
                                  const std::string& amount_yuan, const std::string& voucher = "");
  /// What the engine's own parts report.
  Result<std::vector<Event>> reports(Action action);
  /// Fires everything due by now; the events of all of it.
  std::vector<Event> fires();

  /// Opens 2026 and enters the projects, now at 2025-10-09.
  void drafts(std::vector<Project> projects);
  /// Drafts, then goes on to monitoring in January 2026.
  void monitors(std::vector<Project> projects);

  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const InstanceState& instance() const { return state_.instances.at(InstanceId(1)); }
  [[nodiscard]] const Instance& data() const { return instance().data; }

 private:
  Result<std::vector<Event>> carry_out(const Command& command, Context context);

  State state_;
  Instant now_;
};

/// The events of one kind, in their order.
template <typename E>
std::vector<E> only(const std::vector<Event>& events) {
  std::vector<E> found;
  for (const Event& event : events) {
    if (const E* one = std::get_if<E>(&event)) found.push_back(*one);
  }
  return found;
}

}  // namespace budget::test
