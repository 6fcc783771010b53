#include <gmock/gmock.h>

#include "support/small_office.h"

// The life of plugins as the log tells it.

namespace budget {
namespace {

using test::SmallOffice;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

PluginProgress progress(std::vector<PluginStage> steps) {
  return {.name = "plan_shape",
          .id = "cn.budgetd.rules.plan_shape",
          .version = "1.0.0",
          .hash = ContentHash("h1"),
          .steps = std::move(steps),
          .reason = {},
          .is_held = false};
}

PluginProgress broken() {
  PluginProgress made = progress({PluginStage::quarantined});
  made.reason = "three faults";
  made.is_held = true;
  return made;
}

class PluginLifeTest : public testing::Test {
 protected:
  Result<std::vector<Event>> reports(PluginProgress made) {
    return office_.reports(ReportPlugin{std::move(made)});
  }
  Result<std::vector<Event>> asks(const char* person, PluginAct act,
                                  std::string reason = "because") {
    return office_.does(person, ActOnPlugin{"plan_shape", act, std::move(reason)});
  }
  [[nodiscard]] PluginRecord record() { return office_.state().plugins.at("plan_shape"); }
  static std::vector<PluginStage> steps(const Result<std::vector<Event>>& events) {
    std::vector<PluginStage> stages;
    for (const Event& event : events.value())
      stages.push_back(std::get<PluginStepped>(event).to);
    return stages;
  }
  SmallOffice office_;
};

TEST_F(PluginLifeTest, RecordsEveryStepOnce) {
  const std::vector<PluginStage> way = {PluginStage::discovered, PluginStage::verified,
                                        PluginStage::loaded, PluginStage::configured,
                                        PluginStage::active};
  EXPECT_EQ(steps(reports(progress(way))), way);
  EXPECT_THAT(steps(reports(progress(way))), IsEmpty()) << "a start without news leaves no trace";
  EXPECT_EQ(record().stage, PluginStage::active);
}

TEST_F(PluginLifeTest, RemembersWhyAPluginIsQuarantined) {
  ASSERT_TRUE(reports(progress({PluginStage::active})));
  ASSERT_TRUE(reports(broken()));
  EXPECT_EQ(record().reason, "three faults");
  EXPECT_TRUE(record().is_held);
}

TEST_F(PluginLifeTest, ObeysTheSystemAdministratorOnly) {
  ASSERT_TRUE(reports(progress({PluginStage::active})));
  for (const char* person : {"drafter", "officer", "security_admin", "audit_admin"})
    EXPECT_EQ(asks(person, PluginAct::quarantine).error().code, ErrorCode::forbidden) << person;
  EXPECT_THAT(steps(asks("system_admin", PluginAct::quarantine)),
              ElementsAre(PluginStage::quarantined));
  EXPECT_TRUE(record().is_held);
}

TEST_F(PluginLifeTest, KeepsAPersonsChoice) {
  ASSERT_TRUE(reports(progress({PluginStage::active})));
  ASSERT_TRUE(asks("system_admin", PluginAct::shadow));
  EXPECT_EQ(record().chosen, PluginStage::shadow);
  ASSERT_TRUE(reports(broken()));
  EXPECT_EQ(record().chosen, PluginStage::shadow);
  ASSERT_TRUE(asks("system_admin", PluginAct::enable));
  EXPECT_EQ(record().chosen, PluginStage::active);
  EXPECT_FALSE(record().is_held);
}

TEST_F(PluginLifeTest, WantsAReasonForTakingAPluginOut) {
  ASSERT_TRUE(reports(progress({PluginStage::active})));
  EXPECT_EQ(asks("system_admin", PluginAct::quarantine, "").error().code, ErrorCode::invalid_input);
  EXPECT_TRUE(asks("system_admin", PluginAct::shadow, ""));
}

TEST_F(PluginLifeTest, PutsOnlyRulesIntoShadow) {
  ASSERT_TRUE(reports(progress({PluginStage::active})));
  Context context;
  PluginInfo& exporter = context.plugins.emplace_back();
  exporter.name = "plan_shape";
  exporter.capabilities = {"budget.export.write/1"};
  const auto refused = office_.does(
      "system_admin", ActOnPlugin{"plan_shape", PluginAct::shadow, "因为"}, std::move(context));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_THAT(refused.error().message, ::testing::HasSubstr("only rules can be shadowed"));
}

TEST_F(PluginLifeTest, KnowsNoPluginThatWasNeverConfigured) {
  EXPECT_EQ(asks("system_admin", PluginAct::enable).error().code, ErrorCode::not_found);
}

TEST_F(PluginLifeTest, TakesReportsFromTheEngineOnly) {
  EXPECT_EQ(office_.does("system_admin", ReportPlugin{broken()}).error().code,
            ErrorCode::forbidden);
}

}  // namespace
}  // namespace budget
