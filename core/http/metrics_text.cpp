#include "http/metrics_text.h"

namespace budget {

void MetricsText::metric(std::string_view name, std::string_view type, std::string_view help) {
  name_ = name;
  text_ += "# HELP " + name_ + " " + std::string(help) + "\n# TYPE " + name_ + " " +
           std::string(type) + "\n";
}

void MetricsText::add_label(std::string_view label, std::string_view value) {
  text_ += label;
  text_ += "=\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text_ += '\\';
    if (c == '\n') {
      text_ += "\\n";
    } else {
      text_ += c;
    }
  }
  text_ += '"';
}

void MetricsText::sample(std::uint64_t value, std::string_view label,
                         std::string_view label_value) {
  text_ += name_;
  if (!label.empty()) {
    text_ += '{';
    add_label(label, label_value);
    text_ += '}';
  }
  text_ += ' ' + std::to_string(value) + '\n';
}

void MetricsText::sample(std::uint64_t value, std::string_view first, std::string_view first_value,
                         std::string_view second, std::string_view second_value) {
  text_ += name_ + '{';
  add_label(first, first_value);
  text_ += ',';
  add_label(second, second_value);
  text_ += "} " + std::to_string(value) + '\n';
}

}  // namespace budget
