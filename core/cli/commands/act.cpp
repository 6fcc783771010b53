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
  return ExitCode::ok;
}

}  // namespace budget::cli
