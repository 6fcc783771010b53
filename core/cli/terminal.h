#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

#include <budget/finding.h>
#include <budget/result.h>

#include "cli/exit_code.h"

namespace budget::cli {

enum class ColorMode { automatic, never };
enum class Style { plain, bold, dim, red, orange, yellow, green };

/// Where budgetctl writes, and what may be written there.
struct Terminal {
  std::ostream& out;
  std::ostream& err;
  int width = 0;                ///< columns of `out`; 0: as many as it takes
  bool is_colored = false;      ///< `out` understands colours
  bool shows_progress = false;  ///< `err` is watched by a person
  bool is_quiet = false;        ///< results and errors only
  bool is_json = false;         ///< results as JSON
  std::istream* in = nullptr;   ///< a person who can be asked; null: nobody
};

/// What a program writing to these two descriptors may do. Looks at NO_COLOR and TERM.
[[nodiscard]] bool may_color(int descriptor, ColorMode mode);
/// Columns of the terminal behind the descriptor; 0 when it is none.
[[nodiscard]] int columns_of(int descriptor);

[[nodiscard]] std::string styled(const Terminal& terminal, std::string_view text, Style style);

/// A remark for the person, on standard error; silent with --quiet.
void remark(const Terminal& terminal, std::string_view text);

/// "budgetctl: expected to …, but …" and what to do about it, on standard error.
/// `findings`: what the error is made of, part of the JSON answer.
void print_error(const Terminal& terminal, const Error& error,
                 std::span<const Finding> findings = {});
/// The same for a file or option that cannot be used.
[[nodiscard]] ExitCode usage_error(const Terminal& terminal, const Error& error);

}  // namespace budget::cli
