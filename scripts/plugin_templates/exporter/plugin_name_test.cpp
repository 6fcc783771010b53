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

}  // namespace

int main() {
  TryOut<PluginName> exporter(R"({"separator": "|"})");
  expect(exporter.problem().message.empty(), "the configuration is taken");

  const Json table =
      Json::parse(R"({"schema": "budget.export.write/1", "what": "projects", "title": "项目",
    "columns": [{"name": "code", "title": "编码", "type": "text"}, {"name": "budget_fen", "title": "预算数", "type": "fen"}],
    "rows": [["P1", 100], ["P2", -1]]})")
          .value();
  const Json result = exporter.call(BUDGET_EXPORT_WRITE, table).value();
  expect(result["rows"].integer() == 2, "both rows are counted");
  expect(exporter.files().size() == 1, "one file is written");
  expect(exporter.files()[0].name == "projects.txt", "it is named after the table");
  expect(exporter.files()[0].bytes == "编码|预算数\nP1|100\nP2|-1\n", "it has a line for each row");
}
