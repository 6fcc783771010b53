#include "engine/documents/plan.h"

#include <algorithm>
#include <map>
#include <set>

namespace budget {
namespace {

// What was answered about projects that were missing once says nothing about the next time.
const ImportQuestion kGone{.id = "gone",
                           .title = "年度里有、文件里没有的项目，怎么办？",
                           .choices = {{"keep", "保留"}, {"drop", "删除"}},
                           .fallback = "keep",
                           .is_remembered = false};
const ImportQuestion kRecoded{
    .id = "recoded",
    .title = "文件里有一个新编码的项目，与年度里文件没有的项目同名、同预算，是同一个项目吗？",
    .choices = {{"same", "是同一个项目，换用新编码，原编码的项目删除"},
                {"other", "是两个项目，都保留"}},
    .is_remembered = false};
const ImportQuestion kRecodedPaid{
    .id = "recoded_paid",
    .title =
        "年度里一个已有支付的项目与文件里新编码的项目同名、同预算。有支付的项目不能删除，两个"
        "都保留时全年预算里同一笔钱可能算了两次。是两个项目吗？（若是同一个，请把文件里的编码"
        "改回原编码再导入）",
    .choices = {{"other", "是两个项目，都保留"}},
    .is_remembered = false};
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
    (void)questions.ask(kYearDiffers, named.name + "：" + std::to_string(year.integer()),
                        named.name + " 印的是 " + std::to_string(year.integer()) +
                            " 年，要导入的是 " + std::to_string(target.year.value()) + " 年");
  }
  const std::string code = code_of(named.document);
  const std::string& department = target.department.text();
  const std::string own = department.substr(std::min(department.find('-') + 1, department.size()));
  if (!code.empty() && code != own) {
    (void)questions.ask(kDepartmentDiffers, named.name + "：" + code,
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

/// The project of this code in rows that ascend by code, or null.
const ProjectRow* row_of(const std::vector<ProjectRow>& rows, const ProjectCode& code) {
  const auto found = std::ranges::lower_bound(
      rows, code, {}, [](const ProjectRow& row) { return row.project.code; });
  return found == rows.end() || found->project.code != code ? nullptr : &*found;
}

void sort_out(ImportPlan& plan, Intake& intake, const std::vector<ProjectRow>& rows) {
  for (TakenProject& taken : intake.projects) {
    const ProjectRow* row = row_of(rows, taken.project.code);
    if (row == nullptr) {
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

/// The codes of all sheets in the files, those that make no project and wait for an answer too.
std::set<ProjectCode> codes_in_files(const ImportPlan& plan) {
  std::set<ProjectCode> codes;
  for (const auto* list : {&plan.added, &plan.unchanged})
    for (const TakenProject& one : *list)
      codes.insert(one.project.code);
  for (const ChangedProject& one : plan.changed)
    codes.insert(one.taken.project.code);
  for (const auto* list : {&plan.left_out, &plan.in_question})
    for (const LeftOutSheet& sheet : *list)
      if (sheet.code) codes.insert(*sheet.code);
  return codes;
}

/// Projects that may be one: of one name and budget, the old in no file, the new not in the year.
struct Likely {
  std::vector<ProjectCode> old;
  std::vector<ProjectCode> added;
};

class LikelyProjects {
 public:
  void add_old(const Project& project) { at(project).old.push_back(project.code); }
  void add_new(const Project& project) { at(project).added.push_back(project.code); }
  [[nodiscard]] const Likely& of(const Project& project) const {
    return likely_.at({project.name, project.funds.budget});
  }

 private:
  Likely& at(const Project& project) { return likely_[{project.name, project.funds.budget}]; }

  std::map<std::pair<std::string, Money>, Likely> likely_;
};

std::string list_of_codes(const std::vector<ProjectCode>& codes) {
  std::string list;
  for (const ProjectCode& code : codes)
    list += (list.empty() ? "" : "、") + code.text();
  return list;
}

/// What becomes of a project of the year that no file has. A new project replaces at most one:
/// where it might be several, or several might be it, somebody says of each old one whether it
/// goes.
std::optional<std::string> ask_about_one(const ProjectRow& row, const Likely& likely,
                                         QuestionSheet& questions) {
  const Project& old = row.project;
  const bool may_drop = !has_money(row);  // the engine would refuse it
  std::string about = old.name + "，预算 " + old.funds.budget.to_wan() + " 万元";
  if (!likely.added.empty()) about += "，新编码 " + list_of_codes(likely.added);
  if (!likely.added.empty() && !may_drop)
    return questions.ask(kRecodedPaid, old.code.text(), about);
  if (likely.added.size() == 1 && likely.old.size() == 1)
    return questions.ask(kRecoded, old.code.text(), about);
  ImportQuestion kind = kGone;
  if (!may_drop) std::erase_if(kind.choices, [](const auto& one) { return one.id == "drop"; });
  if (!likely.added.empty()) {
    kind.fallback.clear();
    std::vector<ProjectCode> others = likely.old;
    std::erase(others, old.code);
    if (!others.empty()) about += "；同样可能换了编码的还有 " + list_of_codes(others);
  }
  return questions.ask(kind, old.code.text(), about);
}

/// Files without any goal sheet say nothing about which projects there are.
void ask_about_gone(ImportPlan& plan, const std::vector<ProjectRow>& rows,
                    QuestionSheet& questions) {
  if (plan.added.empty() && plan.changed.empty() && plan.unchanged.empty()) return;
  const std::set<ProjectCode> in_files = codes_in_files(plan);
  LikelyProjects likely;
  for (const TakenProject& one : plan.added)
    likely.add_new(one.project);
  for (const ProjectRow& row : rows)
    if (!in_files.contains(row.project.code)) likely.add_old(row.project);
  for (const ProjectRow& row : rows) {
    const Project& old = row.project;
    if (in_files.contains(old.code)) continue;
    const auto answer = ask_about_one(row, likely.of(old), questions);
    (answer == "drop" || answer == "same" ? plan.dropped : plan.gone).push_back(old);
  }
}

Money budget_of(const std::vector<ProjectRow>& rows) {
  Money sum;
  for (const ProjectRow& row : rows)
    sum += row.project.funds.budget;
  return sum;
}

/// What the year has when the import is done: sheets that wait or are left out change nothing.
Money budget_after(const ImportPlan& plan, const std::vector<ProjectRow>& rows) {
  Money sum = budget_of(rows);
  for (const TakenProject& one : plan.added)
    sum += one.project.funds.budget;
  for (const Project& one : plan.dropped)
    sum = sum - one.funds.budget;
  for (const ChangedProject& one : plan.changed) {
    const ProjectRow* row = row_of(rows, one.taken.project.code);
    sum += one.taken.project.funds.budget - row->project.funds.budget;
  }
  return sum;
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
  plan.budget_before = budget_of(target.projects);
  plan.budget_after = budget_after(plan, target.projects);
  std::vector<std::string> known = intake_questions();
  known.insert(known.end(),
               {kGone.id, kRecoded.id, kRecodedPaid.id, kYearDiffers.id, kDepartmentDiffers.id});
  plan.questions = questions.questions();
  plan.open = questions.open();
  plan.problems = questions.problems(known);
  for (auto& [question, answer] : questions.answered())
    plan.answers.push_back({question, answer});
  return plan;
}

}  // namespace budget
