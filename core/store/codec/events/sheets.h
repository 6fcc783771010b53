#pragma once

#include "model/event.h"
#include "store/codec/budget_fields.h"
#include "store/codec/sheet_fields.h"

namespace budget {

template <>
struct Described<SheetsOpened> {
  static constexpr std::string_view kType = "sheets_opened";
  static constexpr int kVersion = 1;
  static constexpr auto kFields = std::tuple(
      field("instance", &SheetsOpened::instance), field("month", &SheetsOpened::month),
      field("due_on", &SheetsOpened::due_on), field("projects", &SheetsOpened::projects));
};

template <>
struct Described<SheetFilled> {
  static constexpr std::string_view kType = "sheet_filled";
  static constexpr int kVersion = 2;
  static int version_of(const SheetFilled& event) { return event.principals.empty() ? 1 : 2; }
  static constexpr auto kFields = std::tuple(
      field("instance", &SheetFilled::instance), field("month", &SheetFilled::month),
      field("sheet", &SheetFilled::sheet), later_field("principals", &SheetFilled::principals));
};

template <>
struct Described<SheetsHandedIn> {
  static constexpr std::string_view kType = "sheets_handed_in";
  static constexpr int kVersion = 2;
  static int version_of(const SheetsHandedIn& event) { return event.principals.empty() ? 1 : 2; }
  static constexpr auto kFields =
      std::tuple(field("instance", &SheetsHandedIn::instance),
                 field("month", &SheetsHandedIn::month), field("sheets", &SheetsHandedIn::sheets),
                 later_field("principals", &SheetsHandedIn::principals));
};

template <>
struct Described<SheetsJudged> {
  static constexpr std::string_view kType = "sheets_judged";
  static constexpr int kVersion = 2;
  static int version_of(const SheetsJudged& event) { return event.principals.empty() ? 1 : 2; }
  static constexpr auto kFields = std::tuple(
      field("instance", &SheetsJudged::instance), field("month", &SheetsJudged::month),
      field("act", &SheetsJudged::act), field("projects", &SheetsJudged::projects),
      field("reason", &SheetsJudged::reason), later_field("principals", &SheetsJudged::principals));
};

template <>
struct Described<EvaluationChecked> {
  static constexpr std::string_view kType = "evaluation_checked";
  static constexpr int kVersion = 2;
  static int version_of(const EvaluationChecked& event) { return event.principals.empty() ? 1 : 2; }
  static constexpr auto kFields = std::tuple(
      field("instance", &EvaluationChecked::instance),
      field("project", &EvaluationChecked::project), field("scores", &EvaluationChecked::scores),
      field("total_e6", &EvaluationChecked::total), field("grade", &EvaluationChecked::grade),
      field("text", &EvaluationChecked::text),
      later_field("principals", &EvaluationChecked::principals));
};

template <>
struct Described<SheetsOverdue> {
  static constexpr std::string_view kType = "sheets_overdue";
  static constexpr int kVersion = 1;
  static constexpr auto kFields =
      std::tuple(field("instance", &SheetsOverdue::instance), field("month", &SheetsOverdue::month),
                 field("missing", &SheetsOverdue::missing));
};

}  // namespace budget
