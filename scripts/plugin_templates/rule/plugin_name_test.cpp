#include "plugin_name.h"

#include <budget/plugin/try_out.hpp>
#include <cstdlib>
#include <iostream>

using namespace budget;
using namespace budget::plugin;

namespace {

void expect(bool is_true, const std::string& sentence) {
  if (is_true) return;
  std::cerr << "expected that " << sentence << ", but it is not so\n";
  std::exit(1);
}

Json one_project(std::int64_t budget_fen) {
  const Json project = Json::object().set("code", "P1").set("budget_fen", budget_fen);
  Json payload = Json::object();
  payload.set("schema", BUDGET_RULE_CHECK).set("today", "2026-03-31").set("fiscal_year", 2026);
  return payload.set("projects", Json::array().push(project));
}

}  // namespace

int main() {
  TryOut<PluginName> rule(R"({"limit": "10.00"})");
  expect(rule.problem().message.empty(), "the configuration is taken");

  const Json fits = rule.call(BUDGET_RULE_CHECK, one_project(10'000'000)).value();
  expect(fits["findings"].items().empty(), "10.00 万元 is within the limit");

  const Json beyond = rule.call(BUDGET_RULE_CHECK, one_project(10'000'001)).value();
  expect(beyond["findings"].items().size() == 1, "one 分 more is found");

  const TryOut<PluginName> wrong(R"({"limit": "a lot"})");
  expect(!wrong.problem().message.empty(), "a limit that is no amount is refused");
}
