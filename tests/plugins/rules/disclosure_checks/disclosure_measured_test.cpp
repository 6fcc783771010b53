#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>

#include "disclosure_checks.h"
#include "plugins/rules/expected_document.h"
#include "plugins/rules/rule_run.h"

namespace budget::tests {
namespace {

TEST(DisclosureMeasured, FindsTheDefectsOfTheTranscribedDocuments) {
  if (!std::filesystem::exists(kExpected / "001.json"))
    GTEST_SKIP() << "the transcribed documents are not here: " << kExpected;
  int expected = 0;
  int found = 0;
  int wrong = 0;
  for (const char* name : {"000", "001", "002"}) {
    const Json document = read_expected(name);
    const Json payload = payload_of(document);
    const auto start = std::chrono::steady_clock::now();
    const RuleRun run = run_rule<disclosure::DisclosureChecks>(payload);
    const auto spent = std::chrono::steady_clock::now() - start;
    std::printf("%s: %.1f ms, %zu rules ran, %zu not\n", name,
                std::chrono::duration<double, std::milli>(spent).count(),
                run.report["rules_run"].items().size(), run.report["rules_not_run"].items().size());
    for (const Json& rule : run.report["rules_not_run"].items())
      if (std::string(name) == "001")
        std::printf("    not run: %s %s\n", rule["rule"].text().c_str(),
                    rule["reason"].text().c_str());
    for (const plugin::RuleText& rule : disclosure::DisclosureChecks().rules()) {
      const Score row = score(document, run.report, rule.id.text());
      if (row.expected + row.findings == 0) continue;
      std::printf(
          "  %-28s expected %3d  found %3d  missed %3d  findings %3d  false %3d (%d alone)\n",
          rule.id.text().c_str(), row.expected, row.found, row.expected - row.found, row.findings,
          row.wrong, row.wrong_silent);
      for (const std::string& text : row.missed)
        std::printf("      missed: %s\n", text.c_str());
      for (const std::string& text : row.extra)
        std::printf("      false:  %s\n", text.c_str());
      expected += row.expected;
      found += row.found;
      wrong += row.wrong;
    }
  }
  std::printf("all: expected %d, found %d, false %d\n", expected, found, wrong);
  EXPECT_EQ(found, expected);
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace budget::tests
