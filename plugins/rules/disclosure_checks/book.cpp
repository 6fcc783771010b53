#include "book.h"

#include <budget/text.h>

#include "catalog.h"

namespace budget::disclosure {
namespace {

constexpr std::size_t kLongestQuote = 240;

std::string field_of(const Spot& spot) {
  if (spot.table == nullptr) return "document";
  std::string field = spot.table->number > 0 ? "tables[" + std::to_string(spot.table->number) + "]"
                                             : "tables[" + spot.table->title + "]";
  if (spot.row != Spot::npos) field += ".rows[" + std::to_string(spot.row) + "]";
  return field;
}

int line_of(const Spot& spot) {
  if (spot.line > 0 || spot.table == nullptr) return spot.line;
  return spot.row < spot.table->rows.size() ? spot.table->rows[spot.row].line : spot.table->line;
}

}  // namespace

void Book::add(std::string_view rule, const Spot& spot, std::string message, std::string quote) {
  ran(rule);
  if (settings_.silent.contains(rule)) return;
  Finding finding;
  finding.rule = RuleId(std::string(rule));
  finding.level = level_of(rule);
  finding.place.line = line_of(spot);
  finding.place.field = field_of(spot);
  finding.message = spot.table == nullptr ? std::move(message) : spot.table->title + "：" + message;
  finding.quote = shortened(quote, kLongestQuote);
  report_.add(std::move(finding));
}

void Book::equal(std::string_view rule, const Spot& spot, const std::string& left_name,
                 std::int64_t left, const std::string& right_name, std::int64_t right) {
  ran(rule);
  const std::int64_t gap = left > right ? left - right : right - left;
  if (gap <= settings_.tolerance_fen) return;
  add(rule, spot,
      left_name + " " + wan(left) + "，" + right_name + " " + wan(right) + "，相差 " + wan(gap),
      wan(left));
}

void Book::at_most(std::string_view rule, const Spot& spot, const std::string& left_name,
                   std::int64_t left, const std::string& right_name, std::int64_t right) {
  ran(rule);
  if (left <= right + settings_.tolerance_fen) return;
  add(rule, spot, left_name + " " + wan(left) + " 大于" + right_name + " " + wan(right), wan(left));
}

void Book::close() {
  for (const plugin::RuleText& rule : catalog()) {
    const std::string& id = rule.id.text();
    if (settings_.silent.contains(id)) {
      report_.not_run(rule.id, "已按配置关闭");
    } else if (ran_.contains(id)) {
      report_.ran(rule.id);
    } else {
      const auto reason = reasons_.find(id);
      report_.not_run(rule.id,
                      reason == reasons_.end() ? "文件中没有所需的表或文字" : reason->second);
    }
  }
}

}  // namespace budget::disclosure
