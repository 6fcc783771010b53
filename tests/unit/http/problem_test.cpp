#include "http/problem.h"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace budget {
namespace {

TEST(ProblemTest, EveryCodeHasItsStatus) {
  EXPECT_EQ(status_of(ErrorCode::invalid_input), 400);
  EXPECT_EQ(status_of(ErrorCode::unauthenticated), 401);
  EXPECT_EQ(status_of(ErrorCode::forbidden), 403);
  EXPECT_EQ(status_of(ErrorCode::not_found), 404);
  EXPECT_EQ(status_of(ErrorCode::conflict), 409);
  EXPECT_EQ(status_of(ErrorCode::too_large), 413);
  EXPECT_EQ(status_of(ErrorCode::unavailable), 503);
  EXPECT_EQ(status_of(ErrorCode::unsupported), 501);
  EXPECT_EQ(status_of(ErrorCode::internal), 500);
}

TEST(ProblemTest, TellsMessageHintAndFindings) {
  Finding finding;
  finding.place.field = "act";
  finding.message = "unknown field";
  const Response response =
      problem(Error{ErrorCode::invalid_input, "expected \"x\"", "mend it"}, std::span(&finding, 1));
  EXPECT_EQ(response.content_type, kProblemJson);
  const auto body = boost::json::parse(response.body).as_object();
  EXPECT_EQ(body.at("code").as_string(), "invalid_input");
  EXPECT_EQ(body.at("status").as_int64(), 400);
  EXPECT_EQ(body.at("detail").as_string(), "expected \"x\"");
  EXPECT_EQ(body.at("hint").as_string(), "mend it");
  EXPECT_EQ(body.at("findings").as_array().at(0).at("field").as_string(), "act");
}

TEST(ProblemTest, SaysWhenToComeBackAndHowToSignIn) {
  EXPECT_EQ(problem(Error{ErrorCode::unavailable, ""}).headers.at(0).first, "Retry-After");
  EXPECT_EQ(problem(Error{ErrorCode::unauthenticated, ""}).headers.at(0).first, "WWW-Authenticate");
}

}  // namespace
}  // namespace budget
