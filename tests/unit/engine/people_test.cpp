#include <gtest/gtest.h>

#include "engine/authorize.h"
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

/// An office where the draft has been entered by "drafter".
class PeopleTest : public testing::Test {
 protected:
  PeopleTest() { office_.drafts({project(kFirstCode, "10", {"1", "5", "8", "10"})}); }

  Result<std::vector<Event>> appoints(const std::string& actor, const std::string& person,
                                      const std::string& substitute,
                                      const std::string& last = "2025-12-31",
                                      const std::vector<RoleId>& roles = {}) {
    const Date first = day("2025-10-01");
    return office_.does(
        actor, AppointSubstitute{
                   {{}, PersonId(person), PersonId(substitute), first, day(last), roles, "出差"}});
  }
  Result<std::vector<Event>> acts_for(const std::string& person, const std::string& whose,
                                      const std::string& act) {
    return office_.does(person, PerformAct{InstanceId(1), ActId(act), "", 0, PersonId(whose), {}});
  }

  SmallOffice office_;
};

TEST_F(PeopleTest, ASubstituteActsAndTheHistorySaysForWhom) {
  ASSERT_TRUE(appoints("head", "head", "evaluator"));
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  const auto events = office_.acts("evaluator", "approve");
  ASSERT_TRUE(events) << events.error().message;
  EXPECT_EQ(only<ActPerformed>(*events).at(0).principals, std::vector<PersonId>{PersonId("head")});
}

TEST_F(PeopleTest, ASubstituteHasNoRightBehindTheLastDay) {
  ASSERT_TRUE(appoints("head", "head", "evaluator", "2025-10-20"));
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  office_.now("2025-10-21");
  EXPECT_EQ(refusal(office_.acts("evaluator", "approve")), ErrorCode::forbidden);
}

TEST_F(PeopleTest, WhoeverDraftedApprovesNothingInAnothersName) {
  ASSERT_TRUE(appoints("head", "head", "drafter"));
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  EXPECT_EQ(refusal(acts_for("drafter", "head", "approve")), ErrorCode::forbidden);
}

TEST_F(PeopleTest, NobodyApprovesInTheNameOfWhoeverDrafted) {
  ASSERT_TRUE(appoints("both", "both", "evaluator", "2025-12-31", {RoleId("head")}));
  ASSERT_TRUE(office_.acts("both", "submit"));
  EXPECT_EQ(refusal(acts_for("evaluator", "both", "approve")), ErrorCode::forbidden);
}

TEST_F(PeopleTest, HandingInForSomebodyMakesAuthorsOfBoth) {
  ASSERT_TRUE(appoints("drafter", "drafter", "head"));
  ASSERT_TRUE(office_.acts("head", "submit"));
  EXPECT_EQ(office_.data().authors, (std::vector<PersonId>{PersonId("drafter"), PersonId("head")}));
  EXPECT_EQ(refusal(office_.acts("head", "approve")), ErrorCode::forbidden);
}

TEST_F(PeopleTest, EnteringProjectsForSomebodyMakesAuthorsOfBoth) {
  ASSERT_TRUE(appoints("both", "both", "head", "2025-12-31", {RoleId("drafter")}));
  ASSERT_TRUE(office_.does(
      "head",
      EnterProjects{InstanceId(1), {project(test::kSecondCode, "1", {"0", "0", "0", "1"})}}));
  EXPECT_EQ(office_.data().authors.size(), 3U);
}

TEST_F(PeopleTest, ASubstitutionThatLeadsBackIsRefused) {
  ASSERT_TRUE(appoints("head", "head", "evaluator"));
  ASSERT_TRUE(appoints("evaluator", "evaluator", "drafter"));
  EXPECT_EQ(refusal(appoints("drafter", "drafter", "head")), ErrorCode::conflict);
}

TEST_F(PeopleTest, OnlyOneselfOrTheSecurityAdministratorAppoints) {
  EXPECT_EQ(refusal(appoints("officer", "head", "evaluator")), ErrorCode::forbidden);
  EXPECT_EQ(refusal(appoints("system_admin", "head", "evaluator")), ErrorCode::forbidden);
  EXPECT_TRUE(appoints("security_admin", "head", "evaluator"));
}

TEST_F(PeopleTest, AdministratorsNeitherLendNorBorrowARole) {
  EXPECT_EQ(refusal(appoints("security_admin", "head", "audit_admin")), ErrorCode::invalid_input);
  EXPECT_EQ(refusal(appoints("security_admin", "system_admin", "head")), ErrorCode::invalid_input);
}

TEST_F(PeopleTest, ASubstituteMustSeeWhatTheyActOn) {
  // An office role reaches the whole region, which somebody of one department does not see.
  EXPECT_EQ(refusal(appoints("reviewer", "reviewer", "drafter")), ErrorCode::invalid_input);
  EXPECT_TRUE(appoints("reviewer", "reviewer", "officer"));
}

TEST_F(PeopleTest, AWindowThatIsOverIsRefused) {
  EXPECT_EQ(refusal(appoints("head", "head", "evaluator", "2025-10-08")), ErrorCode::invalid_input);
}

