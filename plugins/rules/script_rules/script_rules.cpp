#include "script_rules.h"

#include <algorithm>

#include "script_test.h"

namespace budget::script {
namespace {

/// For reading a pack and its tests: files, not projects.
constexpr std::int64_t kReadingInstructions = 1'000'000;
constexpr const char* kNoTimeLeft = "这次检查的时间已经用完";

}  // namespace

/// Rules share the time the host gives; the last tenth is for the report.
struct ScriptRules::Timed {
  explicit Timed(const plugin::Call& asked)
      : call(asked),
        until(LuaMeter::Clock::now() + std::chrono::milliseconds(asked.budget_ms() * 9 / 10)) {}

  [[nodiscard]] std::int64_t left_ms() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(until - LuaMeter::Clock::now())
        .count();
  }

  const plugin::Call& call;
  LuaMeter::Clock::time_point until;
};

plugin::About ScriptRules::about() {
  plugin::About about;
  about.id = "cn.budgetd.rules.script_rules";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "脚本规则包";
  about.title_en = "Rules written in Lua";
  about.flags = BUDGET_FLAG_PURE | BUDGET_FLAG_THREAD_SAFE;
  about.options = {
      {.key = "pack",
       .type = OptionType::folder,
       .help = "规则包所在文件夹，含 pack.lua、rules/ 和 tests/。"},
      {.key = "instructions_per_project",
       .type = OptionType::integer,
       .unit = "步",
       .fallback = 100'000,
       .help = "每条规则对每个项目最多执行的步数，超过即停止该规则。",
       .low = 1'000,
       .high = 10'000'000},
      {.key = "memory",
       .type = OptionType::integer,
       .unit = "MB",
       .fallback = 8,
       .help = "每条规则最多占用的内存，不含预算数据本身。",
       .low = 1,
       .high = 64},
      {.key = "time",
       .type = OptionType::integer,
       .unit = "毫秒",
       .fallback = 1'000,
       .help = "每条规则最长的运行时间。",
       .low = 10,
       .high = 60'000},
  };
  return about;
}

Result<void> ScriptRules::configure(const Json& config) {
  instructions_per_project_ = config["instructions_per_project"].integer();
  limits_.memory = static_cast<std::size_t>(config["memory"].integer()) << 20U;
  limits_.time_ms = config["time"].integer();
  limits_.instructions = kReadingInstructions;
  pack_ = TRY(tested_pack(config["pack"], limits_));
  return {};
}

std::vector<plugin::RuleText> ScriptRules::rules() const {
  std::vector<plugin::RuleText> texts;
  for (const PackRule& rule : pack_.rules)
    texts.push_back(rule.text);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    texts[i].source = pack_.rules[i].basis;
    texts[i].regions = pack_.regions;
  }
  return texts;
}

Result<void> ScriptRules::check(const plugin::Budget& budget, plugin::Report& report,
                                const plugin::Call& call) const {
  if (const std::string reason = why_not_for(budget); !reason.empty()) {
    for (const PackRule& rule : pack_.rules)
      report.not_run(rule.text.id, reason);
    return {};
  }
  const Timed time(call);
  const Json readable = readable_budget(*budget.payload);
  std::vector<ScriptRun> runs;
  if (!TRY(run_together(readable, time, runs))) TRY(run_apart(readable, time, runs));
  for (std::size_t at = 0; at < runs.size(); ++at)
    tell(budget, pack_.rules[at], runs[at], report);
  report.covered(budget.projects.size());
  return {};
}

std::string ScriptRules::why_not_for(const plugin::Budget& budget) const {
  if (budget.fiscal_year < pack_.valid_from || budget.fiscal_year > pack_.valid_to) {
    return "规则包“" + pack_.title + "”适用于" + std::to_string(pack_.valid_from) + "至" +
           std::to_string(pack_.valid_to) + "年，不适用于" + std::to_string(budget.fiscal_year) +
           "年";
  }
  const bool is_here =
      pack_.regions.empty() ||
      std::any_of(pack_.regions.begin(), pack_.regions.end(), [&](const std::string& digits) {
        return budget.region_code.starts_with(digits);
      });
  if (is_here) return {};
  if (budget.region_code.empty())
    return "规则包“" + pack_.title + "”只适用于它的地区，文件没有说明地区";
  return "规则包“" + pack_.title + "”不适用于地区 " + budget.region_code;
}

Result<ScriptRun> ScriptRules::run_rule(LuaSandbox& sandbox, const PackRule& rule,
                                        const Json& budget, const Timed& time) const {
  const auto loaded = sandbox.load_rule(rule.file, pack_.files.at(rule.file));
  if (!loaded) return ScriptRun{{}, loaded.error().message};
  Limits limits = limits_;
  const auto projects = static_cast<std::int64_t>(budget["projects"].items().size());
  limits.instructions = instructions_per_project_ * std::max<std::int64_t>(1, projects);
  limits.time_ms = std::min(limits.time_ms, time.left_ms());
  if (limits.time_ms <= 0) return ScriptRun{{}, kNoTimeLeft};
  ScriptRun run = sandbox.run(*loaded, limits);
  if (time.call.is_cancelled()) {
    return Error{ErrorCode::unavailable, "expected to finish, but the check was cancelled"};
  }
  sandbox.forget(*loaded);
  return run;
}

Result<bool> ScriptRules::run_together(const Json& budget, const Timed& time,
                                       std::vector<ScriptRun>& runs) const {
  const auto sandbox = TRY(open_for(budget, time));
  for (const PackRule& rule : pack_.rules)
    runs.push_back(TRY(run_rule(*sandbox, rule, budget, time)));
  return sandbox->is_unchanged(budget);
}

Result<void> ScriptRules::run_apart(const Json& budget, const Timed& time,
                                    std::vector<ScriptRun>& runs) const {
  runs.clear();
  for (const PackRule& rule : pack_.rules) {
    if (time.left_ms() <= 0) {  // the tables alone may take long to make
      runs.push_back({{}, kNoTimeLeft});
      continue;
    }
    const auto sandbox = TRY(open_for(budget, time));
    runs.push_back(TRY(run_rule(*sandbox, rule, budget, time)));
    if (!sandbox->is_unchanged(budget))
      runs.back() = {{}, "规则改动了交给它的预算数据（" + rule.file + "）"};
  }
  return {};
}

Result<std::unique_ptr<LuaSandbox>> ScriptRules::open_for(const Json& budget,
                                                          const Timed& time) const {
  auto sandbox = TRY(LuaSandbox::open(limits_, [&time] { return time.call.is_cancelled(); }));
  TRY(sandbox->give(budget));
  return sandbox;
}

void ScriptRules::tell(const plugin::Budget& budget, const PackRule& rule, const ScriptRun& run,
                       plugin::Report& report) const {
  if (!run.stopped.empty()) {
    report.not_run(rule.text.id, run.stopped);
    return;
  }
  report.ran(rule.text.id);
  for (const ScriptFinding& found : run.findings) {
    const std::string message = found.message + "（" + rule.basis + "）";
    if (found.project > 0 && found.project <= budget.projects.size()) {
      report.add(rule.text.id, rule.text.level, budget.projects[found.project - 1], found.field,
                 message, found.quote);
    } else {
      Finding finding;
      finding.rule = rule.text.id;
      finding.level = rule.text.level;
      finding.place.field = found.field;
      finding.message = message;
      finding.quote = found.quote;
      report.add(std::move(finding));
    }
  }
}

}  // namespace budget::script
