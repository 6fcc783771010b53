#include "engine/documents/named_document.h"

#include <algorithm>
#include <map>

namespace budget {

const std::string& words_of(const Json& value) {
  return value.is_object() ? value["text"].text() : value.text();
}

RegionCode region_in(const Json& document) {
  constexpr std::size_t kRegion = 6;
  std::map<std::string, int> codes;
  for (const Json& project : document["projects"].items()) {
    const std::string& code = words_of(project["code"]);
    const bool has_region =
        code.size() > kRegion && std::all_of(code.begin(), code.begin() + kRegion,
                                             [](char c) { return c >= '0' && c <= '9'; });
    if (has_region) ++codes[code.substr(0, kRegion)];
  }
  const auto most = std::ranges::max_element(codes, {}, [](const auto& one) { return one.second; });
  return most == codes.end() ? RegionCode() : RegionCode(most->first);
}

}  // namespace budget
