#include "http/router.h"

#include <gtest/gtest.h>

namespace budget {
namespace {

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    router_.add(Method::get, "/v1/instances");
    router_.add(Method::get, "/v1/instances/{id}");
    router_.add(Method::get, "/v1/instances/{id}/projects");
    router_.add(Method::post, "/v1/instances/{id}/projects");
    router_.add(Method::del, "/v1/instances/{id}/projects/{code}");
  }
  [[nodiscard]] const RouteMatch* match(Method method, std::string_view path) {
    found_ = router_.find(method, path);
    return std::get_if<RouteMatch>(&found_);
  }
  [[nodiscard]] std::string allow(Method method, std::string_view path) {
    return std::get<NoRoute>(router_.find(method, path)).allow;
  }

 private:
  Router router_;
  std::variant<RouteMatch, NoRoute> found_;
};

TEST_F(RouterTest, FindsByMethodAndPath) {
  EXPECT_EQ(match(Method::get, "/v1/instances")->route, 0U);
  EXPECT_EQ(match(Method::post, "/v1/instances/7/projects")->route, 3U);
}

TEST_F(RouterTest, DecodesParameters) {
  const RouteMatch* found =
      match(Method::del, "/v1/instances/2026-130605-203/projects/%E9%A2%84%2F1");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->parameters[0], "2026-130605-203");
  EXPECT_EQ(found->parameters[1], "预/1");
}

TEST_F(RouterTest, HeadGoesWhereGetGoes) {
  EXPECT_EQ(match(Method::head, "/v1/instances/7")->route, 1U);
}

TEST_F(RouterTest, TellsTheMethodsAPathKnows) {
  EXPECT_EQ(allow(Method::put, "/v1/instances/7/projects"), "GET, HEAD, POST");
  EXPECT_EQ(allow(Method::other, "/v1/instances"), "GET, HEAD");
}

TEST_F(RouterTest, KnowsNoOtherPaths) {
  for (const char* path : {"/", "/v1", "/v1/instances/", "/v1/instances//projects", "v1/instances",
                           "/v1/instances/7/x", "/v1/instances/%zz", "/v1/instances/%D4",
                           "/v1/instances/%00", "/a/b/c/d/e/f/g/h/i/j"}) {
    EXPECT_EQ(match(Method::get, path), nullptr) << path;
    EXPECT_EQ(allow(Method::get, path), "") << path;
  }
}

TEST(PercentDecodedTest, UndoesTheEncoding) {
  EXPECT_EQ(percent_decoded("a%20b+c", PlusMeans::plus), "a b+c");
  EXPECT_EQ(percent_decoded("a%20b+c", PlusMeans::blank), "a b c");
}

TEST(PercentDecodedTest, RefusesWhatIsMalformed) {
  for (const char* text : {"%", "%4", "a%", "%g0", "%0a", "%CB%E3", "\x01"}) {
    EXPECT_EQ(percent_decoded(text, PlusMeans::plus), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace budget
