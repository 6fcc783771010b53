#include "office.h"

namespace budget::test {
namespace {

using RefusalsTest = OfficeTest;

TEST_F(RefusalsTest, WithoutAValidTokenItIs401) {
  for (const char* person : {"", "nobody"}) {
    const auto answer = office.get(person, "/v1/me");
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(answer.field("www-authenticate"), "Bearer");
    EXPECT_EQ(text_in(answer, "code"), "unauthenticated");
  }
}

TEST_F(RefusalsTest, AMissingTokenIsToldFromAnUnknownOne) {
  const auto missing = office.get("", "/v1/me");
  EXPECT_THAT(text_in(missing, "detail"), testing::HasSubstr("no access token was sent"));
  EXPECT_THAT(text_in(missing, "hint"), testing::HasSubstr("Authorization"));
  const auto unknown = office.get("nobody", "/v1/me");
  EXPECT_THAT(text_in(unknown, "detail"), testing::HasSubstr("the access token is not known"));
  EXPECT_THAT(text_in(unknown, "hint"), testing::HasSubstr("security administrator"));
}

TEST_F(RefusalsTest, TheSecurityAdministratorMaySeeNoBudgets) {
  const auto answer = office.get("wu_di", "/v1/status");
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(text_in(answer, "detail"), testing::HasSubstr("may see no budgets"));
  EXPECT_EQ(office.get("wang_fang", "/v1/status").status, 200);
}

TEST_F(RefusalsTest, AnUnknownPathIs404AndAnotherMethod405) {
  EXPECT_EQ(office.get("wang_fang", "/v1/nothing").status, 404);
  EXPECT_EQ(office.get("wang_fang", "/v1/instances/999").status, 404);
  EXPECT_EQ(office.get("wang_fang", "/v1/instances/2098-130605-999").status, 404);
  const auto answer = daemon.client("wang_fang").ask("PUT", "/v1/cycles", "");
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.field("allow"), "GET, HEAD, POST");
}

TEST_F(RefusalsTest, AnActOnAnUnknownInstanceIs404) {
  EXPECT_EQ(office.act("wang_fang", "submit").status, 404);
}

TEST_F(RefusalsTest, AnUnknownActIs409AndAnUnknownField400) {
  office.draft();
  EXPECT_EQ(office.act("wang_fang", "dance").status, 409);
  const auto answer = office.act("wang_fang", "submit", R"(,"colour":"red")");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(text_in(answer, "findings.0.field"), "colour");
}

TEST_F(RefusalsTest, AnUnknownStageIs400AndNamesTheKnownOnes) {
  office.draft();
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/instances?stage=draft"), "items.0.id"), "1");
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/instances?stage=closed"), "items"), "[]");
  const auto unknown = office.get("wang_fang", "/v1/instances?stage=nowhere");
  EXPECT_EQ(unknown.status, 400);
  EXPECT_THAT(text_in(unknown, "hint"), testing::HasSubstr("draft (编制), department_review"));
  EXPECT_EQ(office.get("wang_fang", "/v1/instances?stage=%E7%BC%96").status, 400);
}

TEST_F(RefusalsTest, QueryParametersAreHeldToTheirForm) {
  for (const char* query :
       {"/v1/instances?colour=red", "/v1/instances?year=abc", "/v1/instances?limit=0",
        "/v1/instances?limit=1001", "/v1/instances?open=yes", "/v1/instances?open=true&open=true",
        "/v1/alerts?month=13", "/v1/alerts?level=purple", "/v1/alerts?state=ajar", "/v1/me?x=1"}) {
    EXPECT_EQ(office.get("wang_fang", query).status, 400) << query;
  }
}

TEST_F(RefusalsTest, BrokenJsonIs400WithItsPlace) {
  office.draft();
  for (const char* body : {"", "{", "[]", "7", R"({"act":"submit",})",
                           R"({"act":"submit","act":"submit"})", R"({"act":7})", R"({"act":null})",
                           R"({"act":""})", "{\"act\":\"\xCB\xE3\"}", R"({"act":"a\u0000"})"}) {
    const auto answer = office.post("wang_fang", "/v1/instances/1/acts", body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_EQ(text_in(answer, "code"), "invalid_input") << body;
  }
  EXPECT_EQ(office.act("wang_fang", "submit").status, 200) << "nothing of all that has happened";
}

TEST_F(RefusalsTest, DeepJsonIs400) {
  office.draft();
  const std::string deep =
      R"({"act":)" + std::string(200'000, '[') + std::string(200'000, ']') + "}";
  EXPECT_EQ(office.post("wang_fang", "/v1/instances/1/acts", deep).status, 400);
}

TEST_F(RefusalsTest, ABodyThatIsNotDeclaredAsJsonIs415) {
  office.draft();
  HttpClient client = daemon.client("");
  client.send(
      "POST /v1/instances/1/acts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token-wang_fang\r\n"
      "Content-Type: text/plain\r\nContent-Length: 16\r\n\r\n{\"act\":\"submit\"}");
  EXPECT_EQ(client.receive()->status, 415);
}

TEST_F(RefusalsTest, BadAmountsAre400AndNameTheirField) {
  office.open();
  const auto entering = [&](const std::string& budget) {
    return office.post(
        "wang_fang", "/v1/instances/1/projects",
        R"({"projects":[{"code":")" + kCode + R"(","name":"x","unit":"203001",)" + budget + "}]}");
  };
  for (const char* budget :
       {R"("budget_yuan":1500.5)", R"("budget_yuan":"1.001")", R"("budget_yuan":"1e3")",
        R"("budget_wan":"-6.16")", R"("budget_wan":"99999999999999999999")", R"("budget_fen":"7")",
        R"("budget_fen":9223372036854775808)", R"("budget_fen":9223372036854775807)",
        R"("budget_fen":1,"budget_wan":"6.16")"}) {
    const auto answer = entering(budget);
    EXPECT_EQ(answer.status, 400) << budget << answer.body;
    EXPECT_THAT(answer.body,
                testing::AnyOf(testing::HasSubstr("projects[0].budget"), testing::HasSubstr(kCode)))
        << budget;
  }
}

TEST_F(RefusalsTest, TheIdempotencyKeyHasALimit) {
  office.draft();
  HttpClient client = daemon.client("wang_fang");
  client.with_field("Idempotency-Key", std::string(201, 'k'));
  EXPECT_EQ(client.post("/v1/instances/1/acts", R"({"act":"submit"})").status, 400);
  client.with_field("Idempotency-Key", std::string(200, 'k'));
  EXPECT_EQ(client.post("/v1/instances/1/acts", R"({"act":"submit"})").status, 200);
}

TEST_F(RefusalsTest, OpeningTheSameYearTwiceIs409) {
  office.open();
  EXPECT_EQ(
      office.post("liu_yang", "/v1/cycles", R"({"region":"130605","fiscal_year":2098})").status,
      409);
  EXPECT_EQ(
      office.post("wang_fang", "/v1/cycles", R"({"region":"130605","fiscal_year":2097})").status,
      403);
  EXPECT_EQ(
      office.post("liu_yang", "/v1/cycles", R"({"region":"130605","fiscal_year":1999})").status,
      400);
  EXPECT_EQ(office
                .post("liu_yang", "/v1/cycles",
                      R"({"region":"130605","fiscal_year":2097,"workflow":"x"})")
                .status,
            404);
}

}  // namespace
}  // namespace budget::test
