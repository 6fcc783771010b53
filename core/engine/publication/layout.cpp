#include "engine/publication/layout.h"

#include <tuple>

namespace budget {

const Layout* layout_for(const std::vector<Layout>& layouts, const std::string& region, int year) {
  const Layout* found = nullptr;
  for (const Layout& layout : layouts) {
    const bool is_region = region.empty()
                               ? layout.region.empty() || layouts.size() == 1 || found == nullptr
                               : region.starts_with(layout.region);
    if (!is_region || year < layout.valid_from || year > layout.valid_to.value_or(year)) continue;
    const auto rank = [](const Layout& l) { return std::tuple(l.region.size(), l.valid_from); };
    if (found == nullptr || rank(*found) < rank(layout)) found = &layout;
  }
  return found;
}

std::vector<std::string> lines_in(const TableSide& side, int year) {
  std::vector<std::string> lines = side.lines;
  for (const LaterLine& later : side.later)
    if (year >= later.from_year) lines.push_back(later.line);
  return lines;
}

}  // namespace budget
