#include <gtest/gtest.h>

#include "config/migration_file.h"

namespace budget {
namespace {

Loaded<MigrationFile> read(const std::string& year_lines) {
  return read_migration(
      "workflow = \"annual_budget\"\nto = \"5\"\nreason = \"新办法\"\n" + year_lines, "plan.toml");
}

TEST(MigrationFileTest, NamesTheYearAsTheApiDoes) {
  const Loaded<MigrationFile> plan = read("fiscal_year = 2026\n");
  EXPECT_EQ(plan.value.plan.year.value().value(), 2026);
  EXPECT_TRUE(plan.report.findings().empty());
}

TEST(MigrationFileTest, StillReadsTheOldNameAndSaysHowItIsCalledNow) {
  const Loaded<MigrationFile> plan = read("year = 2026\n");
  EXPECT_EQ(plan.value.plan.year.value().value(), 2026);
  ASSERT_EQ(plan.report.findings().size(), 1U);
  EXPECT_EQ(plan.report.findings().front().level, FindingLevel::warning);
  EXPECT_NE(plan.report.findings().front().message.find("fiscal_year"), std::string::npos);
}

TEST(MigrationFileTest, DoesNotChooseBetweenTwoYears) {
  EXPECT_TRUE(read("year = 2025\nfiscal_year = 2026\n").report.has_errors());
}

}  // namespace
}  // namespace budget
