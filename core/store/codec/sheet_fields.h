#pragma once

#include "model/unit_sheet.h"
#include "store/codec/field.h"

namespace budget {

template <>
struct Described<SheetLine> {
  static constexpr auto kFields = std::tuple(
      field("number", &SheetLine::number), field("actual", &SheetLine::actual),
      later_field("forecast", &SheetLine::forecast),
      later_field("attainment", &SheetLine::attainment), later_field("share_bp", &SheetLine::share),
      later_field("causes", &SheetLine::causes),
      later_field("explanation", &SheetLine::explanation),
      later_field("likelihood", &SheetLine::likelihood), later_field("remark", &SheetLine::remark));
};

template <>
struct Described<SheetEntry> {
  static constexpr auto kFields =
      std::tuple(field("project", &SheetEntry::project), field("lines", &SheetEntry::lines),
                 later_field("expected_fen", &SheetEntry::expected),
                 later_field("outcome", &SheetEntry::outcome),
                 later_field("execution_explanation", &SheetEntry::execution_explanation),
                 later_field("attachments", &SheetEntry::attachments));
};

template <>
struct Described<IndicatorScore> {
  static constexpr auto kFields = std::tuple(field("weight_e6", &IndicatorScore::weight),
                                             field("score_e6", &IndicatorScore::score),
                                             field("remark", &IndicatorScore::remark));
};

template <>
struct Described<WeighedSheet> {
  static constexpr auto kFields =
      std::tuple(field("entry", &WeighedSheet::entry), field("missing", &WeighedSheet::missing),
                 later_field("achieved_bp", &WeighedSheet::achieved),
                 later_field("scores", &WeighedSheet::scores),
                 field("execution_weight_e6", &WeighedSheet::execution_weight));
};

template <>
struct Described<SheetMoney> {
  static constexpr auto kFields =
      std::tuple(field("original_fen", &SheetMoney::original),
                 field("budget_fen", &SheetMoney::budget), field("paid_fen", &SheetMoney::paid));
};

template <>
struct Described<HandedSheet> {
  static constexpr auto kFields = std::tuple(
      field("project", &HandedSheet::project), field("money", &HandedSheet::money),
      later_field("execution_e6", &HandedSheet::execution),
      later_field("total_e6", &HandedSheet::total), later_field("grade", &HandedSheet::grade));
};

template <>
struct Described<AdjustedScore> {
  static constexpr auto kFields = std::tuple(
      field("number", &AdjustedScore::number), field("before_e6", &AdjustedScore::before),
      field("after_e6", &AdjustedScore::after), field("reason", &AdjustedScore::reason));
};

}  // namespace budget
