#include "http/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/metrics_text.h"

namespace budget {
namespace {

using testing::HasSubstr;

TEST(MetricsTest, CountsRequestsByRouteAndStatus) {
  Metrics metrics({"GET /v1/me"}, "1.2.3");
  metrics.count_request(0, 200);
  metrics.count_request(0, 200);
  metrics.count_request(0, 401);
  metrics.count_request(Metrics::kNoRoute, 404);
  const std::string text = metrics.text(StatusRow(), 0, "");
  EXPECT_THAT(text,
              HasSubstr("budgetd_http_requests_total{route=\"GET /v1/me\",status=\"200\"} 2\n"));
  EXPECT_THAT(text,
              HasSubstr("budgetd_http_requests_total{route=\"GET /v1/me\",status=\"401\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("budgetd_http_requests_total{route=\"none\",status=\"404\"} 1\n"));
}

TEST(MetricsTest, TellsTheOffice) {
  Metrics metrics({}, "1.2.3");
  StatusRow status;
  status.stages = {{"部门预算", "编制", 1}, {"两上两下", "编制", 2}};
  status.open_alerts = {{AlertLevel::red, 2}};
  metrics.count_command({});
  metrics.count_command(Error{ErrorCode::conflict, ""});
  const std::string text = metrics.text(status, 5, "more 1\n");
  EXPECT_THAT(text, HasSubstr("budgetd_instances{stage=\"编制\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("budgetd_open_alerts{level=\"red\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("budgetd_commands_accepted_total 1\n"));
  EXPECT_THAT(text, HasSubstr("budgetd_commands_refused_total{code=\"conflict\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("budgetd_commands_waiting 5\n"));
  EXPECT_TRUE(text.ends_with("more 1\n"));
}

TEST(MetricsTest, LeavesOutTheOfficeWhenItCannotBeRead) {
  const std::string text = Metrics({}, "1.2.3").text(std::nullopt, 0, "");
  EXPECT_THAT(text, HasSubstr("budgetd_build_info"));
  EXPECT_THAT(text, testing::Not(HasSubstr("budgetd_instances_overdue")));
}

TEST(MetricsTextTest, EscapesLabels) {
  MetricsText out;
  out.metric("x", "gauge", "help");
  out.sample(1, "a", "q\"b\\c\nd");
  EXPECT_EQ(std::move(out).text(), "# HELP x help\n# TYPE x gauge\nx{a=\"q\\\"b\\\\c\\nd\"} 1\n");
}

}  // namespace
}  // namespace budget
