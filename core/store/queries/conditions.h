#pragma once

#include <string>
#include <variant>
#include <vector>

#include "engine/queries.h"
#include "store/statement.h"

namespace budget {

/// Conditions joined by AND, with their values. Only fixed text becomes SQL; values are bound.
class Conditions {
 public:
  /// "i.year = " and a value.
  void add(const char* comparison, std::int64_t value) { append(comparison, value); }
  void add(const char* comparison, const std::string& value) { append(comparison, value); }
  void add(const char* whole) {
    text_ += text_.empty() ? std::string(" WHERE ") + whole : std::string(" AND ") + whole;
  }

  /// "?3" for a value used within add(whole).
  [[nodiscard]] std::string bound(std::variant<std::int64_t, std::string> value) {
    values_.push_back(std::move(value));
    return "?" + std::to_string(values_.size());
  }
  /// Only instances i within sight, by department: an index on it is used, region by region.
  void add(const Sight& sight) {
    std::string seen;
    const auto or_from = [&seen](const std::string& select) {
      seen += (seen.empty() ? "" : " UNION ALL ") + select;
    };
    for (const RegionCode& region : sight.regions) {
      or_from("SELECT id FROM departments WHERE id >= " + bound(region.text() + "-") +
              " AND id < " + bound(region.text() + "."));  // "." follows "-"
      or_from("SELECT " + bound(region.text()));           // the office's own year
    }
    for (const DepartmentId& department : sight.departments)
      or_from("SELECT " + bound(department.text()));
    add(seen.empty() ? "0" : ("i.department IN (" + seen + ")").c_str());
  }

  /// " WHERE … AND …", or nothing.
  [[nodiscard]] const std::string& text() const { return text_; }

  void bind(Statement& statement) const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const int position = static_cast<int>(i) + 1;
      if (const auto* number = std::get_if<std::int64_t>(&values_[i])) {
        statement.bind_integer(position, *number);
      } else {
        statement.bind_text(position, std::get<std::string>(values_[i]));
      }
    }
  }

 private:
  void append(const char* comparison, std::variant<std::int64_t, std::string> value) {
    values_.push_back(std::move(value));
    add((comparison + ("?" + std::to_string(values_.size()))).c_str());
  }

  std::string text_;
  std::vector<std::variant<std::int64_t, std::string>> values_;
};

}  // namespace budget
