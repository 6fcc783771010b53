#include <optional>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "office.h"

namespace budget::test {
namespace {

/// An office of three departments with a second person who steers its year.
class OfficesYearTest : public testing::Test {
 protected:
  OfficesYearTest() {
    std::string people = folder.read("organisation.toml");
    for (const char* code : {"204", "205"}) {
      const std::string number = code;
      people += "\n[[departments]]\nregion = \"130605\"\ncode = \"" + number + "\"\nname = \"第" +
                number + "部门\"\nunits = [ { code = \"" + number + "001\", name = \"本级\" } ]\n";
    }
    people += "\n[[people]]\nid = \"qian_san\"\nname = \"钱三\"\ntoken_sha256 = \"" +
              token_sha256("qian_san") +
              "\"\nroles = [ { role = \"budget_officer\", region = \"130605\" } ]\n";
    folder.write("organisation.toml", people);
    daemon.emplace(folder);
    office.emplace(*daemon);
  }
  void opens(const std::string& workflow, int year) {
    const auto answer = office->post("liu_yang", "/v1/cycles",
                                     R"({"region":"130605","workflow":")" + workflow +
                                         R"(","fiscal_year":)" + std::to_string(year) + "}");
    ASSERT_EQ(answer.status, 201) << answer.body;
  }
  HttpAnswer act(const std::string& person, const std::string& instance, const std::string& act,
                 const std::string& more = "") {
    return office->post(person, "/v1/instances/" + instance + "/acts",
                        R"({"act":")" + act + "\"" + more + "}");
  }
  void does(const std::string& person, const std::string& instance, const std::string& what,
            const std::string& more = "") {
    const auto answer = act(person, instance, what, more);
    ASSERT_EQ(answer.status, 200) << person << " " << what << " " << answer.body;
  }
  void terminates(const std::string& instance) {
    const auto answer = office->post("liu_yang", "/v1/instances/" + instance + "/arrangements",
                                     R"({"arrangement":"terminate","reason":"并入他部门"})");
    ASSERT_EQ(answer.status, 200) << answer.body;
  }
  std::string stage(const std::string& instance) {
    return text_in(office->get("liu_yang", "/v1/instances/" + instance), "stage");
  }

  DaemonFolder folder;                  // NOLINT: for the tests
  std::optional<DaemonProcess> daemon;  // NOLINT
  std::optional<Office> office;         // NOLINT
};

TEST_F(OfficesYearTest, OpensItsDepartmentsWaitsForThemAndTheyForIt) {
  opens("cycle", kFarYear);
  does("liu_yang", "1", "deploy");
  daemon->wait_for_log("一上编制");
  const auto children = office->get("liu_yang", "/v1/instances/1/children");
  EXPECT_EQ(text_in(children, "items.2.stage"), "draft_1") << children.body;
  EXPECT_EQ(text_in(children, "items.3"), "");
  const std::string ours = text_in(children, "items.0.id");
  ASSERT_EQ(office->post("wang_fang", "/v1/instances/" + ours + "/projects", one_project()).status,
            200);
  does("wang_fang", ours, "submit");
  does("li_qiang", ours, "approve");
  does("chen_jing", ours, "approve");
  const auto too_early = act("liu_yang", ours, "reply");
  EXPECT_EQ(too_early.status, 409) << too_early.body;
  EXPECT_NE(too_early.body.find("一下二上"), std::string::npos) << too_early.body;
  EXPECT_EQ(stage("1"), "first_drafts");

  terminates(text_in(children, "items.1.id"));
  terminates(text_in(children, "items.2.id"));
  daemon->wait_for_log("核定控制数");
  EXPECT_EQ(stage("1"), "control_numbers");
  does("liu_yang", "1", "set");
  does("liu_yang", ours, "reply");
  EXPECT_EQ(stage(ours), "draft_2");
}

TEST_F(OfficesYearTest, TakesInTheBudgetsThatWereOpenedBeforeIt) {
  opens("two_up_two_down", kFarYear);
  opens("cycle", kFarYear);
  does("liu_yang", "4", "deploy");
  daemon->wait_for_log("children_adopted");
  const auto children = office->get("liu_yang", "/v1/instances/4/children");
  EXPECT_EQ(text_in(children, "items.0.id"), "1") << children.body;
  EXPECT_EQ(text_in(children, "items.2.id"), "3") << children.body;
  EXPECT_EQ(text_in(office->get("liu_yang", "/v1/instances/1"), "parent"), "4");
  ASSERT_EQ(daemon->stop(), 0);
  daemon.emplace(folder);
  EXPECT_EQ(text_in(office->get("liu_yang", "/v1/instances/1"), "parent"), "4");
}

TEST_F(OfficesYearTest, KeepsTwoYearsApart) {
  opens("annual_budget", kFarYear - 1);
  opens("annual_budget", kFarYear);
  for (const std::string year : {"2097", "2098"}) {
    const auto entered =
        office->post("wang_fang", "/v1/instances/" + year + "-130605-203/projects", one_project());
    ASSERT_EQ(entered.status, 200) << entered.body;
  }
  does("wang_fang", "2097-130605-203", "submit");
  EXPECT_EQ(stage("2097-130605-203"), "department_review");
  EXPECT_EQ(stage("2098-130605-203"), "draft");
  const auto cycles = office->get("liu_yang", "/v1/cycles");
  EXPECT_NE(cycles.body.find("2097"), std::string::npos) << cycles.body;
  EXPECT_NE(cycles.body.find("2098"), std::string::npos) << cycles.body;
  const auto queue = office->get("li_qiang", "/v1/queue");
  EXPECT_EQ(text_in(queue, "items.0.instance_key"), "2097-130605-203") << queue.body;
  EXPECT_EQ(text_in(queue, "items.1"), "");
}

