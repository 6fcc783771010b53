#include <gmock/gmock.h>

#include <functional>

#include "engine/decide/decide.h"
#include "engine/step_runner.h"
#include "support/fake_catalog.h"
#include "support/small_office.h"

namespace budget {
namespace {

using test::kFirstCode;
using test::only;
using test::project;
using testing::HasSubstr;

const PluginName kShape("plan_shape");
const InstanceId kInstance(1);

/// The office of SmallOffice, where handing in waits for plan_shape.
class GateTest : public testing::Test {
 protected:
  using Changes = std::function<void(WorkflowDefinition&)>;
  explicit GateTest(WhenNotChecked when = WhenNotChecked::block, const Changes& change = {}) {
    WorkflowDefinition workflow = test::small_workflow();
    workflow.transitions.front().gate = Gate{{kShape}, GateBlocks::error, when};
    if (change) change(workflow);
    workflow.hash = ContentHash("gated");
    EXPECT_TRUE(deploys(workflow));
    plugins_.install("plan_shape", test::passes("plan_shape"));
    office_.now("2025-10-09");
    EXPECT_TRUE(
        does("officer",
             OpenCycle{RegionCode("130605"), test::year(2026), WorkflowId("annual_budget"), {}}));
    enters();
  }

  Result<std::vector<Event>> does(const std::string& person, Action action, CheckId waited = {}) {
    Context context;
    context.plugins = plugins_.plugins();
    return office_.does(person, std::move(action), std::move(context), waited);
  }
  Result<std::vector<Event>> deploys(const WorkflowDefinition& workflow) {
    return office_.by_system(DeployWorkflow{workflow}, Via::startup);
  }
  void enters() {
    ASSERT_TRUE(does("drafter",
                     EnterProjects{kInstance, {project(kFirstCode, "10", {"1", "5", "8", "10"})}}));
  }
  Result<std::vector<Event>> submits(CheckId waited = {}) {
    return does("drafter", PerformAct{kInstance, ActId("submit"), {}, 0}, waited);
  }
  /// What the plugins say now of the material there is now.
  Result<std::vector<Event>> reports(CheckId check, EventSeq as_of) {
    ReportCheck report{check, as_of, {}};
    for (const PluginName& rule : office_.state().checks.at(check).rules)
      report.plugins.push_back(says(rule));
    return office_.by_system(std::move(report), Via::runner);
  }
  Result<std::vector<Event>> reports(CheckId check) {
    return reports(check, office_.state().last_event);
  }
  PluginReport says(const PluginName& rule) const {
    PluginReport report = answer_;
    const PluginPin* pin = find_pin(office_.data().pins, rule);
    report.pin = pin == nullptr ? PluginPin{rule, {}, {}} : *pin;
    return report;
  }
  /// What the engine has heard of the plugin's life.
  void is_at(PluginStage stage) {
    ASSERT_TRUE(office_.by_system(ReportPlugin{{"plan_shape",
                                                "test.plan_shape",
                                                "1.0.0",
                                                ContentHash("plan_shape@1.0.0"),
                                                {stage},
                                                "",
                                                false}},
                                  Via::runner));
  }
  StageId stage() const { return office_.data().stage; }

  test::FakeCatalog plugins_;
  test::SmallOffice office_;
  PluginReport answer_;  ///< of every plugin; passes
};

class NotingGateTest : public GateTest {
 protected:
  NotingGateTest() : GateTest(WhenNotChecked::note) {}
};

TEST_F(GateTest, PinsTheVersionsThereAreWhenTheYearOpens) {
  EXPECT_EQ(office_.data().pins,
            (std::vector<PluginPin>{{kShape, "1.0.0", ContentHash("plan_shape@1.0.0")}}));
}

TEST_F(GateTest, AsksForACheckAndDoesNotAct) {
  const auto events = submits();
  ASSERT_TRUE(events);
  ASSERT_EQ(events->size(), 1U);
  const auto& asked = std::get<CheckRequested>(events->front());
  EXPECT_EQ(asked.moment, ActId("submit"));
  EXPECT_EQ(asked.rules, std::vector{kShape});
  EXPECT_EQ(stage(), StageId("draft"));
}

TEST_F(GateTest, AsksOnceHoweverManyWait) {
  ASSERT_TRUE(submits());
  EXPECT_TRUE(submits()->empty());
  EXPECT_EQ(office_.state().checks.size(), 1U);
}

TEST_F(GateTest, LetsAnActThroughWhenTheReportIsClean) {
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  const auto acts = only<ActPerformed>(*submits());
  ASSERT_EQ(acts.size(), 1U);
  EXPECT_EQ(acts.front().gate, (GatePassage{CheckId(1), {}}));
  EXPECT_EQ(stage(), StageId("review"));
}

TEST_F(GateTest, HoldsAnActBackWhereErrorsAreFound) {
  answer_.errors = 2;
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  const auto refused = submits();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::blocked);
  EXPECT_THAT(refused.error().message, HasSubstr("plan_shape found 2 (check 1)"));
}

TEST_F(GateTest, LetsWarningsThroughWhereOnlyErrorsBlock) {
  answer_.warnings = 5;
  answer_.infos = 7;
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  EXPECT_TRUE(submits());
  EXPECT_EQ(stage(), StageId("review"));
}

TEST_F(GateTest, HoldsAnActBackThatWasNotChecked) {
  answer_.problem = "插件崩溃";
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  const auto refused = submits(CheckId(1));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::blocked);
  EXPECT_THAT(refused.error().message, HasSubstr("plan_shape was not checked"));
}

