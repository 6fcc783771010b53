#include "office.h"

namespace budget::test {
namespace {

/// A daemon with small limits.
class HostileRequestsTest : public testing::Test {
 protected:
  HostileRequestsTest() {
    folder.set("body_limit_kib", "64");
    folder.set("idle_timeout_s", "1");
    folder.set("connections", "20");
  }
  DaemonFolder folder;  // NOLINT: for the tests
};

TEST_F(HostileRequestsTest, TooMuchIsRefusedAndOthersAreServed) {
  DaemonProcess daemon(folder);
  HttpClient polite = daemon.client("wang_fang");
  EXPECT_EQ(daemon.client("wang_fang").post("/v1/payments", std::string(100'000, ' ')).status, 413);
  HttpClient wordy = daemon.client("");
  wordy.send("GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
  EXPECT_EQ(wordy.receive()->status, 431);
  EXPECT_EQ(polite.get("/v1/me").status, 200);
}

TEST_F(HostileRequestsTest, ASlowClientIsToldAndClosed) {
  DaemonProcess daemon(folder);
  HttpClient slow = daemon.client("");
  slow.send("POST /v1/payments HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
  EXPECT_EQ(daemon.client("wang_fang").get("/v1/me").status, 200);
  EXPECT_EQ(slow.receive()->status, 408);
  EXPECT_TRUE(slow.is_closed_by_server());
}

TEST_F(HostileRequestsTest, ManySilentConnectionsOnlyDelayTheOthers) {
  DaemonProcess daemon(folder);
  std::vector<HttpClient> silent;
  for (int i = 0; i < 30; ++i)
    silent.push_back(daemon.client(""));
  EXPECT_EQ(daemon.client("wang_fang").get("/v1/me").status, 200);
}

TEST_F(HostileRequestsTest, AHalfClosedClientStillGetsItsAnswer) {
  DaemonProcess daemon(folder);
  HttpClient client = daemon.client("");
  client.send("GET /v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token-wang_fang\r\n\r\n");
  client.half_close();
  EXPECT_EQ(client.receive()->status, 200);
}

TEST_F(HostileRequestsTest, PipelinedRequestsAreAnsweredInTheirOrder) {
  DaemonProcess daemon(folder);
  HttpClient client = daemon.client("");
  const std::string me =
      "GET /v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token-wang_fang\r\n\r\n";
  const std::string health = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
  std::string all;
  for (int i = 0; i < 50; ++i)
    all += me + health;
  client.send(all);
  for (int i = 0; i < 50; ++i) {
    EXPECT_THAT(client.receive()->body, testing::HasSubstr("wang_fang"));
    EXPECT_THAT(client.receive()->body, testing::HasSubstr("ok"));
  }
}

TEST_F(HostileRequestsTest, ALogLineCannotBeForgedThroughAReason) {
  DaemonProcess daemon(folder);
  Office office(daemon);
  office.draft();
  office.act("wang_fang", "submit");
  const auto answer = office.act("li_qiang", "return",
                                 R"(,"reason":"坏\n2026-01-01T00:00:00.000+08:00 error forged")");
  EXPECT_EQ(answer.status, 200) << answer.body;
  daemon.wait_for_log("to=wang_fang");
  daemon.stop();
  EXPECT_THAT(daemon.log(),
              testing::Not(testing::HasSubstr("\n2026-01-01T00:00:00.000+08:00 error forged")));
}

}  // namespace
}  // namespace budget::test
