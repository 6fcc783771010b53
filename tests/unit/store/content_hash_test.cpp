#include <gtest/gtest.h>

#include "store/content_hash.h"
#include "support/small_office.h"

namespace budget {
namespace {

TEST(ContentHashTest, IsTheSha256OfTheBytes) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ContentHashTest, DoesNotDependOnTheHashThatIsSet) {
  WorkflowDefinition workflow = test::small_workflow();
  RuleSet rule_set = test::small_rule_set();
  Calendar calendar = test::small_calendar();
  const ContentHash of_workflow = content_hash(workflow);
  const ContentHash of_rule_set = content_hash(rule_set);
  const ContentHash of_calendar = content_hash(calendar);
  workflow.hash = of_workflow;
  rule_set.hash = of_rule_set;
  calendar.edition = of_calendar;
  EXPECT_EQ(content_hash(workflow), of_workflow);
  EXPECT_EQ(content_hash(rule_set), of_rule_set);
  EXPECT_EQ(content_hash(calendar), of_calendar);
}

TEST(ContentHashTest, ChangesWithTheContent) {
  WorkflowDefinition workflow = test::small_workflow();
  const ContentHash before = content_hash(workflow);
  workflow.stages.back().title += "。";
  EXPECT_NE(content_hash(workflow), before);
}

TEST(ContentHashTest, ChangesWithAGate) {
  WorkflowDefinition workflow = test::small_workflow();
  const ContentHash before = content_hash(workflow);
  workflow.transitions.front().gate = Gate{{PluginName("plan_shape")}};
  const ContentHash gated = content_hash(workflow);
  EXPECT_NE(gated, before);
  workflow.transitions.front().gate->not_checked = WhenNotChecked::note;
  EXPECT_NE(content_hash(workflow), gated);
}

/// What was deployed before there were gates keeps its identity.
TEST(ContentHashTest, OfADefinitionWithoutGatesIsWhatItWasBeforeThereWereAny) {
  EXPECT_EQ(content_hash(test::small_workflow()).text(),
            "e8b57dc414edd411379793b422f10ecf9dfb14d1d9dd7778dd52718e0e9744a9");
}

TEST(ContentHashTest, StaysTheSameFromOneProgramToTheNext) {
  EXPECT_EQ(content_hash(Organisation()).text(),
            sha256_hex(R"({"regions":[],"departments":[],"roles":[],"people":[]})"));
  EXPECT_EQ(content_hash(Calendar()).text(), sha256_hex(R"({"years":[],"edition":""})"));
}

}  // namespace
}  // namespace budget
