#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>

#include "office.h"

// docs/workflow-guide.md, followed from its top to its end with a running office.

namespace budget::test {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

/// A fenced block of the page, and what the comment above it says is done with it.
struct Snippet {
  int line = 0;
  std::string language;
  std::string instruction;  ///< "change mine.toml", "file plan.toml"
  std::string text;
};

std::vector<Snippet> snippets_of(const std::string& page) {
  std::vector<Snippet> snippets;
  std::string instruction;
  bool is_inside = false;
  int number = 0;
  for (const std::string& line : lines_of(page)) {
    ++number;
    if (!is_inside && line.starts_with("<!-- "))
      instruction = line.substr(5, line.find(" -->") - 5);
    if (line.starts_with("```")) {
      if (!is_inside) snippets.push_back({number, line.substr(3), instruction, {}});
      instruction.clear();
      is_inside = !is_inside;
    } else if (is_inside) {
      snippets.back().text += line + "\n";
    }
  }
  return snippets;
}

/// A TOML text as its parts: the head, then each [[stages]] and [[transitions]].
std::vector<std::string> parts_of(const std::string& toml) {
  std::vector<std::string> parts = {""};
  for (const std::string& line : lines_of(toml)) {
    if (line.starts_with("[[")) parts.emplace_back();
    parts.back() += line + "\n";
  }
  return parts;
}

std::string value_in(const std::string& part, const std::string& key) {
  for (const std::string& line : lines_of(part)) {
    if (line.starts_with(key + " = ")) return line;
  }
  return {};
}

/// What a part is: a stage by its id, an act by the stage it leaves and its name.
std::string name_of_part(const std::string& part) {
  const std::string kind = part.substr(0, part.find('\n'));
  return kind == "[[stages]]" ? kind + value_in(part, "id")
                              : kind + value_in(part, "from") + value_in(part, "act");
}

/// As the page says: a part takes the place of the one of its name, or is added behind its kind.
std::string changed(const std::string& toml, const std::string& change) {
  std::vector<std::string> parts = parts_of(toml);
  const std::vector<std::string> changes = parts_of(change);
  if (const std::string version = value_in(changes.front(), "version"); !version.empty()) {
    static const std::regex kVersion("version = \\d+");
    parts.front() = std::regex_replace(parts.front(), kVersion, version);
  }
  for (std::size_t i = 1; i < changes.size(); ++i) {
    const auto same = std::ranges::find(parts, name_of_part(changes[i]), name_of_part);
    if (same != parts.end()) {
      *same = changes[i] + "\n";
      continue;
    }
    const std::string kind = changes[i].substr(0, changes[i].find('\n'));
    const auto last = std::find_if(parts.rbegin(), parts.rend(),
                                   [&](const std::string& part) { return part.starts_with(kind); });
    parts.insert(last.base(), changes[i] + "\n");
  }
  std::string all;
  for (const std::string& part : parts)
    all += part;
  return all;
}

/// Whether a line is the one shown; "…" stands for anything, blanks at its end for nothing.
bool line_fits(const std::string& shown, std::string printed) {
  static const std::string kAnything = "…";
  printed.erase(printed.find_last_not_of(' ') + 1);
  std::size_t at = 0;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = std::min(shown.find(kAnything, begin), shown.size());
    const std::string piece = shown.substr(begin, end - begin);
    const bool is_last = end == shown.size();
    const std::size_t found = is_last && begin > 0
                                  ? printed.size() - std::min(piece.size(), printed.size())
                                  : printed.find(piece, at);
    if (found == std::string::npos || found < at ||
        printed.compare(found, piece.size(), piece) != 0)
      return false;
    if (begin == 0 && found != 0) return false;
    at = found + piece.size();
    if (is_last) return at == printed.size();
    begin = end + kAnything.size();
  }
}

/// Line by line; a line of "…" alone stands for any lines.
bool fits(const std::string& shown_text, const std::string& printed_text) {
  const std::vector<std::string> shown = lines_of(shown_text);
  const std::vector<std::string> printed = lines_of(printed_text);
  std::vector<bool> reached(printed.size() + 1, false);
  reached[0] = true;
  for (const std::string& line : shown) {
    std::vector<bool> next(printed.size() + 1, false);
    for (std::size_t i = 0; i <= printed.size(); ++i) {
      if (!reached[i]) continue;
      if (line == "…") {
        std::fill(next.begin() + static_cast<std::ptrdiff_t>(i), next.end(), true);
        break;
      }
      if (i < printed.size() && line_fits(line, printed[i])) next[i + 1] = true;
    }
    reached = std::move(next);
  }
  return reached[printed.size()];
}

