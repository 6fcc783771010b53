#pragma once

#include <boost/json/value.hpp>
#include <map>
#include <string>

#include "cli/terminal.h"

namespace budget::cli {

/// Asks the person at the terminal about the open questions of a preview, and adds what they say to
/// `answers`. False when they gave up (an empty line, or the end of the input).
[[nodiscard]] bool ask_questions(const Terminal& terminal, const boost::json::value& preview,
                                 std::map<std::string, std::string>& answers);

/// Whether the person says yes.
[[nodiscard]] bool says_yes(const Terminal& terminal, const std::string& question);

}  // namespace budget::cli
