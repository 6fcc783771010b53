#include "cli/rehearsal/report.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <ostream>

#include "cli/rehearsal/overview.h"
#include "cli/render.h"
#include "cli/table.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

json::object alert_json(const Alert& alert) {
  return {{"project_code", alert.project.text()},
          {"rule", alert.rule.text()},
          {"month", alert.month},
          {"level", budget::name_of(alert.level)},
          {"state", budget::name_of(alert.state)},
          {"budget_wan", alert.inputs.budget.to_wan()},
          {"planned_wan", alert.inputs.planned.to_wan()},
          {"paid_wan", alert.inputs.paid.to_wan()},
          {"gap_wan", (alert.inputs.planned - alert.inputs.paid).to_wan()},
          {"lag_percent",
           share_of(alert.inputs.planned - alert.inputs.paid, alert.inputs.budget).to_percent()}};
}

json::object step_json(const RehearsalStep& step) {
  json::array told;
  for (const PersonId& person : step.told) {
    told.push_back(json::value(person.text()));
  }
  json::object object{{"at", step.at.to_text()},           {"kind", word_of(step.kind).name},
                      {"instance", step.instance.value()}, {"department", step.department.text()},
                      {"fiscal_year", step.year.value()},  {"workflow", step.workflow.text()},
                      {"stage", step.stage.text()},        {"person", step.person.text()},
                      {"told", std::move(told)},           {"text", step.text}};
  if (!step.message.empty()) object["message"] = step.message;
  if (step.alert) {
    object["alert"] = alert_json(*step.alert);
  }
  return object;
}

json::array unstaffed_json(const RehearsalSummary& summary) {
  json::array list;
  for (const UnstaffedStage& one : summary.unstaffed) {
    json::array departments;
    for (const DepartmentId& department : one.departments)
      departments.push_back(json::value(department.text()));
    list.push_back(json::object{{"workflow", one.workflow},
                                {"stage", one.stage},
                                {"role", one.role.text()},
                                {"departments", std::move(departments)}});
  }
  return list;
}

/// What one person does or is told at one moment, for one department or for many.
struct PersonLine {
  std::string at;
  Cell what{""};
  std::string title;
  std::string text;   ///< as it stands
  std::string about;  ///< without the department it begins with
  std::vector<std::string> departments;
};

constexpr std::size_t kMostDepartments = 3;

/// The same for another department joins the line before it.
void add_line(std::vector<PersonLine>& page, PersonLine line, const std::string& department) {
  line.about = !department.empty() && line.text.starts_with(department)
                   ? line.text.substr(department.size())
                   : line.text;
  const auto same = std::find_if(page.rbegin(), page.rend(), [&](const PersonLine& before) {
    return before.at != line.at || (before.title == line.title && before.about == line.about);
  });
  const bool joins = same != page.rend() && same->at == line.at &&
                     std::ranges::count(same->departments, department) == 0;
  if (joins) return same->departments.push_back(department);
  line.departments = {department};
  page.push_back(std::move(line));
}

std::string departments_text(const std::vector<std::string>& departments) {
  std::string text;
  for (std::size_t i = 0; i < std::min(kMostDepartments, departments.size()); ++i)
    text += (i > 0 ? "、" : "") + departments[i];
  if (departments.size() > kMostDepartments)
    text += "等 " + std::to_string(departments.size()) + " 个部门";
  return text;
}

void print_page(const Terminal& terminal, const std::vector<PersonLine>& page) {
  Table table({{"时间"}, {"事项"}, {"部门", Align::left, true}, {"内容", Align::left, true}});
  for (const PersonLine& line : page) {
    table.add({line.at, line.what, departments_text(line.departments),
               line.departments.size() > 1 ? line.about : line.text});
  }
  table.print(terminal);
}

}  // namespace