class WorkflowGuideTest : public testing::Test {
 protected:
  WorkflowGuideTest() {
    folder_.write("organisation.toml", folder_.read("organisation.toml") +
                                           "\n[[people]]\nid = \"qian_san\"\nname = \"钱三\"\n"
                                           "token_sha256 = \"" +
                                           token_sha256("qian_san") +
                                           "\"\nroles = [ { role = \"budget_officer\", region = "
                                           "\"130605\" } ]\n");
    for (const char* name : {"workflows", "config"})
      fs::create_directory_symlink(fs::absolute(name), desk_.path() / name);
    fs::create_directory_symlink(folder_.path(""), desk_.path() / "office");
    for (const char* name : {"mine.toml", "other.toml"})
      fs::copy_file("workflows/annual_budget.toml", desk_.path() / name);
  }

  void start() {
    daemon_.emplace(folder_);
    Office office(*daemon_);
    office.draft();
    ASSERT_EQ(office.act("wang_fang", "submit").status, 200);
  }

  void write(const std::string& file, const std::string& text) const {
    std::ofstream(desk_.path() / file) << text;
  }

  /// One line of a ```sh block: "as PERSON command   # exit code".
  std::string run(std::string line, int from_line) {
    int wanted = 0;
    if (const auto mark = line.find("   # "); mark != std::string::npos) {
      wanted = std::stoi(line.substr(mark + 5));
      line.resize(mark);
    }
    std::string environment;
    if (line.starts_with("as ")) {
      const std::string person = line.substr(3, line.find(' ', 3) - 3);
      line = line.substr(4 + person.size());
      environment = "BUDGETCTL_TOKEN=token-" + person +
                    " BUDGETCTL_URL=http://127.0.0.1:" + std::to_string(daemon_->port()) + " ";
    }
    const std::string command = "cd " + desk_.path().string() + " && " + environment +
                                fs::absolute(std::getenv("BUDGET_BIN_DIR")).string() + "/" + line;
    FILE* pipe = popen((command + " 2>errors.txt").c_str(), "r");
    std::string out;
    for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe))
      out += static_cast<char>(c);
    const int exit = WEXITSTATUS(pclose(pipe));
    EXPECT_EQ(exit, wanted) << "line " << from_line << ": " << line << "\n"
                            << out << content(desk_.path() / "errors.txt");
    return out;
  }

  /// A confirmed migration is carried out behind the answer.
  void wait_until_done(const std::string& line) {
    if (line.find("migration confirm") != std::string::npos)
      daemon_->wait_for_log("migration_finished");
  }

  DaemonFolder folder_;
  TemporaryFolder desk_;
  std::optional<DaemonProcess> daemon_;
};

TEST_F(WorkflowGuideTest, EverySnippetDoesWhatThePageSays) {
  start();
  std::string printed;
  int ran = 0;
  for (const Snippet& snippet : snippets_of(content("docs/workflow-guide.md"))) {
    if (snippet.language == "toml") {
      const std::string file = snippet.instruction.substr(snippet.instruction.find(' ') + 1);
      ASSERT_NE(snippet.instruction, "") << "line " << snippet.line;
      write(file, snippet.instruction.starts_with("change ")
                      ? changed(content(desk_.path() / file), snippet.text)
                      : snippet.text);
      if (snippet.instruction.starts_with("change "))
        run("budgetctl workflow show " + file, snippet.line);  // it can be read, without errors
    } else if (snippet.language == "sh") {
      printed.clear();
      for (const std::string& line : lines_of(snippet.text)) {
        printed += run(line, snippet.line);
        wait_until_done(line);
        ++ran;
      }
    } else if (snippet.language == "text") {
      EXPECT_TRUE(fits(snippet.text, printed)) << "line " << snippet.line << " shows\n"
                                               << snippet.text << "but it is\n"
                                               << printed;
    }
  }
  EXPECT_GT(ran, 12);
}

}  // namespace
}  // namespace budget::test
