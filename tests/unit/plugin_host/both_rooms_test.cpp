#include <gmock/gmock.h>

#include "plugin_host/plugin_registry.h"
#include "unit/plugin_host/plugin_folder.h"

namespace budget {
namespace {

/// The same plugin in both rooms.
class BothRoomsTest : public ::testing::Test {
 protected:
  BothRoomsTest() {
    folder_.take("echo");
    folder_.write("note.txt", "说明\n");
    std::vector<PluginEntry> entries(2);
    for (PluginEntry& entry : entries) {
      entry.file = "echo.so";
      entry.folder = folder_.path().string();
      entry.options.set("note", "note.txt");
    }
    entries[0].name = "inside";
    entries[0].room = PluginRoom::inside;
    entries[1].name = "isolated";
    entries[1].room = PluginRoom::isolated;
    PluginRegistry::Options options;
    options.places = folder_.places();
    registry_ = std::make_unique<PluginRegistry>(entries, std::map<std::string, PluginRecord>(),
                                                 options, log_);
  }
  /// All there is to see of an answer, as text.
  std::string answer(const std::string& name, const PluginCall& call) {
    const Result<PluginReply> reply = registry_->call(name, call);
    if (!reply) return std::string(name_of(reply.error().code)) + ": " + reply.error().message;
    std::string text = reply->result;
    for (const PluginFile& file : reply->files)
      text += "\n" + file.name + "=" + file.bytes;
    return text;
  }

  test::PluginFolder folder_;
  test::KeptLog log_;
  std::unique_ptr<PluginRegistry> registry_;
};

TEST_F(BothRoomsTest, GivesTheSameBytesForEveryCapability) {
  const PluginInfo inside = registry_->plugins()[0];
  EXPECT_EQ(inside.hash, registry_->plugins()[1].hash);
  ASSERT_EQ(inside.capabilities.size(), 6U);
  for (const std::string& capability : inside.capabilities) {
    PluginCall call = test::check_call("{\"预算\": [1, 2.50, \"\\u0000\"]}");
    call.capability = capability;
    call.attachment = "a,b\n1,2\n";
    const std::string expected = answer("inside", call);
    EXPECT_EQ(answer("isolated", call), expected) << capability;
    EXPECT_NE(expected.find("说明"), std::string::npos) << expected;
  }
}

TEST_F(BothRoomsTest, RefusesInTheSameWords) {
  for (const char* order : {"refuse", "huge_result", "wait_until_cancelled"}) {
    const PluginCall call =
        test::check_call(R"({"order":")" + std::string(order) + "\"}",
                         std::string_view(order) == "wait_until_cancelled" ? 20 : 20'000);
    EXPECT_EQ(answer("isolated", call), answer("inside", call)) << order;
  }
}

}  // namespace
}  // namespace budget
