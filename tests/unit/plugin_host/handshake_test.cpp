#include "plugin_host/handshake.h"

#include <gmock/gmock.h>

#include "unit/plugin_host/plugin_folder.h"

namespace budget {
namespace {

using ::testing::HasSubstr;

budget_entry good_entry() {
  return {BUDGET_PLUGIN_MAGIC,
          1,
          0,
          0,
          sizeof(budget_entry),
          "test",
          [](budget_bytes) -> budget_status { return BUDGET_OK; },
          [] {},
          [](budget_bytes) -> const void* { return nullptr; }};
}

std::string refusal(const budget_entry& entry, HostVersion host = {1, 0}) {
  const Result<void> checked = check_entry(entry, host);
  return checked ? "" : checked.error().message + "; " + checked.error().hint;
}

TEST(HandshakeTest, TakesAPluginOfThisContract) {
  EXPECT_EQ(refusal(good_entry()), "");
}

TEST(HandshakeTest, TakesAnOlderPluginInALaterHost) {
  EXPECT_EQ(refusal(good_entry(), {1, 7}), "");
}

TEST(HandshakeTest, TakesALaterPluginThatCanLiveInAnOlderHost) {
  budget_entry entry = good_entry();
  entry.abi_minor = 3;
  EXPECT_EQ(refusal(entry), "");
}

TEST(HandshakeTest, NamesBothNumbersOfAnotherMajor) {
  budget_entry entry = good_entry();
  entry.abi_major = 2;
  EXPECT_EQ(refusal(entry),
            "expected a plugin for contract 1, but it was built for contract 2; install a newer "
            "budgetd, or an older version of the plugin");
  entry.abi_major = 0;
  EXPECT_THAT(refusal(entry), HasSubstr("install a newer version of the plugin"));
}

TEST(HandshakeTest, NamesBothNumbersOfAHostTooOld) {
  budget_entry entry = good_entry();
  entry.abi_minor = 5;
  entry.min_host_minor = 4;
  EXPECT_THAT(refusal(entry, {1, 3}), HasSubstr("contract 1.3, but it needs 1.4 or later"));
}

TEST(HandshakeTest, LooksAtTheMagicBeforeAnythingElse) {
  budget_entry entry = good_entry();
  entry.magic = 0x7F454C46;
  entry.abi_major = 9;
  EXPECT_THAT(refusal(entry), HasSubstr("0x31504742 of a budgetd plugin, but it is 0x7F454C46"));
}

TEST(HandshakeTest, RefusesAnEntryThatIsTooShort) {
  budget_entry entry = good_entry();
  entry.struct_size = 48;
  entry.get_factory = nullptr;
  EXPECT_THAT(refusal(entry), HasSubstr("at least 56 bytes, but its struct_size is 48"));
}

TEST(HandshakeTest, RefusesAMissingFunction) {
  budget_entry entry = good_entry();
  entry.deinit = nullptr;
  EXPECT_THAT(refusal(entry), HasSubstr("one of them is null"));
}

TEST(HandshakeTest, RefusesAFileItsManifestWasNotMadeFor) {
  const test::PluginFolder folder;
  const auto library = folder.take("echo");
  const Manifest manifest = read_manifest(library).value();
  EXPECT_TRUE(check_hash(manifest, library));
  folder.write("echo.so", folder.read("echo.so") + "x");
  EXPECT_EQ(check_hash(manifest, library).error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace budget