TEST_F(GateTest, TakesOneRuleThatWasNotRunForNotChecked) {
  answer_.run = {RuleId("a")};
  answer_.not_run = {{RuleId("b"), "没有数据"}};
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  EXPECT_EQ(submits(CheckId(1)).error().code, ErrorCode::blocked);
}

TEST_F(GateTest, AsksAgainForWhatWasNotChecked) {
  answer_.problem = "插件崩溃";
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  const auto again = submits();
  ASSERT_TRUE(again);
  EXPECT_EQ(only<CheckRequested>(*again).size(), 1U);
  EXPECT_EQ(stage(), StageId("draft"));
}

TEST_F(NotingGateTest, LetsAnActThroughAndSaysWhatWasNotChecked) {
  answer_.problem = "插件崩溃";
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  const auto acts = only<ActPerformed>(*submits(CheckId(1)));
  ASSERT_EQ(acts.size(), 1U);
  EXPECT_EQ(acts.front().gate, (GatePassage{CheckId(1), {kShape}}));
}

TEST_F(NotingGateTest, StillHoldsAnActBackForWhatWasFound) {
  answer_.not_run = {{RuleId("b"), "没有数据"}};
  answer_.errors = 1;
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  EXPECT_EQ(submits(CheckId(1)).error().code, ErrorCode::blocked);
}

TEST_F(GateTest, GivesAPluginInShadowNoSay) {
  answer_.is_shadow = true;
  answer_.errors = 9;
  answer_.problem = "插件崩溃";
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  const auto acts = only<ActPerformed>(*submits());
  ASSERT_EQ(acts.size(), 1U);
  EXPECT_EQ(acts.front().gate, (GatePassage{CheckId(1), {}}));
}

TEST_F(GateTest, AsksAgainWhenProjectsHaveChangedSinceTheReport) {
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  enters();
  EXPECT_EQ(only<CheckRequested>(*submits()).size(), 1U);
  EXPECT_EQ(stage(), StageId("draft"));
}

TEST_F(GateTest, AsksAgainWhenProjectsChangeWhileTheRulesLook) {
  ASSERT_TRUE(submits());
  const EventSeq as_of = office_.state().last_event;
  enters();
  ASSERT_TRUE(reports(CheckId(1), as_of));
  EXPECT_EQ(only<CheckRequested>(*submits(CheckId(1))).size(), 1U);
}

TEST_F(GateTest, TakesAReportThatHasSeenTheChange) {
  ASSERT_TRUE(submits());
  enters();
  ASSERT_TRUE(reports(CheckId(1)));
  EXPECT_EQ(only<ActPerformed>(*submits()).size(), 1U);
}

TEST_F(GateTest, AsksAgainWhenMoneyWasPaidSinceTheReport) {
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  ASSERT_TRUE(office_.pays(kFirstCode, "2026-01-05", "1.00"));
  EXPECT_EQ(only<CheckRequested>(*submits()).size(), 1U);
}

TEST_F(GateTest, AsksAgainOnAnotherDay) {
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  office_.now("2025-10-10");
  EXPECT_EQ(only<CheckRequested>(*submits()).size(), 1U);
}

TEST_F(GateTest, AsksAgainWhenOtherVersionsArePinned) {
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  plugins_.install("plan_shape", test::passes("plan_shape"), "1.1.0");
  ASSERT_TRUE(does("officer", RepinRules{kInstance, "省厅更新规则"}));
  EXPECT_EQ(only<CheckRequested>(*submits()).size(), 1U);
}

TEST_F(GateTest, AsksAgainOnceAPluginInShadowHasASay) {
  answer_.is_shadow = true;
  answer_.errors = 9;
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  is_at(PluginStage::active);
  EXPECT_EQ(only<CheckRequested>(*submits()).size(), 1U);
}

TEST_F(GateTest, HoldsNothingBackForAPluginPutIntoShadowSince) {
  answer_.errors = 1;
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  is_at(PluginStage::shadow);
  EXPECT_EQ(only<CheckRequested>(*submits()).size(), 1U);
}

TEST_F(GateTest, AsksAgainWhenNamesInTheOrganisationHaveChanged) {
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  Organisation renamed = test::small_organisation();
  renamed.departments.front().units.front().name = "机关本级";
  ASSERT_TRUE(
      office_.by_system(DeployOrganisation{renamed, ContentHash("organisation-2")}, Via::startup));
  EXPECT_EQ(only<CheckRequested>(*submits()).size(), 1U);
}

