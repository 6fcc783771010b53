#include "engine/documents/printed_amount.h"

#include <budget/decimal.h>

#include "model/project.h"

namespace budget {
namespace {

std::string without_blanks(const std::string& text) {
  std::string kept;
  for (const char c : text)
    if (c != ' ' && c != '\t' && c != ',' && c != '%') kept += c;
  return kept;
}

}  // namespace

std::optional<std::int64_t> fen_of_unit(const std::string& unit) {
  constexpr std::int64_t kYuan = 100;
  if (unit == "元" || unit == "yuan") return kYuan;
  if (unit == "百元" || unit == "hundred") return 100 * kYuan;
  if (unit == "千元" || unit == "thousand") return 1'000 * kYuan;
  if (unit == "万元" || unit == "wan") return 10'000 * kYuan;
  if (unit == "亿元" || unit == "yi") return 100'000'000 * kYuan;
  return std::nullopt;
}

std::optional<Money> amount_of(const std::string& printed, std::int64_t unit_fen) {
  constexpr int kScale = 9;
  constexpr std::int64_t kOne = 1'000'000'000;
  const Result<std::int64_t> number = parse_fixed(without_blanks(printed), kScale);
  if (!number) return std::nullopt;
  const Int128 fen = Int128{*number} * unit_fen;
  if (fen % kOne != 0 || fen / kOne > kLargestInput.fen() || fen < 0) return std::nullopt;
  return Money::from_fen(static_cast<std::int64_t>(fen / kOne));
}

std::optional<Money> share_of(const std::string& printed, Money budget) {
  constexpr int kScale = 6;
  constexpr std::int64_t kHundred = 100'000'000;
  const Result<std::int64_t> percent = parse_fixed(without_blanks(printed), kScale);
  if (!percent || *percent < 0 || *percent > 100 * kHundred) return std::nullopt;
  return Money::from_fen(divide_half_up(Int128{budget.fen()} * *percent, kHundred));
}

}  // namespace budget
