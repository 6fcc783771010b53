#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <budget/finding.h>
#include <budget/money.h>
#include <boost/json/value.hpp>

namespace budget {

/// Reads the fields of one JSON object, each asked for by name; what nobody asked for is unknown.
/// Private to core/http.
///
/// Whatever is wrong becomes a finding that names the field by its path
/// ("projects[3].plan[0].month"), and reading goes on with an empty value, so that all mistakes are
/// told at once. A missing field and null are the same.
class ObjectReader {
 public:
  ObjectReader(const boost::json::value& value, std::string path, std::vector<Finding>& findings);

  [[nodiscard]] std::string text(std::string_view name);  ///< must be there and not be empty
  [[nodiscard]] std::string optional_text(std::string_view name);  ///< "" when missing
  /// Text that is no words but bytes in another form, as long as a body may be; "" when missing.
  [[nodiscard]] std::string_view encoded(std::string_view name);
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view name,
                                                             std::int64_t low, std::int64_t high);
  [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t low, std::int64_t high);

  /// `<name>_yuan` (text), `<name>_wan` (text) or `<name>_fen` (integer); several must agree.
  [[nodiscard]] std::optional<Money> optional_money(const std::string& name);
  [[nodiscard]] Money money(const std::string& name);
  /// The same for rows that are kept whatever they say: an amount that cannot be read is no finding
  /// but an Error.
  [[nodiscard]] Result<Money> readable_money(const std::string& name);

  /// An empty array when the field is missing.
  [[nodiscard]] const boost::json::array& optional_array(std::string_view name);
  [[nodiscard]] const boost::json::array& array(std::string_view name);
  [[nodiscard]] std::vector<std::string> optional_texts(std::string_view name);

  /// Complains about the fields nobody asked for.
  void finish();

  void complain(std::string_view name, std::string message, std::string quote = {});
  [[nodiscard]] std::string path_of(std::string_view name) const;
  [[nodiscard]] std::vector<Finding>& findings() { return findings_; }

 private:
  [[nodiscard]] const boost::json::value* find(std::string_view name);
  [[nodiscard]] const boost::json::value* find_required(std::string_view name);
  [[nodiscard]] std::string text_of(std::string_view name, const boost::json::value& value);
  [[nodiscard]] std::optional<Result<Money>> any_money(const std::string& name);
  [[nodiscard]] std::optional<Result<Money>> one_money(const std::string& name);

  const boost::json::object* object_;
  std::string path_;
  std::vector<Finding>& findings_;
  std::vector<std::string_view> asked_;
};

/// "rows[3]"
[[nodiscard]] std::string element_path(std::string_view array, std::size_t index);

}  // namespace budget