TEST_F(GateTest, TakesTheReportSomebodyAskedForWhereOnlyOneActHasAGate) {
  ASSERT_TRUE(does("drafter", CheckInstance{kInstance}));
  ASSERT_TRUE(reports(CheckId(1)));
  const auto acts = only<ActPerformed>(*submits());
  ASSERT_EQ(acts.size(), 1U);
  EXPECT_EQ(acts.front().gate, (GatePassage{CheckId(1), {}}));
}

TEST_F(GateTest, AManualCheckWaitsForTheOneAnActWaitsFor) {
  ASSERT_TRUE(submits());
  EXPECT_TRUE(does("drafter", CheckInstance{kInstance})->empty());
  EXPECT_EQ(office_.state().checks.size(), 1U);
}

/// Two acts lead out of the draft, and each has a gate.
class TwoGatesTest : public GateTest {
 protected:
  TwoGatesTest()
      : GateTest(WhenNotChecked::block, [](WorkflowDefinition& workflow) {
          Transition express = workflow.transitions.front();
          express.act = ActId("submit_directly");
          express.to = StageId("finance");
          express.gate->rules = {kShape, PluginName("project_code")};
          workflow.transitions.push_back(express);
        }) {}
};

TEST_F(TwoGatesTest, AsksAllTheirRulesForNoActInParticular) {
  const auto events = does("drafter", CheckInstance{kInstance});
  ASSERT_TRUE(events);
  const auto asked = only<CheckRequested>(*events);
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked.front().moment, ActId(kMomentOfCheck));
  EXPECT_EQ(asked.front().rules, (std::vector{kShape, PluginName("project_code")}));
}

TEST_F(TwoGatesTest, TakeNoReportMadeForAnotherMoment) {
  ASSERT_TRUE(does("drafter", CheckInstance{kInstance}));
  ASSERT_TRUE(reports(CheckId(1)));
  EXPECT_EQ(only<CheckRequested>(*submits()).size(), 1U);
}

TEST_F(GateTest, DropsTheCheckOfAStageThatWasLeft) {
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  ASSERT_TRUE(does("drafter", CheckInstance{kInstance}));
  ASSERT_TRUE(submits());
  EXPECT_TRUE(office_.state().checks.empty());
  EXPECT_TRUE(office_.by_system(ReportCheck{CheckId(2), EventSeq(99), {}}, Via::runner)->empty());
}

TEST_F(GateTest, TakesAReportOnce) {
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  EXPECT_TRUE(office_.by_system(ReportCheck{CheckId(1), EventSeq(99), {}}, Via::runner)->empty());
}

TEST_F(GateTest, LeavesTheRevisionAlone) {
  const std::int64_t revision = office_.data().revision;
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  EXPECT_EQ(office_.data().revision, revision);
}

TEST_F(GateTest, ChecksWhatIsNeededFirst) {
  const auto refused = does("drafter", PerformAct{kInstance, ActId("submit"), {}, 99});
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_TRUE(office_.state().checks.empty());
}

TEST_F(GateTest, AsksNobodyWhereNoActHasAGate) {
  ASSERT_TRUE(submits());
  ASSERT_TRUE(reports(CheckId(1)));
  ASSERT_TRUE(submits());
  EXPECT_EQ(does("head", CheckInstance{kInstance}).error().code, ErrorCode::conflict);
}

TEST_F(GateTest, TellsAManualCheckOnceItIsReported) {
  ASSERT_TRUE(does("drafter", CheckInstance{kInstance}));
  ASSERT_TRUE(reports(CheckId(1)));
  const auto told = does("drafter", CheckInstance{kInstance}, CheckId(1));
  ASSERT_TRUE(told);
  EXPECT_TRUE(told->empty());
}

TEST_F(GateTest, RepinsOnlyForAReasonAndByWhoMayOpenACycle) {
  plugins_.install("plan_shape", test::passes("plan_shape"), "1.1.0");
  EXPECT_EQ(does("drafter", RepinRules{kInstance, "新版"}).error().code, ErrorCode::forbidden);
  EXPECT_EQ(does("system_admin", RepinRules{kInstance, "新版"}).error().code, ErrorCode::forbidden);
  EXPECT_EQ(does("officer", RepinRules{kInstance, "  "}).error().code, ErrorCode::invalid_input);
  ASSERT_TRUE(does("officer", RepinRules{kInstance, "新版"}));
  EXPECT_EQ(office_.data().pins.front().version, "1.1.0");
}

TEST_F(GateTest, KeepsThePinOfAPluginThatIsGone) {
  plugins_.remove("plan_shape");
  EXPECT_TRUE(does("officer", RepinRules{kInstance, "新版"})->empty());
  EXPECT_EQ(office_.data().pins.size(), 1U);
}

TEST_F(GateTest, LetsNobodyReportButTheRunner) {
  ASSERT_TRUE(submits());
  EXPECT_EQ(does("officer", ReportCheck{CheckId(1), {}, {}}).error().code, ErrorCode::forbidden);
}

TEST_F(GateTest, LetsAdministratorsAskForNothing) {
  EXPECT_EQ(does("system_admin", CheckInstance{kInstance}).error().code, ErrorCode::forbidden);
}

}  // namespace
}  // namespace budget
