#include <cstdlib>

#include <sys/wait.h>

#include <budget/date.h>

#include "office.h"

// Monitoring sheets, self-evaluations, bulletins and letters over the real daemon, as people use
// them, in a year whose nodes are behind it.

namespace budget::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kThisYear = "/v1/instances/1";

std::string lines(const std::string& third = "95") {
  return R"([{"number":1,"actual":"11"},{"number":2,"actual":"95"},{"number":3,"actual":")" +
         third + R"(","explanation":"一个月晚发"},{"number":4,"actual":"95"}])";
}

std::string evaluation(const std::string& third = "95", const std::string& more = "") {
  return R"({"sheets":[{"project_code":")" + kCode + R"(","outcome":"完成",)" +
         R"("execution_explanation":"全部是尾款","lines":)" + lines(third) + "}]" + more + "}";
}

std::string monitoring(const std::string& first = "6", const std::string& more = "") {
  std::string sheet = R"({"sheets":[{"project_code":")" + kCode +
                      R"(","outcome":"按计划","expected_wan":"8.00","lines":[)";
  for (int number = 1; number <= 4; ++number) {
    const std::string actual = number == 1 ? first : "50";
    sheet += std::string(number == 1 ? "" : ",") + R"({"number":)" + std::to_string(number) +
             R"(,"actual":")" + actual +
             R"(","forecast":"95","likelihood":"certain","explanation":"无"})";
  }
  return sheet + "]}]" + more + "}";
}

class SheetsTest : public OfficeTest {
 protected:
  HttpAnswer sheet_act(const std::string& person, const std::string& month, const std::string& act,
                       const std::string& reason = "") {
    return office.post(person, kThisYear + "/sheets/" + month + "/acts",
                       R"({"act":")" + act + "\"" +
                           (reason.empty() ? "" : R"(,"reason":")" + reason + "\"") + "}");
  }
  /// So many days from the daemon's own: "2026-12-21".
  std::string days_ahead(int days) {
    const std::string today = text_in(office.get("sun_lei", kThisYear + "/people"), "day");
    return Date::parse(today)->plus_days(days).to_text();
  }
  /// What budgetctl prints for somebody, with its messages.
  std::string run(const std::string& person, const std::string& words) {
    const std::string command =
        "BUDGETCTL_TOKEN=token-" + person + " " + std::getenv("BUDGET_BIN_DIR") +
        "/budgetctl --url http://127.0.0.1:" + std::to_string(daemon.port()) + " " + words +
        " 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    std::string out;
    for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe))
      out += static_cast<char>(c);
    exit_ = WEXITSTATUS(pclose(pipe));
    return out;
  }

  int exit_ = -1;  // NOLINT
};

TEST_F(SheetsTest, AMonitoringSheetIsFilledSentBackMendedAndAccepted) {
  office.monitor(kPastYear);
  const std::string june = kThisYear + "/sheets/6";
  EXPECT_THAT(office.get("wang_fang", "/v1/queue").body,
              HasSubstr(R"("title":"6月绩效运行监控表","to_do":"fill","projects":1)"));
  const auto unit = office.post("wang_fang", june, monitoring("6人"));
  EXPECT_EQ(unit.status, 400);
  EXPECT_THAT(unit.body, HasSubstr("sheets[0].lines[0].actual"));
  EXPECT_EQ(office.post("sun_lei", june, monitoring()).status, 403) << "finance fills in nothing";
  const auto filled = office.post("wang_fang", june, monitoring("6", R"(,"act":"hand_in")"));
  EXPECT_EQ(text_in(filled, "handed_in"), "1") << filled.body;
  EXPECT_THAT(office.get("sun_lei", "/v1/queue").body,
              HasSubstr(R"("title":"6月绩效运行监控表","to_do":"judge","projects":1)"));

  EXPECT_EQ(sheet_act("wang_fang", "6", "accept").status, 403);
  EXPECT_EQ(sheet_act("sun_lei", "6", "send_back").status, 400) << "without a reason";
  EXPECT_EQ(sheet_act("sun_lei", "6", "send_back", "数量与附件不符").status, 200);
  const auto returned = office.get("wang_fang", june + "?project=" + kCode);
  EXPECT_EQ(text_in(returned, "items.0.phase"), "returned") << returned.body;
  EXPECT_EQ(text_in(returned, "items.0.judgement"), "数量与附件不符");
  EXPECT_EQ(sheet_act("wang_fang", "6", "hand_in").status, 200);
  EXPECT_EQ(sheet_act("sun_lei", "6", "accept").status, 200);
  const auto tasks = office.get("sun_lei", "/v1/sheets?year=2024&month=6");
  EXPECT_EQ(text_in(tasks, "items.0.accepted"), "1") << tasks.body;
  EXPECT_EQ(office.post("wang_fang", kThisYear + "/sheets/7", monitoring()).status, 404)
      << "no node, no sheet";
}

