#include "plugin_room/arguments.h"

#include <string_view>

namespace budget::room {

Result<Arguments> parse_arguments(std::span<const char* const> words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--help" || word == "-h") {
      arguments.task = Arguments::Task::help;
    } else if (word == "--serve") {
      arguments.task = Arguments::Task::serve;
    } else if (word == "--manifest" || word == "--describe" || word == "--room") {
      if (i + 1 == words.size()) {
        return Error{ErrorCode::invalid_input,
                     "expected a value after " + std::string(word) + ", but there is none"};
      }
      const std::string_view value = words[++i];
      if (word == "--room" && value != "inside" && value != "isolated") {
        return Error{ErrorCode::invalid_input,
                     "expected inside or isolated after --room, but it is " + std::string(value)};
      }
      if (word == "--room") {
        arguments.room = value == "inside" ? PluginRoom::inside : PluginRoom::isolated;
      } else {
        arguments.task =
            word == "--manifest" ? Arguments::Task::manifest : Arguments::Task::describe;
        arguments.library = value;
      }
    } else {
      return Error{ErrorCode::invalid_input,
                   "expected an option, but there is no " + std::string(word)};
    }
  }
  return arguments;
}

std::string usage() {
  return "usage: budget-plugin-host --manifest LIBRARY [--room inside|isolated]\n"
         "       budget-plugin-host --describe LIBRARY\n"
         "\n"
         "  --manifest LIBRARY   write the manifest beside it, as <name>.json\n"
         "  --room ROOM          where the manifest wishes it to run, isolated without\n"
         "  --describe LIBRARY   print what its plugins say of themselves, as JSON\n"
         "  --serve              be the isolated room of one plugin; started so by budgetd only\n"
         "\n"
         "Loads the library, which runs its code. Ends with 0, or with 1 and one sentence.\n";
}

}  // namespace budget::room
