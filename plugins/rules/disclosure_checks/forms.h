#pragma once

#include "document.h"

namespace budget::disclosure {

/// The table as the checks know it, in whatever form its office prints it: a subject's code in one
/// column and its name in the next, panels side by side and the “三公” expenses below each other.
[[nodiscard]] Table in_one_form(Table table);

}  // namespace budget::disclosure
