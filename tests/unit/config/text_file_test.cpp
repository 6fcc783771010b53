#include "config/text_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/temporary_folder.h"
#include "unit/config/broken.h"

namespace budget {
namespace {

using test::TemporaryFolder;
using test::write_file;

TEST(TextFileTest, GivesTheBytesAsTheyAre) {
  const TemporaryFolder folder;
  const std::string bytes("a\r\n\0\xff", 5);
  write_file(folder.path() / "a", bytes);
  EXPECT_EQ(read_text_file(folder.path() / "a").value(), bytes);
}

TEST(TextFileTest, SaysThatThereIsNoFile) {
  const auto text = read_text_file("no/such/file.toml");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, ErrorCode::not_found);
  EXPECT_EQ(text.error().message, "expected to read the file no/such/file.toml, but there is none");
}

TEST(TextFileTest, SaysThatItIsAFolder) {
  const auto text = read_text_file("config");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().message, "expected to read the file config, but it is a folder");
}

TEST(TextFileTest, DoesNotWaitForAPipe) {
  const TemporaryFolder folder;
  const std::filesystem::path pipe = folder.path() / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(read_text_file(pipe).error().code, ErrorCode::invalid_input);
}

TEST(TextFileTest, SaysThatItMayNotBeRead) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TemporaryFolder folder;
  write_file(folder.path() / "a", "x");
  std::filesystem::permissions(folder.path() / "a", std::filesystem::perms::none);
  EXPECT_EQ(read_text_file(folder.path() / "a").error().code, ErrorCode::unavailable);
}

TEST(TextFileTest, TakesTheLargestSizeAndRefusesOneByteMore) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "large";
  write_file(path, "x");
  std::filesystem::resize_file(path, kLargestTextFile);
  EXPECT_EQ(read_text_file(path).value().size(), kLargestTextFile);
  std::filesystem::resize_file(path, kLargestTextFile + 1);
  EXPECT_EQ(read_text_file(path).error().code, ErrorCode::too_large);
}

TEST(TextFileTest, ListsTheTomlFilesOfAFolderByName) {
  const TemporaryFolder folder;
  for (const char* name : {"b.toml", "a.toml", ".hidden.toml", "README.md", "c.toml~"})
    write_file(folder.path() / name, "");
  const auto files = list_toml_files(folder.path());
  EXPECT_EQ(files.value(), (std::vector{folder.path() / "a.toml", folder.path() / "b.toml"}));
}

TEST(TextFileTest, SaysThatThereIsNoFolder) {
  EXPECT_EQ(list_toml_files("no/such/folder").error().code, ErrorCode::not_found);
  EXPECT_EQ(list_toml_files("config/budgetd.toml").error().code, ErrorCode::invalid_input);
}

}  // namespace
}  // namespace budget
