#include "engine/publication/year_document.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/publication/merge.h"
#include "engine/publication/year_amounts.h"
#include "engine/publication/year_readings.h"
#include "engine/publication/year_sheet.h"

namespace budget {
namespace {

Project in_force(const ProjectRow& row) {
  Project project = row.project;
  if (!row.versions.empty()) project.plan = row.versions.back().plan;
  return project;
}

Project as_approved(const ProjectRow& row) {
  Project project = row.project;
  project.plan = row.versions.front().plan;
  if (!row.funds_changes.empty()) project.funds = row.funds_changes.front().before;
  return project;
}

std::string all_names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : "、") + name;
  return text;
}

std::string name_of_sheet(const Json& sheet) {
  const std::string& name = words_of(sheet["name"]);
  const std::string& title = words_of(sheet["title"]);
  return !name.empty() ? name : !title.empty() ? title : "（没有名称）";
}

Json without_members(const Json& document, std::initializer_list<std::string_view> names) {
  Json rest = Json::object();
  for (const auto& [name, value] : document.members())
    if (std::ranges::find(names, name) == names.end()) rest.set(name, value);
  return rest;
}

class Composing {
 public:
  Composing(const CheckMaterial& material, const std::vector<ImportedFiles>& imports)
      : material_(material), imports_(imports) {}

  YearDocument run() {
    readings_ = read_again(imports_, {material_.instance.year, material_.units});
    for (const ProjectRow& row : material_.projects) {
      made_.is_approved = made_.is_approved || !row.versions.empty();
      projects_.emplace(row.project.code, in_force(row));
    }
    order_documents();
    for (std::size_t i = 0; i < documents_.size(); ++i)
      take_sheets(i);
    const Json as_imported = merged_as_imported();
    add_strangers();
    number_sheets();
    tell_left_out();
    made_.document = whole(as_imported);
    for (Finding& finding : changed_amounts(made_.document, money_))
      made_.findings.push_back(std::move(finding));
    if (!documents_.empty()) made_.since_import = differences(as_imported, made_.document);
    compare_with_approval();
    return std::move(made_);
  }

 private:
  /// A disclosure goes before goal sheets alone, a later import before an earlier one.
  void order_documents() {
    std::vector<const DocumentRow*> rows;
    for (const DocumentRow& row : material_.documents)
      rows.push_back(&row);
    const auto rank = [](const DocumentRow* row) {
      return std::tuple(row->file.kind != "budget_disclosure", -row->import.value(), row->number);
    };
    std::ranges::sort(rows, {}, rank);
    for (const DocumentRow* row : rows) {
      Result<Json> document = Json::parse(row->file.document);
      if (!document) continue;  // every document kept was one when it came in
      documents_.push_back({row->file.name, *std::move(document)});
      DocumentRow source = *row;
      source.file.document.clear();
      made_.sources.push_back(std::move(source));
    }
  }

  /// The year's project a sheet stands for; null where it stands for none.
  const Project* project_of(const Json& sheet, const SheetPlace& place, const Project* taken) {
    const bool is_unclear = taken == nullptr && readings_.unclear.contains(place);
    const auto printed = ProjectCode::parse(words_of(sheet["code"]));
    if (is_unclear && !printed) return project_named(sheet);
    if (taken == nullptr && !is_unclear) {
      left_out_.push_back(name_of_sheet(sheet));
      return nullptr;
    }
    const auto found = projects_.find(taken != nullptr ? taken->code : *printed);
    if (found != projects_.end()) return &found->second;
    gone_.push_back(name_of_sheet(sheet));
    if (taken != nullptr && placed_.insert(taken->code).second)
      money_.push_back({taken->name, taken->funds, std::nullopt});
    return nullptr;
  }

  /// Of a sheet without a code whose answer cannot be told any more: the only one of its name.
  const Project* project_named(const Json& sheet) {
    const auto has_name = [&](const auto& each) {
      return each.second.name == words_of(sheet["name"]);
    };
    const auto found = std::ranges::find_if(projects_, has_name);
    if (std::ranges::count_if(projects_, has_name) == 1) return &found->second;
    left_out_.push_back(name_of_sheet(sheet));
    return nullptr;
  }

  void take_sheets(std::size_t at) {
    const DocumentRow& source = made_.sources[at];
    int number = 0;
    for (const Json& sheet : documents_[at].document["projects"].items()) {
      const SheetPlace place{source.import.value(), source.number, ++number};
      const auto read = readings_.taken.find(place);
      const Project* taken = read == readings_.taken.end() ? nullptr : &read->second;
      const Project* project = project_of(sheet, place, taken);
      if (project == nullptr || !placed_.insert(project->code).second) continue;
      sheets_.push_back(sheet_in_force(sheet, taken, *project, unit_name(project->unit)));
      if (taken != nullptr) money_.push_back({taken->name, taken->funds, project->funds});
    }
    printed_ += static_cast<std::size_t>(number);
  }

  void add_strangers() {
    std::vector<std::string> names;
    for (const auto& [code, project] : projects_) {
      if (placed_.contains(code)) continue;
      sheets_.push_back(sheet_of_project(project, unit_name(project.unit)));
      names.push_back(project.name);
      if (printed_ > 0) money_.push_back({project.name, std::nullopt, project.funds});
    }
    if (names.empty() || documents_.empty()) return;
    tell(
        "project_not_in_documents", FindingLevel::info,
        "导入的文件里没有本年度的 " + std::to_string(names.size()) + " 个项目：" + all_names(names),
        "按编码印在最后");
  }

