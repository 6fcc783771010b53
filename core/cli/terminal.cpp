#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <ostream>

#include "cli/findings.h"
#include "cli/text_width.h"

namespace budget::cli {
namespace {

std::string_view escape_of(Style style) {
  switch (style) {
    case Style::bold:
      return "\x1b[1m";
    case Style::dim:
      return "\x1b[2m";
    case Style::red:
      return "\x1b[31m";
    case Style::orange:
      return "\x1b[38;5;208m";
    case Style::yellow:
      return "\x1b[33m";
    case Style::green:
      return "\x1b[32m";
    case Style::plain:
      break;
  }
  return {};
}

}  // namespace

bool may_color(int descriptor, ColorMode mode) {
  if (mode == ColorMode::never || isatty(descriptor) == 0) {
    return false;
  }
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return (no_color == nullptr || *no_color == '\0') && term != nullptr &&
         std::string_view(term) != "dumb";
}

int columns_of(int descriptor) {
  winsize size{};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

std::string styled(const Terminal& terminal, std::string_view text, Style style) {
  if (!terminal.is_colored || style == Style::plain) {
    return std::string(text);
  }
  return std::string(escape_of(style)) + std::string(text) + "\x1b[0m";
}

void remark(const Terminal& terminal, std::string_view text) {
  if (!terminal.is_quiet) {
    terminal.err << text << '\n';
  }
}

void print_error(const Terminal& terminal, const Error& error, std::span<const Finding> findings) {
  if (terminal.is_json) {
    boost::json::object answer{
        {"code", name_of(error.code)}, {"detail", error.message}, {"hint", error.hint}};
    if (!findings.empty()) answer["findings"] = to_json(findings);
    terminal.out << boost::json::serialize(answer) << '\n';
  }
  terminal.err << "budgetctl: " << printable(error.message) << '\n';
  if (!error.hint.empty()) {
    terminal.err << "  → " << printable(error.hint) << '\n';
  }
}

ExitCode usage_error(const Terminal& terminal, const Error& error) {
  print_error(terminal, error);
  return ExitCode::usage;
}

}  // namespace budget::cli
