#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <budget/finding.h>

#include "engine/documents/sheet_keys.h"

namespace budget {

/// What may be answered.
struct ImportChoice {
  std::string id;
  std::string title;
};

/// One thing a question is about, with the answer it has so far.
struct QuestionItem {
  std::string key;       ///< "13060526P00002810078Y", "#12"; empty: the question is about the whole
  std::string text;      ///< "劳务派遣经费（第12行）：1.20 / 2.40"
  std::string answer{};  ///< empty: open
  enum class Given { no, by_person, before, by_default } given = Given::no;
  std::string kept{};  ///< what the answer is kept under; empty: under the key
};

/// A question that files could not answer, about one thing or many of a kind.
struct ImportQuestion {
  std::string id;
  std::string title;
  std::vector<ImportChoice> choices;
  std::string fallback{};   ///< what holds when nobody answers; empty: somebody must
  std::string free_form{};  ///< what may be answered besides: "金额（万元）"; empty: nothing
  bool is_free_for_each = false;  ///< such an answer holds for one thing only, as a code does
  bool is_remembered = true;      ///< the answer holds at the next import, too
  std::vector<QuestionItem> items{};

  [[nodiscard]] std::size_t open() const;  ///< items without an answer
};

/// "plan_unit" for all of a question, "plan_unit[13060526P00002810078Y]" for one of them.
using ImportAnswers = std::map<std::string, std::string>;

/// Collects questions while files are understood, and answers them from what it was given.
class QuestionSheet {
 public:
  /// `given` are this time's answers, `before` those of the last import, which hold where this time
  /// says nothing.
  QuestionSheet(ImportAnswers given, ImportAnswers before)
      : given_(std::move(given)), before_(std::move(before)) {}

  /// The answer, or nothing while it is open. A free answer counts when `accepts` takes it.
  using Accepts = std::function<bool(const std::string&)>;
  [[nodiscard]] std::optional<std::string> ask(const ImportQuestion& kind, const std::string& key,
                                               const std::string& text,
                                               const Accepts& accepts = {});
  /// Likewise, about a goal sheet: what was answered before holds as sheet_keys says.
  [[nodiscard]] std::optional<std::string> ask(const ImportQuestion& kind, const SheetKey& sheet,
                                               const std::string& text,
                                               const Accepts& accepts = {});

  [[nodiscard]] const std::vector<ImportQuestion>& questions() const { return questions_; }
  [[nodiscard]] std::size_t open() const;
  /// Answers that are none of the choices, and answers to nothing that is asked. A question of
  /// `known` that does not come up this time is passed over.
  [[nodiscard]] std::vector<Finding> problems(const std::vector<std::string>& known) const;
  /// What was answered by people, now or before: to be kept with the import.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> answered() const;

 private:
  std::optional<std::string> settle(const ImportQuestion& kind, QuestionItem item,
                                    const std::optional<std::string>& before,
                                    const Accepts& accepts);
  ImportQuestion& question_of(const ImportQuestion& kind);
  void note_problem(const std::string& name, std::string message, const std::string& answer);

  ImportAnswers given_;
  ImportAnswers before_;
  std::vector<ImportQuestion> questions_;
  std::vector<Finding> problems_;
};

}  // namespace budget
