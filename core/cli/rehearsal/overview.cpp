#include "cli/rehearsal/overview.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <limits>
#include <ostream>
#include <set>
#include <span>
#include <tuple>

#include "cli/render.h"
#include "cli/table.h"

namespace budget::cli {
namespace {

constexpr std::size_t kMostPeople = 20;
constexpr std::size_t kBusiestDays = 10;
constexpr std::size_t kHeaviestDays = 10;
constexpr std::size_t kMostNamed = 3;

void print_title(const Terminal& terminal, const std::string& title) {
  terminal.out << '\n' << styled(terminal, "══ " + title + " ══", Style::bold) << '\n';
}

RehearsalLoad load_of(const RehearsalSteps& steps) {
  RehearsalLoad load;
  for (const RehearsalStep& step : steps)
    load.add(step);
  return load;
}

std::string names_text(const std::vector<PersonId>& people, const RehearsalNames& names,
                       std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, people.size()); ++i)
    text += (i > 0 ? "、" : "") + name_of(names.people, people[i], people[i].text());
  if (people.size() > most) text += "等 " + std::to_string(people.size()) + " 人";
  return text;
}

/// One stage of one year's workflow, over all departments.
struct StageDays {
  int instances = 0;
  int overdue = 0;
  Date first;
  Date last;
  std::optional<Date> first_due;
  std::optional<Date> last_due;
};

void print_deadlines(const Terminal& terminal, const RehearsalSteps& steps,
                     const RehearsalNames& names) {
  using Key = std::tuple<FiscalYear, WorkflowId, StageId>;
  std::map<Key, StageDays> stages;
  std::vector<Key> order;  // as the first of each is entered
  for (const RehearsalStep& step : steps) {
    const Key key{step.year, step.workflow, step.stage};
    if (step.kind == RehearsalStepKind::overdue && stages.contains(key)) ++stages[key].overdue;
    if (step.kind != RehearsalStepKind::entered) continue;
    const auto [at, is_new] = stages.try_emplace(key);
    StageDays& days = at->second;
    const Date day = step.at.date();
    if (is_new) order.push_back(key);
    days.first = is_new ? day : std::min(days.first, day);
    days.last = is_new ? day : std::max(days.last, day);
    ++days.instances;
    if (!step.due_on) continue;
    days.first_due = days.first_due ? std::min(*days.first_due, *step.due_on) : *step.due_on;
    days.last_due = days.last_due ? std::max(*days.last_due, *step.due_on) : *step.due_on;
  }
  const auto span = [](const std::optional<Date>& first, const std::optional<Date>& last) {
    if (!first) return std::string();
    return *first == *last ? first->to_text() : first->to_text() + " 至 " + last->to_text();
  };
  Table table({{"年度"},
               {"流程", Align::left, true},
               {"阶段", Align::left, true},
               {"项数", Align::right},
               {"进入"},
               {"期限"},
               {"超期提醒", Align::right}});
  for (const Key& key : order) {
    const StageDays& days = stages.at(key);
    const auto& [year, workflow, stage] = key;
    table.add({std::to_string(year.value()), name_of(names.workflows, workflow, workflow.text()),
               title_of(names, workflow, stage), std::to_string(days.instances),
               span(days.first, days.last), span(days.first_due, days.last_due),
               days.overdue == 0 ? Cell("") : Cell(std::to_string(days.overdue), Style::red)});
  }
  print_title(terminal, "各阶段期限");
  table.print(terminal);
}

void print_load(const Terminal& terminal, const RehearsalLoad& load, const RehearsalNames& names) {
  struct Line {
    PersonId person;
    DayLoad total;
    std::size_t days = 0;
    DayOfPerson worst;
  };
  std::vector<Line> lines;
  for (const auto& [person, days] : load.people()) {
    Line line{person, RehearsalLoad::total(days), days.size(), {}};
    for (const auto& [day, one] : days) {
      const bool is_worse = std::tuple(one.acts, one.messages) >
                            std::tuple(line.worst.load.acts, line.worst.load.messages);
      if (is_worse) line.worst = {person, day, one};
    }
    lines.push_back(std::move(line));
  }
  std::ranges::stable_sort(lines, [](const Line& a, const Line& b) {
    return std::tuple(-a.total.acts, -a.total.messages) <
           std::tuple(-b.total.acts, -b.total.messages);
  });
  Table table({{"人员", Align::left, true},
               {"办理", Align::right},
               {"消息", Align::right},
               {"有事的天数", Align::right},
               {"最忙的一天"},
               {"当天办理", Align::right},
               {"当天消息", Align::right}});
  const std::size_t shown = std::min(kMostPeople, lines.size());
  for (const Line& line : std::span(lines).first(shown)) {
    table.add({name_of(names.people, line.person, line.person.text()),
               std::to_string(line.total.acts), std::to_string(line.total.messages),
               std::to_string(line.days), line.worst.day.to_text(),
               std::to_string(line.worst.load.acts), std::to_string(line.worst.load.messages)});
  }
  print_title(terminal, "人员负荷");
  table.print(terminal);
  if (shown == lines.size()) return;
  terminal.out << "其余 " << lines.size() - shown << " 人，每人办理至多 " << lines[shown].total.acts
               << " 次（--by-person 逐人列出）。\n";
}

