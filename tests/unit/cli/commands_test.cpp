#include "cli/commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>

#include "cli/program.h"
#include "unit/cli/asked.h"

namespace budget::cli {
namespace {

constexpr const char* kInstance =
    R"({"id": 1, "key": "2026-130605-203", "workflow": "annual_budget", "fiscal_year": 2026,
 "department": "130605-203", "department_name": "保定白沟新城党群工作部", "stage": "department_review",
 "stage_title": "部门审核", "stage_role": "department_head", "entered_at": "2025-09-01T09:00:00+08:00", "round": 1,
 "revision": 4, "due_on": "2025-10-31", "due_is_provisional": true, "is_overdue": true, "is_closed": false,
 "authors": ["wang_fang"], "next_timer": {"name": "draft.ladder", "at": "2025-10-24T00:00:00+08:00"},
 "projects": 31, "budget_wan": "733.64", "planned_to_date_wan": "0.00", "paid_wan": "105.54355", "open_alerts": 4})";

constexpr const char* kAlert =
    R"({"id": 7, "instance": 1, "fiscal_year": 2026, "department": "130605-203",
 "department_name": "保定白沟新城党群工作部", "project_code": "13060526P000029100333", "project_name": "anke替代经费",
 "rule": "hebei.own_plan_lag", "rule_set_version": 1, "month": 3, "level": "red", "state": "open",
 "cause_title": "节点检查", "raised_at": "2026-04-01T00:00:00+08:00", "changed_at": "2026-04-01T00:00:00+08:00",
 "sentence": "三月底应支出1.71万元，实际0.42万元。", "budget_wan": "3.42", "planned_wan": "1.71", "paid_wan": "0.41724",
 "gap_wan": "1.29276", "lag_percent": "37.8", "paid_to_date_wan": "0.41724", "next_month": null})";

std::string list_of(const std::string& item, const std::string& next = "null") {
  return "{\"items\": [" + item + "], \"next\": " + next + "}";
}

TEST(InstanceCommandTest, ListsWhoIsWhere) {
  Asked command({{200, list_of(kInstance)}});
  ASSERT_TRUE(command(InstanceListOptions{.year = 2026, .overdue = true}));
  EXPECT_EQ(command.client.requests[0].target, "/v1/instances?year=2026&overdue=true&limit=1000");
  EXPECT_EQ(command.screen.out.str(),
            "编号  代码             部门                    阶段      截止                     "
            "项目  预算（万元）  已支付  预警\n"
            "   1  2026-130605-203  保定白沟新城党群工作部  部门审核  2025-10-31（暂定） 超期    "
            "31        733.64  105.54     4\n");
}

TEST(InstanceCommandTest, AsksForTheNextPageUntilThereIsNone) {
  Asked command({{200, list_of(kInstance, "\"17\"")}, {200, list_of(kInstance)}});
  ASSERT_TRUE(command(InstanceListOptions{}));
  EXPECT_EQ(command.client.requests[1].target, "/v1/instances?limit=1000&after=17");
}

TEST(InstanceCommandTest, ShowsOne) {
  Asked command({{200, kInstance}});
  ASSERT_TRUE(command(InstanceShowOptions{.instance = "2026-130605-203"}));
  EXPECT_EQ(command.client.requests[0].target, "/v1/instances/2026-130605-203");
  EXPECT_NE(command.screen.out.str().find("阶段        部门审核（department_review）\n"),
            std::string::npos)
      << command.screen.out.str();
}

TEST(InstanceCommandTest, SaysWhoseTurnItIsAndWhatTheyCanDo) {
  Asked command({{200, R"({"stage_role": "department_head", "stage_role_title": "部门负责人",
      "holders": [{"id": "li", "name": "李强"}, {"id": "zhao", "name": "赵敏"}],
      "acts": [{"id": "approve", "title": "通过", "reason_required": false},
               {"id": "return", "title": "退回", "reason_required": true}]})"}});
  ASSERT_TRUE(command(InstanceShowOptions{.instance = "1"}));
  const std::string shown = command.screen.out.str();
  EXPECT_NE(shown.find("轮到        部门负责人：李强、赵敏\n"), std::string::npos) << shown;
  EXPECT_NE(shown.find("可办理      通过（approve）、退回（return，要写原因）\n"),
            std::string::npos)
      << shown;
}

TEST(ProgramTest, AnswersAMistypedWordAsJsonToWhoAskedForJson) {
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_program({"--json", "instance", "shwo"}, out, err), ExitCode::usage);
  EXPECT_EQ(boost::json::parse(out.str()).at("code"), "invalid_input") << out.str();
}

