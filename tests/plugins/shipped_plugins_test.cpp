// The shipped rules and exporters as the daemon meets them: libraries with their manifests, behind
// the registry.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "plugin_host/plugin_registry.h"
#include "plugins/exporters/export_payload.h"
#include "plugins/rules/rule_payload.h"
#include "support/silent_logger.h"

namespace budget {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

PluginEntry entry(const char* name, const char* file, PluginRoom room) {
  PluginEntry made;
  made.name = name;
  made.file = file;
  made.room = room;
  made.folder = std::filesystem::current_path().string();
  return made;
}

/// All of them in one kind of room.
std::vector<PluginEntry> shipped(PluginRoom room) {
  std::vector<PluginEntry> entries{entry("project_code", "rules/project_code.so", room),
                                   entry("plan_shape", "rules/plan_shape.so", room),
                                   entry("hebei_rules", "rules/script_rules.so", room),
                                   entry("csv", "exporters/csv.so", room),
                                   entry("jsonl", "exporters/json_lines.so", room),
                                   entry("ical", "exporters/ical.so", room)};
  entries[2].options.set("pack", "config/scripts/hebei");
  return entries;
}

class Shipped {
 public:
  explicit Shipped(PluginRoom room) : registry_(shipped(room), {}, options(), logger_) {}

  [[nodiscard]] std::string problems() const {
    std::string all;
    for (const PluginInfo& plugin : registry_.plugins())
      if (plugin.stage != PluginStage::active) all += plugin.name + ": " + plugin.problem + "\n";
    return all;
  }
  PluginReply call(const std::string& name, const char* capability, const Json& payload) {
    PluginCall call;
    call.capability = capability;
    call.payload = payload.to_text();
    Result<PluginReply> reply = registry_.call(name, call);
    return reply ? *std::move(reply) : PluginReply{reply.error().message, {}};
  }

 private:
  static PluginRegistry::Options options() {
    PluginRegistry::Options options;
    const std::filesystem::path bin = std::getenv("BUDGET_BIN_DIR");
    options.places.folder = bin.parent_path() / "plugins";
    options.places.shipped_folder = options.places.folder;
    options.places.room_program = bin / "budget-plugin-host";
    return options;
  }

  test::SilentLogger logger_;
  PluginRegistry registry_;
};

/// Project 1 is sound; 2 has a broken code, a falling plan and nothing paid by the end of June.
Json budget_with_mistakes() {
  return test::a_budget(
      {test::a_project().set("in_force", true),
       test::a_project("13060526P00002810078X", "另一个项目")
           .set("plan", test::plan_of({{3, test::wan("9")}, {6, test::wan("8")}}))});
}

TEST(ShippedPluginsTest, AreActiveInBothRooms) {
  EXPECT_THAT(Shipped(PluginRoom::inside).problems(), IsEmpty());
  EXPECT_THAT(Shipped(PluginRoom::isolated).problems(), IsEmpty());
}

TEST(ShippedPluginsTest, SayTheSameInBothRoomsByteForByte) {
  Shipped inside(PluginRoom::inside);
  Shipped isolated(PluginRoom::isolated);
  const Json payload = budget_with_mistakes();
  const Json list = Json::object().set("schema", BUDGET_RULE_LIST);
  for (const char* name : {"project_code", "plan_shape", "hebei_rules"}) {
    const std::string report = inside.call(name, BUDGET_RULE_CHECK, payload).result;
    EXPECT_THAT(report, HasSubstr("\"findings\":[{")) << name;
    EXPECT_EQ(report, isolated.call(name, BUDGET_RULE_CHECK, payload).result) << name;
    EXPECT_EQ(inside.call(name, BUDGET_RULE_LIST, list).result,
              isolated.call(name, BUDGET_RULE_LIST, list).result);
  }
  const Json calendar = test::a_calendar({test::an_entry("u1", "提交草案", "2026-10-31")});
  for (const char* name : {"csv", "jsonl", "ical"}) {
    const PluginReply written = inside.call(name, BUDGET_EXPORT_WRITE, calendar);
    const PluginReply again = isolated.call(name, BUDGET_EXPORT_WRITE, calendar);
    ASSERT_EQ(written.files.size(), 1U) << written.result;
    ASSERT_EQ(again.files.size(), 1U) << again.result;
    EXPECT_EQ(written.files[0].bytes, again.files[0].bytes) << name;
    EXPECT_EQ(written.result, again.result);
  }
}

TEST(ShippedPluginsTest, TheHebeiPackFindsTheLag) {
  const std::string report = Shipped(PluginRoom::isolated)
                                 .call("hebei_rules", BUDGET_RULE_CHECK, budget_with_mistakes())
                                 .result;
  EXPECT_THAT(report, HasSubstr("6月底累计计划5.00万元，已支付0.00万元，落后5.00万元"));
}

}  // namespace
}  // namespace budget
