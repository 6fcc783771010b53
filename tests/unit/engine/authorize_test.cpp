#include <gtest/gtest.h>

#include "support/small_office.h"
#include "support/words.h"

namespace budget {
namespace {

using test::kFirstCode;
using test::project;
using test::refusal;
using test::SmallOffice;

class AuthorizeTest : public testing::Test {
 protected:
  AuthorizeTest() { office_.drafts({project(kFirstCode, "10", {"1", "5", "8", "10"})}); }
  SmallOffice office_;
};

TEST_F(AuthorizeTest, RefusesAPersonWithoutTheRole) {
  EXPECT_EQ(refusal(office_.acts("head", "submit")), ErrorCode::forbidden);
}

TEST_F(AuthorizeTest, RefusesAnUnknownPerson) {
  EXPECT_EQ(refusal(office_.acts("nobody", "submit")), ErrorCode::forbidden);
}

TEST_F(AuthorizeTest, RefusesAnActTheStageDoesNotHave) {
  EXPECT_EQ(refusal(office_.acts("drafter", "publish")), ErrorCode::conflict);
}

TEST_F(AuthorizeTest, RefusesAnInstanceThatIsNotOpen) {
  EXPECT_EQ(refusal(office_.does("drafter", PerformAct{InstanceId(99), ActId("submit"), {}, 0})),
            ErrorCode::not_found);
}

TEST_F(AuthorizeTest, RefusesTheJudgementOfOnesOwnDraft) {
  ASSERT_TRUE(office_.acts("both", "submit"));
  EXPECT_EQ(refusal(office_.acts("both", "approve")), ErrorCode::forbidden);
}

TEST_F(AuthorizeTest, RefusesTheJudgementOfWhatOneOnlyHelpedToEnter) {
  ASSERT_TRUE(office_.does(
      "both",
      EnterProjects{InstanceId(1), {project(test::kSecondCode, "1", {"0", "0", "0", "1"})}}));
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  EXPECT_EQ(refusal(office_.acts("both", "approve")), ErrorCode::forbidden);
}

TEST_F(AuthorizeTest, RemembersAuthorsOfEarlierRounds) {
  ASSERT_TRUE(office_.acts("both", "submit"));
  ASSERT_TRUE(office_.acts("head", "return", "缺少绩效目标"));
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  EXPECT_EQ(refusal(office_.acts("both", "approve")), ErrorCode::forbidden);
}

TEST_F(AuthorizeTest, RefusesTheSamePersonInTwoReviewsOfARound) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  ASSERT_TRUE(office_.acts("both", "approve"));
  EXPECT_EQ(refusal(office_.acts("both", "approve")), ErrorCode::forbidden);
  EXPECT_TRUE(office_.acts("reviewer", "approve"));
}

TEST_F(AuthorizeTest, LetsNobodyTakeBackAnothersAct) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  EXPECT_EQ(refusal(office_.acts("both", "withdraw")), ErrorCode::forbidden);
  EXPECT_TRUE(office_.acts("drafter", "withdraw"));
}

TEST_F(AuthorizeTest, KeepsOnesEarlierReviewWhenAnotherTakesTheirsBack) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  ASSERT_TRUE(office_.acts("both", "approve"));
  ASSERT_TRUE(office_.acts("reviewer", "back"));
  ASSERT_TRUE(office_.acts("head", "approve"));
  ASSERT_TRUE(office_.acts("head", "undo"));
  ASSERT_TRUE(office_.acts("head", "approve"));
  EXPECT_EQ(refusal(office_.acts("both", "approve")), ErrorCode::forbidden);
}

TEST_F(AuthorizeTest, TellsStrangersNothingAboutAnInstance) {
  Organisation organisation = test::small_organisation();
  organisation.people.push_back({PersonId("stranger"),
                                 "stranger",
                                 true,
                                 {{RoleId("officer"), RegionCode("130186"), DepartmentId()}}});
  State state = office_.state();
  set_organisation(state, organisation, ContentHash("organisation-2"));
  const Command command{
      PersonId("stranger"), Via::api, {}, PerformAct{InstanceId(1), ActId("publish"), {}, 0}};
  EXPECT_EQ(refusal(decide(state, command, {office_.moment(), {}, {}, {}})), ErrorCode::not_found);
}

