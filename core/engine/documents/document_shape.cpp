#include "engine/documents/document_shape.h"

#include <optional>
#include <string>
#include <string_view>

#include <budget/text.h>

namespace budget {
namespace {

constexpr const char* kDocument = "budget.document/1";
constexpr std::int64_t kLastLine = 1'000'000'000;
constexpr std::int64_t kLatestYear = 9'999;
constexpr std::size_t kShown = 40;  // bytes

Error misshapen(const std::string& path, const std::string& wanted, const Json& value) {
  return {ErrorCode::invalid_input,
          "expected " + path + " of the imported document to be " + wanted + ", but it is " +
              shortened(value.to_text(), kShown),
          "correct the importer"};
}

bool is_between(const Json& value, std::int64_t low, std::int64_t high) {
  return value.is_integer() && value.integer() >= low && value.integer() <= high;
}

/// What a member of this name has to be; empty: it is, or nobody reckons with it.
std::string wanted_of(std::string_view name, const Json& value) {
  if (value.is_null()) return {};
  if (name.ends_with("fen") && !value.is_integer()) return "a whole number of fen";
  if ((name == "line" || name == "last_line") && !is_between(value, 0, kLastLine))
    return "a line from 0 to " + std::to_string(kLastLine);
  if (name == "month" && !is_between(value, 1, 12)) return "a month from 1 to 12";
  if (name == "fiscal_year" && !is_between(value, 0, kLatestYear))
    return "a year up to " + std::to_string(kLatestYear);
  return {};
}

struct Misfit {
  std::string path;  ///< put together on the way back, since there hardly ever is one
  std::string wanted;
  const Json* value;
};

std::optional<Misfit> find_misfit(const Json& json) {
  if (json.is_array()) {
    for (std::size_t i = 0; i < json.items().size(); ++i) {
      if (auto found = find_misfit(json.items()[i])) {
        found->path = "[" + std::to_string(i) + "]" + found->path;
        return found;
      }
    }
  } else if (json.is_object()) {
    for (const auto& [name, value] : json.members()) {
      if (std::string wanted = wanted_of(name, value); !wanted.empty())
        return Misfit{"." + name, std::move(wanted), &value};
      if (auto found = find_misfit(value)) {
        found->path = "." + name + found->path;
        return found;
      }
    }
  }
  return {};
}

}  // namespace

Result<void> check_shape(const Json& document) {
  if (!document.is_object() || document["schema"].text().empty())
    return misshapen("the whole", "an object with a schema", document);
  if (document["schema"].text() != kDocument) return {};
  for (const char* name : {"projects", "tables", "sections", "findings"}) {
    const Json& list = document[name];
    if (list.is_null()) continue;
    if (!list.is_array()) return misshapen(name, "a list", list);
    for (std::size_t i = 0; i < list.items().size(); ++i) {
      if (!list.items()[i].is_object())
        return misshapen(std::string(name) + "[" + std::to_string(i) + "]", "an object",
                         list.items()[i]);
    }
  }
  const std::optional<Misfit> misfit = find_misfit(document);
  if (!misfit) return {};
  return misshapen(misfit->path.substr(1), misfit->wanted, *misfit->value);
}

}  // namespace budget