TEST_F(SheetsTest, ASelfEvaluationIsScoredExplainedCheckedAndClosesTheYear) {
  office.monitor(kPastYear);
  EXPECT_EQ(office.act("wang_fang", "evaluate").status, 409) << "nothing is filled in";
  const std::string sheets = kThisYear + "/sheets/evaluation";
  EXPECT_EQ(office.post("wang_fang", sheets, evaluation("90", R"(,"act":"hand_in")")).status, 200);

  // 0 + 16.67 + 16.67 + 90/95 × 16.66 + 40 by hand.
  const std::string reasons = kThisYear + "/evaluations/" + kCode + "/reasons";
  const auto why = office.get("sun_lei", reasons);
  EXPECT_EQ(text_in(why, "certainty"), "secondary") << why.body;
  EXPECT_THAT(why.body, HasSubstr("财预〔2020〕10号（转引）"));
  EXPECT_THAT(why.body, HasSubstr("实际 90 ÷ 目标 95 × 16.66 = 15.78 / 16.66"));
  EXPECT_THAT(why.body, HasSubstr("0.00 + 16.67 + 16.67 + 15.78 + 40.00 = 89.12"));
  EXPECT_THAT(why.body, HasSubstr("89.12，良"));

  const std::string check = kThisYear + "/evaluations/" + kCode + "/checks";
  const auto above = office.post(
      "sun_lei", check, R"({"text":"抽查","scores":[{"number":4,"score":"40.01","reason":"x"}]})");
  EXPECT_EQ(above.status, 400) << "more than the line weighs: " << above.body;
  const auto checked =
      office.post("sun_lei", check,
                  R"({"text":"抽查","scores":[{"number":4,"score":"30","reason":"佐证不足"}]})");
  EXPECT_EQ(text_in(checked, "total"), "79.12") << checked.body;
  EXPECT_THAT(office.get("sun_lei", reasons).body, HasSubstr("40.00 → 30.00：佐证不足"));
  const auto summary = office.get("sun_lei", kThisYear + "/evaluation-summary");
  EXPECT_EQ(text_in(summary, "items.0.grade"), "中") << summary.body;

  EXPECT_EQ(text_in(office.act("wang_fang", "evaluate"), "stage"), "closed");
  EXPECT_EQ(office.post("sun_lei", check, R"({"text":"再查"})").status, 404) << "it is closed";
  EXPECT_THAT(office.get("sun_lei", reasons).body, HasSubstr("89.12，良")) << "years later, too";
}

TEST_F(SheetsTest, ASubstituteFillsInSheetsAndNeitherOfTheTwoAcceptsThem) {
  office.monitor(kPastYear);
  const auto appointed =
      office.post("wang_fang", "/v1/substitutions",
                  R"({"substitute":"li_qiang","first_day":")" + days_ahead(-1) +
                      R"(","last_day":")" + days_ahead(30) + R"(","reason":"休假"})");
  EXPECT_EQ(appointed.status, 201) << appointed.body;
  EXPECT_THAT(office.get("li_qiang", "/v1/queue").body,
              HasSubstr(R"("on_behalf_of":[{"id":"wang_fang","name":"王芳"}])"));
  const auto filled =
      office.post("li_qiang", kThisYear + "/sheets/3", monitoring("3", R"(,"act":"hand_in")"));
  EXPECT_EQ(filled.status, 200) << filled.body;
  const auto history = office.get("sun_lei", kThisYear + "/history?limit=1000");
  EXPECT_THAT(history.body, HasSubstr(R"("principals":["wang_fang"])"));
  EXPECT_EQ(sheet_act("li_qiang", "3", "accept").status, 403);
  EXPECT_EQ(sheet_act("sun_lei", "3", "accept").status, 200);
}