void print_by_person(const Terminal& terminal, const RehearsalSteps& steps,
                     const RehearsalNames& names) {
  std::map<PersonId, std::vector<PersonLine>> pages;
  for (const RehearsalStep& step : steps) {
    const KindWord word = word_of(step.kind);
    const std::string department = name_of(names.departments, step.department, "");
    const std::string at = to_minute(step.at.to_text());
    const bool is_own =
        step.kind == RehearsalStepKind::act || step.kind == RehearsalStepKind::projects ||
        step.kind == RehearsalStepKind::cycle || step.kind == RehearsalStepKind::refused;
    if (is_own && step.person != system_actor()) {
      add_line(pages[step.person],
               {at, Cell(word.title, word.style), word.title, step.text, {}, {}}, department);
    }
    for (const PersonId& person : step.told) {
      add_line(pages[person], {at, Cell("消息", Style::dim), "消息", step.text, {}, {}},
               department);
    }
  }
  for (const auto& [person, page] : pages) {
    terminal.out << '\n'
                 << styled(terminal,
                           "══ " + name_of(names.people, person, person.text()) + "（" +
                               person.text() + "）══",
                           Style::bold)
                 << '\n';
    print_page(terminal, page);
  }
}

void print_summary(const Terminal& terminal, const RehearsalSummary& summary,
                   const RehearsalNames& names) {
  terminal.out << '\n' << styled(terminal, "══ 小结 ══", Style::bold) << '\n';
  Sheet sheet;
  sheet.add("办理事项", std::to_string(summary.instances) + " 项，办结 " +
                            std::to_string(summary.closed) + " 项");
  const bool is_unpaid = !summary.steps.contains(RehearsalStepKind::payments);
  sheet.add("未解除预警", std::to_string(summary.open_alerts) + " 条" +
                              (is_unpaid && summary.open_alerts > 0
                                   ? "（没有给支付数据，各节点都按未支出检查；用 --payments 给出）"
                                   : ""));
  sheet.add("结束时间", to_minute(summary.ended_at.to_text()));
  std::string counts;
  for (const auto& [kind, count] : summary.steps) {
    counts += (counts.empty() ? "" : "，") + std::string(word_of(kind).title) + " " +
              std::to_string(count);
  }
  sheet.add("事项", counts);
  sheet.print(terminal);

  Table people({{"人员"}, {"办理", Align::right}, {"消息", Align::right}});
  std::map<PersonId, std::pair<int, int>> load;
  for (const auto& [person, acts] : summary.acts) {
    load[person].first = acts;
  }
  for (const auto& [person, messages] : summary.messages) {
    load[person].second = messages;
  }
  for (const auto& [person, counted] : load) {
    people.add({name_of(names.people, person, person.text()), std::to_string(counted.first),
                std::to_string(counted.second)});
  }
  constexpr std::size_t kMostPeople = 20;  // of more the overview tells
  if (!people.empty() && load.size() <= kMostPeople) {
    terminal.out << '\n';
    people.print(terminal);
  }
  for (const UnstaffedStage& one : summary.unstaffed) {
    std::string where;
    for (std::size_t i = 0; i < std::min<std::size_t>(one.departments.size(), 3); ++i)
      where += (i > 0 ? "、" : "") +
               name_of(names.departments, one.departments[i], one.departments[i].text());
    if (one.departments.size() > 3)
      where += "等 " + std::to_string(one.departments.size()) + " 个部门";
    terminal.out << styled(terminal, "无人：", Style::red) << "“" << one.workflow << "”的“"
                 << one.stage << "”没有人担任角色 " << one.role.text() << "：" << printable(where)
                 << '\n';
  }
  for (const std::string& stuck : summary.stuck) {
    terminal.out << styled(terminal, "无法继续：", Style::red) << printable(stuck) << '\n';
  }
  if (!summary.stuck.empty() && !summary.steps.contains(RehearsalStepKind::projects))
    terminal.out << "没有录入任何项目：用 --projects 给出项目文件。\n";
}

json::object to_json(const RehearsalSteps& steps, const RehearsalSummary& summary) {
  json::array list;
  for (const RehearsalStep& step : steps) {
    list.push_back(step_json(step));
  }
  return {{"steps", std::move(list)},
          {"instances", summary.instances},
          {"closed", summary.closed},
          {"open_alerts", summary.open_alerts},
          {"load", load_json(steps)},
          {"unstaffed", unstaffed_json(summary)},
          {"stuck", json::array(summary.stuck.begin(), summary.stuck.end())},
          {"ended_at", summary.ended_at.to_text()}};
}

}  // namespace budget::cli
