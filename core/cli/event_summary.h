#pragma once

#include <boost/json/value.hpp>
#include <string>

namespace budget::cli {

/// What an event says, for people, on one line; of a kind not known here the beginning of its
/// payload.
[[nodiscard]] std::string event_summary(const std::string& type, const boost::json::value& payload);

}  // namespace budget::cli
