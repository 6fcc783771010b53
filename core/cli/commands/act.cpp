#include <ostream>

#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {

namespace {

/// The act's name where the instance tells that of its last act.
std::string title_of_act(const boost::json::value& instance, const std::string& act) {
  return text_at(instance, "last_act") == act ? name_at(instance, "last_act") : act;
}

/// What the rules of the gate found without holding the act back. Says nothing when the report
/// is another one by now.
void tell_remarks(Api& api, const Terminal& terminal, const std::string& target,
                  const ActOptions& options, const boost::json::value& answer) {
  if (at(answer, "check").is_null()) return;
  const auto report = api.get(target + "/report");
  if (!report || number_at(*report, "check") != number_at(answer, "check")) return;
  std::int64_t errors = 0;
  std::int64_t warnings = 0;
  std::int64_t infos = 0;
  for (const auto& plugin : array_at(*report, "plugins")) {
    if (flag_at(plugin, "is_shadow")) continue;
    errors += number_at(plugin, "errors");
    warnings += number_at(plugin, "warnings");
    infos += number_at(plugin, "infos");
  }
  if (errors + warnings + infos == 0) return;
  terminal.out << "检查另有 " << (errors > 0 ? std::to_string(errors) + " 个错误、" : "")
               << warnings << " 个警告、" << infos << " 个提示，查看：budgetctl instance report "
               << printable(options.instance) << '\n';
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const ActOptions& options) {
  const std::string target = "/v1/instances/" + percent_encoded(options.instance);
  boost::json::object body{{"act", options.act}};
  if (!options.reason.empty()) {
    body["reason"] = options.reason;
  }
  if (options.expected_revision != 0) {
    body["expected_revision"] = options.expected_revision;
  }
  if (!options.on_behalf_of.empty()) {
    body["on_behalf_of"] = options.on_behalf_of;
  }
  if (!options.to.empty()) {
    body["to"] = options.to;
  }
  const auto answer = TRY(api.post(target + "/acts", body));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  const auto instance = TRY(api.get(target));
  if (flag_at(answer, "waits_for_signatures")) {
    terminal.out << "已签署：" << printable(options.act) << "。还需他人签署，仍在"
                 << printable(text_at(instance, "stage_title")) << "。\n";
    return ExitCode::ok;
  }
  terminal.out << "已办理：" << printable(title_of_act(instance, options.act)) << "。现在阶段："
               << printable(text_at(instance, "stage_title"));
  const std::string due = text_at(instance, "due_on");
  terminal.out << (due.empty() ? "" : "，截止 " + due) << "，修订号 "
               << text_at(instance, "revision") << "。\n";
  if (const std::string unchecked = joined(array_at(answer, "not_checked")); !unchecked.empty()) {
    terminal.out << "注意：" << printable(unchecked) << " 未检查，已记录在案。\n";
  }
  tell_remarks(api, terminal, target, options, answer);
  return ExitCode::ok;
}

}  // namespace budget::cli
