#include <sqlite3.h>

#include <atomic>
#include <csignal>
#include <semaphore>
#include <thread>

#include "office.h"

namespace budget::test {
namespace {

void run_sql(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_close(database);
}

TEST(LifecycleTest, ARestartKeepsEverything) {
  DaemonFolder folder;
  std::string before;
  {
    DaemonProcess daemon(folder);
    Office office(daemon);
    office.monitor();
    EXPECT_EQ(office.pay(kFarYear, "03-02", "1500.00", "PZ-1").status, 201);
    before = office.get("sun_lei", "/v1/instances/1").body;
    EXPECT_EQ(daemon.stop(), 0);
  }
  DaemonProcess daemon(folder);
  Office office(daemon);
  EXPECT_EQ(office.get("sun_lei", "/v1/instances/1").body, before);
  EXPECT_EQ(office.pay(kFarYear, "03-02", "1500.00", "PZ-1").status, 200) << "known from before";
}

TEST(LifecycleTest, NothingIsDeployedTwice) {
  DaemonFolder folder;
  std::string events;
  {
    DaemonProcess daemon(folder);
    events = text_in(daemon.client("sun_lei").get("/v1/status"), "last_event");
    EXPECT_EQ(daemon.stop(), 0);
  }
  DaemonProcess daemon(folder);
  EXPECT_EQ(text_in(daemon.client("sun_lei").get("/v1/status"), "last_event"), events);
}

TEST(LifecycleTest, ASecondDaemonOnTheSameDatabaseEndsWith3) {
  DaemonFolder folder;
  DaemonProcess first(folder);
  const int port = first.port();
  DaemonProcess second(folder);
  EXPECT_EQ(second.wait(), 3);
  EXPECT_EQ(HttpClient(port).get("/healthz").status, 200);
}

TEST(LifecycleTest, ANewerDatabaseEndsWith4AndIsLeftAlone) {
  DaemonFolder folder;
  {
    DaemonProcess daemon(folder);
    EXPECT_EQ(daemon.stop(), 0);
  }
  run_sql(folder.path("budgetd.db"), "PRAGMA user_version = 9999");
  DaemonProcess daemon(folder);
  EXPECT_EQ(daemon.wait(), 4) << folder.read("stderr");
}

TEST(LifecycleTest, AWrongConfigurationEndsWith2AndTellsEveryMistake) {
  DaemonFolder folder;
  folder.set("port", "\"many\"");
  folder.set("idle_timeout_s", "-1");
  DaemonProcess daemon(folder);
  EXPECT_EQ(daemon.wait(), 2);
  EXPECT_THAT(folder.read("stderr"),
              testing::AllOf(testing::HasSubstr("port"), testing::HasSubstr("idle_timeout_s")));
}

TEST(LifecycleTest, ReloadingTakesOverPeopleAndTokens) {
  DaemonFolder folder;
  DaemonProcess daemon(folder);
  EXPECT_EQ(daemon.client("qian_er").get("/v1/me").status, 401);
  folder.write("organisation.toml", folder.read("organisation.toml") + R"(
[[people]]
id = "qian_er"
name = "钱二"
token_sha256 = ")" + token_sha256("qian_er") +
                                        R"("
roles = [ { role = "drafter", department = "130605-203" } ]
)");
  daemon.signal(SIGHUP);
  daemon.wait_for_log("info reloaded");
  EXPECT_EQ(daemon.client("qian_er").get("/v1/me").status, 200);
  EXPECT_EQ(daemon.client("wang_fang").get("/v1/me").status, 200);
}

TEST(LifecycleTest, ReloadingABrokenConfigurationChangesNothing) {
  DaemonFolder folder;
  DaemonProcess daemon(folder);
  (void)daemon.port();
  const std::string good = folder.read("organisation.toml");
  folder.write("organisation.toml", "[[people]]\nid = 7\n");
  folder.set("idle_timeout_s", "-1");
  daemon.signal(SIGHUP);
  daemon.wait_for_log("error config_finding");
  daemon.wait_for_log("error reload_refused");
  EXPECT_EQ(daemon.client("wang_fang").get("/v1/me").status, 200);
  folder.write("organisation.toml", good);
  folder.set("idle_timeout_s", "30");
  daemon.signal(SIGHUP);
  daemon.wait_for_log("warn needs_restart changed=[http]");
  daemon.wait_for_log("info reloaded");
}

TEST(LifecycleTest, StoppingUnderLoadLosesNothingThatWasAnswered) {
  DaemonFolder folder;
  std::atomic<int> answered{0};
  std::counting_semaphore<> answers(0);
  {
    DaemonProcess daemon(folder);
    Office office(daemon);
    office.monitor();
    std::vector<std::jthread> clients;
    for (int c = 0; c < 8; ++c) {
      clients.emplace_back([&, c] {
        try {
          Office mine(daemon);
          for (int i = 0; i < 10'000; ++i) {
            const std::string voucher = std::to_string(c) + "-" + std::to_string(i);
            if (mine.pay(kFarYear, "03-02", "0.01", voucher).status != 201) continue;
            ++answered;
            answers.release();
          }
        } catch (const std::runtime_error&) {  // it has stopped
        }
      });
    }
    for (int i = 0; i < 200; ++i)
      ASSERT_TRUE(answers.try_acquire_for(std::chrono::seconds(20)));
    daemon.signal(SIGTERM);
    EXPECT_EQ(daemon.wait(), 0);
  }
  DaemonProcess again(folder);
  const auto project = again.client("sun_lei").get("/v1/projects/2098/" + kCode);
  EXPECT_EQ(text_in(project, "paid_fen"), std::to_string(answered.load()));
}

TEST(LifecycleTest, KilledAndStartedAgainItHasWhatItAnswered) {
  DaemonFolder folder;
  {
    DaemonProcess daemon(folder);
    Office office(daemon);
    office.draft();
    EXPECT_EQ(office.act("wang_fang", "submit").status, 200);
    daemon.signal(SIGKILL);
    EXPECT_EQ(daemon.wait(), 128 + SIGKILL);
  }
  DaemonProcess daemon(folder);
  EXPECT_EQ(text_in(daemon.client("sun_lei").get("/v1/instances/1"), "stage"), "department_review");
}

TEST(LifecycleTest, ListensOnAUnixSocketWhenAsked) {
  DaemonFolder folder;
  folder.set("unix_socket", "\"budgetd.sock\"");
  DaemonProcess daemon(folder);
  (void)daemon.port();
  HttpClient client(folder.path("budgetd.sock"));
  EXPECT_EQ(client.with_token("token-wang_fang").get("/v1/me").status, 200);
}

}  // namespace
}  // namespace budget::test
