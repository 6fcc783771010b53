#include "engine/documents/plan.h"

#include <algorithm>

namespace budget {
namespace {

const ImportQuestion kGone{
    "gone", "年度里有、文件里没有的项目，怎么办？", {{"keep", "保留"}, {"drop", "删除"}}, "keep"};
const ImportQuestion kYearDiffers{
    "year_differs", "文件印的年度与要导入的年度不同，仍然导入？", {{"enter", "导入"}}};
const ImportQuestion kDepartmentDiffers{
    "department_differs", "文件印的部门与要导入的部门不同，仍然导入？", {{"enter", "导入"}}};

std::string code_of(const Json& document) {
  const std::string& printed = document["department_code"].text();
  return printed.empty() ? document["department_code_derived"].text() : printed;
}

/// A file of another year or department is taken only when somebody says so.
void ask_about(const NamedDocument& named, const ImportTarget& target, QuestionSheet& questions) {
  const Json& year = named.document["fiscal_year"];
  const bool is_another = year.is_integer() && year.integer() != target.year.value();
  if (is_another && !has_several_years(named.document)) {
    (void)questions.ask(kYearDiffers, named.name,
                        named.name + " 印的是 " + std::to_string(year.integer()) +
                            " 年，要导入的是 " + std::to_string(target.year.value()) + " 年");
  }
  const std::string code = code_of(named.document);
  const std::string& department = target.department.text();
  const std::string own = department.substr(std::min(department.find('-') + 1, department.size()));
  if (!code.empty() && code != own) {
    (void)questions.ask(kDepartmentDiffers, named.name,
                        named.name + " 印的是 " + code + " " +
                            words_of(named.document["department_name"]) + "，要导入的是 " + own +
                            " " + target.department_name);
  }
}

/// The document of the same kind that counts now; the file of the same name when there are several.
Json document_before(const NamedDocument& named, const std::vector<DocumentRow>& rows) {
  const DocumentRow* found = nullptr;
  for (const DocumentRow& row : rows) {
    if (row.file.kind != named.document["kind"].text()) continue;
    if (found == nullptr || row.file.name == named.name) found = &row;
  }
  if (found == nullptr) return {};
  const Result<Json> document = Json::parse(found->file.document);
  return document ? *document : Json();
}

void sort_out(ImportPlan& plan, Intake& intake, const std::vector<ProjectRow>& rows) {
  for (TakenProject& taken : intake.projects) {
    const auto row = std::ranges::find_if(
        rows, [&](const ProjectRow& one) { return one.project.code == taken.project.code; });
    if (row == rows.end()) {
      plan.added.push_back(std::move(taken));
      continue;
    }
    std::vector<FieldChange> changes = differences(row->project, taken.project);
    if (changes.empty()) {
      plan.unchanged.push_back(std::move(taken));
    } else {
      plan.changed.push_back({std::move(taken), std::move(changes)});
    }
  }
}

bool has_money(const ProjectRow& row) {
  return std::ranges::any_of(row.paid, [](Money month) { return !month.is_zero(); });
}

/// Files without any goal sheet say nothing about which projects there are.
void ask_about_gone(ImportPlan& plan, const std::vector<ProjectRow>& rows,
                    QuestionSheet& questions) {
  const auto taken_by = [](const auto& list, const ProjectCode& code) {
    return std::ranges::any_of(list,
                               [&](const TakenProject& one) { return one.project.code == code; });
  };
  if (plan.added.empty() && plan.changed.empty() && plan.unchanged.empty()) return;
  for (const ProjectRow& row : rows) {
    const ProjectCode& code = row.project.code;
    const bool is_changed = std::ranges::any_of(
        plan.changed, [&](const ChangedProject& one) { return one.taken.project.code == code; });
    if (is_changed || taken_by(plan.unchanged, code)) continue;
    ImportQuestion kind = kGone;
    if (has_money(row)) kind.choices.pop_back();  // the engine would refuse it
    const auto answer =
        questions.ask(kind, code.text(),
                      row.project.name + "，预算 " + row.project.funds.budget.to_wan() + " 万元");
    (answer == "drop" ? plan.dropped : plan.gone).push_back(row.project);
  }
}

}  // namespace

ImportCounts ImportPlan::counts() const {
  return {static_cast<int>(added.size()), static_cast<int>(changed.size()),
          static_cast<int>(unchanged.size()), static_cast<int>(dropped.size()),
          static_cast<int>(left_out.size())};
}

std::vector<Project> ImportPlan::to_enter() const {
  std::vector<Project> projects;
  for (const TakenProject& one : added)
    projects.push_back(one.project);
  for (const ChangedProject& one : changed)
    projects.push_back(one.taken.project);
  return projects;
}

Money ImportPlan::budget() const {
  Money sum;
  for (const TakenProject& one : added)
    sum += one.project.funds.budget;
  for (const ChangedProject& one : changed)
    sum += one.taken.project.funds.budget;
  for (const TakenProject& one : unchanged)
    sum += one.project.funds.budget;
  return sum;
}

ImportPlan plan_import(std::span<const NamedDocument> documents, const ImportTarget& target,
                       const ImportAnswers& given, const ImportAnswers& before) {
  ImportPlan plan;
  QuestionSheet questions(given, before);
  for (const NamedDocument& named : documents)
    ask_about(named, target, questions);
  Intake intake = take_in(documents, {target.year, target.units}, questions);
  plan.left_out = std::move(intake.left_out);
  plan.in_question = std::move(intake.in_question);
  sort_out(plan, intake, target.projects);
  ask_about_gone(plan, target.projects, questions);
  for (const NamedDocument& named : documents) {
    auto parts = compare_parts(document_before(named, target.documents), named.document);
    std::ranges::move(parts, std::back_inserter(plan.parts));
  }
  std::vector<std::string> known = intake_questions();
  known.insert(known.end(), {kGone.id, kYearDiffers.id, kDepartmentDiffers.id});
  plan.questions = questions.questions();
  plan.open = questions.open();
  plan.problems = questions.problems(known);
  for (auto& [question, answer] : questions.answered())
    plan.answers.push_back({question, answer});
  return plan;
}

}  // namespace budget
