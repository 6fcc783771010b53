#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace budget {

/// Writes Prometheus text: one HELP and TYPE line per metric, then its samples.
class MetricsText {
 public:
  void metric(std::string_view name, std::string_view type, std::string_view help);
  /// A sample of the metric last named; `label` empty: none.
  void sample(std::uint64_t value, std::string_view label = {}, std::string_view label_value = {});
  void sample(std::uint64_t value, std::string_view first, std::string_view first_value,
              std::string_view second, std::string_view second_value);

  [[nodiscard]] std::string text() && { return std::move(text_); }

 private:
  void add_label(std::string_view label, std::string_view value);

  std::string text_;
  std::string name_;
};

}  // namespace budget
