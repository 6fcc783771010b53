#include "engine/documents/sheet_keys.h"

#include <cstdint>
#include <map>

#include "model/project.h"

namespace budget {
namespace {

std::string base_of(const Json& sheet) {
  const std::string& code = words_of(sheet["code"]);
  if (ProjectCode::parse(code)) return code;
  const std::string& name = words_of(sheet["name"]);
  return name.empty() ? words_of(sheet["title"]) : name;
}

/// FNV-1a over what a sheet says, not where it stands: kept with answers, so the same for ever.
class Content {
 public:
  void add(const std::string& text) {
    for (const char c : text + "\n") {
      hash_ ^= static_cast<unsigned char>(c);
      hash_ *= 16'777'619U;
    }
  }
  [[nodiscard]] std::string to_text() const {
    std::string text;
    for (int shift = 28; shift >= 0; shift -= 4)
      text += "0123456789abcdef"[(hash_ >> static_cast<unsigned>(shift)) & 0xFU];
    return text;
  }

 private:
  std::uint32_t hash_ = 2'166'136'261U;
};

std::string content_of(const Json& sheet) {
  Content content;
  for (const char* field : {"name", "code", "purpose", "goals_text"})
    content.add(words_of(sheet[field]));
  content.add(sheet["unit_code"].text());
  content.add(sheet["budget"]["printed"].text());
  for (const Json& goal : sheet["goals"].items())
    content.add(words_of(goal));
  for (const Json& indicator : sheet["indicators"].items()) {
    content.add(indicator["level3"].text());
    content.add(indicator["value"]["printed"].text());
  }
  return content.to_text();
}

}  // namespace

std::vector<std::string> sheet_keys(std::span<const NamedDocument> documents) {
  std::map<std::string, int> met;
  for (const NamedDocument& named : documents)
    for (const Json& sheet : named.document["projects"].items())
      ++met[base_of(sheet)];
  std::vector<std::string> keys;
  for (const NamedDocument& named : documents) {
    for (const Json& sheet : named.document["projects"].items()) {
      std::string key = base_of(sheet);
      if (key.empty() || met[key] > 1) key += "·" + content_of(sheet);
      keys.push_back(std::move(key));
    }
  }
  return keys;
}

}  // namespace budget