TEST_F(PeopleTest, NothingIsLentThroughSomebodyWhoHasLeft) {
  ASSERT_TRUE(appoints("head", "head", "evaluator"));
  ASSERT_TRUE(appoints("evaluator", "evaluator", "officer"));
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  Organisation organisation = office_.state().organisation;
  for (Person& person : organisation.people)
    person.enabled = person.enabled && person.id != PersonId("evaluator");
  ASSERT_TRUE(office_.by_system(DeployOrganisation{organisation, ContentHash("organisation-2")},
                                Via::startup));
  EXPECT_EQ(refusal(acts_for("officer", "head", "approve")), ErrorCode::forbidden);
}

TEST_F(PeopleTest, NoSheetIsFilledThroughSomebodyWhoHasLeft) {
  ASSERT_TRUE(appoints("drafter", "drafter", "evaluator"));
  ASSERT_TRUE(appoints("evaluator", "evaluator", "officer"));
  const auto fills = [&] {
    const Turn turn = turn_of(office_.state(), office_.data(), day("2025-10-10"));
    return ways_to_fill_sheets(turn, 6, PersonId("officer")).has_value();
  };
  EXPECT_TRUE(fills());
  Organisation organisation = office_.state().organisation;
  for (Person& person : organisation.people)
    person.enabled = person.enabled && person.id != PersonId("evaluator");
  ASSERT_TRUE(office_.by_system(DeployOrganisation{organisation, ContentHash("organisation-2")},
                                Via::startup));
  EXPECT_FALSE(fills());
}

TEST_F(PeopleTest, NobodyFillsSheetsWhileTheInstanceIsSuspended) {
  Instance instance = office_.data();
  const auto may_fill = [&] {
    const Turn turn = turn_of(office_.state(), instance, day("2025-10-10"));
    return ways_to_fill_sheets(turn, 6, PersonId("drafter")).has_value();
  };
  EXPECT_TRUE(may_fill());
  instance.work.suspended_since = day("2025-10-09");
  EXPECT_FALSE(may_fill());
}

TEST_F(PeopleTest, ACircleOverTheTurnOfTheYearIsRefusedWhereTheDaysMeet) {
  const auto until = [&](const char* person, const char* substitute, const char* first,
                         const char* last) {
    return office_.does(
        person,
        AppointSubstitute{
            {{}, PersonId(person), PersonId(substitute), day(first), day(last), {}, "出差"}});
  };
  ASSERT_TRUE(until("head", "evaluator", "2025-12-20", "2026-01-05"));
  EXPECT_EQ(refusal(until("evaluator", "head", "2026-01-05", "2026-12-31")), ErrorCode::conflict);
  EXPECT_TRUE(until("evaluator", "head", "2026-01-06", "2026-12-31"));
}

TEST_F(PeopleTest, WhatIsEndedCountsNoMore) {
  ASSERT_TRUE(appoints("head", "head", "evaluator"));
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  ASSERT_TRUE(office_.does("head", EndSubstitution{SubstitutionId(1), "提前返回"}));
  EXPECT_EQ(refusal(office_.acts("evaluator", "approve")), ErrorCode::forbidden);
}

TEST_F(PeopleTest, TheNightlyCheckEndsWhatIsOver) {
  ASSERT_TRUE(appoints("head", "head", "evaluator", "2025-10-20"));
  office_.now("2025-10-21", 2);
  const auto events = office_.by_system(CheckStaffing{}, Via::timer);
  EXPECT_EQ(only<SubstitutionEnded>(*events).size(), 1U);
  EXPECT_TRUE(office_.state().substitutions.empty());
}

/// Everybody who could review has drafted.
class UnstaffedTest : public PeopleTest {
 protected:
  UnstaffedTest() {
    Organisation organisation = test::small_organisation();
    std::erase_if(organisation.people,
                  [](const Person& person) { return person.id == PersonId("head"); });
    static_cast<void>(office_.by_system(
        DeployOrganisation{organisation, ContentHash("organisation-2")}, Via::startup));
    static_cast<void>(office_.acts("both", "submit"));
  }
};

TEST_F(UnstaffedTest, TheNightlyCheckTellsTheOffice) {
  const auto events = office_.by_system(CheckStaffing{}, Via::timer);
  ASSERT_TRUE(events);
  EXPECT_TRUE(only<StaffingChanged>(*events).at(0).is_unstaffed);
  const Notice notice = only<NoticeQueued>(*events).at(0).notice;
  EXPECT_EQ(notice.topic, NoticeTopic::unstaffed);
  EXPECT_EQ(notice.recipients, (std::vector<PersonId>{PersonId("both"), PersonId("officer")}));
}

TEST_F(UnstaffedTest, TheNextNightSaysNothingNew) {
  ASSERT_TRUE(office_.by_system(CheckStaffing{}, Via::timer));
  EXPECT_TRUE(office_.by_system(CheckStaffing{}, Via::timer)->empty());
}

TEST_F(UnstaffedTest, ItIsOverWhenSomebodyCan) {
  ASSERT_TRUE(office_.by_system(CheckStaffing{}, Via::timer));
  ASSERT_TRUE(office_.by_system(
      DeployOrganisation{test::small_organisation(), ContentHash("organisation-3")}, Via::startup));
  const auto events = office_.by_system(CheckStaffing{}, Via::timer);
  EXPECT_FALSE(only<StaffingChanged>(*events).at(0).is_unstaffed);
}

}  // namespace
}  // namespace budget
