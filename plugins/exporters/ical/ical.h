#pragma once

#include <budget/plugin.hpp>

namespace budget::ical {

/// Writes the year's deadlines as an iCalendar file (RFC 5545).
class IcalExporter : public plugin::Exporter {
 public:
  static plugin::About about();

  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<Json> write(const Json& payload, const plugin::Call& call) const override;

 private:
  bool todo_as_event_ = false;
  std::int64_t remind_days_ = 0;
};

}  // namespace budget::ical
