#include <budget/plugin.hpp>
using namespace budget;
using namespace budget::plugin;

class LargeProjects : public Rule {
 public:
  static About about() {
    return {.id = "cn.example.rules.large_projects",
            .version = "1.0.0",
            .title_zh = "大额项目须有绩效指标",
            .title_en = "Large projects need indicators",
            .options = {{.key = "limit",
                         .type = OptionType::money,
                         .fallback = "100.00",
                         .help = "预算数达到多少算大额项目。"}}};
  }
  Result<void> configure(const Json& config) override {
    limit_ = Money::from_fen(config["limit"].integer());
    return {};
  }
  std::vector<RuleText> rules() const override {
    return {{kRule, about().title_zh, FindingLevel::error, "大额资金须说明产出和效益。",
             "200 万元，有 3 项指标", "200 万元，没有指标"}};
  }
  Result<void> check(const Budget& budget, Report& report, const Call&) const override {
    for (const Project& project : budget.projects)
      if (project.budget >= limit_ && project.indicators.empty())
        report.add(kRule, FindingLevel::error, project, "indicators",
                   "预算数 " + project.budget.to_wan() + " 万元，但没有绩效指标");
    report.covered(budget.projects.size());
    report.ran(kRule);
    return {};
  }

 private:
  const RuleId kRule{"example.large_projects"};
  Money limit_;
};
BUDGET_PLUGIN(LargeProjects);
