#include "engine/documents/sheet_keys.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>

#include "model/project.h"

namespace budget {
namespace {

constexpr std::string_view kMark = "·";

std::string name_of_sheet(const Json& sheet) {
  const std::string& code = words_of(sheet["code"]);
  if (ProjectCode::parse(code)) return code;
  std::string name = words_of(sheet["name"]);
  if (name.empty()) name = words_of(sheet["title"]);
  std::erase_if(name, [](char c) {  // no file of answers may have them
    return (static_cast<unsigned char>(c) < 0x20) || c == 0x7F;
  });
  return name;
}

/// FNV-1a over what a sheet says, not where it stands.
class Content {
 public:
  void add(const std::string& text) {
    is_empty_ = is_empty_ && text.empty();
    for (const char c : std::to_string(text.size()) + ":" + text) {
      hash_ ^= static_cast<unsigned char>(c);
      hash_ *= 16'777'619U;
    }
  }
  void add_count(std::size_t count) {
    if (count > 0) add(std::to_string(count));
  }
  void add_money(const Json& money) { add(money["printed"].text()); }

  [[nodiscard]] std::string to_text() const {
    if (is_empty_) return "-";
    std::string text;
    for (int shift = 28; shift >= 0; shift -= 4)
      text += "0123456789abcdef"[(hash_ >> static_cast<unsigned>(shift)) & 0xFU];
    return text;
  }

 private:
  std::uint32_t hash_ = 2'166'136'261U;
  bool is_empty_ = true;
};

void add_unit(Content& content, const Json& sheet) {
  content.add(sheet["unit_code"].text());
  content.add(sheet["unit_name"].text());
}

void add_goals(Content& content, const Json& sheet) {
  content.add(words_of(sheet["goals_text"]));
  content.add_count(sheet["goals"].items().size());
  for (const Json& goal : sheet["goals"].items())
    content.add(words_of(goal));
}

void add_plan(Content& content, const Json& plan) {
  content.add(words_of(plan["label"]));
  content.add(plan["unit"].text());
  content.add_count(plan["nodes"].items().size());
  for (const Json& node : plan["nodes"].items()) {
    content.add(std::to_string(node["month"].integer()));
    content.add(node["printed"].text());
  }
}

void add_indicators(Content& content, const Json& indicators) {
  content.add_count(indicators.items().size());
  for (const Json& indicator : indicators.items()) {
    for (const char* field : {"level1", "level2", "level3", "description", "weight", "basis"})
      content.add(indicator[field].text());
    content.add(indicator["value"]["printed"].text());
  }
}

void add_other_fields(Content& content, const Json& fields) {
  for (const Json& field : fields.items()) {
    content.add(field["label"].text());
    content.add(words_of(field["value"]));
  }
}

SheetPrint print_of(const Json& sheet) {
  Content whole;
  for (const char* field : {"name", "code", "purpose"})
    whole.add(words_of(sheet[field]));
  if (sheet["fiscal_year"].is_integer()) whole.add(std::to_string(sheet["fiscal_year"].integer()));
  add_unit(whole, sheet);
  whole.add(sheet["money_unit"].text());
  for (const char* field : {"budget", "fiscal", "other"})
    whole.add_money(sheet[field]);
  add_plan(whole, sheet["plan"]);
  add_goals(whole, sheet);
  add_indicators(whole, sheet["indicators"]);
  add_other_fields(whole, sheet["other_fields"]);
  Content unit;
  add_unit(unit, sheet);
  Content budget;
  budget.add_money(sheet["budget"]);
  Content purpose;
  purpose.add(words_of(sheet["purpose"]));
  Content goals;
  add_goals(goals, sheet);
  return {whole.to_text(), unit.to_text(), budget.to_text(), purpose.to_text(), goals.to_text()};
}

bool is_hash(std::string_view text) {
  return text == "-" ||
         (text.size() == 8 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos);
}

}  // namespace

std::string SheetPrint::to_text() const {
  return whole + "." + unit + "." + budget + "." + purpose + "." + goals;
}

std::optional<SheetPrint> SheetPrint::parse(std::string_view text) {
  SheetPrint print;
  const std::array<std::string*, 5> parts{&print.whole, &print.unit, &print.budget, &print.purpose,
                                          &print.goals};
  for (std::string* part : parts) {
    const bool is_last = part == parts.back();
    const std::size_t end = is_last ? text.size() : text.find('.');
    if (end == std::string_view::npos || !is_hash(text.substr(0, end))) return std::nullopt;
    *part = text.substr(0, end);
    text.remove_prefix(is_last ? end : end + 1);
  }
  return print;
}

bool is_edit_of(const SheetPrint& now, const SheetPrint& before) {
  int changed = 0;
  bool has_same = false;
  for (const auto part : {&SheetPrint::budget, &SheetPrint::purpose, &SheetPrint::goals}) {
    const bool is_same = now.*part == before.*part;
    changed += is_same ? 0 : 1;
    has_same = has_same || (is_same && now.*part != "-");
  }
  return now.unit == before.unit && has_same && changed <= 1;
}

std::string SheetKey::shown() const {
  const bool needs_print = name.empty() || !is_alone;
  return needs_print ? name + std::string(kMark) + print.whole : name;
}

std::string SheetKey::kept() const {
  return name + std::string(kMark) + print.to_text();
}

std::vector<SheetKey> sheet_keys(std::span<const NamedDocument> documents) {
  std::map<std::string, std::set<std::string>> met;
  std::vector<SheetKey> keys;
  for (const NamedDocument& named : documents) {
    for (const Json& sheet : named.document["projects"].items()) {
      keys.push_back({name_of_sheet(sheet), print_of(sheet)});
      met[keys.back().name].insert(keys.back().print.whole);
    }
  }
  for (SheetKey& key : keys)
    key.is_alone = met[key.name].size() == 1;
  return keys;
}

}  // namespace budget
