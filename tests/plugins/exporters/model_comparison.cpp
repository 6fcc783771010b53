#include "model_comparison.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/publication/page_blocks.h"

namespace budget::test {
namespace {

constexpr std::array<std::string_view, 14> kOfTheFile{
    "source",   "line",      "lines", "last_line",  "row_lines",   "pages", "page",
    "findings", "unclaimed", "file",  "characters", "corrections", "cell",  "fiscal_year_evidence"};

class Comparing {
 public:
  void compare(const Json& one, const Json& other, const std::string& path) {
    if (one.is_object() || other.is_object()) {
      std::set<std::string> names;
      for (const Json* each : {&one, &other})
        for (const auto& [name, value] : each->members())
          names.insert(name);
      for (const std::string& name : names) {
        const bool is_printed_text = name == "printed" && names.contains("text");
        if (is_printed_text || std::ranges::find(kOfTheFile, name) != kOfTheFile.end()) continue;
        compare(one[name], other[name], path.empty() ? name : path + "." + name);
      }
      return;
    }
    if (one.is_array() || other.is_array()) {
      const std::size_t count = std::max(one.items().size(), other.items().size());
      for (std::size_t i = 0; i < count; ++i)
        compare(at(one, i), at(other, i), path + "[" + std::to_string(i) + "]");
      return;
    }
    ++result.compared;
    const std::string left = shown(one);
    const std::string right = shown(other);
    if (left == right) return;
    result.differences.push_back(path + ": " + left + " | " + right);
  }

  ModelComparison result;

 private:
  static const Json& at(const Json& list, std::size_t i) {
    static const Json kNone;
    return i < list.items().size() ? list.items()[i] : kNone;
  }
  static std::string shown(const Json& value) {
    if (value.is_null()) return "";
    return value.is_text() ? folded(value.text()) : value.to_text();
  }
};

}  // namespace

ModelComparison compare_models(const Json& one, const Json& other) {
  Comparing comparing;
  comparing.compare(one, other, "");
  return std::move(comparing.result);
}

}  // namespace budget::test
