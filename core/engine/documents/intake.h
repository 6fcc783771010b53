#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/json.h>

#include "engine/documents/named_document.h"
#include "engine/documents/questions.h"
#include "model/organisation.h"
#include "model/project.h"

namespace budget {

/// Where in which file something was printed.
struct PrintedAt {
  std::string file;
  int line = 0;
  std::string cell{};
  [[nodiscard]] std::string to_text() const;  ///< "a.txt 第12行", "b.xlsx 表1!C17"
};

/// A project as files have it, in the words of the model.
struct TakenProject {
  Project project;
  PrintedAt at;
};

/// A goal sheet that makes no project; it stays in the document.
struct LeftOutSheet {
  std::string name;
  PrintedAt at;
  std::string why{};
  std::optional<ProjectCode> code{};  ///< where it is known: printed, or answered
};

/// What the projects are for.
struct IntakeTarget {
  FiscalYear year;
  const std::vector<Unit>& units;
};

/// What the goal sheets of some documents come to.
struct Intake {
  std::vector<TakenProject> projects;  ///< ascending by code
  std::vector<LeftOutSheet> left_out;
  std::vector<LeftOutSheet> in_question;  ///< wait for an answer
};

/// Makes projects of documents. Nothing is guessed: what the files do not say is asked, and what
/// is not answered makes no project. Blank plan cells carry the value before them on (domain.md
/// §0.2). Pure.
[[nodiscard]] Intake take_in(std::span<const NamedDocument> documents, const IntakeTarget& target,
                             QuestionSheet& questions);

/// Whether goal sheets of the document stand in parts about other years than its own.
[[nodiscard]] bool has_several_years(const Json& document);

/// The ids of the questions take_in may ask.
[[nodiscard]] std::vector<std::string> intake_questions();

}  // namespace budget
