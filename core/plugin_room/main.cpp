#include <exception>
#include <iostream>
#include <span>

#include "plugin_room/program.h"

int main(int count, char** words) {
  try {
    const std::span<const char* const> given(words, static_cast<std::size_t>(count));
    const auto arguments = budget::room::parse_arguments(given.subspan(1));
    if (arguments) return budget::room::run(*arguments);
    std::cerr << "budget-plugin-host: " << arguments.error().message << "\n"
              << budget::room::usage();
    return 2;
  } catch (const std::exception& fault) {
    std::cerr << "budget-plugin-host: fault: " << fault.what() << "\n";
    return 1;
  }
}
