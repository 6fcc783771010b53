#include "cli/exit_code.h"

#include <gtest/gtest.h>

#include <sstream>

#include "cli/client/api.h"
#include "cli/program.h"

namespace budget::cli {
namespace {

ExitCode exit_of(int status) {
  return exit_code_of(refusal(status, "{}").code);
}

TEST(ExitCodeTest, TellsARefusalFromAnOutageFromAFault) {
  EXPECT_EQ(exit_of(400), ExitCode::refused);
  EXPECT_EQ(exit_of(401), ExitCode::refused);
  EXPECT_EQ(exit_of(403), ExitCode::refused);
  EXPECT_EQ(exit_of(404), ExitCode::refused);
  EXPECT_EQ(exit_of(409), ExitCode::refused);
  EXPECT_EQ(exit_of(413), ExitCode::refused);
  EXPECT_EQ(exit_of(503), ExitCode::unavailable);
  EXPECT_EQ(exit_of(500), ExitCode::fault);
}

ExitCode run_words(const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  return run_program(words, out, err);
}

TEST(ExitCodeTest, IsUnavailableWhenNobodyListens) {
  EXPECT_EQ(run_words({"status", "--socket", "no/such/socket"}), ExitCode::unavailable);
}

TEST(ExitCodeTest, IsUsageForATokenFileThatIsMissing) {
  EXPECT_EQ(run_words({"status", "--token-file", "no/such/file"}), ExitCode::usage);
}

TEST(ExitCodeTest, IsUsageForAnAddressOfAnotherKind) {
  EXPECT_EQ(run_words({"status", "--url", "ftp://127.0.0.1"}), ExitCode::usage);
}

TEST(ExitCodeTest, IsOkForHelp) {
  EXPECT_EQ(run_words({"help"}), ExitCode::usage);
  EXPECT_EQ(run_words({"--help"}), ExitCode::ok);
}

}  // namespace
}  // namespace budget::cli
