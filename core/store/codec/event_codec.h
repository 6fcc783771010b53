#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/event.h"
#include "store/codec/payments_summary.h"

namespace budget {

/// The name of an event's type in the log ("act_performed") and the version it is written in: the
/// first that can say it.
struct EventType {
  std::string_view name;
  int version = 1;
};
[[nodiscard]] EventType type_of(const Event& event);

/// The event as canonical JSON, version type_of(event).version.
/// Errors: invalid_input when a text in it is not UTF-8.
[[nodiscard]] Result<std::string> encode(const Event& event);
/// payments_recorded, whose summary was made before.
[[nodiscard]] Result<std::string> encode(const PaymentsSummary& summary);

/// An event as read. `payments` is there for payments_recorded, whose rows must be attached before
/// it is applied.
struct DecodedEvent {
  Event event;
  std::optional<PaymentsSummary> payments;
};

/// The mirror of encode. Strict: a payload that encode would not have written is refused.
/// Errors: unsupported for an unknown type or a newer version; invalid_input with the path of the
/// field that is wrong.
[[nodiscard]] Result<DecodedEvent> decode(std::string_view type, int version,
                                          std::string_view payload);

}  // namespace budget
