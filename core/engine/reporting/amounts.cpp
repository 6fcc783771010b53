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

Json percent_cell(BasisPoints share, int columns) {
  Json cell = text_cell("", columns, 1, "centre");
  return cell.set("number", print_fixed(share.value(), 2, 2)).set("percent", true);
}

Json count_cell(int count) {
  Json cell = text_cell("", 1, 1, "centre");
  return cell.set("number", std::to_string(count));
}

Json summed(Json cell, const std::vector<GridSpot>& spots) {
  Json all = Json::array();
  for (const GridSpot& spot : spots)
    all.push(Json::array().push(spot.row).push(spot.column));
  return cell.set("sum", std::move(all));
}

std::vector<GridSpot> column_spots(int column, int first_row, int last_row) {
  std::vector<GridSpot> spots;
  for (int row = first_row; row <= last_row; ++row)
    spots.push_back({row, column});
  return spots;
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

void push_first_level(Json& row, const std::vector<Indicator>& indicators, std::size_t place) {
  const std::string name = level_of(indicators[place], 0);
  if (place > 0 && level_of(indicators[place - 1], 0) == name) return;
  std::size_t end = place + 1;
  while (end < indicators.size() && level_of(indicators[end], 0) == name)
    ++end;
  row.push(label_cell(name, 1, static_cast<int>(end - place)));
}

std::string signature_of(const SheetRow& sheet) {
  if (!sheet.phase) return "尚未填报";
  std::string text = std::string(chinese_name_of(*sheet.phase)) + "；填报：" + sheet.filled_by.name;
  if (sheet.handed_in_at)
    text += "；上报：" + sheet.handed_in_by.name + "，" + sheet.handed_in_at->date().to_chinese();
  if (sheet.judged_at) text += "；审核：" + sheet.judged_by.name;
  return text;
}

const SheetLine& line_of(const SheetEntry& entry, int number) {
  static const SheetLine kEmpty;
  const auto found = std::ranges::find(entry.lines, number, &SheetLine::number);
  return found == entry.lines.end() ? kEmpty : *found;
}

}  // namespace budget
