#pragma once

#include <string>
#include <vector>

#include "cli/options/global.h"

namespace budget::cli {

// Options of the commands that ask no daemon.

/// Which database an offline command looks at: its file, or the one a configuration names.
struct DatabaseChoice {
  std::string database{};
  std::string config{};
};

struct VerifyOptions {
  DatabaseChoice from{};
  std::string expected_head{};  ///< "412:5a…": that event's hash; "5a…": that of the last event
};

struct BackupCreateOptions {
  DatabaseChoice from{};
  std::string to{};
};

struct BackupRestoreOptions {
  std::string file{};
  std::string to{};
  bool replace = false;
};

struct BackupCheckOptions {
  std::string file{};
};

struct RehearseOptions {
  std::vector<int> years{};
  DatabaseChoice
      from{};  ///< both may be given: a copy of the database, with the configuration deployed on it
  std::string region{};  ///< empty: that of the projects, or the only one there is
  std::string workflow = "annual_budget";
  std::string definition{};                ///< of workflow simulate: a file that replaces it
  std::vector<std::string> departments{};  ///< likewise: empty: all
  std::vector<std::string> projects{};
  std::vector<std::string> payments{};
  bool by_person = false;
  bool by_stage = false;
  bool by_day = false;
  bool messages = false;
  std::string starts_on{};  ///< empty: 1 September of the year before the first
  std::string made_up{};    ///< "60x30": so many departments with so many projects each
  std::string keep{};       ///< where the rehearsed database is left; empty: nowhere
};

struct ReplayOptions {
  DatabaseChoice from{};
  std::string changed{};                 ///< a whole configuration; empty: none
  std::vector<std::string> workflows{};  ///< files
  std::vector<std::string> rules{};      ///< likewise
};

struct ConfigCheckOptions {
  std::string file = kUsualConfig;
};

struct TokenNewOptions {
  std::string to{};  ///< a new file, readable by its owner only; empty: standard output
};

}  // namespace budget::cli
