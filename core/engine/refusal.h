#pragma once

#include <string>

#include <budget/result.h>

#include "model/instance.h"

namespace budget {

/// What whoever may not do something is told.
[[nodiscard]] inline Error refuse(std::string message, std::string hint = {}) {
  return {ErrorCode::forbidden, std::move(message), std::move(hint)};
}

[[nodiscard]] inline std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

/// Whether somebody drafted or handed in any round of it.
[[nodiscard]] inline bool is_author(const Instance& instance, const PersonId& person) {
  return std::ranges::binary_search(instance.authors, person);
}

}  // namespace budget
