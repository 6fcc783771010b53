#include "config/toml_reader.h"

#include <algorithm>
#include <sstream>

#include <toml++/toml.h>

#include <budget/text.h>

#include "config/key_depth.h"
#include "config/known_words.h"

namespace budget {
namespace {

constexpr std::size_t kQuoted = 80;

SourcePosition position_in(const toml::source_region& region) {
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

const char* kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a decimal number";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::date:
      return "a date";
    case toml::node_type::time:
      return "a time of day";
    case toml::node_type::date_time:
      return "a date with a time of day";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::table:
      return "a table";
    case toml::node_type::none:
      break;
  }
  return "nothing";
}

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

}  // namespace

bool is_name(std::string_view text) {
  constexpr std::size_t kLongestName = 64;
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  return !text.empty() && text.size() <= kLongestName && is_small(text.front()) &&
         std::ranges::all_of(
             text, [&](char c) { return is_small(c) || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_digits(std::string_view text, std::size_t count) {
  return text.size() == count &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

TableReader::TableReader(const toml::table& table, std::string field, SourceReport& report)
    : table_(table), field_(std::move(field)), report_(report) {
  report_.note(field_, position_in(table.source()));
}

std::string TableReader::field_of(std::string_view key) const {
  if (key.empty()) return field_;
  return field_.empty() ? std::string(key) : field_ + "." + std::string(key);
}

void TableReader::report(const char* rule, std::string_view key, std::string message,
                         std::string quote) {
  report_.report(rule, field_of(key), std::move(message), std::move(quote));
}

void TableReader::report_error(std::string_view key, const Error& error, const std::string& quote) {
  report("config.value", key, error.message + (error.hint.empty() ? "" : "; " + error.hint),
         shortened(quote, kQuoted));
}

bool TableReader::asks(std::string_view key) {
  return find(key) != nullptr;
}

const toml::node* TableReader::find(std::string_view key) {
  asked_.emplace_back(key);
  const toml::node* node = table_.get(key);
  if (node != nullptr) report_.note(field_of(key), position_in(node->source()));
  return node;
}

const toml::node* TableReader::find_required(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr)
    report("config.missing_key", key,
           "expected the key \"" + std::string(key) + "\", but it is missing");
  return node;
}

std::string TableReader::text_in(const toml::node& node, const std::string& field) {
  const auto* text = node.as_string();
  if (text == nullptr) {
    report_.report("config.type", field,
                   std::string("expected a text in quotes, but there is ") + kind_of(node));
    return {};
  }
  if (std::ranges::any_of(text->get(), is_control)) {
    report_.report("config.value", field,
                   "expected readable text, but there is a control character in it; take it out");
    return {};
  }
  return text->get();
}

int TableReader::integer_in(const toml::node& node, const std::string& field, Range range) {
  const std::string wanted = "expected a whole number from " + std::to_string(range.low) + " to " +
                             std::to_string(range.high);
  const auto* number = node.as_integer();
  if (number == nullptr) {
    report_.report("config.type", field, wanted + ", but there is " + kind_of(node));
    return 0;
  }
  if (number->get() < range.low || number->get() > range.high) {
    report_.report("config.range", field,
                   wanted + ", but there is " + std::to_string(number->get()));
    return 0;
  }
  return static_cast<int>(number->get());
}

std::string TableReader::text(std::string_view key) {
  const toml::node* node = find_required(key);
  return node == nullptr ? std::string() : text_in(*node, field_of(key));
}

std::string TableReader::filled_text(std::string_view key) {
  const toml::node* node = find_required(key);
  if (node == nullptr) return {};
  std::string text = text_in(*node, field_of(key));
  const bool blank =
      node->is_string() && node->as_string()->get().find_first_not_of(" \t\n") == std::string::npos;
  if (blank)
    report("config.value", key,
           "expected some text, but it is empty; write it, or ask who knows it");
  return blank ? std::string() : text;
}

int TableReader::integer(std::string_view key, Range range) {
  const toml::node* node = find_required(key);
  return node == nullptr ? 0 : integer_in(*node, field_of(key), range);
}

std::optional<Date> TableReader::date(std::string_view key) {
  const toml::node* node = find_required(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_date();
  if (value == nullptr) {
    report("config.type", key,
           std::string("expected a date without quotes, such as 2026-03-31, but there is ") +
               kind_of(*node));
    return std::nullopt;
  }
  const toml::date& day = value->get();
  Result<Date> date = Date::of(day.year, day.month, day.day);
  if (date) return *date;
  report_error(key, date.error(), "");
  return std::nullopt;
}

void TableReader::each(const toml::node& node, std::string_view key,
                       const std::function<void(const toml::node&, std::string)>& visit) {
  const toml::array* list = node.as_array();
  if (list == nullptr) {
    report("config.type", key,
           std::string("expected a list in square brackets, but there is ") + kind_of(node));
    return;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    std::string field = field_of(key) + "[" + std::to_string(i) + "]";
    report_.note(field, position_in((*list)[i].source()));
    visit((*list)[i], std::move(field));
  }
}

std::vector<std::string> TableReader::texts(std::string_view key) {
  std::vector<std::string> values;
  if (const toml::node* node = find_required(key)) {
    each(*node, key, [&](const toml::node& item, const std::string& field) {
      values.push_back(text_in(item, field));
    });
  }
  return values;
}

std::vector<int> TableReader::integers(std::string_view key, Range range) {
  std::vector<int> values;
  if (const toml::node* node = find_required(key)) {
    each(*node, key, [&](const toml::node& item, const std::string& field) {
      values.push_back(integer_in(item, field, range));
    });
  }
  return values;
}

std::size_t TableReader::one_of(std::string_view key, const std::vector<std::string>& names) {
  const std::string word = text(key);
  const auto found = std::ranges::find(names, word);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  if (const toml::node* node = table_.get(key); node != nullptr && node->is_string()) {
    report("config.value", key,
           "expected one of " + listed(names, "\"") + ", but there is \"" +
               shortened(word, kQuoted) + "\"" + nearest_hint(word, names));
  }
  return 0;
}

void TableReader::read_table(const toml::node& node, const std::string& field, const Body& body) {
  const toml::table* table = node.as_table();
  if (table == nullptr) {
    report_.report("config.type", field,
                   std::string("expected a table, but there is ") + kind_of(node));
    return;
  }
  TableReader reader(*table, field, report_);
  body(reader);
  reader.finish();
}

void TableReader::table(std::string_view key, const Body& body) {
  if (const toml::node* node = find_required(key)) read_table(*node, field_of(key), body);
}

void TableReader::tables(std::string_view key, const Body& body) {
  const toml::node* node = find_required(key);
  if (node == nullptr) return;
  each(*node, key,
       [&](const toml::node& item, const std::string& field) { read_table(item, field, body); });
}

std::string TableReader::text_or(std::string_view key, std::string otherwise) {
  return asks(key) ? text(key) : std::move(otherwise);
}

int TableReader::integer_or(std::string_view key, Range range, int otherwise) {
  return asks(key) ? integer(key, range) : otherwise;
}

bool TableReader::flag_or(std::string_view key, bool otherwise) {
  const toml::node* node = find(key);
  if (node == nullptr) return otherwise;
  if (const auto* flag = node->as_boolean()) return flag->get();
  report("config.type", key, std::string("expected true or false, but there is ") + kind_of(*node));
  return otherwise;
}

std::vector<std::string> TableReader::texts_if_any(std::string_view key) {
  return asks(key) ? texts(key) : std::vector<std::string>();
}

std::vector<int> TableReader::integers_if_any(std::string_view key, Range range) {
  return asks(key) ? integers(key, range) : std::vector<int>();
}

void TableReader::table_if_any(std::string_view key, const Body& body) {
  if (asks(key)) table(key, body);
}

void TableReader::tables_if_any(std::string_view key, const Body& body) {
  if (asks(key)) tables(key, body);
}

Json TableReader::free_table_if_any(std::string_view key) {
  if (!asks(key)) return Json::object();
  const toml::node* node = table_.get(key);
  if (node->is_table()) return json_in(*node, field_of(key));
  report("config.type", key, std::string("expected a table, but there is ") + kind_of(*node));
  return Json::object();
}

Json TableReader::free_members() {
  for (const auto& [key, value] : table_)
    asked_.emplace_back(key.str());
  return json_in(table_, field_);
}

Json TableReader::json_in(const toml::node& node, const std::string& field) {
  report_.note(field, position_in(node.source()));
  if (const auto* table = node.as_table()) {
    Json json = Json::object();
    for (const auto& [key, value] : *table)
      json.set(key.str(), json_in(value, field.empty() ? std::string(key.str())
                                                       : field + "." + std::string(key.str())));
    return json;
  }
  if (const auto* list = node.as_array()) {
    Json json = Json::array();
    for (std::size_t i = 0; i < list->size(); ++i)
      json.push(json_in((*list)[i], field + "[" + std::to_string(i) + "]"));
    return json;
  }
  if (node.is_string()) return Json(text_in(node, field));
  if (const auto* number = node.as_integer()) return Json(number->get());
  if (const auto* flag = node.as_boolean()) return Json(flag->get());
  std::ostringstream text;
  node.visit([&](const auto& value) {
    if constexpr (toml::is_value<decltype(value)>) text << value;
  });
  return node.is_floating_point() ? Json(Json::Decimal{text.str()}) : Json(text.str());
}

std::string TableReader::shaped(std::string_view key, Shape shape, std::size_t count) {
  std::string word = filled_text(key);
  const bool fits = shape == Shape::name ? is_name(word) : is_digits(word, count);
  if (word.empty() || fits) return word;
  const std::string wanted =
      shape == Shape::name
          ? "a name of small letters, digits and underscores, a letter first, at most " +
                std::to_string(count)
          : "a code of " + std::to_string(count) + " digits";
  report("config.value", key,
         "expected " + wanted + ", but there is \"" + shortened(word, kQuoted) + "\"");
  return {};
}

void TableReader::finish() {
  std::ranges::sort(asked_);
  asked_.erase(std::unique(asked_.begin(), asked_.end()), asked_.end());
  for (const auto& [key, node] : table_) {
    const std::string word(key.str());
    if (std::ranges::binary_search(asked_, word)) continue;
    std::string hint = nearest_hint(word, asked_);
    if (hint.empty()) hint = "; known here: " + listed(asked_, "");
    report_.report_at(
        position_in(key.source()), "config.unknown_key", field_of(word),
        "expected a known key, but \"" + shortened(word, kQuoted) + "\" is none" + hint);
  }
}

void read_toml(std::string_view text, SourceReport& report, const TableReader::Body& body) {
  if (const auto deep = find_too_deep_key(text)) {
    report.report_at(*deep, "config.syntax", "",
                     "expected keys of at most " + std::to_string(kDeepestKey) +
                         " parts, but one on this line has more; shorten it");
    return;
  }
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& error) {  // the packaged library has no other way to fail
    report.report_at(position_in(error.source()), "config.syntax", "",
                     "expected valid TOML in UTF-8, but: " + std::string(error.description()));
    return;
  }
  TableReader reader(root, "", report);
  body(reader);
  reader.finish();
}

}  // namespace budget
