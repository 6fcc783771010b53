#include "daemon/letter_queue.h"

#include <gtest/gtest.h>

namespace budget {
namespace {

const PersonId kWang("wang_fang");
const PersonId kLi("li_qiang");

WaitingNotice notice(std::int64_t id, NoticeTopic topic = NoticeTopic::reminder) {
  WaitingNotice waiting;
  waiting.notice.id = NoticeId(id);
  waiting.notice.topic = topic;
  return waiting;
}

TEST(LetterQueueTest, GathersWhatOnePersonGetsWithinTheWindow) {
  LetterQueue queue(60'000);
  queue.gather(kWang, notice(1), 0);
  queue.gather(kLi, notice(2), 10'000);
  queue.gather(kWang, notice(3), 59'999);
  EXPECT_TRUE(queue.take_formed(59'999).empty());
  const std::vector<Parcel> formed = queue.take_formed(60'000);
  ASSERT_EQ(formed.size(), 1U);
  EXPECT_EQ(formed[0].content(), (LetterContent{{}, kWang, {NoticeId(1), NoticeId(3)}}));
}

TEST(LetterQueueTest, AnUrgentNoticeClosesItsPersonsWindow) {
  LetterQueue queue(60'000);
  queue.gather(kWang, notice(1), 0);
  queue.gather(kWang, notice(2, NoticeTopic::overdue), 1'000);
  EXPECT_EQ(queue.take_formed(1'000).size(), 1U);
}

TEST(LetterQueueTest, AStormAfterDowntimeIsOneDigestAPerson) {
  LetterQueue queue(60'000);
  for (int id = 1; id <= 80; ++id)
    queue.gather(id % 2 == 0 ? kWang : kLi, notice(id), id);
  EXPECT_EQ(queue.take_formed(60'100).size(), 2U);
}

TEST(LetterQueueTest, WithoutAWindowEachGoesAloneAndAtOnce) {
  LetterQueue queue(0);
  queue.gather(kWang, notice(1), 0);
  queue.gather(kWang, notice(2), 0);
  EXPECT_EQ(queue.take_due(Instant())->content().notices, std::vector{NoticeId(1)});
  EXPECT_EQ(queue.take_due(Instant())->content().notices, std::vector{NoticeId(2)});
}

TEST(LetterQueueTest, UrgentOnesGoFirst) {
  LetterQueue queue(0);
  queue.gather(kWang, notice(1), 0);
  queue.gather(kWang, notice(2, NoticeTopic::overdue), 0);
  EXPECT_EQ(queue.take_due(Instant())->content().notices, std::vector{NoticeId(2)});
}

TEST(LetterQueueTest, WhatFailedWaitsForItsTime) {
  LetterQueue queue(0);
  queue.add({LetterId(4), kWang, {notice(1)}, 1, Instant(30'000)});
  EXPECT_FALSE(queue.take_due(Instant(29'999)));
  EXPECT_EQ(queue.wait_ms(Instant(29'999), 0), 1);
  EXPECT_EQ(queue.take_due(Instant(30'000))->letter, LetterId(4));
}

TEST(LetterQueueTest, WhatCouldNotBeTriedGoesFirstTheNextTime) {
  LetterQueue queue(0);
  queue.gather(kWang, notice(1), 0);
  queue.gather(kWang, notice(2), 0);
  queue.add_again(*queue.take_due(Instant()));
  EXPECT_EQ(queue.take_due(Instant())->content().notices, std::vector{NoticeId(1)});
}

TEST(LetterQueueTest, CountsItsNoticesAsTheyComeAndGo) {
  LetterQueue queue(60'000);
  queue.gather(kWang, notice(1), 0);
  queue.gather(kWang, notice(2), 0);
  queue.gather(kLi, notice(3), 30'000);
  queue.add({LetterId(4), kLi, {notice(4), notice(5)}, 0, {}});
  EXPECT_EQ(queue.size(), 5U);
  for (Parcel& parcel : queue.take_formed(60'000))
    queue.add(std::move(parcel));
  EXPECT_EQ(queue.size(), 5U);
  queue.add_again(*queue.take_due(Instant()));
  while (queue.take_due(Instant())) {
  }
  EXPECT_EQ(queue.size(), 1U) << "the one whose window is open";
}

TEST(ParcelTest, TheKeyTellsWhoGetsWhatAndNothingElse) {
  Parcel one{{}, kWang, {notice(7)}, 0, {}};
  Parcel again{LetterId(9), kWang, {notice(7)}, 3, Instant(5)};
  Parcel two{{}, kWang, {notice(7), notice(8)}, 0, {}};
  EXPECT_EQ(key_of(one, "office", "mail"), "office.mail.wang_fang.7");
  EXPECT_EQ(key_of(again, "office", "mail"), key_of(one, "office", "mail"));
  EXPECT_NE(key_of(two, "office", "mail"), key_of(one, "office", "mail"));
}

}  // namespace
}  // namespace budget
