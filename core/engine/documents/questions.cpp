#include "engine/documents/questions.h"

#include <algorithm>
#include <set>

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
                                                         const std::string& key) {
  for (const std::string& name : {name_of(id, key), id}) {
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

std::optional<std::string> QuestionSheet::ask(const ImportQuestion& kind, std::string key,
                                              std::string text, const Accepts& accepts) {
  auto question = std::ranges::find(questions_, kind.id, &ImportQuestion::id);
  if (question == questions_.end()) question = questions_.insert(questions_.end(), kind);
  QuestionItem item{std::move(key), std::move(text)};
  const auto fits = [&](const std::string& answer) {
    return std::ranges::count(kind.choices, answer, &ImportChoice::id) > 0 ||
           (accepts && accepts(answer));
  };
  if (const auto* given = find_in(given_, kind.id, item.key)) {
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
  } else if (const auto* before = find_in(before_, kind.id, item.key);
             kind.is_remembered && before != nullptr && fits(before->second)) {
    item.answer = before->second;
    item.given = QuestionItem::Given::before;
  } else if (!kind.fallback.empty()) {
    item.answer = kind.fallback;
    item.given = QuestionItem::Given::by_default;
  }
  question->items.push_back(item);
  if (item.answer.empty()) return std::nullopt;
  return item.answer;
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
    for (const QuestionItem& item : question.items)
      asked.insert(name_of(question.id, item.key));
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
  for (const ImportQuestion& question : questions_) {
    for (const QuestionItem& item : question.items) {
      const bool by_people =
          item.given == QuestionItem::Given::by_person || item.given == QuestionItem::Given::before;
      if (by_people) answers.emplace_back(name_of(question.id, item.key), item.answer);
    }
  }
  return answers;
}

}  // namespace budget
