#include "province.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>
#include <vector>

#include "store/content_hash.h"
#include "support/office_files.h"

namespace budget::bench {
namespace {

template <typename T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

std::string padded(int number, int width) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%0*d", width, number);
  return text.data();
}

std::string department_code(int department) {
  return padded(department + 100, 3);
}

DepartmentId department_of(int region, int department) {
  return department_id(province_region(region), department_code(department));
}

PersonId drafter(int region, int department) {
  return PersonId("d_" + padded(region, 3) + "_" + padded(department, 3));
}
PersonId head(int region, int department) {
  return PersonId("h_" + padded(region, 3) + "_" + padded(department, 3));
}
PersonId officer(const char* role, int region) {
  return PersonId(std::string(role) + "_" + padded(region, 3));
}

Person person(PersonId id, const std::vector<const char*>& roles, const RegionCode& region,
              const DepartmentId& department) {
  Person made{id, id.text(), true, {}};
  for (const char* role : roles)
    made.roles.push_back({RoleId(role), department.empty() ? region : RegionCode(), department});
  return made;
}

/// The roles of config/organisation.toml, held by the province's people.
Organisation organisation_of(const ProvinceSize& size, const Organisation& sample) {
  Organisation made;
  made.roles = sample.roles;
  for (int r = 0; r < size.regions; ++r) {
    const RegionCode region = province_region(r);
    made.regions.push_back({region, "县" + region.text()});
    made.people.push_back(person(officer("reviewer", r), {"finance_reviewer"}, region, {}));
    made.people.push_back(person(officer("officer", r), {"budget_officer"}, region, {}));
    made.people.push_back(person(province_recorder(r), {"performance_officer"}, region, {}));
    for (int d = 0; d < size.departments; ++d) {
      const DepartmentId id = department_of(r, d);
      made.departments.push_back(
          {id, region, "部门" + id.text(), {{UnitCode(department_code(d) + "001"), "本级"}}});
      made.people.push_back(
          person(drafter(r, d), {"drafter", "publisher", "evaluator"}, region, id));
      made.people.push_back(person(head(r, d), {"department_head"}, region, id));
    }
  }
  return made;
}

Project project_of(int region, int department, int number) {
  Project made;
  made.code = province_project(region, department, number);
  made.name = "专项业务经费" + std::to_string(number);
  made.unit = UnitCode(department_code(department) + "001");
  const std::int64_t budget = 1'000'000LL * (number + 1) * 4;
  made.funds = {Money::from_fen(budget), Money::from_fen(budget), Money()};
  made.plan.nodes = {{3, Money::from_fen(budget / 4)},
                     {6, Money::from_fen(budget / 2)},
                     {10, Money::from_fen(budget / 4 * 3)},
                     {12, Money::from_fen(budget)}};
  for (const char* kind : {"数量指标", "质量指标", "时效指标"}) {
    made.indicators.push_back(
        {{"产出指标", kind, "完成率"}, "", Comparator::at_least, "95", "%", "", "", "≥95%"});
  }
  return made;
}

void run(Engine& engine, const std::vector<Command>& commands) {
  for (const Result<Outcome>& answer : engine.execute(commands)) {
    if (!answer) throw std::runtime_error(answer.error().message);
  }
}

}  // namespace

RegionCode province_region(int region) {
  return RegionCode(std::to_string(130101 + region));
}

ProjectCode province_project(int region, int department, int project) {
  return must(ProjectCode::parse(province_region(region).text() + "26P" + padded(department, 6) +
                                 padded(project, 6)));
}

PersonId province_recorder(int region) {
  return officer("recorder", region);
}

namespace {

/// The benches weigh acts, not the rule plugins a gate waits for, nor the sheets before the last.
void open_gates(WorkflowDefinition& definition) {
  for (Transition& transition : definition.transitions) {
    transition.gate.reset();
    if (transition.act == ActId("evaluate")) transition.needs.clear();
  }
  definition.hash = content_hash(definition);
}

/// Below 60 % at the end of June, beside the rules of the plan.
void add_policy_curve(RuleSet& rules) {
  Rule rule;
  rule.id = RuleId("bench.execution_curve");
  rule.title = "支出进度低于规定进度";
  rule.measure = Measure::policy_lag;
  rule.months = {6};
  rule.curve = {{6, BasisPoints(6000)}};
  rule.thresholds = {{AlertLevel::yellow, false, BasisPoints(0), AlertAction::warn}};
  rules.rules.push_back(std::move(rule));
  rules.hash = content_hash(rules);
}

/// Opens a region's year; the number of its first instance.
std::int64_t open_region(Engine& engine, int region, int year) {
  const std::int64_t first = engine.state().last_instance.value() + 1;
  run(engine, {{officer("officer", region),
                Via::batch,
                {},
                OpenCycle{province_region(region),
                          must(FiscalYear::of(year)),
                          WorkflowId("annual_budget"),
                          {}}}});
  return first;
}

Command enter(const ProvinceSize& size, int region, int department, InstanceId instance) {
  EnterProjects action{instance, {}};
  for (int p = 0; p < size.projects; ++p)
    action.projects.push_back(project_of(region, department, p));
  return {drafter(region, department), Via::batch, {}, std::move(action)};
}

Command act(PersonId who, const char* name, InstanceId instance) {
  return {std::move(who), Via::batch, {}, PerformAct{instance, ActId(name), {}, 0}};
}

}  // namespace

