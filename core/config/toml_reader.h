#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <budget/date.h>
#include <budget/json.h>

#include "config/source_report.h"

// toml++ itself stays in toml_reader.cpp.
namespace toml {
inline namespace v3 {
class node;
class table;
}  // namespace v3
}  // namespace toml

namespace budget {

/// Whole numbers a field may hold, both ends included.
struct Range {
  int low = 0;
  int high = 0;
};

constexpr Range kFiscalYears = {2000, 2099};
constexpr Range kVersions = {1, 1'000'000};

/// The one way a TOML table is read. Whatever is wrong goes to the report; the caller gets an empty
/// value and goes on, so that one run names every mistake. A key nobody asked for is a mistake too.
class TableReader {
 public:
  using Body = std::function<void(TableReader&)>;

  TableReader(const toml::table& table, std::string field, SourceReport& report);

  [[nodiscard]] const std::string& field() const { return field_; }  ///< "stages[2]"
  [[nodiscard]] std::string field_of(std::string_view key) const;    ///< "stages[2].role"
  [[nodiscard]] SourceReport& source() { return report_; }
  /// Whether the key is written; from now on it is a known one.
  bool asks(std::string_view key);
  /// A finding at a key, or at the table when the key is not written.
  void report(const char* rule, std::string_view key, std::string message, std::string quote = {});

  // Required. A missing key is a finding.
  std::string text(std::string_view key);  ///< may be empty
  std::string filled_text(std::string_view key);
  int integer(std::string_view key, Range range);
  std::optional<Date> date(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  std::vector<int> integers(std::string_view key, Range range);
  std::size_t one_of(std::string_view key, const std::vector<std::string>& names);
  void table(std::string_view key, const Body& body);
  void tables(std::string_view key, const Body& body);  ///< [[key]] or key = [ {…} ]

  // Optional.
  std::string text_or(std::string_view key, std::string otherwise);
  int integer_or(std::string_view key, Range range, int otherwise);
  bool flag_or(std::string_view key, bool otherwise);
  std::vector<std::string> texts_if_any(std::string_view key);
  std::vector<int> integers_if_any(std::string_view key, Range range);
  void table_if_any(std::string_view key, const Body& body);
  void tables_if_any(std::string_view key, const Body& body);
  /// A table with whatever is in it, members by name, for somebody else to check. Dates become
  /// their text. An empty object when it is not written.
  Json free_table_if_any(std::string_view key);
  /// The same of this table itself.
  Json free_members();

  /// A value with a name_of, spelled as that says.
  template <typename T>
  T choice(std::string_view key, std::initializer_list<T> values) {
    std::vector<std::string> names;
    for (const T value : values)
      names.emplace_back(name_of(value));
    return *(values.begin() + one_of(key, names));
  }
  template <typename T>
  T choice_or(std::string_view key, std::initializer_list<T> values, T otherwise) {
    return asks(key) ? choice(key, values) : otherwise;
  }

  /// A text that `parse` (returning a Result) understands.
  template <typename Parse>
  auto parsed(std::string_view key, Parse parse)
      -> std::optional<typename decltype(parse(""))::value_type> {
    const std::string raw = filled_text(key);
    if (raw.empty()) return std::nullopt;
    auto value = parse(raw);
    if (value) return std::move(*value);
    report_error(key, value.error(), raw);
    return std::nullopt;
  }

  /// A name such as "finance_review": a small letter, then small letters, digits, underscores, 64
  /// at most.
  template <typename Name>
  Name id(std::string_view key) {
    return Name(shaped(key, Shape::name, 64));
  }
  /// A code of exactly so many digits.
  template <typename Code>
  Code digits(std::string_view key, std::size_t count) {
    return Code(shaped(key, Shape::digits, count));
  }

  /// Reports the keys nobody asked for. Called by whoever made the reader, after the body.
  void finish();

 private:
  enum class Shape { name, digits };

  const toml::node* find(std::string_view key);
  const toml::node* find_required(std::string_view key);
  void report_error(std::string_view key, const Error& error, const std::string& quote);
  std::string shaped(std::string_view key, Shape shape, std::size_t count);
  std::string text_in(const toml::node& node, const std::string& field);
  int integer_in(const toml::node& node, const std::string& field, Range range);
  void each(const toml::node& node, std::string_view key,
            const std::function<void(const toml::node&, std::string)>& visit);
  void read_table(const toml::node& node, const std::string& field, const Body& body);
  Json json_in(const toml::node& node, const std::string& field);

  const toml::table& table_;
  std::string field_;
  SourceReport& report_;
  std::vector<std::string> asked_;
};

/// Reads one TOML text into the report's file.
void read_toml(std::string_view text, SourceReport& report, const TableReader::Body& body);

/// Whether a text is a name as TableReader::id wants it.
[[nodiscard]] bool is_name(std::string_view text);
[[nodiscard]] bool is_digits(std::string_view text, std::size_t count);

}  // namespace budget
