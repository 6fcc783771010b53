#include <algorithm>
#include <ostream>

#include <budget/json.h>
#include <budget/plugin.h>

#include "cli/commands.h"
#include "cli/findings.h"
#include "cli/local_plugins.h"
#include "cli/render.h"
#include "cli/table.h"
#include "engine/rule_report.h"

namespace budget::cli {
namespace {

constexpr ReportLimits kListLimits{.rules = 10'000, .text = 10'000};
constexpr std::size_t kMostNear = 8;  // names offered for one that is unknown

struct PluginRules {
  std::string plugin;
  bool is_shadow = false;
  std::string problem;  ///< why it tells no rules
  std::vector<RuleDescription> rules;
};

PluginRules ask(PluginCatalog& catalog, const PluginInfo& info) {
  PluginRules told{info.name, info.stage == PluginStage::shadow, {}, {}};
  if (info.stage != PluginStage::active && !told.is_shadow) {
    told.problem = why_not_asked(info);
    return told;
  }
  PluginCall call;
  call.capability = BUDGET_RULE_LIST;
  call.payload = Json::object().set("schema", BUDGET_RULE_LIST).to_text();
  call.budget_ms = kLongestCall;
  const auto reply = catalog.call(info.name, call);
  auto rules = reply ? read_rule_descriptions(reply->result, kListLimits)
                     : Result<std::vector<RuleDescription>>(reply.error());
  if (rules) {
    told.rules = *std::move(rules);
  } else {
    told.problem = why_no_report(rules.error());
  }
  return told;
}

/// Of every rule plugin, in the order of the configuration. One that could not be loaded tells no
/// capabilities: it is listed with its problem.
std::vector<PluginRules> all_rules(PluginCatalog& catalog) {
  std::vector<PluginRules> all;
  for (const PluginInfo& info : catalog.plugins()) {
    const auto& can = info.capabilities;
    const bool is_rule = std::find(can.begin(), can.end(), BUDGET_RULE_LIST) != can.end();
    if (is_rule || (can.empty() && !info.problem.empty())) all.push_back(ask(catalog, info));
  }
  return all;
}

bool holds_in(const RuleDescription& rule, const std::string& region) {
  return region.empty() || rule.regions.empty() ||
         std::ranges::any_of(rule.regions,
                             [&](const std::string& begin) { return region.starts_with(begin); });
}

Style style_of(FindingLevel level) {
  if (level == FindingLevel::error) return Style::red;
  return level == FindingLevel::warning ? Style::yellow : Style::dim;
}

std::string regions_of(const RuleDescription& rule) {
  std::string list;
  for (const std::string& region : rule.regions)
    list += (list.empty() ? "" : "、") + region + "…";
  return list.empty() ? "各地" : "行政区划代码以 " + list + " 开头的地区";
}

Json to_json(const PluginRules& from, const RuleDescription& rule) {
  Json regions = Json::array();
  for (const std::string& region : rule.regions)
    regions.push(region);
  Json json = Json::object();
  json.set("id", rule.id.text()).set("plugin", from.plugin).set("title", rule.title);
  json.set("level", name_of(rule.level)).set("reason", rule.reason).set("source", rule.source);
  json.set("passes", rule.passes).set("fails", rule.fails).set("tolerance", rule.tolerance);
  return json.set("regions", std::move(regions)).set("shadow", from.is_shadow);
}

/// Rules of this id, or those whose id ends or begins like it, to be offered.
std::string near(const std::vector<PluginRules>& all, const std::string& id) {
  std::string list;
  std::size_t count = 0;
  for (const PluginRules& from : all) {
    for (const RuleDescription& rule : from.rules) {
      const bool is_near =
          rule.id.text().find(id) != std::string::npos || rule.title.find(id) != std::string::npos;
      if (is_near && count++ < kMostNear) list += (list.empty() ? "" : ", ") + rule.id.text();
    }
  }
  return list.empty() ? "budgetctl rules list shows all of them" : "near it: " + list;
}

void print_problems(const Terminal& terminal, const std::vector<PluginRules>& all) {
  for (const PluginRules& from : all) {
    if (!from.problem.empty())
      remark(terminal, "插件 " + from.plugin + " 没有列出规则：" + from.problem);
  }
}

void print_rule(const Terminal& terminal, const PluginRules& from, const RuleDescription& rule) {
  Sheet sheet;
  sheet.add("规则", rule.title);
  sheet.add("编号", rule.id.text());
  sheet.add("级别", Cell(level_title(rule.level), style_of(rule.level)));
  sheet.add("插件", from.plugin + (from.is_shadow ? "（试运行，不起作用）" : ""));
  sheet.add("理由", rule.reason);
  sheet.add("依据", rule.source.empty() ? "没有另外注明，见理由" : rule.source);
  sheet.add("通过的例子", rule.passes);
  sheet.add("不通过的例子", rule.fails);
  sheet.add("允许的误差", rule.tolerance.empty() ? "无" : rule.tolerance);
  sheet.add("适用地区", regions_of(rule));
  sheet.print(terminal);
}

}  // namespace

Result<ExitCode> run(const Terminal& terminal, const RulesListOptions& options) {
  const auto plugins = TRY(LocalPlugins::open(terminal, options.config));
  std::vector<PluginRules> all = all_rules(plugins->catalog());
  if (!options.plugin.empty()) {
    std::erase_if(all, [&](const PluginRules& from) { return from.plugin != options.plugin; });
    if (all.empty()) {
      return Error{
          ErrorCode::not_found,
          "expected a rule plugin of the configuration, but \"" + options.plugin + "\" is none",
          "budgetctl rules list shows them"};
    }
  }
  Json items = Json::array();
  Table table({{"编号"}, {"级别"}, {"规则", Align::left, true}, {"插件"}});
  std::size_t count = 0;
  bool is_whole = true;
  for (const PluginRules& from : all) {
    is_whole = is_whole && from.problem.empty();
    for (const RuleDescription& rule : from.rules) {
      const bool is_asked = options.level.empty() || options.level == name_of(rule.level);
      if (!is_asked || !holds_in(rule, options.region)) continue;
      ++count;
      items.push(to_json(from, rule));
      table.add({rule.id.text(), Cell(level_title(rule.level), style_of(rule.level)), rule.title,
                 from.plugin + (from.is_shadow ? "（试运行）" : "")});
    }
  }
  print_problems(terminal, all);
  if (terminal.is_json) {
    terminal.out << Json::object().set("items", std::move(items)).to_text() << '\n';
  } else if (table.empty()) {
    say_nothing_found(terminal);
  } else {
    table.print(terminal);
    remark(terminal,
           "共 " + std::to_string(count) + " 条；budgetctl rules explain 编号 说明其中一条");
  }
  return is_whole ? ExitCode::ok : ExitCode::findings;
}

Result<ExitCode> run(const Terminal& terminal, const RulesExplainOptions& options) {
  const auto plugins = TRY(LocalPlugins::open(terminal, options.config));
  const std::vector<PluginRules> all = all_rules(plugins->catalog());
  bool is_found = false;
  Json items = Json::array();
  for (const PluginRules& from : all) {
    for (const RuleDescription& rule : from.rules) {
      if (rule.id.text() != options.rule) continue;
      if (terminal.is_json) {
        items.push(to_json(from, rule));
      } else {
        if (is_found) terminal.out << '\n';
        print_rule(terminal, from, rule);
      }
      is_found = true;
    }
  }
  if (!is_found) {
    print_problems(terminal, all);
    return Error{
        ErrorCode::not_found,
        "expected the id of a configured rule, but \"" + options.rule + "\" is none",
        options.rule.starts_with("reader.")
            ? "it is what the importer found in a file, no rule: check and import say it in full"
            : near(all, options.rule)};
  }
  if (terminal.is_json)
    terminal.out << Json::object().set("items", std::move(items)).to_text() << '\n';
  return ExitCode::ok;
}

}  // namespace budget::cli
