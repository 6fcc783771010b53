#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "config/rule_set_file.h"
#include "engine/pace/measure.h"

namespace budget::cases {
namespace {

namespace fs = std::filesystem;

/// One line of edges.txt.
struct Edge {
  int line = 0;
  RuleId rule;
  int month = 0;
  AlertInputs inputs;
  std::string level;
};

Money yuan(const std::string& text) {
  return text == "-" ? Money() : Money::parse_yuan(text).value();
}

std::vector<Edge> read_edges() {
  std::ifstream file("tests/cases/rules/edges.txt");
  std::vector<Edge> edges;
  int number = 0;
  for (std::string text; std::getline(file, text);) {
    ++number;
    std::istringstream words(text);
    std::string rule;
    std::string budget;
    std::string planned;
    std::string paid;
    std::string more;
    Edge edge;
    if (!(words >> rule) || rule.starts_with('#')) continue;
    words >> edge.month >> budget >> planned >> paid >> more >> edge.level;
    edge.line = number;
    edge.rule = RuleId(rule);
    edge.inputs.budget = yuan(budget);
    edge.inputs.planned = yuan(planned);
    edge.inputs.paid = yuan(paid);
    if (more.starts_with("achieved="))
      edge.inputs.achieved = BasisPoints::parse_percent(more.substr(9)).value();
    if (more.starts_with("period=")) edge.inputs.period_paid = yuan(more.substr(7));
    edges.push_back(std::move(edge));
  }
  return edges;
}

std::map<RuleId, Rule> shipped_rules() {
  std::map<RuleId, Rule> rules;
  rules[over_spending_rule().id] = over_spending_rule();
  for (const auto& file : fs::directory_iterator("config/rulesets")) {
    const LoadedRuleSet set = load_rule_set_file(file.path());
    EXPECT_FALSE(set.report.has_errors()) << file.path();
    for (const Rule& rule : set.value.rules)
      rules[rule.id] = rule;
  }
  return rules;
}

TEST(RuleEdgesTest, EveryShippedRuleSpeaksAndIsSilentAtItsEdgeToTheFen) {
  const std::map<RuleId, Rule> rules = shipped_rules();
  std::set<RuleId> seen;
  for (Edge& edge : read_edges()) {
    SCOPED_TRACE("edges.txt:" + std::to_string(edge.line) + " " + edge.rule.text());
    ASSERT_TRUE(rules.contains(edge.rule));
    const Rule& rule = rules.at(edge.rule);
    seen.insert(edge.rule);
    edge.inputs.policy = curve_at(rule, edge.month);
    const std::optional<AlertLevel> level = level_of(rule, edge.inputs, edge.month);
    EXPECT_EQ(level ? name_of(*level) : "-", edge.level);
  }
  for (const auto& [id, rule] : rules)
    EXPECT_TRUE(seen.contains(id)) << "no edge of " << id.text() << " in edges.txt";
}

TEST(RuleEdgesTest, EveryShippedNumberNamesItsSourceAndHowSureItIs) {
  for (const auto& [id, rule] : shipped_rules()) {
    const bool is_known = !rule.basis.document.empty() || !rule.basis.note.empty() ||
                          rule.basis.certainty == Certainty::local_practice;
    EXPECT_TRUE(is_known) << id.text();
    EXPECT_FALSE(rule.basis.certainty == Certainty::primary && rule.basis.document.empty());
  }
}

}  // namespace
}  // namespace budget::cases
