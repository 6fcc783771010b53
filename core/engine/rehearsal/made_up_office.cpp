#include "engine/rehearsal/made_up_office.h"

#include <array>
#include <cstdio>
#include <utility>

#include "engine/directory.h"

namespace budget {
namespace {

constexpr int kFirstDepartment = 101;

std::string padded(int number, int width) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%0*d", width, number);
  return text.data();
}

Person holder(const Role& role, const std::string& where, const std::string& name,
              RoleHolding holding) {
  return {PersonId(role.id.text() + "_" + where), name + role.title, true, {std::move(holding)}};
}

Project made_up_project(const DepartmentId& department, int number, FiscalYear year) {
  const std::string code = department.text().substr(department.text().find('-') + 1);
  Project made;
  made.code = ProjectCode::parse(region_of(department).text() + padded(year.value() % 100, 2) +
                                 "P" + padded(std::stoi(code), 6) + padded(number + 1, 6))
                  .value();
  made.name = "专项业务经费" + std::to_string(number + 1);
  made.unit = UnitCode(code + "001");
  const std::int64_t quarter = 1'000'000LL * (number + 1);  // so many 万元
  made.funds = {Money::from_fen(4 * quarter), Money::from_fen(4 * quarter), Money()};
  made.purpose = "保障专项业务开展";
  made.plan.nodes = {{3, Money::from_fen(quarter)},
                     {6, Money::from_fen(2 * quarter)},
                     {10, Money::from_fen(3 * quarter)},
                     {12, Money::from_fen(4 * quarter)}};
  made.goals = {{1, "按计划完成专项业务"}};
  const std::pair<const char*, const char*> kKinds[] = {{"产出指标", "数量指标"},
                                                        {"产出指标", "质量指标"},
                                                        {"产出指标", "时效指标"},
                                                        {"效益指标", "社会效益指标"},
                                                        {"满意度指标", "服务对象满意度指标"}};
  for (const auto& [level1, level2] : kKinds) {
    made.indicators.push_back({{level1, level2, "专项业务完成率"},
                               "专项业务的完成情况",
                               Comparator::at_least,
                               "95",
                               "%",
                               "",
                               "年度工作计划",
                               "≥95%"});
  }
  return made;
}

}  // namespace

Organisation made_up_organisation(const MadeUpOffice& office, const std::vector<Role>& roles,
                                  const Region& region) {
  Organisation made;
  made.regions = {region};
  made.roles = roles;
  for (const Role& role : roles) {
    if (role.scope != RoleScope::office || role.administrator != Administrator::none) continue;
    made.people.push_back(
        holder(role, region.code.text(), region.name, {role.id, region.code, {}}));
  }
  for (int d = 0; d < office.departments; ++d) {
    const std::string code = std::to_string(kFirstDepartment + d);
    const DepartmentId id = department_id(region.code, code);
    const std::string name = "第" + std::to_string(d + 1) + "部门";
    made.departments.push_back({id, region.code, name, {{UnitCode(code + "001"), name + "本级"}}});
    for (const Role& role : roles) {
      if (role.scope == RoleScope::department && role.administrator == Administrator::none)
        made.people.push_back(holder(role, code, name, {role.id, region.code, id}));
    }
  }
  return made;
}

std::map<DepartmentId, std::vector<Project>> made_up_projects(const MadeUpOffice& office,
                                                              const Organisation& organisation,
                                                              FiscalYear year) {
  std::map<DepartmentId, std::vector<Project>> projects;
  for (const Department& department : organisation.departments) {
    for (int n = 0; n < office.projects; ++n)
      projects[department.id].push_back(made_up_project(department.id, n, year));
  }
  return projects;
}

}  // namespace budget
