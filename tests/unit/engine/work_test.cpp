#include <gtest/gtest.h>

#include <algorithm>

#include "engine/authorize.h"
#include "engine/due.h"
#include "support/small_office.h"
#include "support/words.h"

namespace budget {
namespace {

using test::day;
using test::kFirstCode;
using test::only;
using test::project;
using test::refusal;
using test::SmallOffice;

Person somebody(const std::string& id, const std::string& role) {
  const bool is_office = role == "reviewer" || role == "officer";
  return {PersonId(id),
          id,
          true,
          {{RoleId(role), RegionCode("130605"),
            is_office ? DepartmentId() : DepartmentId("130605-203")}}};
}

/// In review, handed in by "drafter"; "head", "head2" and "both" are heads, "officer" and
/// "officer2" steer the year.
class WorkTest : public testing::Test {
 protected:
  explicit WorkTest(WorkflowDefinition workflow = test::small_workflow()) {
    Organisation organisation = test::small_organisation();
    for (Role& role : organisation.roles) {
      if (role.id == RoleId("officer")) role.grants.push_back(Permission::steer);
    }
    organisation.people.push_back(somebody("head2", "head"));
    organisation.people.push_back(somebody("officer2", "officer"));
    workflow.hash = ContentHash("workflow-2");
    static_cast<void>(office_.by_system(
        DeployOrganisation{organisation, ContentHash("organisation-2")}, Via::startup));
    static_cast<void>(office_.by_system(DeployWorkflow{workflow}, Via::startup));
    office_.drafts({project(kFirstCode, "10", {"1", "5", "8", "10"})});
    static_cast<void>(office_.acts("drafter", "submit"));
  }

  Result<std::vector<Event>> arranges(const std::string& actor, Arrangement arrangement,
                                      const std::vector<std::string>& people = {},
                                      const std::string& stage = "") {
    ArrangeWork action{InstanceId(1), arrangement, {}, StageId(stage), "理由", 0};
    for (const std::string& person : people)
      action.people.emplace_back(person);
    return office_.does(actor, action);
  }
  std::vector<std::string> turn() const {
    std::vector<std::string> names;
    for (const PersonId& person :
         whose_turn(turn_of(office_.state(), office_.data(), office_.moment().date())))
      names.push_back(person.text());
    return names;
  }

