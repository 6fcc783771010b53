#include "engine/letters.h"

#include <gtest/gtest.h>

#include "engine/engine.h"
#include "engine/rehearsal/virtual_clock.h"
#include "support/memory_event_store.h"
#include "support/silent_logger.h"
#include "support/small_office.h"

namespace budget {
namespace {

const ChannelRoute kMail{"mail", {}, {}, false, true, {30'000, 120'000}};

/// An office with one notice to its drafters in the outbox, on a channel "mail".
class LettersTest : public testing::Test {
 protected:
  LettersTest()
      : clock_(Instant::at(test::day("2025-10-09"), 10)),
        engine_(Engine::open(store_, clock_, logger_).value()) {
    does(DeployOrganisation{test::small_organisation(), ContentHash("o")});
    does(PublishCalendar{test::small_calendar()});
    does(DeployRuleSet{test::small_rule_set()});
    does(DeployWorkflow{test::small_workflow()});
  }

  void does(Action action) {
    ASSERT_TRUE(engine_.execute({system_actor(), Via::runner, {}, std::move(action)}));
  }
  Result<Outcome> asks(const std::string& person, Action action) {
    return engine_.execute({PersonId(person), Via::api, {}, std::move(action)});
  }
  void opens_the_year() {
    ASSERT_TRUE(
        asks("officer",
             OpenCycle{RegionCode("130605"), test::year(2026), test::small_workflow().id, {}}));
  }
  [[nodiscard]] const State& state() const { return engine_.state(); }
  [[nodiscard]] LetterContent first() const {
    const auto& [id, route] = *state().routes.begin();
    return {route.front().letter, route.front().person, {id}};
  }
  /// A letter that failed once more than the ladder has steps.
  LetterId dead() {
    for (int i = 0; i < 3; ++i)
      does(ReportUndelivered{"mail", {{first(), "no", 0, false}}});
    return state().letters.begin()->first;
  }

  test::MemoryEventStore store_;  // NOLINT
  VirtualClock clock_;            // NOLINT
  test::SilentLogger logger_;     // NOLINT
  Engine engine_;                 // NOLINT
};

TEST_F(LettersTest, ANoticeGoesToEachOfItsPeople) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  const auto& [id, route] = *state().routes.begin();
  EXPECT_EQ(route.size(), state().outbox.at(id).recipients.size());
}

TEST_F(LettersTest, ANoticeNoChannelTakesDoesNotWait) {
  ChannelRoute urgent = kMail;
  urgent.only_urgent = true;
  does(DeployChannels{{urgent}});
  opens_the_year();
  EXPECT_TRUE(state().outbox.empty());
}

TEST_F(LettersTest, WhatWaitedForAnyChannelGetsItsWay) {
  opens_the_year();
  ASSERT_FALSE(state().outbox.empty());
  EXPECT_TRUE(state().routes.empty());
  does(DeployChannels{{kMail}});
  EXPECT_FALSE(state().routes.empty());
}

TEST_F(LettersTest, TheLadderIsClimbedStepByStepAndThenTheLetterIsDead) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  std::vector<std::int64_t> waits;
  for (int i = 0; i < 2; ++i) {
    does(ReportUndelivered{"mail", {{first(), "no", 0, false}}});
    waits.push_back(state().letters.begin()->second.next_try.ms() - clock_.now().ms());
  }
  EXPECT_EQ(waits, (std::vector<std::int64_t>{30'000, 120'000}));
  does(ReportUndelivered{"mail", {{first(), "no", 0, false}}});
  EXPECT_TRUE(state().letters.begin()->second.is_dead);
}

