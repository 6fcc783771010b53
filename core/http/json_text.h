#pragma once

#include <string_view>

#include <budget/result.h>
#include <boost/json/value.hpp>

namespace budget {

/// A request body read strictly: UTF-8, one value, no duplicate keys, at most 16 levels. Private to
/// core/http.
///
/// Boost.JSON by itself keeps the last of two equal keys and says nothing.
/// Errors: invalid_input with the place of the first mistake.
[[nodiscard]] Result<boost::json::value> parse_json(std::string_view text);

}  // namespace budget
