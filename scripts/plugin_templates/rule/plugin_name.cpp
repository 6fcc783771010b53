#include "plugin_name.h"

using namespace budget;
using namespace budget::plugin;

namespace {

const char* const kRule = "plugin_name.limit";

}  // namespace

About PluginName::about() {
  return {.id = "cn.example.rules.plugin_name",
          .version = "0.1.0",
          .title_zh = "预算数上限",
          .title_en = "Budget limit",
          .options = {{.key = "limit",
                       .type = OptionType::money,
                       .unit = "万元",
                       .fallback = "1000.00",
                       .help = "单个项目的预算数不得超过多少。",
                       .low = 0}}};
}

Result<void> PluginName::configure(const Json& config) {
  limit_ = Money::from_fen(config["limit"].integer());
  return {};
}

std::vector<RuleText> PluginName::rules() const {
  return {{RuleId(kRule), "单个项目预算数上限", FindingLevel::warning,
           "超过上限的项目须先作事前绩效评估。", "预算数 " + limit_.to_wan() + " 万元",
           "预算数 " + (limit_ + Money::from_fen(1)).to_wan() + " 万元"}};
}

Result<void> PluginName::check(const Budget& budget, Report& report, const Call& call) const {
  for (const Project& project : budget.projects) {
    if (call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected time to finish, but the host waits no more"};
    if (project.budget > limit_) {
      report.add(
          RuleId(kRule), FindingLevel::warning, project, "budget_fen",
          "预算数 " + project.budget.to_wan() + " 万元，超过上限 " + limit_.to_wan() + " 万元");
    }
  }
  report.covered(budget.projects.size());
  report.ran(RuleId(kRule));
  return {};
}
