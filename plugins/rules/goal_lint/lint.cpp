#include "lint.h"

#include <budget/text.h>

#include "catalog.h"

namespace budget::goal_lint {
namespace {

constexpr std::size_t kLongestQuote = 240;

}  // namespace

void Lint::put(std::string_view rule, Place place, std::string message, std::string quote) {
  if (settings.silent.contains(rule)) return;
  Finding finding;
  finding.rule = RuleId(std::string(rule));
  finding.level = level_of(rule);
  finding.place = std::move(place);
  finding.message = std::move(message);
  finding.quote = shortened(quote, kLongestQuote);
  report_.add(std::move(finding));
}

void Lint::add(std::string_view rule, const Sheet& sheet, std::string_view field, int line,
               std::string message, std::string quote) {
  Place place;
  place.line = line > 0 ? line : sheet.line;
  place.field = sheet.place;
  if (!field.empty()) place.field.append(".").append(field);
  put(rule, std::move(place), std::move(message), std::move(quote));
}

void Lint::add(std::string_view rule, const Sheet& sheet, const Row& row, std::string_view field,
               std::string message, std::string quote) {
  std::string where = "indicators[" + std::to_string(row.index) + "]";
  if (!field.empty()) where.append(".").append(field);
  add(rule, sheet, where, row.line, std::move(message), std::move(quote));
}

void Lint::add_to_document(std::string_view rule, int line, std::string message,
                           std::string quote) {
  Place place;
  place.line = line;
  place.field = "document";
  put(rule, std::move(place), std::move(message), std::move(quote));
}

std::string quoted(std::string_view text) {
  return "“" + std::string(text) + "”";
}

std::string wan_text(Int128 micro_yuan) {
  constexpr Int128 kHundredth = 100'000'000;  // 0.01 万元 in millionths of a yuan
  if (micro_yuan % kHundredth == 0)
    return print_fixed(static_cast<std::int64_t>(micro_yuan / kHundredth), 2, 2) + " 万元";
  return print_fixed(static_cast<std::int64_t>(micro_yuan / 10'000), 6, 2) + " 万元";
}

}  // namespace budget::goal_lint
