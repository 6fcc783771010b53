#include <csignal>
#include <cstdlib>
#include <thread>

#include "office.h"

// Plugins that break every promise, configured in a real daemon: the year goes on, and what they
// should have checked is said to be not checked.

namespace budget::test {
namespace {

using testing::HasSubstr;

/// A daemon whose act "submit" waits for the report of these plugins.
class BadPluginsTest : public testing::Test {
 protected:
  void configure(const std::vector<std::string>& plugins, const std::string& room,
                 int budget_ms = 1000) {
    std::string toml = folder_.read("budgetd.toml");
    std::string names;
    for (const std::string& plugin : plugins) {
      toml += "\n[[plugins]]\nname = \"" + plugin + "\"\nfile = \"" + plugin + ".so\"\nroom = \"" +
              room + "\"\nbudget_ms = " + std::to_string(budget_ms) + "\n";
      names += (names.empty() ? "\"" : ", \"") + plugin + "\"";
    }
    folder_.write("budgetd.toml", toml);
    const auto bin = std::filesystem::path(std::getenv("BUDGET_BIN_DIR"));
    folder_.set("plugins", "\"" + (bin.parent_path() / "bad_plugins").string() + "\"");
    std::string workflow = folder_.read("workflows/annual_budget.toml");
    const std::size_t gate = workflow.find("gate = {", workflow.find("act = \"submit\"\n"));
    workflow.replace(gate, workflow.find('\n', gate) - gate,
                     "gate = { rules = [ " + names + " ], not_checked = \"note\" }");
    folder_.write("workflows/annual_budget.toml", workflow);
  }

  /// The whole way of a draft of a past year, whose nodes and deadlines are behind it, until it is
  /// closed; the answer of the act with the gate.
  static std::string finish_the_year(DaemonProcess& daemon) {
    Office office(daemon);
    const HttpAnswer submitted = office.act("wang_fang", "submit");
    EXPECT_EQ(submitted.status, 200) << submitted.body << daemon.log();
    for (const auto& [person, act] :
         std::vector<std::pair<std::string, std::string>>{{"li_qiang", "approve"},
                                                          {"chen_jing", "approve"},
                                                          {"liu_yang", "reply"},
                                                          {"zhao_min", "publish"}}) {
      const HttpAnswer answer = office.act(person, act);
      EXPECT_EQ(answer.status, 200) << answer.body;
    }
    daemon.wait_for_log("绩效自评");
    EXPECT_EQ(office.evaluate().status, 200);
    EXPECT_EQ(office.act("wang_fang", "evaluate").status, 200);
    EXPECT_EQ(text_in(office.get("wang_fang", "/v1/instances/1"), "stage"), "closed");
    return submitted.body;
  }

  DaemonFolder folder_;
};

TEST_F(BadPluginsTest, IsolatedOnesNeverCostAnAct) {
  const std::vector<std::string> bad{"missing",
                                     "no_library",
                                     "no_symbol",
                                     "two_symbols",
                                     "wrong_magic",
                                     "older_major",
                                     "newer_major",
                                     "newer_host",
                                     "small_entry",
                                     "small_factory",
                                     "small_descriptor",
                                     "small_capability",
                                     "no_factory",
                                     "lying_id",
                                     "broken_options",
                                     "throws",
                                     "crashes",
                                     "aborts",
                                     "exits",
                                     "overflows_the_stack",
                                     "hangs",
                                     "broken_utf8",
                                     "broken_json",
                                     "huge_reply",
                                     "crashes_at_load",
                                     "floods"};
  configure(bad, "isolated");
  DaemonProcess daemon(folder_);
  Office(daemon).draft(kPastYear);
  const std::string answer = finish_the_year(daemon);
  for (const std::string& plugin : bad)
    EXPECT_THAT(answer, HasSubstr("\"" + plugin + "\"")) << "it is said to be not checked";
  EXPECT_EQ(daemon.stop(), 0);
}

TEST_F(BadPluginsTest, ThoseThatOnlyMisbehaveAtTheEndAreOutlived) {
  configure({"leaks", "leaves_threads", "crashes_at_destroy", "crashes_at_deinit",
             "crashes_at_exit", "impure", "starts_once", "knows_everything", "changes_the_process"},
            "isolated");
  DaemonProcess daemon(folder_);
  Office(daemon).draft(kPastYear);
  (void)finish_the_year(daemon);
  EXPECT_EQ(daemon.stop(), 0);
}

TEST_F(BadPluginsTest, WhatCanBeSurvivedInTheSameProcessIs) {
  configure({"throws", "hangs", "leaks", "floods", "huge_reply", "broken_utf8", "broken_json",
             "leaves_threads", "lying_id", "wrong_magic", "refuses_silently"},
            "inside");
  DaemonProcess daemon(folder_);
  Office(daemon).draft(kPastYear);
  const std::string answer = finish_the_year(daemon);
  EXPECT_THAT(answer, HasSubstr("\"hangs\""));
  EXPECT_EQ(daemon.stop(), 0);
}

TEST_F(BadPluginsTest, AKillBetweenTheRequestAndTheReportLosesNothing) {
  configure({"hangs"}, "isolated", 60'000);
  folder_.set("level", "\"debug\"");
  {
    DaemonProcess daemon(folder_);
    Office office(daemon);
    office.draft(kPastYear);
    std::thread person([&daemon] {
      try {
        (void)Office(daemon).act("wang_fang", "submit");
      } catch (const std::exception&) {  // nobody is left to answer
      }
    });
    daemon.wait_for_log("check_begun check=1");
    daemon.signal(SIGKILL);
    person.join();
    daemon.wait();
  }
  std::string toml = folder_.read("budgetd.toml");
  toml.replace(toml.rfind("budget_ms = 60000"), 17, "budget_ms = 100");
  folder_.write("budgetd.toml", toml);
  DaemonProcess daemon(folder_);
  daemon.wait_for_log("check_begun check=1");
  EXPECT_EQ(text_in(Office(daemon).get("wang_fang", "/v1/instances/1"), "stage"), "draft");
  (void)finish_the_year(daemon);
  const std::string log = Office(daemon).get("sun_lei", "/v1/log?limit=1000").body;
  EXPECT_THAT(log, HasSubstr("check_reported"));
  EXPECT_EQ(daemon.stop(), 0);
}

TEST_F(BadPluginsTest, ACrashInTheSameProcessIsBlamedAtTheNextStartAndTheActIsNotLost) {
  configure({"crashes"}, "inside");
  {
    DaemonProcess daemon(folder_);
    Office office(daemon);
    office.draft(kPastYear);
    try {
      (void)office.act("wang_fang", "submit");
    } catch (const std::exception&) {  // nobody is left to answer
    }
    EXPECT_NE(daemon.wait(), 0);
  }
  DaemonProcess daemon(folder_);
  Office office(daemon);
  EXPECT_EQ(text_in(office.get("zhou_tao", "/v1/plugins/crashes"), "stage"), "quarantined");
  if (text_in(office.get("wang_fang", "/v1/instances/1"), "stage") == "draft") {
    (void)finish_the_year(daemon);
  } else {
    EXPECT_EQ(office.act("li_qiang", "approve").status, 200) << "the act that waited was done";
  }
  EXPECT_EQ(daemon.stop(), 0);
}

}  // namespace
}  // namespace budget::test
