#pragma once

#include "http/call.h"
#include "http/json_reader.h"
#include "http/json_text.h"
#include "http/json_writer.h"

namespace budget {

// What the handlers that change something have in common. Private to core/http.

[[nodiscard]] FiscalYear read_year(ObjectReader& reader, std::string_view name);
/// A civil day such as 2026-02-08; what is none is complained about.
[[nodiscard]] Date read_day(ObjectReader& reader, std::string_view name);

/// The action, or all that is wrong with the request.
[[nodiscard]] Prepared prepared(Action action, const std::vector<Finding>& findings);

/// Ends the answer with "event" and "repeated". Status `fresh` when something was done, else 200.
[[nodiscard]] Response told(JsonWriter json, const Outcome& outcome, int fresh);

/// The first event of a kind, or null.
template <typename Kind>
[[nodiscard]] const Kind* find_event(const Outcome& outcome) {
  for (const Event& event : outcome.events) {
    if (const auto* found = std::get_if<Kind>(&event)) return found;
  }
  return nullptr;
}

/// The last event of a kind, or null: one act may lead through several stages.
template <typename Kind>
[[nodiscard]] const Kind* find_last_event(const Outcome& outcome) {
  const Kind* last = nullptr;
  for (const Event& event : outcome.events) {
    if (const auto* found = std::get_if<Kind>(&event)) last = found;
  }
  return last;
}

}  // namespace budget