  /// The files as they were imported. What they say differently about a project is no matter: the
  /// year says it.
  Json merged_as_imported() {
    std::vector<NamedDocument> rest = documents_;
    for (NamedDocument& named : rest)
      named.document.set("projects", Json::array());
    Json whole = merged_as_first_said(rest, made_.findings);
    std::vector<Finding> untold;
    const Json all = merged_as_first_said(documents_, untold);
    return whole.set("projects", all["projects"]);
  }

  /// Where the first document counts its sheets 1, 2, 3 …, all of them are counted like that.
  void number_sheets() {
    const auto base = std::ranges::find_if(documents_, [](const NamedDocument& named) {
      return !named.document["projects"].items().empty();
    });
    std::size_t number = 0;
    if (base != documents_.end())
      for (const Json& sheet : base->document["projects"].items())
        if (sheet["sequence"].text() != std::to_string(++number)) return;
    number = 0;
    for (Json& sheet : sheets_)
      sheet.set("sequence", std::to_string(++number));
  }

  void tell(const char* rule, FindingLevel level, std::string message, std::string treatment) {
    made_.findings.push_back({.rule = RuleId(std::string("publish.") + rule),
                              .level = level,
                              .place = {},
                              .message = std::move(message),
                              .quote = {},
                              .treatment = std::move(treatment)});
  }

  void tell_left_out() {
    if (!gone_.empty()) {
      tell("sheet_dropped", FindingLevel::warning,
           "导入的文件里有 " + std::to_string(gone_.size()) + " 张目标表，其项目已不在本年度：" +
               all_names(gone_),
           "没有印出");
    }
    if (!left_out_.empty()) {
      tell("sheet_left_out", FindingLevel::warning,
           "导入的文件里有 " + std::to_string(left_out_.size()) +
               " 张目标表，导入时没有作为本年度的项目：" + all_names(left_out_),
           "没有印出；要照文件印出的，用 budgetctl publish 文件 --out DIR");
    }
  }

  [[nodiscard]] std::string unit_name(const UnitCode& code) const {
    const auto unit = std::ranges::find(material_.units, code, &Unit::code);
    if (unit != material_.units.end()) return unit->name;
    const auto known = material_.unit_names.find(code);
    return known == material_.unit_names.end() ? std::string() : known->second;
  }

  Json whole(const Json& as_imported) {
    Json document = without_members(as_imported, {"file", "findings", "unclaimed"});
    Json sheets = Json::array();
    for (Json& sheet : sheets_)
      sheets.push(std::move(sheet));
    if (documents_.empty()) {
      document.set("schema", "budget.document/1").set("kind", "performance_text");
      document.set("money_unit", "万元");
    }
    settle_year(document);
    settle_department(document);
    return document.set("projects", std::move(sheets));
  }

  void settle_year(Json& document) {
    const int year = material_.instance.year.value();
    const Json& printed = document["fiscal_year"];
    if (printed.is_integer() && printed.integer() != 0 && printed.integer() != year) {
      tell("year_differs", FindingLevel::warning,
           "导入的文件印的是 " + std::to_string(printed.integer()) + " 年，本年度是 " +
               std::to_string(year) + " 年",
           "按本年度的版式印出，标题和文字照文件");
    }
    document.set("fiscal_year", year);
  }

  void settle_department(Json& document) {
    const std::string& id = material_.instance.department.text();
    const std::string own = id.substr(id.rfind('-') + 1);
    std::string printed = document["department_code"].text();
    if (printed.empty()) printed = document["department_code_derived"].text();
    if (!printed.empty() && printed != own) {
      tell("department_differs", FindingLevel::warning,
           "导入的文件印的部门是 " + printed + "，本部门是 " + own, "部门编码按本部门，其余照文件");
    }
    if (printed != own) document.set("department_code", own);
    if (words_of(document["department_name"]).empty())
      document.set("department_name", unprinted_text(material_.department_name));
  }

  void compare_with_approval() {
    if (!made_.is_approved) return;
    Json before = Json::array();
    Json after = Json::array();
    for (const ProjectRow& row : material_.projects) {
      if (!row.versions.empty()) before.push(sheet_of_project(as_approved(row), ""));
      after.push(sheet_of_project(in_force(row), ""));
    }
    made_.since_approval = project_differences(Json::object().set("projects", std::move(before)),
                                               Json::object().set("projects", std::move(after)));
  }

  const CheckMaterial& material_;
  const std::vector<ImportedFiles>& imports_;
  Readings readings_;
  std::map<ProjectCode, Project> projects_;  ///< of the year, as they are in force
  std::vector<NamedDocument> documents_;     ///< that count, beside made_.sources
  std::vector<Json> sheets_;
  std::set<ProjectCode> placed_;
  std::size_t printed_ = 0;  ///< sheets of the documents
  std::vector<PrintedFunds> money_;
  std::vector<std::string> gone_, left_out_;
  YearDocument made_;
};

}  // namespace

YearDocument year_document(const CheckMaterial& material,
                           const std::vector<ImportedFiles>& imports) {
  return Composing(material, imports).run();
}

}  // namespace budget
