#include "engine/step_runner.h"

#include <algorithm>

#include <budget/plugin.h>
#include <budget/text.h>

#include "engine/check_payload.h"
#include "engine/rule_report.h"

namespace budget {
namespace {

constexpr std::size_t kLongestProblem = 1000;  // bytes
constexpr std::size_t kShownHash = 12;

PluginReport not_checked(PluginPin pin, const std::string& problem) {
  PluginReport report;
  report.pin = std::move(pin);
  report.problem = readable(problem, kLongestProblem);
  return report;
}

std::string shown(const std::string& version, const ContentHash& hash) {
  return version + "（" + hash.text().substr(0, kShownHash) + "）";
}

std::string technical(const std::string& reason) {
  return reason.empty() ? std::string() : "，技术原因：" + reason;
}

/// Why a plugin is not to be asked at all; empty when it is.
std::string why_not(const PluginInfo* info, const PluginName& name, const PluginPin& pin) {
  if (info == nullptr) return "配置中没有规则插件 " + name.text();
  if (info->stage == PluginStage::shadow) return {};  // whatever its version: it counts for nothing
  if (info->stage != PluginStage::active) return why_not_asked(*info);
  if (pin.hash.empty()) return "开启年度时没有这个插件，没有锁定它的版本";
  if (pin.hash != info->hash) {
    return "插件的版本与锁定的不同：锁定 " + shown(pin.version, pin.hash) + "，现在是 " +
           shown(info->version, info->hash);
  }
  return {};
}

Result<PluginReply> asked(PluginCatalog& plugins, const PluginInfo& info, const PluginCall& call) {
  Result<PluginReply> reply = plugins.call(info.name, call);
  if (reply) return reply;
  return Error{reply.error().code, why_no_report(reply.error())};
}

}  // namespace

/// One check on its way through its plugins.
struct StepRunner::Job {
  const Check& check;
  std::vector<PluginInfo> plugins;
  std::vector<PluginPin> pins;
  EventSeq as_of;
  std::string payload;
  std::string problem;  ///< why nothing can be shown to anyone
};

Command StepRunner::run(const Check& check) {
  const std::atomic<bool> never = false;
  return *run(check, never);
}

std::optional<Command> StepRunner::run(const Check& check, const std::atomic<bool>& stops) {
  Job job{check, {}, {}, {}, {}, {}};
  ReportCheck report{check.id, {}, {}};
  try {
    if (plugins_ == nullptr) {
      job.problem = "没有装入任何规则插件";
    } else {
      job.plugins = plugins_->plugins();
      Result<CheckMaterial> material = queries_->material(check.instance);
      if (material) {
        job.pins = material->instance.pins;
        job.as_of = material->as_of;
        job.payload = check_payload(check, *material);
      } else {
        job.problem = "读不出要检查的内容" + technical(material.error().message);
      }
    }
  } catch (const std::exception& fault) {
    logger_.write(LogLevel::error, "check_fault",
                  {{"check", check.id.value()}, {"what", fault.what()}});
    job.problem = "准备检查时发生故障，日志中有详情";
  }
  report.as_of = job.as_of;
  for (const PluginName& rule : check.rules) {
    if (stops) return std::nullopt;
    report.plugins.push_back(ask(job, rule));
  }
  return Command{system_actor(), Via::runner, {}, std::move(report), {}};
}

PluginReport StepRunner::ask(const Job& job, const PluginName& rule) {
  const PluginPin* found = find_pin(job.pins, rule);
  const PluginPin pin = found == nullptr ? PluginPin{rule, {}, {}} : *found;
  if (!job.problem.empty()) return not_checked(pin, job.problem);
  const auto info = std::ranges::find(job.plugins, rule.text(), &PluginInfo::name);
  const PluginInfo* known = info == job.plugins.end() ? nullptr : &*info;
  if (const std::string why = why_not(known, rule, pin); !why.empty()) return not_checked(pin, why);
  PluginReport report;
  try {
    Result<PluginReport> answer = call(job, *known);
    report = answer ? std::move(*answer) : not_checked(pin, answer.error().message);
  } catch (const std::exception& fault) {
    report = not_checked(pin, "调用插件时发生故障" + technical(fault.what()));
  }
  report.pin = pin;
  report.is_shadow = known->stage == PluginStage::shadow;
  if (!report.problem.empty()) {
    logger_.write(
        LogLevel::warn, "rules_not_run",
        {{"check", job.check.id.value()}, {"plugin", rule.text()}, {"why", report.problem}});
  }
  return report;
}

Result<PluginReport> StepRunner::call(const Job& job, const PluginInfo& info) {
  const std::vector<RuleId> listed = TRY(rules_of(info));
  PluginCall call;
  call.capability = BUDGET_RULE_CHECK;
  call.version = info.hash;  // what was looked at: another may have come since
  call.payload = job.payload;
  call.key = "check-" + std::to_string(job.check.id.value()) + "-" + info.name;
  const PluginReply reply = TRY(asked(*plugins_, info, call));
  Result<PluginReport> report = read_rule_report(reply.result, listed);
  if (report) return report;
  return Error{report.error().code, "插件的报告不合格式" + technical(report.error().message)};
}

/// Asked once for each version of a plugin; without the list nobody could tell which rule a report
/// passes over in silence.
Result<std::vector<RuleId>> StepRunner::rules_of(const PluginInfo& info) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = listed_.find(info.hash);
    if (known != listed_.end()) return known->second;
  }
  PluginCall call;
  call.capability = BUDGET_RULE_LIST;
  call.version = info.hash;
  call.payload = R"({"schema":")" BUDGET_RULE_LIST R"("})";
  call.key = "rules-of-" + info.name;
  const PluginReply reply = TRY(asked(*plugins_, info, call));
  Result<std::vector<RuleId>> rules = read_rule_list(reply.result);
  if (!rules)
    return Error{rules.error().code, "插件的规则清单不合格式" + technical(rules.error().message)};
  const std::lock_guard lock(mutex_);
  listed_[info.hash] = *rules;
  return rules;
}

Result<Outcome> execute_with_checks(
    Engine& engine, StepRunner& runner, Command command,
    const std::function<void(const Command&, const Outcome&)>& told) {
  for (int checks = 0; checks <= kMostChecks; ++checks) {
    Outcome outcome = TRY(engine.execute(command));
    if (!outcome.waits_for) return outcome;
    command.waited_for = *outcome.waits_for;
    const auto check = engine.state().checks.find(command.waited_for);
    if (check == engine.state().checks.end()) continue;
    const Command report = runner.run(check->second);
    const Outcome reported = TRY(engine.execute(report));
    told(report, reported);
  }
  return keeps_changing();
}

Error keeps_changing() {
  return {ErrorCode::conflict,
          "expected what the rules look at to stay as it is, but it changed whenever they looked",
          "let the others finish, then ask again"};
}

}  // namespace budget
