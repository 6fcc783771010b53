#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/rehearsal/virtual_clock.h"
#include "engine/step_runner.h"

namespace budget {

/// How the people of a rehearsal behave: each does what is theirs a number of working days before
/// it is due, or, where nothing is due, that many working days after it came to them.
struct PeopleModel {
  int working_days_early = 2;
  int working_days_when_not_due = 3;
};

/// A year to rehearse.
struct RehearsalPlan {
  RegionCode region;
  FiscalYear year;
  WorkflowId workflow;
  std::vector<DepartmentId> departments{};  ///< those whose year is opened; empty: all
  Date starts_on;                           ///< the day the cycle is opened, at 9 o'clock
  std::map<DepartmentId, std::vector<Project>> projects;  ///< entered by each department's drafter
  std::vector<Payment> payments;  ///< each recorded at 18 o'clock of the day it was made
  PeopleModel people;
};

enum class RehearsalStepKind {
  cycle,
  entered,
  projects,
  check,
  act,
  reminder,
  overdue,
  payments,
  node,
  alert,
  alert_closed,
  refused,
  closed,
  arranged  ///< what people do besides the acts of the workflow, and what they are told of it
};

/// One thing that happened, in the order it happened.
struct RehearsalStep {
  Instant at;
  RehearsalStepKind kind = RehearsalStepKind::act;
  InstanceId instance;
  DepartmentId department;
  StageId stage;                    ///< the stage it happened in, or was entered
  PersonId person;                  ///< who did it; "system" for the engine
  std::vector<PersonId> told;       ///< who was sent a message about it
  std::string text;                 ///< Chinese, one line
  std::optional<NodeChecked> node;  ///< for node
  std::optional<Alert> alert;       ///< for alert and alert_closed, as it is now
};

struct RehearsalSummary {
  std::map<RehearsalStepKind, int> steps;
  std::map<PersonId, int> acts;      ///< per person
  std::map<PersonId, int> messages;  ///< per person
  int instances = 0;
  int closed = 0;
  int open_alerts = 0;             ///< raised on the way and never cured
  std::vector<std::string> stuck;  ///< stages nobody can act on, in Chinese
  Instant ended_at;
};

/// Drives the real engine through the year: people act, payments come in, timers fire, until every
/// instance of the year is closed or nobody can go on.
///
/// `steps` asks the rules where acts wait for them; without plugins the reports say that nothing
/// was checked, and gates do with that what the workflow says.
///
/// The clock must be the engine's own. Instances that are open already go on from where they are;
/// the cycle is opened when it is not. `sink` sees every step as it happens. Errors: those of the
/// engine that stop the whole rehearsal (unavailable); refusals of single acts are steps.
[[nodiscard]] Result<RehearsalSummary> rehearse(
    Engine& engine, StepRunner& steps, VirtualClock& clock, const RehearsalPlan& plan,
    const std::function<void(const RehearsalStep&)>& sink);

}  // namespace budget
