#pragma once

#include <string_view>

#include <budget/plugin.h>

namespace budget {

[[nodiscard]] inline std::string_view view_of(budget_bytes bytes) {
  return {bytes.data == nullptr ? "" : bytes.data,
          bytes.data == nullptr ? 0 : static_cast<std::size_t>(bytes.size)};
}
[[nodiscard]] inline budget_bytes bytes_of(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace budget
