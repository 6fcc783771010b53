#include "office.h"

namespace budget::test {
namespace {

using YearTest = OfficeTest;

TEST_F(YearTest, GoesFromDraftToMonitoringByDifferentPeople) {
  office.open();
  EXPECT_EQ(office.act("wang_fang", "submit").status, 409) << "there is no project yet";
  const auto entered = office.post("wang_fang", "/v1/instances/1/projects", one_project());
  EXPECT_EQ(text_in(entered, "entered.0"), kCode);
  EXPECT_EQ(text_in(office.act("wang_fang", "submit"), "stage"), "department_review");
  EXPECT_EQ(text_in(office.act("li_qiang", "approve"), "stage"), "finance_review");

  const auto returned = office.act("chen_jing", "return", R"(,"reason":"第三季度计划过低")");
  EXPECT_EQ(text_in(returned, "stage"), "draft");
  EXPECT_EQ(text_in(returned, "round"), "2");
  EXPECT_EQ(office.act("wang_fang", "submit").status, 200);
  EXPECT_EQ(office.act("li_qiang", "approve").status, 200);
  EXPECT_EQ(office.act("chen_jing", "approve").status, 200);
  EXPECT_EQ(text_in(office.act("liu_yang", "reply"), "stage"), "publish");
  EXPECT_EQ(text_in(office.act("zhao_min", "publish"), "stage"), "monitoring");

  const auto instance = office.get("wang_fang", "/v1/instances/2098-130605-203");
  EXPECT_EQ(text_in(instance, "stage_title"), "执行监控");
  EXPECT_EQ(text_in(instance, "budget_wan"), "8.00");
  EXPECT_EQ(text_in(instance, "last_actor"), "zhao_min");
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/projects/2098/" + kCode), "versions.0.number"),
            "1");
}

TEST_F(YearTest, NobodyJudgesTheirOwnWorkOrActsWithoutTheRole) {
  office.draft();
  EXPECT_EQ(office.act("li_qiang", "submit").status, 403);
  EXPECT_EQ(office.act("zhou_tao", "submit").status, 403)
      << "an administrator never acts on a budget";
  EXPECT_EQ(office.act("wang_fang", "submit").status, 200);
  EXPECT_EQ(office.act("wang_fang", "approve").status, 403);
  EXPECT_EQ(office.act("liu_yang", "approve").status, 403);
}

TEST_F(YearTest, AnActIsDoneOnceHoweverOftenItIsSent) {
  office.draft();
  HttpClient client = daemon.client("wang_fang");
  client.with_field("Idempotency-Key", "submit-1");
  const auto first = client.post("/v1/instances/1/acts", R"({"act":"submit"})");
  client.with_field("Idempotency-Key", "submit-1");
  const auto second = client.post("/v1/instances/1/acts", R"({"act":"submit"})");
  EXPECT_EQ(first.field("idempotent-replayed"), "");
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(second.field("idempotent-replayed"), "true");
  EXPECT_EQ(text_in(second, "repeated"), "true");
  EXPECT_EQ(text_in(second, "event"), text_in(first, "event"));
}

TEST_F(YearTest, AKeySentWithAnotherRequestIsAConflict) {
  office.draft();
  HttpClient client = daemon.client("wang_fang");
  client.with_field("Idempotency-Key", "k1");
  EXPECT_EQ(client.post("/v1/instances/1/acts", R"({"act":"submit"})").status, 200);
  client.with_field("Idempotency-Key", "k1");
  EXPECT_EQ(client.post("/v1/instances/1/acts", R"({"act":"withdraw"})").status, 409);
}

TEST_F(YearTest, AnActOnAnOldRevisionIsAConflict) {
  office.draft();
  const std::string revision = text_in(office.get("wang_fang", "/v1/instances/1"), "revision");
  office.post("wang_fang", "/v1/instances/1/projects", one_project(kSecondCode));
  EXPECT_EQ(office.act("wang_fang", "submit", R"(,"expected_revision":)" + revision).status, 409);
}

TEST_F(YearTest, ADroppedProjectIsGone) {
  office.draft();
  const auto dropped = daemon.client("wang_fang").del("/v1/instances/1/projects/" + kCode);
  EXPECT_EQ(dropped.status, 200);
  EXPECT_EQ(text_in(dropped, "dropped"), kCode);
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/instances/1/projects"), "items.0"), "");
}

TEST_F(YearTest, PaymentsGoInOnceAndBadRowsAreKept) {
  office.monitor();
  const auto first = office.pay(kFarYear, "03-02", "1500.00", "PZ-1");
  EXPECT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(text_in(first, "sum_wan"), "0.15");
  const auto again = office.pay(kFarYear, "03-02", "1500.00", "PZ-1");
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(text_in(again, "recorded"), "0");
  EXPECT_EQ(text_in(office.pay(kFarYear, "13-02", "1500.00", "PZ-2"), "rejects.0.reason"),
            "支付日期无法识别");
  EXPECT_EQ(text_in(office.pay(kFarYear, "03-02", "-9999.00", "PZ-3"), "rejected"), "1")
      << "more than was paid";
  EXPECT_EQ(text_in(office.get("sun_lei", "/v1/payments/batches"), "items.0.sum_fen"), "150000");
  EXPECT_EQ(text_in(office.get("sun_lei", "/v1/payments/rejects"), "items.0.row"), "1");
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/projects/2098/" + kCode), "paid_fen"), "150000");
}

TEST_F(YearTest, ALateYearIsCheckedAtOnceAndItsAlertIsCuredByAPayment) {
  office.monitor(kPastYear);
  const auto alerts = office.get("wang_fang", "/v1/alerts?year=2024&month=3");
  EXPECT_EQ(text_in(alerts, "items.0.level"), "red") << alerts.body;
  EXPECT_EQ(text_in(alerts, "items.0.gap_wan"), "2.00");
  EXPECT_EQ(text_in(alerts, "items.0.lag_percent"), "25.0");
  const std::string id = text_in(alerts, "items.0.id");
  EXPECT_EQ(office.pay(kPastYear, "02-10", "20000.00", "PZ-1").status, 201);
  const auto alert = office.get("wang_fang", "/v1/alerts/" + id);
  EXPECT_EQ(text_in(alert, "state"), "closed");
  EXPECT_EQ(text_in(alert, "cause"), "late_record");
}

TEST_F(YearTest, WhatIsDatedAheadOrAboveTheBudgetGoesInAndIsTold) {
  office.monitor();
  const auto ahead = office.pay(kFarYear, "03-02", "1500.00", "PZ-1");
  EXPECT_EQ(text_in(ahead, "recorded"), "1") << ahead.body;
  EXPECT_EQ(text_in(ahead, "dated_ahead.rows"), "1");
  EXPECT_EQ(text_in(ahead, "dated_ahead.first.0"), "2098-03-02," + kCode + ",1500.00,fiscal,PZ-1,");
  EXPECT_EQ(text_in(ahead, "above_budget.0.alert"), "");
  const auto above = office.pay(kFarYear, "03-02", "78500.01", "PZ-2");
  EXPECT_EQ(text_in(above, "above_budget.0.project_code"), kCode) << above.body;
  EXPECT_EQ(text_in(above, "above_budget.0.above_fen"), "1");
  const auto again = office.pay(kFarYear, "03-02", "78500.01", "PZ-2");
  EXPECT_EQ(text_in(again, "dated_ahead.rows"), "0") << "known: nothing went in";
}

TEST_F(YearTest, RowsWithoutAVoucherOfAChangedFileGoInAgainAndAreTold) {
  office.monitor();
  const auto send = [&](const std::string& rows) {
    return office.post("sun_lei", "/v1/payments",
                       R"({"source":"国库","fiscal_year":2098,"rows":[)" + rows + "]}");
  };
  const std::string row =
      R"({"date":"2098-03-02","project_code":")" + kCode + R"(","amount_yuan":"12.00"})";
  EXPECT_EQ(text_in(send(row), "repeated_rows.rows"), "0");
  EXPECT_EQ(text_in(send(row), "recorded"), "0") << "the same file again";
  const std::string other =
      R"({"date":"2098-03-03","project_code":")" + kCode + R"(","amount_yuan":"12.00"})";
  const auto changed = send(row + "," + other);
  EXPECT_EQ(text_in(changed, "recorded"), "2") << changed.body;
  EXPECT_EQ(text_in(changed, "repeated_rows.rows"), "1") << changed.body;
  EXPECT_EQ(text_in(changed, "repeated_rows.first.0"), "2098-03-02," + kCode + ",12.00,fiscal,,");
}

TEST_F(YearTest, ChartsTellPlanAndPaymentsOfWhatOneMaySee) {
  office.monitor(kPastYear);
  office.pay(kPastYear, "02-10", "20000.00", "PZ-1");
  const auto chart = office.get("wang_fang", "/v1/charts/departments/2024/130605-203");
  EXPECT_EQ(chart.status, 200) << chart.body;
  EXPECT_EQ(text_in(chart, "months.2.planned_wan"), "2.00");
  EXPECT_EQ(text_in(chart, "months.2.paid_to_date_wan"), "2.00");
  EXPECT_EQ(text_in(chart, "forecast.method"), "actual");
  EXPECT_EQ(text_in(chart, "forecast.carry_over_wan"), "6.00");
  const auto project = office.get("wang_fang", "/v1/charts/projects/2024/" + kCode);
  EXPECT_EQ(text_in(project, "key"), kCode) << project.body;
  EXPECT_EQ(text_in(office.get("sun_lei", "/v1/charts/regions/2024/130605"), "projects"), "1");
  EXPECT_EQ(office.get("wang_fang", "/v1/charts/regions/2024/130605").status, 404)
      << "a part of a region is not the region";
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/charts/office/2024"), "projects"), "1");
  EXPECT_EQ(office.get("wang_fang", "/v1/charts/departments/2024/130605-999").status, 404);
  EXPECT_EQ(office.get("wang_fang", "/v1/charts/departments/2023/130605-203").status, 404);
  const auto list = office.get("sun_lei", "/v1/charts?year=2024&by=region&limit=1");
  EXPECT_EQ(text_in(list, "items.0.key"), "130605") << list.body;
  EXPECT_EQ(text_in(list, "next"), "null");
  EXPECT_EQ(office.get("sun_lei", "/v1/charts?year=2024&by=project").status, 400);
  EXPECT_EQ(office.get("sun_lei", "/v1/charts").status, 400);
}

TEST_F(YearTest, WhatHappenedCanBeReadBack) {
  office.draft();
  HttpClient client = daemon.client("wang_fang");
  client.with_field("Budget-Client", "cli");
  client.post("/v1/instances/1/acts", R"({"act":"submit"})");
  const auto history = client.get("/v1/instances/1/history?limit=1000");
  const auto items = json_of(history).at("items").as_array();
  const auto submitted = std::ranges::find_if(
      items, [](const auto& item) { return item.at("type") == "act_performed"; });
  ASSERT_NE(submitted, items.end());
  EXPECT_EQ(submitted->at("actor"), "wang_fang");
  EXPECT_EQ(submitted->at("via"), "cli");
  EXPECT_EQ(submitted->at("payload").at("act"), "submit");
}

TEST_F(YearTest, ANoticeReachesTheLogAndIsMarkedDelivered) {
  office.draft();
  office.act("wang_fang", "submit");
  daemon.wait_for_log("topic=your_turn instance=1 to=li_qiang");
  daemon.stop();
  DaemonProcess again(folder);
  const auto notices = again.client("liu_yang").get("/v1/notices?instance=1");
  EXPECT_EQ(text_in(notices, "items.0.state"), "delivered") << notices.body;
}

}  // namespace
}  // namespace budget::test
