#include <exception>
#include <iostream>
#include <span>

#include "daemon/program.h"

int main(int count, char** words) {
  try {
    const std::span<const char* const> given(words, static_cast<std::size_t>(count));
    const auto arguments = budget::parse_arguments(given.subspan(1));
    if (arguments) return static_cast<int>(budget::run(*arguments));
    std::cerr << "budgetd: " << arguments.error().message << "\n" << budget::usage();
    return static_cast<int>(budget::ExitCode::wrong_configuration);
  } catch (const std::exception& fault) {
    std::cerr << "budgetd: fault: " << fault.what() << "\n";
    return static_cast<int>(budget::ExitCode::failed);
  }
}