void print_busiest(const Terminal& terminal, const RehearsalLoad& load,
                   const RehearsalNames& names) {
  std::vector<std::pair<Date, DayLoad>> days;
  for (const auto& one : load.days())
    days.push_back(one);
  std::ranges::stable_sort(days, [](const auto& a, const auto& b) {
    return std::tuple(-a.second.acts, -a.second.messages) <
           std::tuple(-b.second.acts, -b.second.messages);
  });
  Table table({{"日期"}, {"办理", Align::right}, {"消息", Align::right}});
  for (std::size_t i = 0; i < std::min(kBusiestDays, days.size()); ++i) {
    table.add({days[i].first.to_text(), std::to_string(days[i].second.acts),
               std::to_string(days[i].second.messages)});
  }
  print_title(terminal, "最忙的日子");
  table.print(terminal);

  Table people(
      {{"人员", Align::left, true}, {"日期"}, {"办理", Align::right}, {"消息", Align::right}});
  for (const DayOfPerson& one : load.heaviest(kHeaviestDays)) {
    people.add({name_of(names.people, one.person, one.person.text()), one.day.to_text(),
                std::to_string(one.load.acts), std::to_string(one.load.messages)});
  }
  print_title(terminal, "一人一天最多的");
  people.print(terminal);
}

}  // namespace

void print_overview(const Terminal& terminal, const RehearsalSteps& steps,
                    const RehearsalNames& names) {
  const RehearsalLoad load = load_of(steps);
  print_deadlines(terminal, steps, names);
  print_load(terminal, load, names);
  print_busiest(terminal, load, names);
}

void print_by_day(const Terminal& terminal, const RehearsalSteps& steps,
                  const RehearsalNames& names) {
  struct Line {
    RehearsalStepKind kind;
    std::string what;
    std::set<DepartmentId> departments;
    std::set<PersonId> told;
    int count = 0;
  };
  Table table({{"日期"},
               {"事项"},
               {"内容", Align::left, true},
               {"项数", Align::right},
               {"部门", Align::left, true},
               {"收到消息", Align::right}});
  std::vector<Line> lines;
  Date day;
  const auto flush = [&] {
    bool is_first = true;
    for (const Line& line : lines) {
      std::vector<std::string> some;
      for (const DepartmentId& id : line.departments)
        if (some.size() < kMostNamed) some.push_back(name_of(names.departments, id, id.text()));
      std::string where;
      for (const std::string& one : some)
        where += (where.empty() ? "" : "、") + one;
      if (line.departments.size() > kMostNamed) where += "等";
      const KindWord word = word_of(line.kind);
      table.add({is_first ? day.to_text() : std::string(), Cell(word.title, word.style), line.what,
                 std::to_string(line.count), where,
                 line.told.empty() ? std::string() : std::to_string(line.told.size()) + " 人"});
      is_first = false;
    }
    lines.clear();
  };
  for (const RehearsalStep& step : steps) {
    if (step.kind == RehearsalStepKind::check || step.kind == RehearsalStepKind::projects) continue;
    if (step.at.date() != day) flush();
    day = step.at.date();
    // Of many departments the same: what kind of thing, in which stage.
    const bool has_stage = !step.stage.empty();
    const std::string what =
        has_stage ? std::to_string(step.year.value()) + " " +
                        name_of(names.workflows, step.workflow, step.workflow.text()) + "·" +
                        title_of(names, step.workflow, step.stage)
                  : step.text;
    auto line = std::ranges::find_if(
        lines, [&](const Line& one) { return one.kind == step.kind && one.what == what; });
    if (line == lines.end()) line = lines.insert(lines.end(), Line{step.kind, what, {}, {}, 0});
    ++line->count;
    if (!step.department.empty()) line->departments.insert(step.department);
    line->told.insert(step.told.begin(), step.told.end());
  }
  flush();
  table.print(terminal);
}

void print_messages(const Terminal& terminal, const RehearsalSteps& steps,
                    const RehearsalNames& names) {
  Table table({{"时间"}, {"收件人", Align::left, true}, {"内容", Align::left, true}});
  for (const RehearsalStep& step : steps) {
    if (step.told.empty()) continue;
    table.add({to_minute(step.at.to_text()),
               names_text(step.told, names, std::numeric_limits<std::size_t>::max()),
               step.message.empty() ? step.text : step.message});
  }
  table.print(terminal);
}

boost::json::array load_json(const RehearsalSteps& steps) {
  boost::json::array people;
  const auto load = load_of(steps);
  for (const auto& [person, days] : load.people()) {
    boost::json::array list;
    for (const auto& [day, one] : days) {
      list.push_back(boost::json::object{
          {"day", day.to_text()}, {"acts", one.acts}, {"messages", one.messages}});
    }
    people.push_back(boost::json::object{{"person", person.text()}, {"days", std::move(list)}});
  }
  return people;
}

}  // namespace budget::cli
