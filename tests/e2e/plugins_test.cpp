#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "support/daemon_process.h"

// Plugins in the real daemon, good and bad ones.

namespace budget::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// A configuration with the plugin "echo" at its end, isolated.
class PluginsTest : public ::testing::Test {
 protected:
  explicit PluginsTest() { add("echo", library("echo")); }

  static std::string library(const std::string& name) {
    const std::filesystem::path build =
        std::filesystem::path(std::getenv("BUDGET_BIN_DIR")).parent_path();
    return (build / "test_plugins" / (name + ".so")).string();
  }
  static std::string shipped(const std::string& name) {
    const std::filesystem::path build =
        std::filesystem::path(std::getenv("BUDGET_BIN_DIR")).parent_path();
    return (build / "plugins" / (name + ".so")).string();
  }
  void add(const std::string& name, const std::string& file, const std::string& more = {}) {
    folder_.write("budgetd.toml", folder_.read("budgetd.toml") + "\n[[plugins]]\nname = \"" + name +
                                      "\"\nfile = \"" + file + "\"\n" + more);
  }

  DaemonFolder folder_;
};

TEST_F(PluginsTest, BadOnesNeverStopTheStart) {
  add("missing", "no.so");
  add("refused", library("echo"), "options = { window = 99, colour = \"red\" }\n");
  DaemonProcess daemon(folder_);
  const std::string list = daemon.client("zhou_tao").get("/v1/plugins").body;
  EXPECT_THAT(list, HasSubstr("there is no such file"));
  EXPECT_THAT(list, HasSubstr("between 1 and 31"));
  EXPECT_THAT(list, HasSubstr(R"("stage":"active")"));
  EXPECT_EQ(daemon.stop(), 0);
}

TEST_F(PluginsTest, OneThatIsTakenOutStaysOutUntilItIsEnabled) {
  {
    DaemonProcess daemon(folder_);
    const auto answer =
        daemon.client("zhou_tao")
            .post("/v1/plugins/echo/acts", R"({"act":"quarantine","reason":"停用"})");
    EXPECT_THAT(answer.body, HasSubstr(R"("from":"active","stage":"quarantined")"));
    daemon.wait_for_log("plugin_quarantined name=echo");
    EXPECT_EQ(daemon.stop(), 0);
  }
  DaemonProcess daemon(folder_);
  HttpClient administrator = daemon.client("zhou_tao");
  EXPECT_THAT(administrator.get("/v1/plugins/echo").body, HasSubstr(R"("problem":"停用")"));
  EXPECT_EQ(administrator.post("/v1/plugins/echo/acts", R"({"act":"enable"})").status, 200);
  daemon.wait_for_log("plugin_ready name=echo");
  EXPECT_THAT(administrator.get("/v1/plugins/echo").body, HasSubstr(R"("stage":"active")"));
}

TEST_F(PluginsTest, OnlyTheSystemAdministratorActsOnThem) {
  DaemonProcess daemon(folder_);
  const std::string act = R"({"act":"quarantine","reason":"x"})";
  EXPECT_EQ(daemon.client("zheng_yu").post("/v1/plugins/echo/acts", act).status, 403);
  EXPECT_EQ(daemon.client("sun_lei").post("/v1/plugins/echo/acts", act).status, 403);
  EXPECT_EQ(daemon.client("zhou_tao").post("/v1/plugins/none/acts", act).status, 404);
  EXPECT_EQ(daemon.client("zhou_tao").post("/v1/plugins/echo/acts", R"({"act":"erase"})").status,
            400);
}

TEST_F(PluginsTest, ARulePackThatCannotBeReadIsToldByTheCheckOfTheConfiguration) {
  add("packs", shipped("rules/script_rules"), "options = { pack = \"pack\" }\n");
  std::filesystem::create_directories(folder_.path("pack/rules"));
  folder_.write("pack/pack.lua", "return { id = \"x\", version = \"1.0.0\", title = \"某县\" }");
  folder_.write("pack/rules/first.lua", "return {\n  id = \"x.first\",\n  title =\n}");
  const std::string command = std::string(std::getenv("BUDGET_BIN_DIR")) +
                              "/budgetctl config check " + folder_.config().string() + " 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  std::string said;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe))
    said += static_cast<char>(c);
  EXPECT_EQ(WEXITSTATUS(pclose(pipe)), 1);
  EXPECT_THAT(said, HasSubstr("rules/first.lua"));
}

TEST_F(PluginsTest, OnlyRulesGoIntoShadow) {
  DaemonProcess daemon(folder_);
  HttpClient administrator = daemon.client("zhou_tao");
  const std::string act = R"({"act":"shadow"})";
  const HttpAnswer refused = administrator.post("/v1/plugins/csv/acts", act);
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("only rules can be shadowed"));
  EXPECT_EQ(administrator.post("/v1/plugins/echo/acts", act).status, 200);
}

TEST_F(PluginsTest, ShowTheirOptionsForAForm) {
  DaemonProcess daemon(folder_);
  const std::string plugin = daemon.client("zhou_tao").get("/v1/plugins/echo").body;
  EXPECT_THAT(plugin, HasSubstr(R"({"key":"window","type":"integer","default":3)"));
  EXPECT_THAT(daemon.client("zhou_tao").get("/metrics").body,
              HasSubstr(R"(budgetd_plugin_stage{name="echo",stage="active"} 1)"));
}

TEST_F(PluginsTest, TakeOverOptionsAtTheReload) {
  DaemonProcess daemon(folder_);
  daemon.port();
  folder_.write("budgetd.toml", folder_.read("budgetd.toml") + "options = { window = 99 }\n");
  daemon.signal(SIGHUP);
  daemon.wait_for_log("plugin_reload_refused name=echo");
  EXPECT_THAT(daemon.client("zhou_tao").get("/v1/plugins/echo").body,
              HasSubstr(R"("stage":"active","problem":"it goes on with what it had)"));
}

TEST_F(PluginsTest, LeaveNoTraceOfAStartWithoutNews) {
  std::string events;
  {
    DaemonProcess daemon(folder_);
    events = daemon.client("sun_lei").get("/v1/log?limit=1000").body;
    EXPECT_THAT(events, HasSubstr("plugin_stepped"));
    EXPECT_EQ(daemon.stop(), 0);
  }
  DaemonProcess daemon(folder_);
  EXPECT_EQ(daemon.client("sun_lei").get("/v1/log?limit=1000").body, events);
}

}  // namespace
}  // namespace budget::test
