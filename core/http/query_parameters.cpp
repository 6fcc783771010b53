#include "http/query_parameters.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "http/router.h"

namespace budget {
namespace {

constexpr std::size_t kLongestName = 100;

Error wrong(std::string_view name, const std::string& why) {
  return {ErrorCode::invalid_input,
          "expected to read the query, but the parameter \"" + std::string(name) + "\" " + why};
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

}  // namespace

Result<std::int64_t> parse_integer(std::string_view what, std::string_view text, std::int64_t low,
                                   std::int64_t high) {
  std::int64_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code == std::errc() && end == text.data() + text.size() && low <= number && number <= high)
    return number;
  return Error{ErrorCode::invalid_input, "expected \"" + std::string(what) +
                                             "\" to be a whole number from " + std::to_string(low) +
                                             " to " + std::to_string(high) + ", but it is not"};
}

Result<QueryParameters> QueryParameters::parse(std::string_view query,
                                               std::span<const std::string_view> known) {
  QueryParameters parameters;
  while (!query.empty()) {
    const std::string_view part = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(part.size() + 1, query.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    const auto name = percent_decoded(part.substr(0, equals), PlusMeans::blank);
    auto value = percent_decoded(part.substr(std::min(equals + 1, part.size())), PlusMeans::blank);
    if (!name || !value) return wrong(part.substr(0, equals), "is not percent-encoded UTF-8");
    if (std::ranges::find(known, *name) == known.end()) return wrong(*name, "is unknown here");
    if (parameters.find(*name) != nullptr) return wrong(*name, "is there twice");
    if (!value->empty()) parameters.given_.emplace_back(*name, *std::move(value));
  }
  return parameters;
}

const std::string* QueryParameters::find(std::string_view name) const {
  const auto found = std::ranges::find(
      given_, name, [](const auto& pair) -> const std::string& { return pair.first; });
  return found == given_.end() ? nullptr : &found->second;
}

Result<std::optional<std::string>> QueryParameters::name(std::string_view name) const {
  const std::string* text = find(name);
  if (text == nullptr) return std::optional<std::string>();
  if (text->size() > kLongestName || !std::ranges::all_of(*text, is_name_character))
    return wrong(name, "is not a name");
  return std::optional(*text);
}

Result<std::optional<std::int64_t>> QueryParameters::integer(std::string_view name,
                                                             std::int64_t low,
                                                             std::int64_t high) const {
  const std::string* text = find(name);
  if (text == nullptr) return std::optional<std::int64_t>();
  return std::optional(TRY(parse_integer(name, *text, low, high)));
}

Result<bool> QueryParameters::flag(std::string_view name) const {
  const std::string* text = find(name);
  if (text == nullptr || *text == "false") return false;
  if (*text == "true") return true;
  return wrong(name, "is neither true nor false");
}

Result<std::optional<FiscalYear>> QueryParameters::year() const {
  const auto number = TRY(integer("year", 2000, 2099));
  if (!number) return std::optional<FiscalYear>();
  return std::optional(TRY(FiscalYear::of(static_cast<int>(*number))));
}

Result<Page> QueryParameters::page() const {
  Page page;
  page.limit = static_cast<int>(TRY(integer("limit", 1, kLargestPage)).value_or(page.limit));
  page.after =
      TRY(integer("after", 0, std::numeric_limits<std::int64_t>::max())).value_or(page.after);
  return page;
}

}  // namespace budget
