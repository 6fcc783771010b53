#include "config/payment_json.h"

#include <algorithm>

#include <budget/json.h>
#include <budget/text.h>

namespace budget {
namespace {

bool is_blank(int c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == '[' || c == ']' ||
         c == 0xEF || c == 0xBB || c == 0xBF;  // a byte order mark
}

/// A member's value as the text of a cell.
std::string cell_of(const Json& value, std::string& problem, const std::string& name) {
  if (value.is_null()) return {};
  if (value.is_text()) return value.text();
  if (value.is_integer() || value.is_decimal()) return value.to_text();  // as written
  problem = "字段“" + readable(name, 40) + "”应为文字或数";
  return {};
}

}  // namespace

bool begins_as_json(std::istream& input) {
  int c = input.peek();
  while (c != std::char_traits<char>::eof() &&
         (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xEF || c == 0xBB || c == 0xBF)) {
    input.get();
    c = input.peek();
  }
  return c == '[' || c == '{';
}

JsonRecords::JsonRecords(std::istream& input, std::vector<std::string> names)
    : input_(input), names_(std::move(names)) {}

/// The text of the next object, braces balanced outside strings.
bool JsonRecords::read_object() {
  record_.text.clear();
  record_.problem.clear();
  record_.fields.clear();
  int c = input_.get();
  while (c != std::char_traits<char>::eof() && is_blank(c))
    c = input_.get();
  if (c == std::char_traits<char>::eof()) return false;
  int depth = 0;
  bool in_string = false;
  bool is_escaped = false;
  for (; c != std::char_traits<char>::eof(); c = input_.get()) {
    const bool is_kept = record_.text.size() < CsvReader::kLongestRecord;
    if (is_kept) record_.text += static_cast<char>(c);
    if (!is_kept) record_.problem = "该条过长";
    if (in_string) {
      if (!is_escaped && c == '"') in_string = false;
      is_escaped = !is_escaped && c == '\\';
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '{') ++depth;
    if (c == '}' && --depth <= 0) return true;
    if (depth == 0 && (c == '\n' || c == ',')) return true;  // no object: costs itself alone
  }
  if (record_.problem.empty()) record_.problem = "文件在一条记录中间结束";
  return true;
}

const CsvRecord* JsonRecords::next() {
  if (!read_object()) return nullptr;
  if (!record_.problem.empty()) return &record_;
  const Result<Json> json = Json::parse(record_.text);
  if (!json || !json->is_object()) {
    record_.problem = "不是JSON对象";
    return &record_;
  }
  record_.fields.assign(names_.size(), {});
  for (const auto& [name, value] : json->members()) {
    const auto place = std::ranges::find(names_, name);
    if (place == names_.end()) {
      record_.problem = "字段“" + readable(name, 40) + "”在第一条记录中没有";
      return &record_;
    }
    std::string& field = record_.fields[static_cast<std::size_t>(place - names_.begin())];
    field = cell_of(value, record_.problem, name);
    if (field.size() > CsvReader::kLongestField)
      record_.problem = "字段过长，至多" + std::to_string(CsvReader::kLongestField) + "字节";
    if (!record_.problem.empty()) return &record_;
  }
  return &record_;
}

Result<std::vector<std::string>> json_names(std::istream& input) {
  JsonRecords records(input, {});
  const CsvRecord* record = records.next();
  const Result<Json> json = record == nullptr ? Result<Json>(Json()) : Json::parse(record->text);
  if (!json || !json->is_object()) {
    return Error{ErrorCode::invalid_input,
                 "expected payments as JSON objects, in an array or one in each line, but the "
                 "first is none",
                 "look at the file's beginning"};
  }
  std::vector<std::string> names;
  for (const auto& [name, value] : json->members())
    names.push_back(name);
  return names;
}

}  // namespace budget
