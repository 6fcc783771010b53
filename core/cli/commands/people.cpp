#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

json::array texts_of(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts)
    array.emplace_back(text);
  return array;
}

/// "王芳、李强"
std::string names_of(const json::array& people) {
  std::string names;
  for (const auto& person : people)
    names += (names.empty() ? "" : "、") + text_at(person, "name");
  return names;
}

/// "李强（代 王芳）"
std::string acting_name(const std::string& name, const json::array& principals) {
  const std::string others = names_of(principals);
  return others.empty() ? name : name + "（代 " + others + "）";
}

/// "填报、上报 31 个（monitoring fill）"
std::string sheet_work_text(const json::value& work) {
  const std::string command =
      text_at(work, "month") == "evaluation" ? "evaluation " : "monitoring ";
  const bool is_judging = text_at(work, "to_do") == "judge";
  return (is_judging ? "审核 " : "填报、上报 ") + std::to_string(number_at(work, "projects")) +
         " 个（" + command + (is_judging ? "accept、send-back" : "fill、hand-in") + "）";
}

void add_if(json::object& body, const char* name, const std::string& value) {
  if (!value.empty()) body[name] = value;
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const QueueOptions& options) {
  const json::array queue =
      TRY(api.whole_list("/v1/queue" + Query().add("person", options.person).text()));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", queue}});
    return ExitCode::ok;
  }
  Table table(
      {{"代码"}, {"部门", Align::left, true}, {"阶段"}, {"截止"}, {"可办理"}, {"代谁办理"}});
  for (const auto& row : queue) {
    std::string acts;
    for (const auto& act : array_at(row, "acts"))
      acts += (acts.empty() ? "" : "、") + text_at(act, "title") + "（" + text_at(act, "id") + "）";
    if (flag_at(row, "was_delegated")) acts = "交回（instance answer）";
    if (!acts.empty())
      table.add({text_at(row, "instance_key"), text_at(row, "department_name"),
                 text_at(row, "stage_title"), due_cell(row), acts,
                 names_of(array_at(row, "on_behalf_of"))});
    for (const auto& work : array_at(row, "sheets"))
      table.add({text_at(row, "instance_key"), text_at(row, "department_name"),
                 text_at(work, "title"), due_cell(work), sheet_work_text(work),
                 names_of(array_at(work, "on_behalf_of"))});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const InstancePeopleOptions& options) {
  const auto people =
      TRY(api.get("/v1/instances/" + percent_encoded(options.instance) + "/people"));
  if (terminal.is_json) {
    print_json(terminal, people);
    return ExitCode::ok;
  }
  const std::string turn = names_of(array_at(people, "turn"));
  terminal.out << "轮到：" << (turn.empty() ? "无人" : printable(turn)) << "\n";
  for (const auto& work : array_at(people, "sheets")) {
    const std::string who = names_of(array_at(work, "people"));
    terminal.out << printable(text_at(work, "title")) << "：" << sheet_work_text(work) << "，"
                 << (who.empty() ? "无人" : printable(who)) << "\n";
  }
  Table table({{"人员"}, {"可办理"}, {"不能办理的原因", Align::left, true}});
  for (const auto& row : array_at(people, "can")) {
    table.add({acting_name(text_at(row, "name"), array_at(row, "on_behalf_of")),
               joined(array_at(row, "acts")), ""});
  }
  for (const auto& row : array_at(people, "cannot")) {
    table.add({text_at(row, "name"), Cell("不能 " + text_at(row, "act"), Style::red),
               text_at(row, "why")});
  }
  if (!table.empty()) table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const InstanceArrangeOptions& options) {
  const std::string target = "/v1/instances/" + percent_encoded(options.instance);
  json::object body{{"arrangement", options.arrangement}};
  if (!options.people.empty()) body["people"] = texts_of(options.people);
  add_if(body, "stage", options.stage);
  add_if(body, "reason", options.reason);
  if (options.expected_revision != 0) body["expected_revision"] = options.expected_revision;
  const auto answer = TRY(api.post(target + "/arrangements", body));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  const auto instance = TRY(api.get(target));
  terminal.out << "已办理。现在阶段：" << printable(text_at(instance, "stage_title"));
  const std::string due = text_at(instance, "due_on");
  terminal.out << (due.empty() ? "" : "，截止 " + due)
               << (text_at(instance, "suspended_since").empty() ? "" : "，已挂起")
               << (flag_at(instance, "is_terminated") ? "，已终止" : "") << "，修订号 "
               << text_at(instance, "revision") << "。\n";
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const SubstitutionListOptions& options) {
  const json::array list =
      TRY(api.list("/v1/substitutions" + Query().add_flag("ended", options.ended).text()));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", list}});
    return ExitCode::ok;
  }
  Table table({{"编号", Align::right},
               {"谁不在"},
               {"谁代办"},
               {"自"},
               {"至"},
               {"角色"},
               {"结束"},
               {"原因", Align::left, true}});
  for (const auto& row : list) {
    const std::string roles = joined(array_at(row, "roles"));
    table.add({text_at(row, "id"), text_at(row, "person.name"), text_at(row, "substitute.name"),
               text_at(row, "first_day"), text_at(row, "last_day"), roles.empty() ? "全部" : roles,
               to_minute(text_at(row, "ended_at")), text_at(row, "reason")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal,
                     const SubstitutionAppointOptions& options) {
  json::object body{{"substitute", options.substitute},
                    {"first_day", options.first_day},
                    {"last_day", options.last_day}};
  add_if(body, "person", options.person);
  add_if(body, "reason", options.reason);
  if (!options.roles.empty()) body["roles"] = texts_of(options.roles);
  const auto answer = TRY(api.post("/v1/substitutions", body));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  terminal.out << "第 " << text_at(answer, "substitution") << " 项代办已登记，"
               << printable(options.first_day) << " 至 " << printable(options.last_day) << "。\n";
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const SubstitutionEndOptions& options) {
  json::object body{{"act", "end"}};
  add_if(body, "reason", options.reason);
  const std::string number = std::to_string(options.substitution);
  const auto answer = TRY(api.post("/v1/substitutions/" + number + "/acts", body));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  terminal.out << "第 " << number << " 项代办已结束。\n";
  return ExitCode::ok;
}

}  // namespace budget::cli