TEST_F(OfficesYearTest, MovesToAnotherDefinitionByTwoPeopleAndBack) {
  opens("annual_budget", kFarYear);
  const std::string before = text_in(office->get("liu_yang", "/v1/instances/1"), "definition");
  std::string changed = folder.read("workflows/annual_budget.toml");
  changed.replace(changed.find("version = "), 11, "version = 9");
  changed.replace(changed.find("title = \"编制\""), 16, "title = \"起草\"");
  const auto deployed = office->post(
      "zhou_tao", "/v1/workflows",
      boost::json::serialize(boost::json::object{{"toml", changed}, {"reason", "改名"}}));
  ASSERT_EQ(deployed.status, 201) << deployed.body;
  const std::string plan =
      R"({"workflow":"annual_budget","fiscal_year":2098,"to":"9","timers":"keep_due","reason":"改名"})";
  EXPECT_NE(office->post("liu_yang", "/v1/migrations/preview", plan).body.find("起草"),
            std::string::npos);
  ASSERT_EQ(office->post("liu_yang", "/v1/migrations", plan).status, 201);
  const std::string confirm = R"({"act":"confirm"})";
  EXPECT_EQ(office->post("liu_yang", "/v1/migrations/1/acts", confirm).status, 403);
  EXPECT_EQ(office->post("chen_jing", "/v1/migrations/1/acts", confirm).status, 403);
  ASSERT_EQ(office->post("qian_san", "/v1/migrations/1/acts", confirm).status, 200);
  daemon->wait_for_log("migration_finished");
  const auto moved = office->get("liu_yang", "/v1/migrations/1/instances");
  EXPECT_EQ(moved.body.find("\"lost\""), std::string::npos) << moved.body;
  EXPECT_EQ(text_in(office->get("liu_yang", "/v1/instances/1"), "stage_title"), "起草");

  const auto undo = office->post("qian_san", "/v1/migrations", R"({"undoes":1,"reason":"暂缓"})");
  ASSERT_EQ(undo.status, 201) << undo.body;
  EXPECT_EQ(office->post("qian_san", "/v1/migrations/2/acts", confirm).status, 403);
  ASSERT_EQ(office->post("liu_yang", "/v1/migrations/2/acts", confirm).status, 200);
  daemon->wait_for_log("migration_finished");
  EXPECT_EQ(text_in(office->get("liu_yang", "/v1/instances/1"), "definition"), before);
  EXPECT_EQ(text_in(office->get("liu_yang", "/v1/instances/1"), "stage_title"), "编制");
}

using AdjustmentTest = OfficeTest;

TEST_F(AdjustmentTest, OfABudgetIsAskedForGrantedAndCarriedOut) {
  office.monitor();
  const auto opened = office.post("wang_fang", "/v1/instances/1/children",
                                  R"({"workflow":"budget_adjustment","about":"上级追加"})");
  ASSERT_EQ(opened.status, 201) << opened.body;
  const auto act = [&](const std::string& person, const std::string& json) {
    return office.post(person, "/v1/instances/2/acts", json);
  };
  const auto ask = [&](const std::string& person, const std::string& budget) {
    return office.post(person, "/v1/instances/2/asked-movement",
                       R"({"kind":"adjustment","plan_treatment":"percent","effective_on":)"
                       R"("2098-07-01","moves":[{"project_code":")" +
                           kCode + R"(","budget_wan":")" + budget + R"("}]})");
  };
  EXPECT_EQ(office.get("wang_fang", "/v1/instances/2/asked-movement").status, 404);
  EXPECT_EQ(act("wang_fang", R"({"act":"submit"})").status, 409);
  EXPECT_EQ(ask("chen_jing", "12.00").status, 403);
  ASSERT_EQ(ask("wang_fang", "12.00").status, 201);
  ASSERT_EQ(act("wang_fang", R"({"act":"submit"})").status, 200);
  EXPECT_EQ(ask("wang_fang", "13.00").status, 403);
  ASSERT_EQ(act("li_qiang", R"({"act":"approve"})").status, 200);
  const auto granted = ask("chen_jing", "10.00");
  EXPECT_EQ(text_in(granted, "is_granted"), "true") << granted.body;
  const auto told = office.get("wang_fang", "/v1/instances/2/asked-movement");
  EXPECT_EQ(text_in(told, "items.0.before_wan"), "8.00") << told.body;
  EXPECT_EQ(text_in(told, "items.0.asked_wan"), "12.00");
  EXPECT_EQ(text_in(told, "items.0.granted_wan"), "10.00");
  ASSERT_EQ(act("chen_jing", R"({"act":"approve","to":"carry_out"})").status, 200);
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/projects/2098/" + kCode), "budget_wan"), "8.00");
  const auto done = act("sun_lei", R"({"act":"done","reason":"预调〔2098〕1号"})");
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/projects/2098/" + kCode), "budget_wan"), "10.00");
  const auto history = office.get("liu_yang", "/v1/instances/1/history");
  EXPECT_NE(history.body.find("预调〔2098〕1号"), std::string::npos) << history.body;
}

}  // namespace
}  // namespace budget::test
