#include "engine/reporting/amounts.h"

#include <algorithm>

#include <budget/plugin.h>

#include "engine/publication/page_blocks.h"

namespace budget {

Json wan_cell(Money amount, int columns) {
  Json cell = text_cell("", columns);
  return cell.set("number", amount.to_wan()).set("align", "right");
}

std::string percent_text(BasisPoints share) {
  return print_fixed(share.value(), 2, 2) + "%";
}

Json score_cell(Score score, int columns) {
  Json cell = text_cell("", columns);
  return cell.set("number", score.to_text()).set("align", "right");
}

Json label_cell(const std::string& text, int columns, int rows) {
  return text_cell(text, columns, rows, "centre", true);
}

Json centred_cell(const std::string& text, int columns, int rows) {
  return text_cell(text, columns, rows, "centre");
}

Json pages_of(const std::string& name, const std::string& title, Json parts) {
  Json pages = Json::object().set("schema", BUDGET_EXPORT_WRITE).set("what", "pages");
  return pages.set("name", name).set("title", title).set("parts", std::move(parts));
}

std::string sheet_name(const std::string& text, int number) {
  constexpr std::size_t kMost = 24;  // characters, beside the number
  std::string name = std::to_string(number) + ".";
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size() && characters < kMost; ++characters) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string one = text.substr(at, bytes);
    if (std::string_view("[]:*?/\\'").find(one) == std::string_view::npos) name += one;
    at += bytes;
  }
  return name;
}

std::string level_of(const Indicator& indicator, std::size_t level) {
  return level < indicator.path.size() ? indicator.path[level] : std::string();
}

std::string target_of(const Indicator& indicator) {
  if (indicator.comparator == Comparator::qualitative || indicator.value.empty())
    return indicator.raw;
  std::string sign = name_of(indicator.comparator);
  if (indicator.comparator == Comparator::at_least) sign = "≥";
  if (indicator.comparator == Comparator::at_most) sign = "≤";
  if (indicator.comparator == Comparator::equal) sign = "=";
  return sign + indicator.value + indicator.unit;
}

const SheetLine& line_of(const SheetEntry& entry, int number) {
  static const SheetLine kEmpty;
  const auto found = std::ranges::find(entry.lines, number, &SheetLine::number);
  return found == entry.lines.end() ? kEmpty : *found;
}

}  // namespace budget