TEST_F(SheetsTest, ALetterGoesOutIsAnsweredAndPrinted) {
  office.monitor(kPastYear);
  const auto alerts = office.get("sun_lei", "/v1/alerts?year=2024&month=3");
  const std::string id = text_in(alerts, "items.0.id");
  const std::string acts = "/v1/alerts/" + id + "/acts";
  EXPECT_EQ(office.get("sun_lei", "/v1/alerts/" + id + "/letter").status, 404);
  const auto asked = office.post(
      "sun_lei", acts, R"({"act":"inquire","text":"请说明原因","day":")" + days_ahead(30) + "\"}");
  EXPECT_EQ(asked.status, 200) << asked.body;
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/alert-letters?year=2024"), "items.0.number_text"),
            "问询〔2024〕1号");
  const auto explained = office.post(
      "wang_fang", acts, R"({"act":"explain","causes":["funds"],"text":"上级资金四月到位"})");
  EXPECT_EQ(explained.status, 200) << explained.body;
  EXPECT_EQ(text_in(office.get("sun_lei", "/v1/alerts/" + id + "/letter"), "answer"),
            "上级资金四月到位");
  for (const char* format : {"docx", "html", "pdf"}) {
    const auto printed =
        office.get("sun_lei", "/v1/exports/letter?alert=" + id + "&format=" + format);
    EXPECT_EQ(printed.status, 200) << format << printed.body.substr(0, 300);
    EXPECT_GT(printed.body.size(), 1000U) << format;
  }
  EXPECT_THAT(office.get("sun_lei", "/v1/exports/letter?format=html&alert=" + id).body,
              HasSubstr("上级资金四月到位"));
  EXPECT_THAT(run("wang_fang", "alert show " + id), HasSubstr("请说明原因"));
}

TEST_F(SheetsTest, ABulletinRanksWhatOneMaySee) {
  office.monitor(kPastYear);
  office.pay(kPastYear, "02-10", "20000.00", "PZ-1");
  const auto bulletin = office.get("sun_lei", "/v1/bulletins/2024/6?region=130605");
  EXPECT_EQ(text_in(bulletin, "items.0.rank"), "1") << bulletin.body;
  EXPECT_EQ(text_in(bulletin, "items.0.execution_percent"), "25.00");
  EXPECT_EQ(text_in(bulletin, "items.0.due_percent"), "50.00");
  const std::string payload = office.get("sun_lei", "/v1/exports/bulletin?year=2024&month=6").body;
  EXPECT_THAT(payload, HasSubstr(R"("number":"25.00","percent":true)"));
  EXPECT_THAT(payload, HasSubstr(R"("sum":[[1,6]])")) << "what was paid, of all departments";
  EXPECT_EQ(office.get("sun_lei", "/v1/bulletins/2024/13").status, 400);
  EXPECT_EQ(text_in(office.get("sun_lei", "/v1/bulletins/2023/6"), "items.0.rank"), "");
  for (const std::string what : {"bulletin?year=2024&month=6", "monitoring?instance=1&month=6",
                                 "evaluation?instance=1", "evaluation_summary?instance=1"}) {
    for (const char* format : {"xlsx", "docx", "html"}) {
      const auto printed = office.get("sun_lei", "/v1/exports/" + what + "&format=" + format);
      EXPECT_EQ(printed.status, 200) << what << printed.body.substr(0, 300);
    }
  }
}

TEST_F(SheetsTest, EveryListOfTheCommandLineIsAnswered) {
  office.monitor(kPastYear);
  for (const std::string words : {"status",
                                  "me",
                                  "queue",
                                  "cycle list",
                                  "instance list",
                                  "instance show 1",
                                  "instance people 1",
                                  "instance history 1",
                                  "instance carried 1",
                                  "instance children 1",
                                  "substitution list",
                                  "occasion list",
                                  "workflow list",
                                  "project list 1",
                                  "payment batches",
                                  "payment rejects",
                                  "alert list",
                                  "alert totals",
                                  "alert letters",
                                  "alert exemptions 1",
                                  "alert not-assessed 1 --month 6",
                                  "notice list",
                                  "chart list 2024",
                                  "monitoring list",
                                  "monitoring show 1 --month 6",
                                  "evaluation list",
                                  "evaluation show 1",
                                  "evaluation summary 1",
                                  "evaluation before 1",
                                  "bulletin --year 2024 --month 6"}) {
    const std::string out = run("sun_lei", words);
    EXPECT_EQ(exit_, 0) << words << ": " << out;
    EXPECT_THAT(out, Not(HasSubstr("expected"))) << words;
  }
  EXPECT_THAT(run("wang_fang", "queue"), HasSubstr("6月绩效运行监控表"));
  EXPECT_THAT(run("zhou_tao", "channel list"), Not(HasSubstr("expected")));
}

}  // namespace
}  // namespace budget::test
