#include "office.h"

namespace budget::test {
namespace {

/// The sample office and a second department with a drafter of its own.
class ReadingTest : public testing::Test {
 protected:
  ReadingTest() {
    folder.write("organisation.toml", folder.read("organisation.toml") + R"(
[[departments]]
region = "130605"
code = "204"
name = "第二部门"
units = [ { code = "204001", name = "第二部门（本级）" } ]

[[people]]
id = "qian_er"
name = "钱二"
token_sha256 = ")" + token_sha256("qian_er") +
                                          R"("
roles = [ { role = "drafter", department = "130605-204" } ]
)");
  }
  DaemonFolder folder;  // NOLINT: for the tests
};

TEST_F(ReadingTest, ADepartmentSeesItselfOnly) {
  DaemonProcess daemon(folder);
  Office office(daemon);
  office.open(kPastYear);
  EXPECT_EQ(json_of(office.get("sun_lei", "/v1/instances")).at("items").as_array().size(), 2U);
  const auto own = office.get("qian_er", "/v1/instances");
  EXPECT_EQ(json_of(own).at("items").as_array().size(), 1U);
  EXPECT_EQ(text_in(own, "items.0.department"), "130605-204");
  for (const char* target :
       {"/v1/instances/1", "/v1/instances/2024-130605-203", "/v1/instances/1/history",
        "/v1/instances/1/projects", "/v1/alerts?instance=1", "/v1/notices?instance=1"}) {
    EXPECT_EQ(office.get("qian_er", target).status, 404) << target;
  }
  EXPECT_EQ(text_in(office.get("qian_er", "/v1/status"), "instances"), "1");
  EXPECT_EQ(text_in(office.get("qian_er", "/v1/instances?department=130605-203"), "items.0"), "");
}

TEST_F(ReadingTest, AProjectOrAlertOfAnotherDepartmentDoesNotExist) {
  DaemonProcess daemon(folder);
  Office office(daemon);
  office.monitor(kPastYear);
  const std::string alert = text_in(office.get("sun_lei", "/v1/alerts"), "items.0.id");
  ASSERT_NE(alert, "");
  EXPECT_EQ(office.get("qian_er", "/v1/alerts/" + alert).status, 404);
  EXPECT_EQ(office.get("qian_er", "/v1/projects/2024/" + kCode).status, 404);
  EXPECT_EQ(text_in(office.get("qian_er", "/v1/alerts"), "items.0"), "");
  const auto notices =
      json_of(office.get("qian_er", "/v1/notices?limit=1000")).at("items").as_array();
  EXPECT_FALSE(notices.empty());
  for (const auto& notice : notices)
    EXPECT_EQ(notice.at("instance"), 2);
}

TEST_F(ReadingTest, TheLogIsForThoseWhoReadAll) {
  DaemonProcess daemon(folder);
  Office office(daemon);
  EXPECT_EQ(office.get("zheng_yu", "/v1/log").status, 200);
  EXPECT_EQ(office.get("wang_fang", "/v1/log").status, 403);
  EXPECT_EQ(office.get("wu_di", "/v1/log").status, 403);
  EXPECT_EQ(office.get("wang_fang", "/v1/payments/batches").status, 403);
}

TEST_F(ReadingTest, PagesFollowEachOtherWithoutGaps) {
  DaemonProcess daemon(folder);
  Office office(daemon);
  office.draft();
  HttpClient client = daemon.client("zheng_yu");
  std::string next = "0";
  int expected = 1;
  while (next != "null") {
    const auto page = client.get("/v1/log?limit=3&after=" + next);
    ASSERT_EQ(page.status, 200) << page.body;
    const auto items = json_of(page).at("items").as_array();
    for (const auto& item : items)
      EXPECT_EQ(item.at("seq"), expected++);
    next = text_in(page, "next");
  }
  EXPECT_GT(expected, 10);
}

TEST_F(ReadingTest, HealthAndMetricsNeedNoToken) {
  DaemonProcess daemon(folder);
  Office office(daemon);
  office.draft();
  EXPECT_EQ(text_in(office.get("", "/healthz"), "status"), "ok");
  const auto metrics = office.get("", "/metrics");
  EXPECT_EQ(metrics.field("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(metrics.body, testing::HasSubstr("budgetd_instances{stage=\"编制\"} 2\n"));
  EXPECT_THAT(metrics.body, testing::HasSubstr("{route=\"POST /v1/cycles\",status=\"201\"} 1\n"));
  EXPECT_THAT(metrics.body, testing::HasSubstr("budgetd_commits_total "));
}

TEST_F(ReadingTest, RowsNamePeopleAndStages) {
  DaemonProcess daemon(folder);
  Office office(daemon);
  office.draft();
  ASSERT_EQ(office.act("wang_fang", "submit").status, 200);
  const auto instance = office.get("wang_fang", "/v1/instances/1");
  EXPECT_EQ(text_in(instance, "stage_role_title"), "部门负责人");
  EXPECT_EQ(text_in(instance, "holders.0.id"), "li_qiang");
  EXPECT_EQ(text_in(instance, "holders.0.name"), "李强");
  EXPECT_EQ(text_in(instance, "holders.1"), "");
  EXPECT_THAT(instance.body, testing::HasSubstr(R"("kind":"judge")"));
  const auto history = office.get("wang_fang", "/v1/instances/1/history");
  EXPECT_THAT(history.body, testing::HasSubstr(R"("actor_name":"王芳")"));
  EXPECT_THAT(history.body, testing::HasSubstr("：编制 → 部门审核"));
  const auto notices = office.get("wang_fang", "/v1/notices?instance=1");
  EXPECT_THAT(notices.body, testing::HasSubstr(R"("recipient_names":["李强"])"));
}

TEST_F(ReadingTest, MeTellsOnesRoles) {
  DaemonProcess daemon(folder);
  Office office(daemon);
  const auto me = office.get("qian_er", "/v1/me");
  EXPECT_EQ(text_in(me, "name"), "钱二");
  EXPECT_EQ(text_in(me, "roles.0.title"), "部门经办人");
  EXPECT_EQ(text_in(me, "reads_all"), "false");
}

TEST_F(ReadingTest, AHeadRequestIsAGetWithoutItsBody) {
  DaemonProcess daemon(folder);
  Office office(daemon);
  const auto answer = daemon.client("wang_fang").ask("HEAD", "/v1/me", "");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "");
}

}  // namespace
}  // namespace budget::test