void deploy_province(Engine& engine, const ProvinceSize& size) {
  for (Command& command : test::deployment_of({})) {
    if (auto* organisation = std::get_if<DeployOrganisation>(&command.action)) {
      organisation->organisation = organisation_of(size, organisation->organisation);
      organisation->hash = content_hash(organisation->organisation);
    }
    if (auto* workflow = std::get_if<DeployWorkflow>(&command.action))
      open_gates(workflow->definition);
    if (auto* rules = std::get_if<DeployRuleSet>(&command.action))
      add_policy_curve(rules->rule_set);
    run(engine, {command});
  }
}

void bring_to_monitoring(Engine& engine, VirtualClock& clock, const ProvinceSize& size,
                         const std::function<void(int)>& on_region) {
  clock.advance_to(Instant::at(must(Date::of(size.year - 1, 10, 9)), 9));
  for (int r = 0; r < size.regions; ++r) {
    const std::int64_t first = open_region(engine, r, size.year);
    std::vector<Command> commands;
    for (int d = 0; d < size.departments; ++d) {
      const InstanceId instance(first + d);
      commands.push_back(enter(size, r, d, instance));
      commands.push_back(act(drafter(r, d), "submit", instance));
      commands.push_back(act(head(r, d), "approve", instance));
      commands.push_back(act(officer("reviewer", r), "approve", instance));
      commands.push_back(act(officer("officer", r), "reply", instance));
      commands.push_back(act(drafter(r, d), "publish", instance));
    }
    run(engine, commands);
    on_region(r);
  }
}

void build_province(Engine& engine, VirtualClock& clock, const ProvinceSize& size,
                    const std::function<void(int)>& on_region) {
  deploy_province(engine, size);
  bring_to_monitoring(engine, clock, size, on_region);
}

void fire_all(Engine& engine, const Clock& clock) {
  while (engine.next_due() && *engine.next_due() <= clock.now()) {
    if (!engine.fire_due()) throw std::runtime_error("a timer did not fire");
  }
}

void close_year(Engine& engine, VirtualClock& clock, const ProvinceSize& size) {
  const FiscalYear year = must(FiscalYear::of(size.year));
  for (int r = 0; r < size.regions; ++r) {
    RecordPayments action;
    action.source = "国库支付";
    action.year = year;
    for (const int month : {3, 9}) {
      for (int d = 0; d < size.departments; ++d) {
        for (int p = 0; p < size.projects; ++p) {
          action.rows.push_back({must(Date::of(size.year, month, 15)), province_project(r, d, p),
                                 Money::from_fen(2'000'000LL * (p + 1) * 9 / 10), FundKind::fiscal,
                                 "PZ" + std::to_string(action.rows.size()), "专项业务支出"});
        }
      }
    }
    run(engine, {{province_recorder(r), Via::batch, {}, std::move(action)}});
  }
  clock.advance_to(Instant::at(must(Date::of(size.year + 1, 1, 2)), 9));
  fire_all(engine, clock);
  std::vector<Command> commands;
  for (const auto& [id, instance] : engine.state().instances) {
    if (instance.data.year != year) continue;
    const Organisation& office = engine.state().organisation;
    const auto person = std::ranges::find_if(office.people, [&](const Person& each) {
      return std::ranges::any_of(each.roles, [&](const RoleHolding& role) {
        return role.role == RoleId("evaluator") && role.department == instance.data.department;
      });
    });
    commands.push_back(act(person->id, "evaluate", id));
  }
  run(engine, commands);
}

void build_drafts(Engine& engine, const ProvinceSize& size) {
  deploy_province(engine, size);
  for (int r = 0; r < size.regions; ++r) {
    const std::int64_t first = open_region(engine, r, size.year);
    std::vector<Command> commands;
    for (int d = 0; d < size.departments; ++d)
      commands.push_back(enter(size, r, d, InstanceId(first + d)));
    run(engine, commands);
  }
}

Command draft_act(int region, int department, InstanceId instance) {
  return act(drafter(region, department), "", instance);
}

}  // namespace budget::bench
