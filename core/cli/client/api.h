#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <budget/finding.h>

#include "cli/client/client.h"

namespace budget::cli {

/// The daemon's HTTP interface (docs/http-api.md) as values. Errors: what the daemon refused, from
/// its problem+json.
class Api {
 public:
  explicit Api(Client& client) : client_(client) {}

  [[nodiscard]] Result<boost::json::value> get(const std::string& target);
  /// The body of an answer that is a file.
  [[nodiscard]] Result<std::string> get_text(const std::string& target);
  /// All pages of a list, as one array of its items.
  [[nodiscard]] Result<boost::json::array> list(const std::string& target);
  /// The items of a list that has no pages.
  [[nodiscard]] Result<boost::json::array> whole_list(const std::string& target);
  /// Sent with a new idempotency key, so that an answer lost on the way cannot make it happen
  /// twice.
  [[nodiscard]] Result<boost::json::value> post(const std::string& target,
                                                const boost::json::value& body);
  [[nodiscard]] Result<boost::json::value> remove(const std::string& target);

  /// What was wrong with the last request that was refused, all at once.
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }
  /// The same in the words of whoever sent it, with lines of a file in the place of fields.
  void retell(std::vector<Finding> findings) { findings_ = std::move(findings); }

 private:
  [[nodiscard]] Result<std::string> ask_text(const Request& request);
  [[nodiscard]] Result<boost::json::value> ask(const Request& request);

  Client& client_;
  std::vector<Finding> findings_;
};

/// What the daemon refused. `body` is problem+json, or whatever something else in between answered.
[[nodiscard]] Error refusal(int status, std::string_view body);

/// The findings of an answer or of a problem.
[[nodiscard]] std::vector<Finding> findings_in(const boost::json::value& answer);

/// "?a=1&b=2" of those that have a value.
class Query {
 public:
  Query& add(std::string_view name, std::string_view value);
  template <typename Whole>
  Query& add(std::string_view name, const std::optional<Whole>& value) {
    return value ? add(name, std::to_string(*value)) : *this;
  }
  Query& add_flag(std::string_view name, bool is_set);
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// A member along a path "project.funds.budget"; null when any step is missing.
[[nodiscard]] const boost::json::value& at(const boost::json::value& value, std::string_view path);
/// A member as people read it: strings as they are, numbers in digits, true as 是; "" when missing
/// or null.
[[nodiscard]] std::string text_at(const boost::json::value& value, std::string_view path);
[[nodiscard]] std::int64_t number_at(const boost::json::value& value, std::string_view path);
[[nodiscard]] bool flag_at(const boost::json::value& value, std::string_view path);
/// An array within `value`, which must outlive it; an empty one when missing.
[[nodiscard]] const boost::json::array& array_at(const boost::json::value& value,
                                                 std::string_view path);

/// An exact amount of 万元 ("105.54355") rounded for people, with thousands separators; "" when
/// missing.
[[nodiscard]] std::string wan_at(const boost::json::value& value, std::string_view path);

}  // namespace budget::cli
