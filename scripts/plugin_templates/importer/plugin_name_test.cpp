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
  TryOut<PluginName> importer;
  Json payload = Json::object();
  payload.set("schema", BUDGET_IMPORT_READ)
      .set("file_name", "a.txt")
      .set("media_type", "text/plain");

  const Json result = importer.call(BUDGET_IMPORT_READ, payload, "甲\n乙").value();
  expect(result["lines"].items().size() == 2, "both lines are read");
  expect(result["lines"].items()[1].text() == "乙", "the last line needs no line break");

  expect(!importer.call(BUDGET_IMPORT_READ, payload, ""), "an empty file is refused");
}
