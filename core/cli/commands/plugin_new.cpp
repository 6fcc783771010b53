#include <filesystem>
#include <fstream>
#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/plugin_templates.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace fs = std::filesystem;

Result<void> write_files(const fs::path& folder, const std::vector<NewFile>& files) {
  std::error_code problem;
  if (fs::exists(fs::symlink_status(folder, problem))) {
    return Error{ErrorCode::invalid_input,
                 "expected a new folder, but " + folder.string() + " is there"};
  }
  fs::create_directories(folder, problem);
  if (problem) {
    return Error{ErrorCode::invalid_input,
                 "expected to make the folder " + folder.string() + ", but " + problem.message()};
  }
  for (const NewFile& file : files) {
    std::ofstream stream(folder / file.name, std::ios::binary);
    stream << file.text;
    if (!stream.flush()) {
      return Error{ErrorCode::invalid_input,
                   "expected to write " + (folder / file.name).string() + ", but could not"};
    }
  }
  return {};
}

}  // namespace

Result<ExitCode> run(const Terminal& terminal, const PluginNewOptions& options) {
  const auto files = new_plugin_files(options.kind, options.name);
  if (!files) return usage_error(terminal, files.error());
  const std::string folder = options.to.empty() ? options.name : options.to;
  if (const auto written = write_files(folder, *files); !written)
    return usage_error(terminal, written.error());
  if (terminal.is_json) {
    boost::json::array names;
    for (const NewFile& file : *files)
      names.emplace_back(file.name);
    print_json(terminal, boost::json::object{{"folder", folder}, {"files", names}});
    return ExitCode::ok;
  }
  for (const NewFile& file : *files)
    terminal.out << folder << '/' << file.name << '\n';
  remark(terminal, "how to build and test it: " + folder + "/README.md");
  return ExitCode::ok;
}

}  // namespace budget::cli
