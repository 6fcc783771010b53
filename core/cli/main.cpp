#include <exception>
#include <iostream>

#include "cli/program.h"

int main(int count, char** words) {
  using budget::cli::ExitCode;
  try {
    const ExitCode end = budget::cli::run_program({words + 1, words + count}, std::cout, std::cerr);
    std::cout.flush();
    return static_cast<int>(std::cout ? end
                                      : ExitCode::fault);  // a full disk must not look like success
  } catch (const std::exception& fault) {
    std::cerr << "budgetctl: fault: " << fault.what() << '\n';
    return static_cast<int>(ExitCode::fault);
  }
}
