#include "office.h"

namespace budget::test {
namespace {

/// Handed in by 王芳; the head is 李强.
class PeopleTest : public OfficeTest {
 protected:
  PeopleTest() {
    office.draft();
    EXPECT_EQ(office.act("wang_fang", "submit").status, 200);
  }
  HttpAnswer arrange(const std::string& person, const std::string& what,
                     const std::string& more = "") {
    return office.post(person, "/v1/instances/1/arrangements",
                       R"({"arrangement":")" + what + "\"" + more + "}");
  }
  HttpAnswer appoint(const std::string& person, const std::string& more) {
    return office.post(person, "/v1/substitutions",
                       R"({"first_day":"2020-01-01","last_day":"2020-01-02")" + more + "}");
  }
};

TEST_F(PeopleTest, TheQueueIsWhatWaitsForOne) {
  const auto queue = office.get("li_qiang", "/v1/queue");
  EXPECT_EQ(text_in(queue, "items.0.stage_title"), "部门审核") << queue.body;
  EXPECT_EQ(text_in(queue, "items.0.acts.0.id"), "approve");
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/queue"), "items"), "[]");
  EXPECT_EQ(text_in(office.get("liu_yang", "/v1/queue?person=li_qiang"), "items.0.instance"), "1");
  EXPECT_EQ(office.get("wang_fang", "/v1/queue?person=li_qiang").status, 403);
}

TEST_F(PeopleTest, PeopleSaysWhoCanAndWhoCannot) {
  const auto people = office.get("wang_fang", "/v1/instances/1/people");
  EXPECT_EQ(text_in(people, "turn.0.id"), "li_qiang") << people.body;
  EXPECT_NE(people.body.find("withdraw"), std::string::npos);
}

TEST_F(PeopleTest, WorkIsDelegatedAndHandedBack) {
  const auto delegated = arrange("li_qiang", "delegate", R"(,"people":["chen_jing"])");
  ASSERT_EQ(delegated.status, 200) << delegated.body;
  EXPECT_EQ(office.act("li_qiang", "approve").status, 409);
  EXPECT_EQ(text_in(office.get("chen_jing", "/v1/queue"), "items.0.was_delegated"), "true");
  EXPECT_EQ(text_in(office.get("li_qiang", "/v1/instances/1"), "delegation.to"), "chen_jing");
  EXPECT_EQ(arrange("chen_jing", "answer", R"(,"reason":"无误")").status, 200);
  EXPECT_EQ(office.act("li_qiang", "approve").status, 200);
}

TEST_F(PeopleTest, AnUnknownArrangementIsNamed) {
  const auto answer = arrange("li_qiang", "promote");
  EXPECT_EQ(answer.status, 400) << answer.body;
  EXPECT_NE(answer.body.find("transfer, delegate"), std::string::npos);
}

TEST_F(PeopleTest, ASuspendedInstanceStandsStill) {
  EXPECT_EQ(arrange("li_qiang", "suspend", R"(,"reason":"等文件")").status, 403);
  EXPECT_EQ(arrange("liu_yang", "suspend", R"(,"reason":"等文件")").status, 200);
  EXPECT_EQ(office.act("li_qiang", "approve").status, 409);
  EXPECT_EQ(arrange("liu_yang", "resume").status, 200);
  EXPECT_EQ(office.act("li_qiang", "approve").status, 200);
}

TEST_F(PeopleTest, ATerminatedInstanceIsClosed) {
  ASSERT_EQ(arrange("liu_yang", "terminate", R"(,"reason":"单位撤销")").status, 200);
  const auto instance = office.get("liu_yang", "/v1/instances/1");
  EXPECT_EQ(text_in(instance, "is_closed"), "true");
  EXPECT_EQ(text_in(instance, "is_terminated"), "true");
  EXPECT_EQ(office.act("li_qiang", "approve").status, 404);
}

TEST_F(PeopleTest, AWindowThatIsOverIsRefused) {
  const auto answer = appoint("li_qiang", R"(,"substitute":"zhao_min")");
  EXPECT_EQ(answer.status, 400) << answer.body;
}

TEST_F(PeopleTest, ASubstituteActsAndTheHistorySaysForWhom) {
  const auto appointed =
      office.post("li_qiang", "/v1/substitutions",
                  R"({"substitute":"zhao_min","first_day":"2020-01-01","last_day":"2020-12-30"})");
  EXPECT_EQ(appointed.status, 400) << "a window that is over";
  const std::string today = text_in(office.get("li_qiang", "/v1/instances/1/people"), "day");
  const auto now = office.post("li_qiang", "/v1/substitutions",
                               R"({"substitute":"zhao_min","first_day":")" + today +
                                   R"(","last_day":")" + today + R"(","reason":"出差"})");
  ASSERT_EQ(now.status, 201) << now.body;
  EXPECT_EQ(text_in(office.get("zhao_min", "/v1/queue"), "items.0.on_behalf_of.0.name"), "李强");
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/substitutions"), "items"), "[]");
  EXPECT_EQ(text_in(office.get("wu_di", "/v1/substitutions"), "items.0.substitute.name"), "赵敏");
  ASSERT_EQ(office.act("zhao_min", "approve").status, 200);
  const auto history = office.get("liu_yang", "/v1/instances/1/history");
  EXPECT_NE(history.body.find("赵敏 代 李强"), std::string::npos) << history.body;
  EXPECT_EQ(office.post("li_qiang", "/v1/substitutions/1/acts", R"({"act":"end"})").status, 200);
}

TEST_F(PeopleTest, ANamedDayMovesTheReply) {
  ASSERT_EQ(office.act("li_qiang", "approve").status, 200);
  ASSERT_EQ(office.act("chen_jing", "approve").status, 200);
  const auto before = office.get("liu_yang", "/v1/instances/1/deadline");
  EXPECT_EQ(text_in(before, "due_on"), "2098-02-28") << before.body;
  EXPECT_EQ(text_in(before, "is_assumed"), "true");
  const auto named =
      office.post("liu_yang", "/v1/occasions",
                  R"({"occasion":"congress_approval","day":"2098-01-30","fiscal_year":2098})");
  EXPECT_EQ(text_in(named, "moved.0.due_on"), "2098-02-19") << named.body;
  const auto after = office.get("liu_yang", "/v1/instances/1/deadline");
  EXPECT_EQ(text_in(after, "counted_from"), "2098-01-30");
  EXPECT_NE(text_in(after, "basis").find("第五十二条"), std::string::npos);
  EXPECT_EQ(text_in(office.get("liu_yang", "/v1/occasions?year=2098"), "items.0.day"),
            "2098-01-30");
}

}  // namespace
}  // namespace budget::test