TEST_F(LettersTest, AServiceThatAsksForMoreTimeGetsIt) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  does(ReportUndelivered{"mail", {{first(), "too fast", 600'000, false}}});
  EXPECT_EQ(state().letters.begin()->second.next_try.ms() - clock_.now().ms(), 600'000);
}

TEST_F(LettersTest, WhatWasRefusedIsDeadAtOnce) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  does(ReportUndelivered{"mail", {{first(), "no such user", 0, true}}});
  EXPECT_TRUE(state().letters.begin()->second.is_dead);
}

TEST_F(LettersTest, TheSystemAdministratorHasADeadLetterTriedAgain) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  const LetterId letter = dead();
  ASSERT_TRUE(asks("system_admin", RetryDeadLetter{letter}));
  EXPECT_FALSE(state().letters.at(letter).is_dead);
  EXPECT_EQ(state().letters.at(letter).attempts, 0);
}

TEST_F(LettersTest, NobodyElseHasADeadLetterTriedAgain) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  const LetterId letter = dead();
  for (const char* person : {"drafter", "officer", "security_admin", "audit_admin"})
    EXPECT_EQ(asks(person, RetryDeadLetter{letter}).error().code, ErrorCode::forbidden) << person;
}

TEST_F(LettersTest, ALetterThatIsNotDeadIsNotSentAgain) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  does(ReportUndelivered{"mail", {{first(), "no", 0, false}}});
  EXPECT_EQ(asks("system_admin", RetryDeadLetter{LetterId(1)}).error().code, ErrorCode::not_found);
}

TEST_F(LettersTest, ADiscardedLetterIsGoneAndSoAreNoticesThatGoNowhereElse) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  const NoticeId notice = first().notices.front();
  const std::size_t people = state().routes.at(notice).size();
  LetterId letter;
  for (std::size_t i = 0; i < people; ++i) {
    EXPECT_TRUE(state().outbox.contains(notice)) << "it still goes to somebody else";
    letter = dead();
    ASSERT_TRUE(asks("system_admin", DiscardDeadLetter{letter, "已电话告知"}));
    EXPECT_FALSE(state().letters.contains(letter));
  }
  EXPECT_FALSE(state().outbox.contains(notice));
  EXPECT_EQ(asks("system_admin", RetryDeadLetter{letter}).error().code, ErrorCode::not_found);
}

TEST_F(LettersTest, ALetterIsDiscardedOnlyWithAReason) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  const LetterId letter = dead();
  for (const std::string& reason : {std::string(), std::string(" \n"), std::string(4001, 'x')}) {
    EXPECT_EQ(asks("system_admin", DiscardDeadLetter{letter, reason}).error().code,
              ErrorCode::invalid_input);
  }
  EXPECT_TRUE(state().letters.contains(letter));
}

TEST_F(LettersTest, NothingButADeadLetterIsDiscarded) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  does(ReportUndelivered{"mail", {{first(), "no", 0, false}}});
  EXPECT_EQ(asks("system_admin", DiscardDeadLetter{LetterId(1), "x"}).error().code,
            ErrorCode::not_found);
}

TEST_F(LettersTest, NobodyButTheSystemAdministratorDiscardsOrTests) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  const LetterId letter = dead();
  for (const char* person : {"drafter", "officer", "security_admin", "audit_admin"}) {
    EXPECT_EQ(asks(person, DiscardDeadLetter{letter, "x"}).error().code, ErrorCode::forbidden);
    EXPECT_EQ(asks(person, TestChannel{"mail"}).error().code, ErrorCode::forbidden) << person;
  }
}

TEST_F(LettersTest, ATestOfAChannelIsInTheLogAndChangesNothing) {
  does(DeployChannels{{kMail}});
  const auto tested = asks("system_admin", TestChannel{"mail"});
  ASSERT_TRUE(tested);
  EXPECT_EQ(std::get<ChannelTested>(tested->events.front()).channel, "mail");
  EXPECT_TRUE(state().outbox.empty());
  EXPECT_EQ(asks("system_admin", TestChannel{"pigeon"}).error().code, ErrorCode::not_found);
}

TEST_F(LettersTest, WhatWaitsForAChannelThatIsTakenAwayIsInTheListOfDeadLetters) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  does(DeployChannels{{{"log", {}, {}, false, false, {30'000}}}});
  ASSERT_FALSE(state().letters.empty());
  for (const auto& [id, letter] : state().letters)
    EXPECT_TRUE(letter.is_dead);
}

TEST_F(LettersTest, AReportOfWhatWasReportedChangesNothing) {
  does(DeployChannels{{kMail}});
  opens_the_year();
  const LetterContent letter = first();
  does(ReportDelivered{"mail", {letter}});
  const EventSeq last = state().last_event;
  does(ReportDelivered{"mail", {letter}});
  does(ReportUndelivered{"mail", {{letter, "no", 0, false}}});
  EXPECT_EQ(state().last_event, last);
}

}  // namespace
}  // namespace budget
