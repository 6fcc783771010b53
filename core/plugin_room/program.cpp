#include "plugin_room/program.h"

#include <fstream>
#include <iostream>

#include "plugin_host/plugin_library.h"
#include "plugin_room/room_server.h"

namespace budget::room {
namespace {

constexpr int kSocket = 3;  // where budgetd leaves it

Result<void> write_manifest(const Arguments& arguments) {
  const std::filesystem::path library = std::filesystem::absolute(arguments.library);
  const Manifest manifest = TRY(make_manifest(library, arguments.room));
  const std::filesystem::path file = manifest_of(library);
  std::ofstream output(file, std::ios::binary);
  output << to_text(manifest) << std::flush;
  if (output) return {};
  return Error{ErrorCode::unavailable,
               "expected to write the manifest " + file.string() + ", but could not",
               "check the folder's permissions and the disk"};
}

Result<void> print_description(const std::filesystem::path& file) {
  const PluginLibrary library = TRY(PluginLibrary::load(std::filesystem::absolute(file)));
  Json plugins = Json::array();
  for (const PluginDescription& plugin : library.plugins())
    plugins.push(to_json(plugin));
  std::cout << plugins.to_text() << "\n";
  return {};
}

int report(const Result<void>& done) {
  if (done) return 0;
  std::cerr << "budget-plugin-host: " << done.error().message << "\n";
  if (!done.error().hint.empty()) std::cerr << "budget-plugin-host: " << done.error().hint << "\n";
  return 1;
}

}  // namespace

int run(const Arguments& arguments) {
  switch (arguments.task) {
    case Arguments::Task::manifest:
      return report(write_manifest(arguments));
    case Arguments::Task::describe:
      return report(print_description(arguments.library));
    case Arguments::Task::serve:
      return serve(kSocket);
    case Arguments::Task::help:
      break;
  }
  std::cout << usage();
  return 0;
}

}  // namespace budget::room
