#include "engine/documents/intake.h"

#include <algorithm>
#include <optional>

#include "engine/documents/sheet_intake.h"
#include "engine/documents/sheet_keys.h"
#include "engine/documents/sheet_questions.h"

namespace budget {
namespace {

const std::string kPrintedAgain = "同一张目标表印了几次";

/// Takes one of the sheets that bear the same code; sheets that say the same are one.
void settle_same_codes(Intake& intake, QuestionSheet& questions) {
  std::ranges::stable_sort(intake.projects, {},
                           [](const TakenProject& taken) { return taken.project.code; });
  std::vector<TakenProject> settled;
  for (auto first = intake.projects.begin(); first != intake.projects.end();) {
    auto end = std::next(first);
    bool all_same = true;
    std::string places = first->project.name + "（" + first->at.to_text() + "）";
    for (; end != intake.projects.end() && end->project.code == first->project.code; ++end) {
      all_same = all_same && end->project == first->project;
      places += "、" + end->project.name + "（" + end->at.to_text() + "）";
    }
    std::optional<std::string> answer = "first";
    if (!all_same) answer = questions.ask(kSameCode, first->project.code.text(), places);
    const ProjectCode code = first->project.code;
    auto chosen = answer == "first" ? first : answer == "last" ? std::prev(end) : end;
    for (auto each = first; each != end; ++each) {
      if (each == chosen) {
        settled.push_back(std::move(*each));
      } else if (!answer) {
        intake.in_question.push_back({each->project.name, each->at, kSameCode.title, code});
      } else {
        const std::string& why = all_same ? kPrintedAgain : kSameCode.title;
        intake.left_out.push_back({each->project.name, each->at, why, code});
      }
    }
    first = end;
  }
  intake.projects = std::move(settled);
}

}  // namespace

std::string PrintedAt::to_text() const {
  std::string place = cell.empty() ? "" : cell;
  if (place.empty() && line > 0) place = "第" + std::to_string(line) + "行";
  return file + (place.empty() ? "" : " " + place);
}

bool has_several_years(const Json& document) {
  return std::ranges::any_of(document["projects"].items(), [](const Json& project) {
    return project["fiscal_year"].is_integer();
  });
}

Intake take_in(std::span<const NamedDocument> documents, const IntakeTarget& target,
               QuestionSheet& questions) {
  Intake intake;
  const std::vector<SheetKey> keys = sheet_keys(documents);
  auto key = keys.begin();
  for (const NamedDocument& named : documents) {
    for (const Json& json : named.document["projects"].items()) {
      SheetIntake sheet(named, json, *key++, target, questions);
      std::optional<Project> project = sheet.take();
      if (project) {
        intake.projects.push_back({*std::move(project), sheet.about().at});
      } else {
        auto& list = sheet.about().why.empty() ? intake.in_question : intake.left_out;
        list.push_back(sheet.about());
      }
    }
  }
  settle_same_codes(intake, questions);
  return intake;
}

std::vector<std::string> intake_questions() {
  std::vector<std::string> ids;
  for (const ImportQuestion* kind :
       {&kSheetYear, &kMoneyUnit, &kProjectCode, &kSameCode, &kProjectName, &kBudget, &kFunds,
        &kPlanUnit, &kPlanLabel, &kPlanDecember, &kPlanBroken, &kUnit})
    ids.push_back(kind->id);
  return ids;
}

}  // namespace budget