TEST(ProgramTest, PutsTheFindingsIntoTheJsonAnswer) {
  Screen screen;
  screen.terminal.is_json = true;
  Finding finding;
  finding.message = "expected a plan";
  print_error(screen.terminal, Error{ErrorCode::invalid_input, "expected a project"},
              std::span(&finding, 1));
  const auto answer = boost::json::parse(screen.out.str());
  EXPECT_EQ(answer.at("findings").at(0).at("message"), "expected a plan") << screen.out.str();
}

TEST(InstanceCommandTest, GivesTheAnswerItselfAsJson) {
  Asked command({{200, kInstance}});
  command.screen.terminal.is_json = true;
  ASSERT_TRUE(command(InstanceShowOptions{.instance = "1"}));
  EXPECT_EQ(boost::json::parse(command.screen.out.str()), boost::json::parse(kInstance));
}

TEST(InstanceCommandTest, TellsTheHistoryInWordsAndNotInPayloads) {
  Asked command(
      {{200,
        list_of(
            R"({"seq": 47, "at": "2026-11-21T09:14:00+08:00", "actor": "wang_fang", "via": "cli",
                                   "type": "act_performed", "hash": "2430ce5a8b3f00",
                                   "summary": "王芳 退回：财政审核 → 编制；计划过低",
                                   "payload": {"act": "return", "from": "finance_review", "to": "draft", "reason": "计划过低"}})")}});
  ASSERT_TRUE(command(InstanceHistoryOptions{.instance = "1"}));
  EXPECT_NE(command.screen.out.str().find("2430ce5a8b3f  王芳 退回：财政审核 → 编制；计划过低\n"),
            std::string::npos)
      << command.screen.out.str();
}

TEST(WhyDeadlineCommandTest, SaysSpansInWordsAndLeavesOutWhatIsNotThere) {
  Asked command(
      {{200, R"({"stage_title": "财政审核", "due_on": "2026-01-12", "due_is_provisional": false,
                 "cutoff_hour": 17, "basis": "本地做法", "certainty": "local_practice",
                 "is_redo": false, "is_kept": false, "from": "stage_entered", "occasion": null,
                 "entered_on": "2025-12-26", "counted_from": "2025-12-26", "is_assumed": false,
                 "span": "+10wd", "roll": "none", "before_roll": "2026-01-12", "days": [],
                 "provisional_years": [], "extension": "0wd", "calendar": "3f2b", "notices": []})"}});
  ASSERT_TRUE(command(WhyDeadlineOptions{.instance = "1"}));
  const std::string text = command.screen.out.str();
  EXPECT_NE(text.find("2026-01-12 17 时前"), std::string::npos) << text;
  EXPECT_NE(text.find("10个工作日\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("挂起延长"), std::string::npos) << text;
  EXPECT_EQ(text.find("本地做法（"), std::string::npos) << text;
}

TEST(StatusCommandTest, CountsBudgetsApartFromWhatIsBesideThem) {
  Asked command(
      {{200, R"({"fiscal_year": null, "instances": 5, "budgets": 3, "overdue": 1, "projects": 0,
                 "budget_wan": "0.00", "paid_wan": "0.00", "open_alerts": {},
                 "stages": [{"workflow_title": "部门预算", "title": "编制", "instances": 3},
                            {"workflow_title": "预算工作", "title": "编制", "instances": 2},
                            {"workflow_title": "预算工作", "title": "办结", "instances": 0}],
                 "last_event": null})"}});
  ASSERT_TRUE(command(StatusOptions{}));
  const std::string text = command.screen.out.str();
  EXPECT_NE(text.find("部门预算    3 个；财政部门年度工作、调整、整改等 2 件"), std::string::npos)
      << text;
  EXPECT_NE(text.find("预算工作  编制     2\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("办结"), std::string::npos) << text;
}

TEST(AlertCommandTest, ListsTheNumbersOfEachNode) {
  Asked command({{200, list_of(kAlert)}});
  ASSERT_TRUE(command(AlertListOptions{.year = 2026, .state = "open", .month = 3}));
  EXPECT_EQ(command.client.requests[0].target,
            "/v1/alerts?year=2026&state=open&month=3&limit=1000");
  EXPECT_EQ(command.screen.out.str(),
            "编号  级别  状态    节点  部门        项目编码               项目          "
            "计划（万元）  已支付  差额  百分点\n"
            "   7  红色  未关闭  3月   130605-203  13060526P000029100333  anke替代经费          "
            "1.71    0.42  1.29    37.8\n");
}

TEST(AlertCommandTest, ShowsEveryNumberExactly) {
  Asked command({{200, kAlert}});
  ASSERT_TRUE(command(AlertShowOptions{.alert = 7}));
  const std::string shown = command.screen.out.str();
  EXPECT_EQ(shown.rfind("三月底应支出1.71万元，实际0.42万元。\n", 0), 0U);
  for (const char* line :
       {"预算 B      3.42 万元", "累计计划 P  1.71 万元", "累计支付 A  0.41724 万元（至节点）",
        "差额 P − A  1.29276 万元", "落后        37.8 个百分点"}) {
    EXPECT_NE(shown.find(line), std::string::npos) << line << "\nis not in\n" << shown;
  }
}

TEST(AlertCommandTest, SaysWhenThereIsNone) {
  Asked command({{200, R"({"items": [], "next": null})"}});
  ASSERT_TRUE(command(AlertListOptions{}));
  EXPECT_EQ(command.screen.out.str(), "");
  EXPECT_EQ(command.screen.err.str(), "没有符合条件的记录。\n");
}

TEST(ActCommandTest, SendsTheActOnceWithAKeyAndShowsTheNewStage) {
  Asked command({{200, R"({"instance": 1, "stage": "department_review"})"}, {200, kInstance}});
  ASSERT_TRUE(command(ActOptions{.act = "submit", .instance = "1", .expected_revision = 3}));
  const Request& sent = command.client.requests[0];
  EXPECT_EQ(sent.target, "/v1/instances/1/acts");
  EXPECT_EQ(boost::json::parse(sent.body),
            boost::json::parse(R"({"act": "submit", "expected_revision": 3})"));
  EXPECT_EQ(sent.key.size(), 32U);
  EXPECT_EQ(command.screen.out.str(),
            "已办理：submit。现在阶段：部门审核，截止 2025-10-31，修订号 4。\n");
}

constexpr const char* kReport =
    R"({"instance": 1, "check": 12, "moment": "submit", "moment_title": "提交", "stage": "draft", "stage_title": "编制", "round": 1,
 "day": "2025-10-20", "at": "2025-10-20T10:00:01+08:00", "is_stale": false,
 "plugins": [{"name": "shape", "version": "1.0.0", "hash": "5e", "is_shadow": false, "problem": null, "rows": 31, "errors": 0, "warnings": 1,
              "infos": 1, "rules_run": ["shape.rises"], "rules_not_run": [{"rule": "shape.months", "reason": "步数超过上限"}],
              "findings": [{"rule": "shape.a", "level": "info", "field": "", "message": "小事", "quote": "", "treatment": ""},
                           {"rule": "shape.b", "level": "warning", "field": "projects[13060526P00002810078Y].plan", "message": "中事", "quote": "", "treatment": ""}]},
             {"name": "code", "version": "1.0.0", "hash": "5f", "is_shadow": false, "problem": null, "rows": 31, "errors": 1, "warnings": 0,
              "infos": 0, "rules_run": ["code.c"], "rules_not_run": [],
              "findings": [{"rule": "code.c", "level": "error", "field": "projects[13060526P00002810078Y]", "message": "大事", "quote": "", "treatment": ""}]},
             {"name": "later", "version": "1.0.0", "hash": "60", "is_shadow": true, "problem": null, "rows": 31, "errors": 7, "warnings": 7,
              "infos": 7, "rules_run": ["later.d"], "rules_not_run": [], "findings": []}]})";

TEST(ActCommandTest, TellsOfWhatTheRulesFoundWithoutHoldingItBack) {
  Asked command(
      {{200,
        R"({"act": "submit", "stage": "review", "check": 12, "not_checked": [], "waits_for_signatures": false})"},
       {200, R"({"stage_title": "部门审核", "due_on": null, "revision": 4})"},
       {200, kReport}});
  ASSERT_TRUE(command(ActOptions{.act = "submit", .instance = "2026-130605-203"}));
  EXPECT_EQ(command.client.requests[2].target, "/v1/instances/2026-130605-203/report");
  EXPECT_THAT(command.screen.out.str(),
              testing::HasSubstr("检查另有 1 个错误、1 个警告、1 个提示，查看：budgetctl instance "
                                 "report 2026-130605-203\n"));
}

TEST(ReportCommandTest, SaysHowManyRulesDidNotRunWhereItCountsWhatWasFound) {
  Asked command({{200, kReport}, {200, R"({"items": [], "next": null})"}});
  EXPECT_EQ(*command(InstanceReportOptions{.instance = "1"}), ExitCode::findings);
  EXPECT_THAT(command.screen.out.str(),
              testing::HasSubstr(
                  "shape 1.0.0：检查 31 行，0 个错误，1 个警告，1 个提示，1 条规则未检查\n"));
  EXPECT_THAT(command.screen.out.str(), testing::HasSubstr("未检查 shape.months：步数超过上限\n"));
}

TEST(ReportCommandTest, PutsErrorsFirstAndNamesTheProject) {
  Asked command(
      {{200, kReport},
       {200,
        R"({"items": [{"code": "13060526P00002810078Y", "name": "稳就业补助资金"}], "next": null})"}});
  EXPECT_EQ(*command(InstanceReportOptions{.instance = "1"}), ExitCode::findings);
  const std::string out = command.screen.out.str();
  EXPECT_LT(out.find("大事"), out.find("中事"));
  EXPECT_LT(out.find("中事"), out.find("小事"));
  EXPECT_THAT(out, testing::HasSubstr("稳就业补助资金（projects[13060526P00002810078Y].plan）"));
}

TEST(ActCommandTest, TakesItsErrorFromTheProblem) {
  Asked command(
      {{403,
        R"({"status": 403, "code": "forbidden", "detail": "expected somebody else to approve", "hint": "ask li_qiang",
                 "findings": [{"rule": "r", "level": "error", "field": "projects[0]", "message": "m", "quote": ""}]})"}});
  const Result<ExitCode> ended = command(ActOptions{.act = "approve", .instance = "1"});
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error(),
            (Error{ErrorCode::forbidden, "expected somebody else to approve", "ask li_qiang"}));
  ASSERT_EQ(command.api.findings().size(), 1U);
  EXPECT_EQ(command.api.findings()[0].place.field, "projects[0]");
}

TEST(ActCommandTest, SurvivesAnAnswerThatIsNoJson) {
  Asked command({{502, "<html>Bad gateway</html>"}});
  const Result<ExitCode> ended = command(ActOptions{.act = "approve", .instance = "1"});
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().code, ErrorCode::unavailable);
}

TEST(CycleCommandTest, FindsTheRegionOfWhoAsks) {
  Asked command(
      {{200,
        R"({"id": "liu_yang", "roles": [{"role": "budget_officer", "region": "130605", "department": null}]})"},
       {201,
        R"({"instances": [{"id": 1, "key": "2026-130605-203", "department": "130605-203"}]})"}});
  ASSERT_TRUE(command(CycleOpenOptions{.year = 2026}));
  EXPECT_EQ(boost::json::parse(command.client.requests[1].body),
            boost::json::parse(
                R"({"region": "130605", "fiscal_year": 2026, "workflow": "annual_budget"})"));
}

TEST(CycleCommandTest, SaysThatNothingWasLeftToOpen) {
  Asked command({{200, R"({"instances": [], "repeated": false})"}});
  ASSERT_TRUE(command(CycleOpenOptions{.year = 2026, .region = "130605"}));
  EXPECT_EQ(command.screen.out.str(), "2026 年度此前已启动，没有变化。\n");
}

TEST(ProjectCommandTest, SendsTheSampleWithExactAmounts) {
  Asked command({{200, kInstance}, {200, R"({"entered": [], "findings": []})"}});
  const Result<ExitCode> ended = command(
      ProjectImportOptions{.file = "config/samples/baigou_2026/projects.toml", .instance = "1"});
  ASSERT_TRUE(ended) << ended.error().message;
  EXPECT_EQ(*ended, ExitCode::ok);
  const auto body = boost::json::parse(command.client.requests[1].body);
  EXPECT_EQ(array_at(body, "projects").size(), 31U);
  const auto& first = array_at(body, "projects")[0];
  EXPECT_EQ(text_at(first, "code"), "13060525P004501100061");
  EXPECT_EQ(number_at(first, "budget_fen"), 6'160'000);
  EXPECT_NE(command.screen.out.str().find("已录入 31 个项目到 2026-130605-203"), std::string::npos);
}

TEST(ProjectCommandTest, RefusesAFileOfAnotherDepartment) {
  Asked command({{200, kInstance}});
  const Result<ExitCode> ended = command(
      ProjectImportOptions{.file = "config/samples/zhengding_2024/projects.toml", .instance = "1"});
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().code, ErrorCode::conflict);
  EXPECT_EQ(command.client.requests.size(), 1U);
}

/// A file of its own for each test, gone afterwards.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& content)
      : path_(testing::TempDir() + "budgetctl_" +
              testing::UnitTest::GetInstance()->current_test_info()->name()) {
    std::ofstream(path_) << content;
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() { std::filesystem::remove(path_); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

TEST(ProjectCommandTest, RefusesAFileWithMistakesWithoutAskingTheDaemon) {
  const ScratchFile file("schema = \"budgetd.projects/1\"\nfiscal_year = \"2026\"\n");
  Asked command({});
  const Result<ExitCode> ended =
      command(ProjectImportOptions{.file = file.path(), .instance = "1"});
  ASSERT_TRUE(ended);
  EXPECT_EQ(*ended, ExitCode::findings);
  EXPECT_TRUE(command.client.requests.empty());
  EXPECT_NE(command.screen.err.str().find(file.path() + ":2:"), std::string::npos)
      << command.screen.err.str();
}

constexpr const char* kRecorded =
    R"({"batch": 3, "recorded": 178, "known": 0, "rejected": 0, "sum_fen": 730824000, "sum_wan": "730.824", "rejects": []})";
constexpr const char* kKnown =
    R"({"batch": null, "recorded": 0, "known": 0, "rejected": 0, "sum_fen": 0, "sum_wan": "0.00", "rejects": []})";

PaymentImportOptions sample_payments() {
  return {.file = "config/samples/baigou_2026/payments.csv", .year = 2026, .source = ""};
}

TEST(PaymentCommandTest, SendsTheSampleWithADigestOfItsRows) {
  Asked command({{201, kRecorded}, {200, kKnown}});
  ASSERT_EQ(*command(sample_payments()), ExitCode::ok);
  EXPECT_EQ(command.screen.out.str(),
            "共 178 行：入账 178 笔，合计 730.824 万元；此前已有 0 笔；退回 0 笔。\n");

  ASSERT_EQ(*command(sample_payments()), ExitCode::ok);
  const auto first = boost::json::parse(command.client.requests[0].body);
  const auto second = boost::json::parse(command.client.requests[1].body);
  EXPECT_EQ(text_at(first, "digest").size(), 64U);
  EXPECT_EQ(text_at(first, "digest"), text_at(second, "digest"));
  EXPECT_EQ(array_at(first, "rows").size(), 178U);
}

TEST(PaymentCommandTest, SaysThatTheSameFileChangesNothing) {
  Asked command({{200, kKnown}});
  ASSERT_EQ(*command(sample_payments()), ExitCode::ok);
  EXPECT_EQ(command.screen.out.str(), "这个文件此前已经导入，没有变化（178 行）。\n");
}

TEST(PaymentCommandTest, ListsRefusedRowsWithTheirReasonAndEndsWithOne) {
  const ScratchFile file(
      "date,project_code,amount_yuan,fund,voucher,memo\n2026-13-01,X,1,fiscal,,\n");
  Asked command({{201, R"({"batch": 4, "recorded": 0, "known": 0, "rejected": 1, "sum_fen": 0,
                         "rejects": [{"row": 1, "text": "2026-13-01,X", "reason": "日期不存在"}]})"}});
  ASSERT_EQ(*command(PaymentImportOptions{.file = file.path(), .year = 2026, .source = "国库"}),
            ExitCode::findings);
  const auto body = boost::json::parse(command.client.requests[0].body);
  EXPECT_EQ(array_at(body, "unreadable").size(), 1U);
  EXPECT_EQ(text_at(body, "source"), "国库");
  EXPECT_NE(command.screen.out.str().find("第1行           日期不存在  2026-13-01,X\n"),
            std::string::npos)
      << command.screen.out.str();
}

TEST(PaymentCommandTest, CountsUnreadableRowsAndSmallSumsExactly) {
  const ScratchFile file(
      "date,project_code,amount_yuan,fund,voucher,memo\n2026-13-01,X,1,fiscal,,\n"
      "2026-03-02,13060526P000029100333,10.00,fiscal,V1,\n");
  Asked command({{201, R"({"batch": 4, "recorded": 1, "known": 0, "rejected": 1, "sum_fen": 1000,
                         "rejects": [{"row": 1, "text": "x", "reason": "日期不存在"}]})"},
                 {200, kKnown}});
  const PaymentImportOptions options{.file = file.path(), .year = 2026, .source = ""};
  ASSERT_EQ(*command(options), ExitCode::findings);
  EXPECT_EQ(command.screen.out.str().rfind(
                "共 2 行：入账 1 笔，合计 10.00 元；此前已有 0 笔；退回 1 笔。\n", 0),
            0U)
      << command.screen.out.str();
  command.screen.out.str("");
  command.screen.terminal.is_json = true;
  ASSERT_EQ(*command(options), ExitCode::findings) << "sent again, a row is still refused";
  const auto again = boost::json::parse(command.screen.out.str());
  EXPECT_TRUE(flag_at(again, "unchanged"));
  EXPECT_EQ(number_at(again, "rejected"), 1);
}

TEST(PaymentCommandTest, TakesNewRefusalsWithoutABatchForAnAnswer) {
  Asked command({{200, R"({"batch": null, "recorded": 0, "known": 172, "rejected": 6, "sum_fen": 0,
                         "rejects": []})"}});
  ASSERT_EQ(*command(sample_payments()), ExitCode::findings);
  EXPECT_NE(command.screen.out.str().find("此前已有 172 笔；退回 6 笔"), std::string::npos);
}

TEST(PaymentCommandTest, SaysThatAFileHasNoRows) {
  const ScratchFile file("date,project_code,amount_yuan,fund,voucher,memo\n");
  Asked command({});
  ASSERT_EQ(*command(PaymentImportOptions{.file = file.path(), .year = 2026, .source = ""}),
            ExitCode::ok);
  EXPECT_EQ(command.screen.out.str(), "文件没有数据行，没有导入任何付款。\n");
}

std::size_t rows_sent(const Asked& command, std::size_t request) {
  const auto body = boost::json::parse(command.client.requests[request].body);
  return array_at(body, "rows").size();
}

TEST(PaymentCommandTest, CutsALargeFileIntoParts) {
  std::string content = "date,project_code,amount_yuan,fund,voucher,memo\n";
  for (int i = 0; i < 5001; ++i) {
    content += "2026-03-02,13060526P000029100333,1.00,fiscal,V" + std::to_string(i) + ",\n";
  }
  const ScratchFile file(content);
  Asked command({{201, kRecorded}, {201, kRecorded}});
  ASSERT_EQ(*command(PaymentImportOptions{.file = file.path(), .year = 2026, .source = ""}),
            ExitCode::ok);
  ASSERT_EQ(command.client.requests.size(), 2U);
  EXPECT_EQ(rows_sent(command, 0), 5000U);
  EXPECT_EQ(rows_sent(command, 1), 1U);
}

TEST(PaymentCommandTest, TellsHowFarItGotWhenTheDaemonGoesAway) {
  std::string content = "date,project_code,amount_yuan,fund,voucher,memo\n";
  for (int i = 0; i < 5001; ++i) {
    content += "2026-03-02,13060526P000029100333,1.00,fiscal,V" + std::to_string(i) + ",\n";
  }
  const ScratchFile file(content);
  Asked command({{201, kRecorded}});
  const Result<ExitCode> ended =
      command(PaymentImportOptions{.file = file.path(), .year = 2026, .source = ""});
  ASSERT_FALSE(ended);
  EXPECT_NE(ended.error().hint.find("5,000 rows were recorded before"), std::string::npos)
      << ended.error().hint;
}

TEST(PaymentCommandTest, PreviewsAFileWithoutADaemonOrAToken) {
  const ScratchFile file(
      "三月支付明细,,,,\n付款日期,收款人,项目编码,支付金额（万元）,凭证号\n"
      "2026/3/2,某公司,13060526P000029100333,\"1,000.5\",PZ-1\n"
      "2025-03-02,某公司,13060526P000029100333,-1,PZ-2\n2026-03-40,x,y,z,PZ-3\n");
  std::ostringstream out;
  std::ostringstream err;
  ASSERT_EQ(
      run_program({"payment", "import", file.path(), "--year", "2026", "--preview"}, out, err),
      ExitCode::findings)
      << err.str();
  for (const char* said :
       {"逗号分隔，编码 UTF-8，表头是第2行", "金额单位：万元（列名“支付金额（万元）”）",
        "未读取的列：收款人", "10005000.00", "可读 2 行", "不可读 1 行", "不在2026年度内",
        "没有导入任何数据"}) {
    EXPECT_NE(out.str().find(said), std::string::npos) << said << "\n" << out.str();
  }
}

TEST(PaymentCommandTest, AsksForAUnitThatIsSaidNowhere) {
  const ScratchFile file("日期,项目编码,金额\n2026-03-02,13060526P000029100333,5\n");
  Asked command({});
  const PaymentImportOptions options{.file = file.path(), .year = 2026};
  ASSERT_EQ(*command(options), ExitCode::usage);
  EXPECT_NE(command.screen.err.str().find("--unit yuan"), std::string::npos)
      << command.screen.err.str();
  EXPECT_TRUE(command.client.requests.empty());
}

TEST(PaymentCommandTest, SendsMonthTotalsAsSuch) {
  const ScratchFile file("月份,项目编码,本月支出（元）\n3月,13060526P000029100333,5\n");
  Asked command({{201, kRecorded}});
  ASSERT_EQ(*command(PaymentImportOptions{.file = file.path(), .year = 2026}), ExitCode::ok);
  const auto body = boost::json::parse(command.client.requests[0].body);
  EXPECT_EQ(text_at(body, "shape"), "month_totals");
}

TEST(PaymentCommandTest, WritesRejectsToAFileThatCanBeImportedAgain) {
  const std::string path = testing::TempDir() + "budgetctl_rejects.csv";
  std::filesystem::remove(path);
  Asked command({{200, R"({"items": [
    {"id": 1, "batch": 4, "row": 3, "text": "2026-13-02,13060526P000029100333,1.5万元,,PZ-1,", "reason": "日期,不对"},
    {"id": 2, "batch": 4, "row": 9, "text": "open\"quote", "reason": "引号的位置不对"}], "next": null})"}});
  ASSERT_EQ(*command(PaymentRejectsOptions{.batch = 4, .out = path}), ExitCode::ok);
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_NE(text.find("2026-13-02,13060526P000029100333,1.5万元,,PZ-1,,4,3,\"日期,不对\"\r\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find(",,,,,\"open\"\"quote\",4,9,引号的位置不对\r\n"), std::string::npos) << text;
  EXPECT_EQ(*command(PaymentRejectsOptions{.batch = 4, .out = path}), ExitCode::usage)
      << "an existing file must stay";
  std::filesystem::remove(path);
}

TEST(AlertCommandTest, PrintsTheArithmeticStepByStep) {
  Asked command(
      {{200, R"({"alert": {"id": 1, "month": 3, "sentence": "落后", "project_name": "经费",
    "project_code": "13060526P000029100333", "rule": "hebei.own_plan_lag", "rule_set_version": 1},
    "steps": [{"title": "预算 B", "text": "10.00 万元"}, {"title": "黄色", "text": "≥ 8.00%：成立"}]})"}});
  ASSERT_EQ(*command(WhyAlertOptions{.alert = 1}), ExitCode::ok);
  EXPECT_EQ(command.client.requests[0].target, "/v1/alerts/1/reasons");
  EXPECT_NE(command.screen.out.str().find("≥ 8.00%：成立"), std::string::npos);
}

TEST(AlertCommandTest, SendsAnActWithItsCausesAndDay) {
  Asked command({{200, R"({"alert": "7", "act": "explain", "is_closed": false})"}});
  ASSERT_EQ(
      *command(AlertActOptions{
          .alert = 7, .act = "explain", .text = "上级资金未到", .causes = {"funds", "other"}}),
      ExitCode::ok);
  const auto body = boost::json::parse(command.client.requests[0].body);
  EXPECT_EQ(array_at(body, "causes").size(), 2U);
  EXPECT_EQ(text_at(body, "act"), "explain");
}

TEST(TokenCommandTest, WritesTheTokenWhereOnlyItsOwnerCanRead) {
  const std::string path = testing::TempDir() + "budgetctl_new_token";
  std::filesystem::remove(path);
  std::ostringstream out;
  std::ostringstream err;
  ASSERT_EQ(run_program({"token", "new", "--to", path}, out, err), ExitCode::ok);
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(out.str().find("token:"), std::string::npos);
  ASSERT_EQ(run_program({"token", "new", "--to", path}, out, err), ExitCode::usage)
      << "an existing file must stay";
  std::filesystem::remove(path);
}

TEST(TokenCommandTest, PrintsTheHashOfTheTokenAsPrinted) {
  std::ostringstream out;
  std::ostringstream err;
  ASSERT_EQ(run_program({"token", "new", "--json"}, out, err), ExitCode::ok);
  const auto answer = boost::json::parse(out.str());
  EXPECT_EQ(text_at(answer, "token").size(), 64U);
  EXPECT_EQ(text_at(answer, "token_sha256").size(), 64U);
}

TEST(ExportCommandTest, AsksTheExporterByNameAndWritesTheFile) {
  const auto file = std::filesystem::temp_directory_path() /
                    ("budgetctl-export-" + std::to_string(getpid()) + ".csv");
  Asked command({{200, "a,b\r\n"}});
  ASSERT_TRUE(command(ExportOptions{
      .what = "projects", .instance = "1", .choice = {.year = 2026}, .out = file.string()}));
  EXPECT_EQ(command.client.requests[0].target,
            "/v1/exports/projects?year=2026&instance=1&format=csv");
  std::ifstream written(file, std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(written), {}), "a,b\r\n");
  EXPECT_EQ(command.screen.out.str(), "已写入 " + file.string() + "\n");
  std::filesystem::remove(file);
}

TEST(ExportCommandTest, PrintsTheFileWhenItIsGivenNoName) {
  Asked command({{200, "a,b\r\n"}});
  ASSERT_TRUE(command(ExportOptions{.what = "alerts"}));
  EXPECT_EQ(command.screen.out.str(), "a,b\r\n");
}

TEST(ExportCommandTest, LeavesTheOldFileWhenTheExportIsRefused) {
  Asked command({{404, R"({"code": "not_found", "detail": "expected an exporter"})"}});
  const auto ended = command(ExportOptions{.what = "projects", .out = "never-written.csv"});
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().message, "expected an exporter");
  EXPECT_FALSE(std::filesystem::exists("never-written.csv"));
}

TEST(ExportCommandTest, SaysWhyAFileCannotBeWritten) {
  Asked command({{200, "x"}});
  const auto ended = command(ExportOptions{.what = "projects", .out = "no/such/folder/x.csv"});
  ASSERT_TRUE(ended);
  EXPECT_EQ(*ended, ExitCode::usage);
  EXPECT_NE(command.screen.err.str().find("no/such/folder/x.csv"), std::string::npos);
}

TEST(CalendarCommandTest, ListsTheDays) {
  Asked command({{200, R"({"entries": [{"uid": "u", "kind": "todo", "title": "部门：编制截止",
      "text": "办理：经办人\n已超期", "due_on": "2025-10-31"}]})"}});
  ASSERT_TRUE(command(CalendarOptions{.choice = {.person = "wang_fang"}}));
  EXPECT_EQ(command.client.requests[0].target, "/v1/exports/calendar?person=wang_fang");
  EXPECT_NE(command.screen.out.str().find("2025-10-31  部门：编制截止  办理：经办人 已超期"),
            std::string::npos)
      << command.screen.out.str();
}

TEST(CalendarCommandTest, FetchesTheFileForOtherPrograms) {
  Asked command({{200, "BEGIN:VCALENDAR\r\n"}});
  ASSERT_TRUE(command(CalendarOptions{.choice = {.department = "130605-203"}, .ics = true}));
  EXPECT_EQ(command.client.requests[0].target,
            "/v1/exports/calendar?department=130605-203&format=ical");
  EXPECT_EQ(command.screen.out.str(), "BEGIN:VCALENDAR\r\n");
}

constexpr const char* kChart =
    R"({"of": "project", "key": "13060526P000029100333", "name": "anke替代经费", "day": "2026-05-06",
 "fiscal_year": 2026, "projects": 1, "drafted": 0, "without_plan": 0, "budget_fen": 8000000, "budget_wan": "8.00",
 "original_budget_fen": 10000000, "original_budget_wan": "10.00", "paid_fen": 2000000, "paid_wan": "2.00",
 "paid_percent": "25.0",
 "months": [{"month": 3, "is_node": true, "planned_fen": 4000000, "original_planned_fen": 5000000, "paid_fen": 2000000,
             "paid_to_date_fen": 2000000, "forecast_fen": null},
            {"month": 4, "is_node": false, "planned_fen": 5000000, "original_planned_fen": 6000000, "paid_fen": 0,
             "paid_to_date_fen": 2000000, "forecast_fen": 3000000}],
 "forecast": {"method": "run_rate", "method_title": "按平均进度", "month": 3, "year_end_wan": "8.00",
              "carry_over_wan": "0.00", "sentence": "截至2026年3月底已支付 2.00 万元。"},
 "policy": [{"title": "规定进度", "basis": "本地做法", "points": [{"month": 4, "amount_fen": 6000000}]}],
 "earlier": [{"fiscal_year": 2025, "budget_fen": 4000000, "months": [{"paid_to_date_fen": 1000000}]}]})";

TEST(ChartCommandTest, DrawsPlanPaymentsPolicyAndForecast) {
  Asked command({{200, kChart}});
  ASSERT_TRUE(command(
      ChartOptions{.of = "projects", .year = 2026, .key = "13060526P000029100333", .years = 2}));
  EXPECT_EQ(command.client.requests[0].target,
            "/v1/charts/projects/2026/13060526P000029100333?years=2");
  const std::string shown = command.screen.out.str();
  for (const char* line : {"8.00 万元（年初 10.00）", "截至2026年3月底已支付 2.00 万元。",
                           "##########          |\n", "##########.....          :    +\n", "25.0%"})
    EXPECT_NE(shown.find(line), std::string::npos) << line << "\n" << shown;
}

TEST(ChartCommandTest, ListsThemSideBySide) {
  Asked command({{200, list_of(kChart)}});
  ASSERT_TRUE(command(ChartListOptions{.year = 2026, .by = "region"}));
  EXPECT_EQ(command.client.requests[0].target, "/v1/charts?year=2026&by=region&limit=1000");
  EXPECT_NE(command.screen.out.str().find("按平均进度"), std::string::npos);
}

}  // namespace
}  // namespace budget::cli