  SmallOffice office_;
};

using Names = std::vector<std::string>;

TEST_F(WorkTest, WaitsForEveryHolderWhoMay) {
  EXPECT_EQ(turn(), (Names{"both", "head", "head2"}));
}

TEST_F(WorkTest, IsAnotherHoldersAfterATransfer) {
  ASSERT_TRUE(arranges("head", Arrangement::transfer, {"head2"}));
  EXPECT_EQ(turn(), Names{"head2"});
  EXPECT_EQ(refusal(office_.acts("head", "approve")), ErrorCode::forbidden);
  EXPECT_TRUE(office_.acts("head2", "approve"));
}

TEST_F(WorkTest, IsTransferredOnlyToThoseWhoMay) {
  EXPECT_EQ(refusal(arranges("head", Arrangement::transfer, {"reviewer"})),
            ErrorCode::invalid_input);
  EXPECT_EQ(refusal(arranges("head", Arrangement::transfer, {"drafter"})),
            ErrorCode::invalid_input);
}

TEST_F(WorkTest, IsNeverGivenToAnAdministratorThoughTheyHoldTheRole) {
  for (const Arrangement way :
       {Arrangement::transfer, Arrangement::delegate, Arrangement::add_signer})
    EXPECT_EQ(refusal(arranges("head", way, {"system_admin"})), ErrorCode::invalid_input);
}

TEST_F(WorkTest, IsGivenToNobodyWhoIsUnknownOrHasNothingToDoWithIt) {
  Organisation organisation = test::small_organisation();
  organisation.departments.push_back(
      {DepartmentId("130605-204"), RegionCode("130605"), "他局", {}});
  Person stranger = somebody("stranger", "head");
  stranger.roles.front().department = DepartmentId("130605-204");
  organisation.people.push_back(stranger);
  static_cast<void>(office_.by_system(
      DeployOrganisation{organisation, ContentHash("organisation-3")}, Via::startup));
  for (const char* person : {"nobody", "stranger"}) {
    for (const Arrangement way : {Arrangement::delegate, Arrangement::add_signer})
      EXPECT_EQ(refusal(arranges("head", way, {person})), ErrorCode::invalid_input) << person;
  }
}

TEST_F(WorkTest, OfDraftingIsGivenToWhoeverDraftedBefore) {
  ASSERT_TRUE(office_.acts("head", "return", "缺说明"));
  EXPECT_TRUE(arranges("both", Arrangement::delegate, {"drafter"}));
}

TEST_F(WorkTest, IsTransferredByNobodyElse) {
  EXPECT_EQ(refusal(arranges("drafter", Arrangement::transfer, {"head2"})), ErrorCode::forbidden);
  EXPECT_EQ(refusal(arranges("officer", Arrangement::transfer, {"head2"})), ErrorCode::forbidden);
}

TEST_F(WorkTest, ComesBackFromADelegation) {
  ASSERT_TRUE(arranges("head", Arrangement::delegate, {"evaluator"}));
  EXPECT_EQ(turn(), Names{"evaluator"});
  EXPECT_EQ(refusal(office_.acts("head", "approve")), ErrorCode::conflict);
  EXPECT_EQ(refusal(office_.acts("evaluator", "approve")), ErrorCode::conflict);
  ASSERT_TRUE(arranges("evaluator", Arrangement::answer));
  EXPECT_TRUE(office_.acts("head", "approve"));
}

TEST_F(WorkTest, IsDelegatedToNobodyWhoDrafted) {
  EXPECT_EQ(refusal(arranges("head", Arrangement::delegate, {"drafter"})),
            ErrorCode::invalid_input);
}

TEST_F(WorkTest, CountsAnOpinionAsHavingActed) {
  ASSERT_TRUE(arranges("head", Arrangement::delegate, {"reviewer"}));
  ASSERT_TRUE(arranges("reviewer", Arrangement::answer));
  ASSERT_TRUE(office_.acts("head", "approve"));
  // Finance review wants somebody who did not act in the department's.
  EXPECT_EQ(refusal(office_.acts("reviewer", "approve")), ErrorCode::forbidden);
}

TEST_F(WorkTest, IsTakenBackFromADelegation) {
  ASSERT_TRUE(arranges("head", Arrangement::delegate, {"evaluator"}));
  ASSERT_TRUE(arranges("head2", Arrangement::recall));
  EXPECT_EQ(refusal(arranges("evaluator", Arrangement::answer)), ErrorCode::conflict);
  EXPECT_TRUE(office_.acts("head", "approve"));
}

TEST_F(WorkTest, WaitsForASignerWhoWasAdded) {
  ASSERT_TRUE(arranges("head", Arrangement::add_signer, {"evaluator"}));
  const auto half = office_.acts("head", "approve");
  ASSERT_TRUE(half);
  EXPECT_EQ(only<ActSigned>(*half).size(), 1U);
  EXPECT_EQ(office_.data().stage, StageId("review"));
  EXPECT_EQ(refusal(office_.acts("head", "approve")), ErrorCode::conflict);
  ASSERT_TRUE(office_.acts("evaluator", "approve"));
  EXPECT_EQ(office_.data().stage, StageId("finance"));
}

TEST_F(WorkTest, IsNotDecidedByAddedSignersAlone) {
  ASSERT_TRUE(arranges("head", Arrangement::add_signer, {"evaluator"}));
  ASSERT_TRUE(office_.acts("evaluator", "approve"));
  EXPECT_EQ(office_.data().stage, StageId("review"));
  ASSERT_TRUE(office_.acts("head2", "approve"));
  EXPECT_EQ(office_.data().stage, StageId("finance"));
}

TEST_F(WorkTest, IsNotPassedOnByThoseWhoOnlySign) {
  ASSERT_TRUE(arranges("head", Arrangement::add_signer, {"evaluator"}));
  EXPECT_EQ(refusal(arranges("evaluator", Arrangement::transfer, {"head2"})), ErrorCode::forbidden);
  EXPECT_EQ(refusal(arranges("evaluator", Arrangement::delegate, {"head2"})), ErrorCode::forbidden);
}

TEST_F(WorkTest, LosesASignerByWhoeverAddedThemOrHoldsTheRole) {
  ASSERT_TRUE(arranges("head", Arrangement::add_signer, {"evaluator"}));
  ASSERT_TRUE(arranges("head", Arrangement::add_signer, {"officer2"}));
  EXPECT_EQ(refusal(arranges("evaluator", Arrangement::drop_signer, {"officer2"})),
            ErrorCode::forbidden);
  ASSERT_TRUE(arranges("evaluator", Arrangement::add_signer, {"officer"}));
  EXPECT_TRUE(arranges("evaluator", Arrangement::drop_signer, {"officer"}));
  EXPECT_TRUE(arranges("head2", Arrangement::drop_signer, {"officer2"}));
}

TEST_F(WorkTest, DoesWithoutASignerWhoWasDropped) {
  ASSERT_TRUE(arranges("head", Arrangement::add_signer, {"evaluator"}));
  ASSERT_TRUE(arranges("head", Arrangement::drop_signer, {"evaluator"}));
  ASSERT_TRUE(office_.acts("head", "approve"));
  EXPECT_EQ(office_.data().stage, StageId("finance"));
}

TEST_F(WorkTest, KeepsThoseWhoSignByTheirRole) {
  EXPECT_EQ(refusal(arranges("head", Arrangement::drop_signer, {"head2"})), ErrorCode::conflict);
}

TEST_F(WorkTest, LetsNobodyAddAnAuthor) {
  EXPECT_EQ(refusal(arranges("head", Arrangement::add_signer, {"drafter"})),
            ErrorCode::invalid_input);
}

TEST_F(WorkTest, IsUrgedOnceADay) {
  const auto events = arranges("drafter", Arrangement::urge);
  ASSERT_TRUE(events);
  EXPECT_EQ(only<NoticeQueued>(*events).at(0).notice.recipients.size(), 3U);
  EXPECT_EQ(refusal(arranges("officer", Arrangement::urge)), ErrorCode::conflict);
  office_.now("2025-10-10");
  EXPECT_TRUE(arranges("officer", Arrangement::urge));
}

TEST_F(WorkTest, IsCopiedOnlyToThoseWhoMaySeeIt) {
  EXPECT_TRUE(arranges("head", Arrangement::copy, {"evaluator", "officer"}));
  EXPECT_EQ(refusal(arranges("head", Arrangement::copy, {"nobody"})), ErrorCode::invalid_input);
}

TEST_F(WorkTest, StandsStillWhileItIsSuspended) {
  ASSERT_TRUE(arranges("officer", Arrangement::suspend));
  EXPECT_EQ(refusal(office_.acts("head", "approve")), ErrorCode::conflict);
  EXPECT_EQ(refusal(arranges("head", Arrangement::transfer, {"head2"})), ErrorCode::conflict);
  ASSERT_TRUE(arranges("officer2", Arrangement::resume));
  EXPECT_TRUE(office_.acts("head", "approve"));
}

TEST_F(WorkTest, IsSuspendedOnlyByThoseWhoSteer) {
  EXPECT_EQ(refusal(arranges("head", Arrangement::suspend)), ErrorCode::forbidden);
  EXPECT_EQ(refusal(arranges("reviewer", Arrangement::terminate)), ErrorCode::forbidden);
}

TEST_F(WorkTest, IsForgottenWhenItIsTerminated) {
  ASSERT_TRUE(arranges("officer", Arrangement::terminate));
  EXPECT_TRUE(office_.state().instances.empty());
  EXPECT_TRUE(office_.state().projects.empty());
  EXPECT_TRUE(office_.state().timers.empty());
}

TEST_F(WorkTest, JumpsOnlyWithTwoPeople) {
  ASSERT_TRUE(arranges("officer", Arrangement::propose_repair, {}, "finance"));
  EXPECT_EQ(office_.data().stage, StageId("review"));
  EXPECT_EQ(refusal(arranges("officer", Arrangement::confirm_repair)), ErrorCode::forbidden);
  ASSERT_TRUE(arranges("officer2", Arrangement::confirm_repair));
  EXPECT_EQ(office_.data().stage, StageId("finance"));
  // Nobody's act led here.
  EXPECT_EQ(refusal(office_.acts("head", "undo")), ErrorCode::forbidden);
}

TEST_F(WorkTest, DoesNotJumpToTheEnd) {
  EXPECT_EQ(refusal(arranges("officer", Arrangement::propose_repair, {}, "closed")),
            ErrorCode::invalid_input);
}

TEST_F(WorkTest, ForgetsAProposalWhenItMovesOn) {
  ASSERT_TRUE(arranges("officer", Arrangement::propose_repair, {}, "draft"));
  ASSERT_TRUE(office_.acts("head", "approve"));
  EXPECT_EQ(refusal(arranges("officer2", Arrangement::confirm_repair)), ErrorCode::conflict);
}

TEST_F(WorkTest, DoesNotJumpOnTheWordOfSomebodyWhoDraftedSince) {
  Organisation organisation = office_.state().organisation;
  Person two_roles = somebody("drafting_officer", "officer");
  two_roles.roles.push_back({RoleId("drafter"), RegionCode("130605"), DepartmentId("130605-203")});
  organisation.people.push_back(two_roles);
  ASSERT_TRUE(office_.by_system(DeployOrganisation{organisation, ContentHash("organisation-3")},
                                Via::startup));
  ASSERT_TRUE(office_.acts("head", "return", "依据不足"));
  ASSERT_TRUE(arranges("drafting_officer", Arrangement::propose_repair, {}, "finance"));
  ASSERT_TRUE(office_.does(
      "drafting_officer",
      EnterProjects{InstanceId(1), {project(kFirstCode, "20", {"1", "5", "8", "20"})}}));
  EXPECT_EQ(refusal(arranges("officer2", Arrangement::confirm_repair)), ErrorCode::forbidden);
  EXPECT_EQ(office_.data().stage, StageId("draft"));
}

TEST_F(WorkTest, ComesBackWhenTheOneItWasDelegatedToHasLeft) {
  ASSERT_TRUE(arranges("head", Arrangement::delegate, {"evaluator"}));
  Organisation organisation = office_.state().organisation;
  std::erase_if(organisation.people,
                [](const Person& person) { return person.id == PersonId("evaluator"); });
  ASSERT_TRUE(office_.by_system(DeployOrganisation{organisation, ContentHash("organisation-3")},
                                Via::startup));
  EXPECT_EQ(turn(), (std::vector<std::string>{"both", "head", "head2"}));
}

TEST_F(WorkTest, AsksForTheRevisionTheClientSaw) {
  ArrangeWork action{InstanceId(1), Arrangement::urge, {}, {}, "", office_.data().revision - 1};
  EXPECT_EQ(refusal(office_.does("head", action)), ErrorCode::conflict);
}

WorkflowDefinition signed_workflow(Signing signing) {
  WorkflowDefinition made = test::small_workflow();
  for (Transition& transition : made.transitions) {
    if (transition.from == StageId("review") && transition.act == ActId("approve"))
      transition.signing = signing;
    if (transition.from == StageId("finance") && transition.act == ActId("back")) {
      transition.reason_required = true;
      transition.choices = {StageId("draft")};
      transition.to_previous = true;
    }
  }
  return made;
}

class AllSignTest : public WorkTest {
 protected:
  AllSignTest() : WorkTest(signed_workflow({SigningMode::all, 100})) {}
};

TEST_F(AllSignTest, WaitsForEveryOne) {
  ASSERT_TRUE(office_.acts("head", "approve"));
  ASSERT_TRUE(office_.acts("both", "approve"));
  EXPECT_EQ(office_.data().stage, StageId("review"));
  ASSERT_TRUE(office_.acts("head2", "approve"));
  EXPECT_EQ(office_.data().stage, StageId("finance"));
}

TEST_F(AllSignTest, IsNotTakenBackOnceSomebodyHasSigned) {
  ASSERT_TRUE(office_.acts("head", "approve"));
  EXPECT_EQ(refusal(office_.acts("drafter", "withdraw")), ErrorCode::conflict);
}

TEST_F(AllSignTest, IsReturnedByAnyOne) {
  ASSERT_TRUE(office_.acts("head", "approve"));
  ASSERT_TRUE(office_.acts("head2", "return", "依据不足"));
  EXPECT_EQ(office_.data().stage, StageId("draft"));
}

TEST_F(AllSignTest, DoesNotWaitForAuthors) {
  ASSERT_TRUE(office_.acts("head", "return", "依据不足"));
  ASSERT_TRUE(office_.acts("both", "submit"));
  ASSERT_TRUE(office_.acts("head", "approve"));
  ASSERT_TRUE(office_.acts("head2", "approve"));
  EXPECT_EQ(office_.data().stage, StageId("finance"));
}

TEST_F(AllSignTest, TakesOneSignatureFromOneHand) {
  ASSERT_TRUE(office_.does("head", AppointSubstitute{{{},
                                                      PersonId("head"),
                                                      PersonId("head2"),
                                                      day("2025-10-01"),
                                                      day("2025-12-31"),
                                                      {},
                                                      ""}}));
  ASSERT_TRUE(office_.acts("head2", "approve"));
  EXPECT_EQ(refusal(office_.does(
                "head2", PerformAct{InstanceId(1), ActId("approve"), "", 0, PersonId("head"), {}})),
            ErrorCode::forbidden);
}

/// Those whose stage it is have all left: whoever they asked to sign as well does not stand for
/// them.
class OnlyAddedSignersTest : public AllSignTest {
 protected:
  OnlyAddedSignersTest() {
    EXPECT_TRUE(arranges("head", Arrangement::add_signer, {"evaluator"}));
    Organisation without = office_.state().organisation;
    for (Person& person : without.people) {
      const auto heads = std::ranges::count(person.roles, RoleId("head"), &RoleHolding::role);
      person.enabled = person.enabled && heads == 0;
    }
    EXPECT_TRUE(office_.by_system(DeployOrganisation{without, ContentHash("organisation-3")},
                                  Via::startup));
  }
};

TEST_F(OnlyAddedSignersTest, DecideNothing) {
  const auto signed_alone = office_.acts("evaluator", "approve");
  ASSERT_TRUE(signed_alone);
  EXPECT_EQ(only<ActSigned>(*signed_alone).size(), 1U);
  EXPECT_TRUE(only<ActPerformed>(*signed_alone).empty());
}

TEST_F(OnlyAddedSignersTest, AreNobodyToTheNightlyCheck) {
  const auto checked = office_.by_system(CheckStaffing{}, Via::timer);
  ASSERT_TRUE(checked);
  ASSERT_EQ(only<StaffingChanged>(*checked).size(), 1U);
  EXPECT_TRUE(only<StaffingChanged>(*checked).front().is_unstaffed);
}

class ShareTest : public WorkTest {
 protected:
  ShareTest() : WorkTest(signed_workflow({SigningMode::share, 60})) {}
};

TEST_F(ShareTest, IsEnoughWithTwoOfThree) {
  ASSERT_TRUE(office_.acts("head", "approve"));
  EXPECT_EQ(office_.data().stage, StageId("review"));
  ASSERT_TRUE(office_.acts("head2", "approve"));
  EXPECT_EQ(office_.data().stage, StageId("finance"));
}

TEST_F(ShareTest, EverySignerHasActed) {
  ASSERT_TRUE(office_.acts("both", "approve"));
  ASSERT_TRUE(office_.acts("head2", "approve"));
  EXPECT_EQ(refusal(office_.acts("both", "approve")), ErrorCode::forbidden);
}

TEST_F(ShareTest, ReturnsToWhereItCameFromOrWhereOneChooses) {
  ASSERT_TRUE(office_.acts("head", "approve"));
  ASSERT_TRUE(office_.acts("head2", "approve"));
  const PerformAct wrong{InstanceId(1), ActId("back"), "重来", 0, {}, StageId("reply")};
  EXPECT_EQ(refusal(office_.does("reviewer", wrong)), ErrorCode::invalid_input);
  const PerformAct chosen{InstanceId(1), ActId("back"), "重来", 0, {}, StageId("draft")};
  ASSERT_TRUE(office_.does("reviewer", chosen));
  EXPECT_EQ(office_.data().stage, StageId("draft"));
}

TEST_F(ShareTest, ReturnsToThePreviousStageByItself) {
  ASSERT_TRUE(office_.acts("head", "approve"));
  ASSERT_TRUE(office_.acts("head2", "approve"));
  ASSERT_TRUE(office_.acts("reviewer", "back", "重来"));
  EXPECT_EQ(office_.data().stage, StageId("review"));
}

}  // namespace
}  // namespace budget
