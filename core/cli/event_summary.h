#pragma once

#include <boost/json/value.hpp>
#include <string>

namespace budget::cli {

/// What an event says, for people, on one line; of a kind not known here the beginning of its
/// payload. Names where the event gives them, beside or in its payload.
[[nodiscard]] std::string event_summary(const boost::json::value& event);

}  // namespace budget::cli
