#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "config/answer_file.h"
#include "support/temporary_folder.h"
#include "unit/cli/asked.h"

// What somebody typed at the terminal is found again, wherever the import ends.

namespace budget::cli {
namespace {

constexpr const char* kCodeAsked = R"({"questions": [
  {"id": "project_code", "title": "没有编码，怎么办？", "free_form": "21位项目编码",
   "free_for_each": true, "fallback": null, "open": 1,
   "choices": [{"id": "leave_out", "title": "不作为项目"}],
   "items": [{"key": "甲", "text": "甲（第1行）", "answer": null, "given": "no"}]}],
  "open_questions": 1, "problems": [], "changes_nothing": false, "is_fixed": false, "revision": 4})";
constexpr const char* kAllAnswered = R"({"questions": [
  {"id": "project_code", "title": "没有编码，怎么办？", "free_form": "21位项目编码",
   "free_for_each": true, "fallback": null, "open": 0,
   "choices": [{"id": "leave_out", "title": "不作为项目"}],
   "items": [{"key": "甲", "text": "甲（第1行）", "answer": "K", "given": "now"}]}],
  "open_questions": 0, "problems": [], "changes_nothing": false, "is_fixed": false, "revision": 4})";
constexpr const char* kPutIn =
    R"({"import": 1, "counts": {"added": 1, "changed": 0, "unchanged": 0, "dropped": 0}})";
constexpr const char* kConflict =
    R"({"code": "conflict", "message": "expected revision 4, but it is 5"})";

using Answers = std::map<std::string, std::string>;

/// Somebody at a terminal, in a folder of their own.
class ImportCommandTest : public testing::Test {
 protected:
  ImportCommandTest() { std::filesystem::current_path(folder.path()); }
  ~ImportCommandTest() override { std::filesystem::current_path(before); }

  Result<ExitCode> type(const std::string& lines, std::deque<Response> responses) {
    std::ofstream("a.txt") << "绩效目标表";
    Asked command(std::move(responses));
    std::istringstream in(lines);
    command.screen.terminal.in = &in;
    auto ended = command(ImportOptions{.files = {"a.txt"}});
    shown = command.screen.out.str() + command.screen.err.str();
    return ended;
  }

  static Answers kept() {
    const Loaded<Answers> loaded = load_answer_file("import-answers.toml");
    EXPECT_FALSE(loaded.report.has_errors());
    return loaded.value;
  }
  static bool is_file_there() { return std::filesystem::exists("import-answers.toml"); }

  const Answers typed{{"project_code[甲]", "K"}};
  std::filesystem::path before = std::filesystem::current_path();
  test::TemporaryFolder folder;
  std::string shown;
};

TEST_F(ImportCommandTest, WhoDoesNotWantItInTheEndFindsTheAnswers) {
  const auto ended = type("K\nn\n", {{200, kCodeAsked}, {200, kAllAnswered}});
  ASSERT_TRUE(ended) << ended.error().message;
  EXPECT_THAT(shown, testing::HasSubstr("没有导入。"));
  EXPECT_EQ(kept(), typed);
}

TEST_F(ImportCommandTest, ADaemonThatRefusesLosesNoAnswers) {
  EXPECT_FALSE(type("K\ny\n", {{200, kCodeAsked}, {200, kAllAnswered}, {409, kConflict}}));
  EXPECT_EQ(kept(), typed);
}

TEST_F(ImportCommandTest, ADaemonThatIsGoneLosesNoAnswers) {
  EXPECT_FALSE(type("K\ny\n", {{200, kCodeAsked}}));
  EXPECT_EQ(kept(), typed);
}

TEST_F(ImportCommandTest, QuestionsWithoutEndLoseNoAnswers) {
  std::deque<Response> same;
  std::string lines;
  for (int round = 0; round < 30; ++round) {
    same.push_back({200, kCodeAsked});
    lines += round % 2 == 0 ? "J\n" : "K\n";
  }
  EXPECT_FALSE(type(lines, same));
  EXPECT_EQ(kept(), typed);
}

TEST_F(ImportCommandTest, NothingIsWrittenWhereNothingIsLost) {
  ASSERT_TRUE(type("K\ny\n", {{200, kCodeAsked}, {200, kAllAnswered}, {201, kPutIn}}));
  EXPECT_FALSE(is_file_there());
  EXPECT_FALSE(type("\n", {{200, kCodeAsked}}));
  EXPECT_FALSE(is_file_there());
}

}  // namespace
}  // namespace budget::cli
