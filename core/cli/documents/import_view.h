#pragma once

#include <boost/json/value.hpp>

#include "cli/terminal.h"

namespace budget::cli {

// How the preview of an import (docs/http-api.md) looks on a terminal.

/// All of it: files, projects, changes, questions, what the importer found.
void print_preview(const Terminal& terminal, const boost::json::value& preview);

}  // namespace budget::cli
