#pragma once

#include <optional>
#include <string>

#include <budget/json.h>

#include "engine/documents/intake.h"
#include "engine/documents/named_document.h"
#include "engine/documents/questions.h"
#include "engine/documents/sheet_keys.h"

namespace budget {

/// One goal sheet on its way to a project.
class SheetIntake {
 public:
  /// `key` names the sheet in questions.
  SheetIntake(const NamedDocument& named, const Json& json, SheetKey key,
              const IntakeTarget& target, QuestionSheet& questions);

  /// The project; empty when it is left out, or an answer is missing.
  [[nodiscard]] std::optional<Project> take();
  /// What is told of a sheet that makes none: why it is left out; no reason while an answer is
  /// missing.
  [[nodiscard]] const LeftOutSheet& about() const { return about_; }

 private:
  [[nodiscard]] std::optional<std::string> ask(const ImportQuestion& kind,
                                               const std::string& detail,
                                               const QuestionSheet::Accepts& accepts = {});
  [[nodiscard]] bool take_year();
  [[nodiscard]] bool take_code(Project& project);
  [[nodiscard]] bool take_name(Project& project);
  [[nodiscard]] bool take_unit(Project& project);
  [[nodiscard]] bool has_amounts() const;
  [[nodiscard]] bool take_money_unit();
  [[nodiscard]] std::optional<Money> money_at(const Json& money) const;
  [[nodiscard]] bool take_funds(Project& project);
  [[nodiscard]] bool take_missing_budget(Funds& funds, std::optional<Money> fiscal,
                                         std::optional<Money> other);
  [[nodiscard]] std::string printed_plan() const;
  [[nodiscard]] std::optional<std::string> reading_of_plan();
  [[nodiscard]] std::optional<Money> cell_of(const Json& node, const std::string& reading,
                                             Money budget) const;
  [[nodiscard]] bool take_plan(Project& project);
  [[nodiscard]] bool break_plan(const std::string& because);

  const Json& document_;
  const Json& json_;
  SheetKey key_;
  const IntakeTarget& target_;
  QuestionSheet& questions_;
  LeftOutSheet about_;
  std::int64_t read_unit_ = 0;  ///< 分 of the unit the importer took numbers for
  std::int64_t unit_ = 0;       ///< 分 of the unit they are in
};

}  // namespace budget
