#include <algorithm>
#include <map>
#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/findings.h"
#include "cli/render.h"
#include "config/migration_file.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

json::object body_of(const MigrationFile& file) {
  const MigrationPlan& plan = file.plan;
  json::object body{{"workflow", plan.workflow.text()},
                    {"to", file.to},
                    {"timers", name_of(plan.timers)},
                    {"reason", plan.reason}};
  if (!plan.region.empty()) body["region"] = plan.region.text();
  if (!file.from.empty()) body["from"] = file.from;
  if (plan.year) body["fiscal_year"] = plan.year->value();
  json::array departments;
  for (const DepartmentId& department : plan.departments)
    departments.emplace_back(department.text());
  body["departments"] = std::move(departments);
  json::array stages;
  for (const StageMapping& mapping : plan.stages)
    stages.push_back(json::object{{"from", mapping.from.text()}, {"to", mapping.to.text()}});
  body["stages"] = std::move(stages);
  json::array timers;
  for (const StageTimers& one : plan.stage_timers) {
    timers.push_back(json::object{{"stage", one.stage.text()}, {"timers", name_of(one.policy)}});
  }
  body["stage_timers"] = std::move(timers);
  return body;
}

std::string phase_text(const std::string& phase) {
  if (phase == "proposed") return "待确认";
  if (phase == "running") return "进行中";
  if (phase == "finished") return "已完成";
  return phase == "dropped" ? "已放弃" : phase;
}

std::string fate_text(const std::string& fate) {
  if (fate == "kept") return "不变";
  if (fate == "moved") return "重排";
  if (fate == "added") return "新增";
  if (fate == "ended") return "取消";
  return fate == "lost" ? "丢失" : "";
}

/// "finance_review.due 2026-01-05 00:00"
std::string timer_text(const json::value& row, const std::string& path) {
  const std::string name = text_at(row, path + ".name");
  return name.empty() ? "" : name + " " + to_minute(text_at(row, path + ".at"));
}

std::string change_text(const std::string& before, const std::string& after) {
  return before == after
             ? before
             : (before.empty() ? "无" : before) + " → " + (after.empty() ? "无" : after);
}

bool stays(const json::value& row) {
  return !text_at(row, "why").empty();
}

void print_rows(const Terminal& terminal, const json::array& rows) {
  Table table({{"编号", Align::right},
               {"代码"},
               {"部门", Align::left, true},
               {"阶段"},
               {"应于"},
               {"阶段定时"},
               {"节点定时"}});
  for (const auto& row : rows) {
    if (stays(row)) continue;
    table.add(
        {text_at(row, "instance"), text_at(row, "key"), text_at(row, "department_name"),
         change_text(text_at(row, "before.stage_title"), text_at(row, "after.stage_title")),
         change_text(text_at(row, "before.due_on"), text_at(row, "after.due_on")),
         change_text(timer_text(row, "before.stage_timer"), timer_text(row, "after.stage_timer")),
         change_text(timer_text(row, "before.node_timer"), timer_text(row, "after.node_timer"))});
  }
  if (!table.empty()) table.print(terminal);
  Table staying(
      {{"编号", Align::right}, {"代码"}, {"部门", Align::left, true}, {"不能迁移，因为"}});
  for (const auto& row : rows) {
    if (!stays(row)) continue;
    staying.add({text_at(row, "instance"), text_at(row, "key"), text_at(row, "department_name"),
                 Cell(text_at(row, "why"), Style::orange)});
  }
  if (staying.empty()) return;
  terminal.out << '\n';
  staying.print(terminal);
}

/// Every timer before and after, added up. False: one was lost.
bool print_proof(const Terminal& terminal, const json::array& rows) {
  std::map<std::string, int> fates;
  int before = 0;
  int after = 0;
  int going = 0;
  for (const auto& row : rows) {
    if (stays(row)) continue;
    ++going;
    for (const char* track : {"stage_timer", "node_timer"}) {
      const std::string path = track;
      before += text_at(row, "before." + path + ".name").empty() ? 0 : 1;
      after += text_at(row, "after." + path + ".name").empty() ? 0 : 1;
      const std::string fate = text_at(row, path);
      if (!fate_text(fate).empty()) ++fates[fate];
    }
  }
  std::string text;
  for (const auto& [fate, count] : fates)
    text += "，" + fate_text(fate) + " " + std::to_string(count);
  const bool adds_up = before + fates["added"] - fates["ended"] - fates["lost"] == after;
  terminal.out << "\n可迁移 " << going << " 件，不能迁移 " << rows.size() - going
               << " 件。定时：之前 " << before << " 个，之后 " << after << " 个" << text
               << "；丢失 " << fates["lost"] << " 个，" << (adds_up ? "前后相符。" : "前后不符！")
               << '\n';
  return adds_up && fates["lost"] == 0;
}