TEST_F(AuthorizeTest, RefusesAutomaticActsToPeople) {
  SmallOffice office;
  office.monitors({project(kFirstCode, "10", {"1", "5", "8", "10"})});
  EXPECT_EQ(refusal(office.acts("officer", "conclude")), ErrorCode::forbidden);
}

TEST_F(AuthorizeTest, FixesProjectsOnceTheyAreHandedIn) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  const Action change =
      EnterProjects{InstanceId(1), {project(kFirstCode, "99", {"1", "5", "8", "99"})}};
  EXPECT_EQ(refusal(office_.does("head", change)), ErrorCode::conflict);
  EXPECT_EQ(refusal(office_.does("drafter", change)), ErrorCode::forbidden);
}

TEST_F(AuthorizeTest, RefusesTheEnginesOwnActionsToPeople) {
  EXPECT_EQ(
      refusal(office_.does("officer", FireTimer{InstanceId(1), TimerTrack::stage, "draft.due", 1})),
      ErrorCode::forbidden);
  EXPECT_EQ(refusal(office_.does("officer", DeployWorkflow{test::small_workflow()})),
            ErrorCode::forbidden);
}

TEST_F(AuthorizeTest, RefusesThePeoplesActsToTheEngine) {
  const Command command{
      system_actor(), Via::timer, {}, PerformAct{InstanceId(1), ActId("submit"), {}, 0}};
  EXPECT_EQ(refusal(decide(office_.state(), command, {office_.moment(), {}, {}, {}})),
            ErrorCode::forbidden);
}

TEST_F(AuthorizeTest, RefusesTheEnginesNameFromOutside) {
  const Command command{
      system_actor(), Via::api, {}, FireTimer{InstanceId(1), TimerTrack::stage, "draft.due", 1}};
  EXPECT_EQ(refusal(decide(office_.state(), command, {office_.moment(), {}, {}, {}})),
            ErrorCode::forbidden);
}

TEST_F(AuthorizeTest, RefusesAPersonWhoClaimsAnInnerDoor) {
  const Command command{
      PersonId("drafter"), Via::timer, {}, PerformAct{InstanceId(1), ActId("submit"), {}, 0}};
  EXPECT_EQ(refusal(decide(office_.state(), command, {office_.moment(), {}, {}, {}})),
            ErrorCode::forbidden);
}

TEST_F(AuthorizeTest, RefusesADisabledPerson) {
  Organisation organisation = test::small_organisation();
  organisation.people.front().enabled = false;
  const Command deploy{system_actor(),
                       Via::startup,
                       {},
                       DeployOrganisation{organisation, ContentHash("organisation-2")}};
  State state = office_.state();
  set_organisation(state, organisation, ContentHash("organisation-2"));
  const Command command{
      PersonId("drafter"), Via::api, {}, PerformAct{InstanceId(1), ActId("submit"), {}, 0}};
  EXPECT_EQ(refusal(decide(state, command, {office_.moment(), {}, {}, {}})), ErrorCode::forbidden);
}

/// Administrators hold the head's role here too, and even so may do nothing to a budget.
class AdministratorTest : public AuthorizeTest, public testing::WithParamInterface<const char*> {};

TEST_P(AdministratorTest, MayNotActOnABudget) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  EXPECT_EQ(refusal(office_.acts(GetParam(), "approve")), ErrorCode::forbidden);
  EXPECT_EQ(refusal(office_.acts(GetParam(), "return", "理由")), ErrorCode::forbidden);
}

TEST_P(AdministratorTest, MayNotUseWhatTheirRoleGrants) {
  RecordPayments payments;
  payments.source = "test";
  payments.year = test::year(2026);
  EXPECT_EQ(refusal(office_.does(GetParam(), payments)), ErrorCode::forbidden);
  EXPECT_EQ(
      refusal(office_.does(
          GetParam(),
          OpenCycle{RegionCode("130605"), test::year(2027), WorkflowId("annual_budget"), {}})),
      ErrorCode::forbidden);
}

INSTANTIATE_TEST_SUITE_P(Three, AdministratorTest,
                         testing::Values("system_admin", "security_admin", "audit_admin"));

}  // namespace
}  // namespace budget
