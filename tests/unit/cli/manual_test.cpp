#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>

#include "cli/arguments.h"

// The manual and the completion are written by hand; here they are held to the program.

namespace budget::cli {
namespace {

constexpr const char* kManual = "docs/man/budgetctl.1";
constexpr const char* kCompletion = "scripts/completion/budgetctl.bash";

std::string contents(const std::string& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

struct Ended {
  int exit = 0;
  std::string output;
};

Ended run_shell(const std::string& command) {
  Ended ended;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  char piece[4096];
  while (pipe != nullptr && std::fgets(piece, sizeof piece, pipe) != nullptr) {
    ended.output += piece;
  }
  ended.exit = pipe == nullptr ? -1 : WEXITSTATUS(pclose(pipe));
  return ended;
}

/// What bash offers after these words when a word beginning with `start` is being typed.
std::string offered(const std::string& words, const std::string& start) {
  const std::string script =
      "source " + std::string(kCompletion) + "; COMP_WORDS=(budgetctl " + words + " '" + start +
      "'); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _budgetctl; echo \" ${COMPREPLY[*]} \"";
  return run_shell("bash -c \"" +
                   [&] {
                     std::string quoted;
                     for (const char letter : script) {
                       if (letter == '"' || letter == '$' || letter == '\\') {
                         quoted += '\\';
                       }
                       quoted += letter;
                     }
                     return quoted;
                   }() +
                   "\"")
      .output;
}

bool has_word(const std::string& list, const std::string& word) {
  return list.find(" " + word + " ") != std::string::npos;
}

/// The lines that begin an entry of the manual for this command.
std::string entry_of(const std::string& manual, const std::string& name) {
  const auto begin = manual.find("\n.It Cm " + name);
  return begin == std::string::npos
             ? std::string()
             : manual.substr(begin + 1, manual.find('\n', begin + 1) - begin - 1);
}

TEST(ManualTest, HasAnEntryForEveryCommandWithAllItsOptions) {
  const std::string manual = contents(kManual);
  for (const CommandSyntax& command : command_syntaxes()) {
    const std::string entry = entry_of(manual, command.name);
    EXPECT_FALSE(entry.empty()) << command.name << " is not in " << kManual;
    for (const std::string& option : command.options) {
      EXPECT_NE((entry + " ").find("Fl -" + option.substr(2) + " "), std::string::npos)
          << command.name << " " << option << " in: " << entry;
    }
  }
}

TEST(ManualTest, HasNoEntryForACommandThatDoesNotExist) {
  const auto commands = command_syntaxes();
  std::istringstream lines(contents(kManual));
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind(".It Cm ", 0) != 0) {
      continue;
    }
    const std::string entry = line.substr(7) + " ";
    const bool is_known = std::any_of(
        commands.begin(), commands.end(),
        [&](const CommandSyntax& command) { return entry.rfind(command.name + " ", 0) == 0; });
    EXPECT_TRUE(is_known) << line;
  }
}

TEST(CompletionTest, OffersEveryNounAndEveryVerb) {
  const std::string nouns = offered("", "");
  for (const CommandSyntax& command : command_syntaxes()) {
    const std::string noun = command.name.substr(0, command.name.find(' '));
    EXPECT_TRUE(has_word(nouns, noun)) << noun << " is not in: " << nouns;
    if (noun.size() < command.name.size()) {
      const std::string verbs = offered(noun, "");
      EXPECT_TRUE(has_word(verbs, command.name.substr(noun.size() + 1)))
          << command.name << " is not in: " << verbs;
    }
  }
}

TEST(CompletionTest, OffersEveryOptionOfEveryCommand) {
  for (const CommandSyntax& command : command_syntaxes()) {
    const std::string words = command.name == "act" ? "act submit" : command.name;
    const std::string options = offered(words, "--");
    for (const std::string& option : command.options) {
      EXPECT_TRUE(has_word(options, option))
          << command.name << " " << option << " is not in: " << options;
    }
  }
}

TEST(CompletionTest, FindsTheVerbBehindGlobalOptions) {
  EXPECT_EQ(offered("--url http://127.0.0.1:1 --json cycle", "o"), " open \n");
}

TEST(CompletionTest, OffersFileNamesWhereAFileIsAsked) {
  EXPECT_EQ(offered("config check", "docs/man/budgetctl"), " docs/man/budgetctl.1 \n");
}

class ManualPage : public testing::TestWithParam<const char*> {};

TEST_P(ManualPage, IsWellFormed) {
  if (run_shell("command -v mandoc").exit != 0) {
    GTEST_SKIP() << "mandoc is not installed: apt-get install mandoc";
  }
  const Ended lint = run_shell(std::string("mandoc -T lint -W warning ") + GetParam());
  EXPECT_EQ(lint.exit, 0) << lint.output;
}

INSTANTIATE_TEST_SUITE_P(ManualTest, ManualPage,
                         testing::Values("docs/man/budgetctl.1", "docs/man/budgetd.8",
                                         "docs/man/budgetd.toml.5"));

}  // namespace
}  // namespace budget::cli
