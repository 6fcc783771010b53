#pragma once

#include <boost/json/value.hpp>

#include "cli/terminal.h"

namespace budget::cli {

// How the preview of an import (docs/http-api.md) looks on a terminal.

/// All of it: files, projects, changes, questions, what the importer found.
void print_preview(const Terminal& terminal, const boost::json::value& preview);

/// The open questions, and those a default has answered, as a file of answers to fill in.
[[nodiscard]] std::string answer_template(const boost::json::value& preview);

}  // namespace budget::cli
