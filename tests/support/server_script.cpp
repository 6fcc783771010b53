#include "support/server_script.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

extern char** environ;  // NOLINT: POSIX

namespace budget::test {

ServerScript::ServerScript(const std::string& script, const std::vector<std::string>& arguments) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  std::vector<std::string> words = {"/usr/bin/python3", "tests/support/" + script};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words)
    argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  const int failed = posix_spawn(&process_, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (failed != 0) throw std::runtime_error("expected to start " + script + ", but it failed");
  std::string line;
  char next = 0;
  while (read(ends[0], &next, 1) == 1 && next != '\n')
    line += next;
  close(ends[0]);
  port_ = std::atoi(line.c_str());
  if (port_ == 0)
    throw std::runtime_error("expected " + script + " to tell its port, but: " + line);
}

ServerScript::~ServerScript() {
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

void make_certificate(const std::filesystem::path& folder) {
  const std::string command =
      "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
      "-addext subjectAltName=DNS:localhost -keyout " +
      (folder / "key.pem").string() + " -out " + (folder / "cert.pem").string() + " 2>/dev/null";
  if (std::system(command.c_str()) != 0) throw std::runtime_error("expected openssl to work");
}

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream input(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(input, line);)
    lines.push_back(line);
  return lines;
}

}  // namespace budget::test
