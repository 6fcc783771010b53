#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace budget::cli {

// Options of the commands about cycles, instances, their projects and acts.

struct CycleOpenOptions {
  int year = 0;
  std::string region{};                    ///< empty: the region of the asking person
  std::vector<std::string> departments{};  ///< empty: all of the region
  std::string workflow = "annual_budget";
};

struct CycleListOptions {};

struct InstanceListOptions {
  std::optional<int> year{};
  std::string department{};
  std::string stage{};
  bool open = false;
  bool overdue = false;
};

/// An instance is named by its number or as year-region-department, "2026-130605-203".
struct InstanceShowOptions {
  std::string instance{};
};

struct InstanceChildrenOptions {
  std::string instance;
};

struct InstanceOpenChildOptions {
  std::string instance;
  std::string workflow;
  std::string about;
  std::int64_t alert = 0;  ///< 0: none
};

struct InstanceCarriedOptions {
  std::string instance;
};

struct InstanceHistoryOptions {
  std::string instance{};
};

struct InstanceReportOptions {
  std::string instance{};
};

struct InstanceCheckOptions {
  std::string instance{};
};

struct InstanceRepinOptions {
  std::string instance{};
  std::string reason{};
};

struct InstancePeopleOptions {
  std::string instance{};
};

/// One of the arrangements of docs/http-api.md, the command itself.
struct InstanceArrangeOptions {
  std::string arrangement{};
  std::string instance{};
  std::vector<std::string> people{};
  std::string stage{};
  std::string reason{};
  std::int64_t expected_revision = 0;
};

struct ProjectImportOptions {
  std::string file{};
  std::string instance{};
};

struct ImportOptions {
  std::vector<std::string> files{};
  std::optional<int> year{};  ///< these three: empty where the files say it
  std::string region{};
  std::string department{};
  std::string answers{};        ///< a TOML file
  std::string template_file{};  ///< where questions are written to be answered; empty: nowhere
  bool preview = false;
  bool yes = false;
};

struct ProjectListOptions {
  std::string instance{};
};

struct ProjectShowOptions {
  int year = 0;
  std::string code{};
};

struct ProjectDropOptions {
  std::string instance{};
  std::string code{};
};

struct ActOptions {
  std::string act{};
  std::string instance{};
  std::string reason{};
  std::int64_t expected_revision = 0;
  std::string on_behalf_of{};  ///< whose substitute acts; empty: in one's own right
  std::string to{};            ///< a stage the act offers
};

}  // namespace budget::cli
