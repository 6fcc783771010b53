#include "store/backup.h"

#include <boost/json/object.hpp>
#include <filesystem>
#include <ostream>

#include "cli/commands.h"
#include "cli/database_file.h"
#include "cli/render.h"
#include "cli/verification.h"

namespace budget::cli {
namespace {

void say_written(const Terminal& terminal, const std::string& file, const char* sentence) {
  if (terminal.is_json) {
    print_json(terminal, boost::json::object{{"file", file}});
  } else {
    terminal.out << sentence << file << '\n';
  }
}

}  // namespace

Result<ExitCode> run(const Terminal& terminal, const BackupCreateOptions& options) {
  const auto file = database_file(terminal, options.from);
  if (!file) {
    return ExitCode::usage;
  }
  const auto folder = std::filesystem::absolute(options.to).parent_path();
  if (std::error_code ignored; !std::filesystem::is_directory(folder, ignored)) {
    return usage_error(terminal, Error{ErrorCode::invalid_input,
                                       "expected to write a backup to " + options.to +
                                           ", but there is no folder " + folder.string()});
  }
  TRY(back_up(*file, options.to));
  say_written(terminal, options.to, "备份已写入 ");
  remark(terminal, "核对备份：budgetctl backup check " + options.to);
  return ExitCode::ok;
}

Result<ExitCode> run(const Terminal& terminal, const BackupRestoreOptions& options) {
  if (std::error_code ignored; !options.replace && std::filesystem::exists(options.to, ignored)) {
    return Error{ErrorCode::conflict,
                 "expected to restore to " + options.to + ", but there is a file already",
                 "--replace keeps it as " + options.to + ".replaced"};
  }
  TRY(restore(options.file, options.to, options.replace ? Existing::replace : Existing::keep));
  say_written(terminal, options.to, "已恢复到 ");
  return ExitCode::ok;
}

Result<ExitCode> run(const Terminal& terminal, const BackupCheckOptions& options) {
  return verify_file(terminal, options.file, "");
}

}  // namespace budget::cli
