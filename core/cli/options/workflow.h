#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace budget::cli {

// Options of the commands about workflow definitions and migrations.

/// A definition is named by its file (*.toml), or as the daemon knows it: ID, ID@VERSION, hash.
struct WorkflowListOptions {};

struct WorkflowShowOptions {
  std::string workflow{};
};

struct WorkflowDiffOptions {
  std::string before{};
  std::string after{};
};

struct WorkflowDrawOptions {
  std::string workflow{};
  std::string as = "text";  ///< text, mermaid or dot
};

struct WorkflowDeployOptions {
  std::string file{};
  std::string reason{};
  bool check = false;
};

struct WorkflowSimulateOptions {
  std::string file{};
  int year = 0;
  std::string config = "config/budgetd.toml";
  std::string department{};  ///< empty: all
  std::vector<std::string> projects{};
  std::vector<std::string> payments{};
  bool by_person = false;
};

struct WorkflowMigrateOptions {
  std::string file{};
  bool propose = false;
};

struct MigrationListOptions {};

struct MigrationShowOptions {
  std::int64_t migration = 0;
};

struct MigrationConfirmOptions {
  std::int64_t migration = 0;
};

struct MigrationDropOptions {
  std::int64_t migration = 0;
  std::string reason{};
};

struct MigrationUndoOptions {
  std::int64_t migration = 0;
  std::string reason{};
};

}  // namespace budget::cli
