#include "engine/documents/questions.h"

#include <algorithm>
#include <set>

#include "engine/documents/kept_answers.h"

namespace budget {
namespace {

constexpr std::size_t kMostProblems = 100;

std::string name_of(const std::string& id, const std::string& key) {
  return key.empty() ? id : id + "[" + key + "]";
}

std::string choices_of(const ImportQuestion& question, bool with_free) {
  std::string list;
  for (const ImportChoice& choice : question.choices)
    list += (list.empty() ? "" : "、") + choice.id + "（" + choice.title + "）";
  if (with_free && !question.free_form.empty()) list += "，或" + question.free_form;
  return list;
}

Finding problem(const std::string& field, std::string message, const std::string& quote) {
  Finding finding;
  finding.rule = RuleId("import.answer");
  finding.place.field = field;
  finding.message = std::move(message);
  finding.quote = quote;
  return finding;
}

/// The answer to one item: its own before that to the whole question.
const std::pair<const std::string, std::string>* find_in(const ImportAnswers& answers,
                                                         const std::string& id,
                                                         const QuestionItem& item) {
  for (const std::string& name : {name_of(id, item.key), name_of(id, item.kept), id}) {
    const auto found = answers.find(name);
    if (found != answers.end()) return &*found;
  }
  return nullptr;
}

}  // namespace

std::size_t ImportQuestion::open() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(items, [](const QuestionItem& item) { return item.answer.empty(); }));
}

/// The question of this kind; what it offers is what any of its things may be answered.
ImportQuestion& QuestionSheet::question_of(const ImportQuestion& kind) {
  const auto question = std::ranges::find(questions_, kind.id, &ImportQuestion::id);
  if (question == questions_.end()) return questions_.emplace_back(kind);
  for (const ImportChoice& choice : kind.choices)
    if (std::ranges::count(question->choices, choice.id, &ImportChoice::id) == 0)
      question->choices.push_back(choice);
  if (kind.fallback.empty()) question->fallback.clear();
  return *question;
}

std::optional<std::string> QuestionSheet::ask(const ImportQuestion& kind, const std::string& key,
                                              const std::string& text, const Accepts& accepts) {
  std::optional<std::string> before;
  const auto found = before_.find(name_of(kind.id, key));
  if (kind.is_remembered && found != before_.end()) before = found->second;
  return settle(kind, {key, text}, before, accepts);
}

std::optional<std::string> QuestionSheet::ask(const ImportQuestion& kind, const SheetKey& sheet,
                                              const std::string& text, const Accepts& accepts) {
  const Recalled recalled = recall(before_, kind, sheet);
  QuestionItem item{sheet.shown(), text};
  item.kept = sheet.kept();
  for (const std::string& other : recalled.others)
    item.text +=
        (&other == &recalled.others.front() ? "；以前对同名的目标表答的是 " : "、") + other;
  return settle(kind, std::move(item), recalled.answer, accepts);
}

std::optional<std::string> QuestionSheet::settle(const ImportQuestion& kind, QuestionItem item,
                                                 const std::optional<std::string>& before,
                                                 const Accepts& accepts) {
  if (item.kept.empty()) item.kept = item.key;
  const auto fits = [&](const std::string& answer) {
    return std::ranges::count(kind.choices, answer, &ImportChoice::id) > 0 ||
           (accepts && accepts(answer));
  };
  if (const auto* given = find_in(given_, kind.id, item)) {
    const bool is_for_all = given->first == kind.id && kind.is_free_for_each && !item.key.empty();
    const bool is_choice = std::ranges::count(kind.choices, given->second, &ImportChoice::id) > 0;
    if (is_choice || (!is_for_all && fits(given->second))) {
      item.answer = given->second;
      item.given = QuestionItem::Given::by_person;
    } else {
      note_problem(given->first,
                   is_for_all ? "要逐个回答，写成 " + name_of(kind.id, item.key) +
                                    "；对全部只能回答 " + choices_of(kind, false)
                              : "回答应为 " + choices_of(kind, true),
                   given->second);
    }
  } else if (before && fits(*before)) {
    item.answer = *before;
    item.given = QuestionItem::Given::before;
  } else if (!kind.fallback.empty()) {
    item.answer = kind.fallback;
    item.given = QuestionItem::Given::by_default;
  }
  const std::string answer = item.answer;
  question_of(kind).items.push_back(std::move(item));
  if (answer.empty()) return std::nullopt;
  return answer;
}

/// An answer to a whole question is told of once, not for each of its things.
void QuestionSheet::note_problem(const std::string& name, std::string message,
                                 const std::string& answer) {
  const bool is_told =
      std::ranges::any_of(problems_, [&](const Finding& told) { return told.place.field == name; });
  if (!is_told && problems_.size() < kMostProblems)
    problems_.push_back(problem(name, std::move(message), answer));
}

std::size_t QuestionSheet::open() const {
  std::size_t count = 0;
  for (const ImportQuestion& question : questions_)
    count += question.open();
  return count;
}

std::vector<Finding> QuestionSheet::problems(const std::vector<std::string>& known) const {
  std::vector<Finding> problems = problems_;
  std::set<std::string> asked;
  std::set<std::string> ids;
  for (const ImportQuestion& question : questions_) {
    ids.insert(question.id);
    for (const QuestionItem& item : question.items) {
      asked.insert(name_of(question.id, item.key));
      asked.insert(name_of(question.id, item.kept));
    }
  }
  for (const auto& [name, answer] : given_) {
    const std::string id = name.substr(0, name.find('['));
    if (std::ranges::count(known, id) == 0) {
      problems.push_back(problem(name, "没有这样的问题", answer));
    } else if (ids.contains(id) && name != id && !asked.contains(name)) {
      problems.push_back(problem(name, "这个问题没有问到方括号里的对象", answer));
    }
  }
  return problems;
}

std::vector<std::pair<std::string, std::string>> QuestionSheet::answered() const {
  std::vector<std::pair<std::string, std::string>> answers;
  std::set<std::string> told;  // sheets that say the same share an answer
  for (const ImportQuestion& question : questions_) {
    for (const QuestionItem& item : question.items) {
      const bool by_people =
          item.given == QuestionItem::Given::by_person || item.given == QuestionItem::Given::before;
      std::string name = name_of(question.id, item.kept);
      if (by_people && told.insert(name).second) answers.emplace_back(std::move(name), item.answer);
    }
  }
  return answers;
}

}  // namespace budget