std::string target_text(const json::value& migration) {
  const std::string undoes = text_at(migration, "undoes");
  if (!undoes.empty()) return "撤销第 " + undoes + " 项";
  return text_at(migration, "workflow") + " → " + text_at(migration, "to").substr(0, 12);
}

Result<ExitCode> act(Api& api, const Terminal& terminal, std::int64_t id, const char* name,
                     const std::string& reason, const char* done) {
  json::object body{{"act", name}};
  if (!reason.empty()) body["reason"] = reason;
  const auto answer = TRY(api.post("/v1/migrations/" + std::to_string(id) + "/acts", body));
  if (terminal.is_json) {
    print_json(terminal, answer);
  } else {
    terminal.out << "第 " << id << " 项迁移" << done << "\n";
  }
  return ExitCode::ok;
}

void tell_proposed(const Terminal& terminal, const json::value& answer) {
  const std::string id = text_at(answer, "migration");
  terminal.out << "第 " << id << " 项迁移已提出，等另一人确认：budgetctl migration confirm " << id
               << "\n";
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const WorkflowMigrateOptions& options) {
  const Loaded<MigrationFile> file = load_migration_file(options.file);
  const std::vector<Finding> findings = file.report.findings();
  print_findings(terminal, terminal.err, findings);
  if (file.report.has_errors()) return ExitCode::usage;
  const json::object body = body_of(file.value);
  if (options.propose) {
    const auto answer = TRY(api.post("/v1/migrations", body));
    terminal.is_json ? print_json(terminal, answer) : tell_proposed(terminal, answer);
    return ExitCode::ok;
  }
  const auto answer = TRY(api.post("/v1/migrations/preview", body));
  const json::array& rows = array_at(answer, "items");
  const bool all_go = std::ranges::none_of(rows, stays);
  if (terminal.is_json) {
    print_json(terminal, answer);
    return all_go ? ExitCode::ok : ExitCode::findings;
  }
  if (rows.empty()) {
    say_nothing_found(terminal);
    return ExitCode::ok;
  }
  print_rows(terminal, rows);
  const bool is_proven = print_proof(terminal, rows);
  terminal.out << "以上只是试算，没有改动。要办理，加 --propose，再由另一人确认。\n";
  return all_go && is_proven ? ExitCode::ok : ExitCode::findings;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const MigrationListOptions&) {
  const json::array list = TRY(api.list("/v1/migrations"));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", list}});
    return ExitCode::ok;
  }
  Table table({{"编号", Align::right},
               {"状态"},
               {"内容"},
               {"提出"},
               {"确认"},
               {"已迁移", Align::right},
               {"未动", Align::right},
               {"理由", Align::left, true}});
  for (const auto& row : list) {
    table.add({text_at(row, "id"), phase_text(text_at(row, "phase")), target_text(row),
               text_at(row, "proposed_by_name"), text_at(row, "confirmed_by_name"),
               text_at(row, "migrated"), text_at(row, "refused"), text_at(row, "reason")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const MigrationShowOptions& options) {
  const std::string path = "/v1/migrations/" + std::to_string(options.migration);
  const auto migration = TRY(api.get(path));
  const json::array rows = TRY(api.list(path + "/instances"));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"migration", migration}, {"items", rows}});
    return ExitCode::ok;
  }
  Sheet sheet;
  sheet.add("迁移", text_at(migration, "id") + "，" + phase_text(text_at(migration, "phase")));
  sheet.add("内容", target_text(migration));
  sheet.add("理由", text_at(migration, "reason"));
  sheet.add("提出", text_at(migration, "proposed_by_name") + " " +
                        to_minute(text_at(migration, "proposed_at")));
  if (!text_at(migration, "confirmed_by").empty()) {
    sheet.add("确认", text_at(migration, "confirmed_by_name") + " " +
                          to_minute(text_at(migration, "confirmed_at")));
  }
  sheet.add("结束", to_minute(text_at(migration, "ended_at")));
  sheet.print(terminal);
  if (rows.empty()) return ExitCode::ok;
  terminal.out << '\n';
  print_rows(terminal, rows);
  return print_proof(terminal, rows) ? ExitCode::ok : ExitCode::findings;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const MigrationConfirmOptions& options) {
  return act(api, terminal, options.migration, "confirm", {},
             "已确认，程序分批办理；进度见 budgetctl migration show。");
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const MigrationDropOptions& options) {
  return act(api, terminal, options.migration, "drop", options.reason, "已放弃。");
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const MigrationUndoOptions& options) {
  const auto before = TRY(api.get("/v1/migrations/" + std::to_string(options.migration)));
  const auto answer =
      TRY(api.post("/v1/migrations", json::object{{"region", text_at(before, "region")},
                                                  {"undoes", options.migration},
                                                  {"reason", options.reason}}));
  terminal.is_json ? print_json(terminal, answer) : tell_proposed(terminal, answer);
  return ExitCode::ok;
}

}  // namespace budget::cli
