#pragma once

#include <sstream>

#include "cli/terminal.h"

namespace budget::cli {

/// A terminal whose text a test can read.
struct Screen {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{out, err};
};

}  // namespace budget::cli
