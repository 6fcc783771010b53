#include <algorithm>

#include "engine/documents/reading.h"
#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/import_body.h"
#include "http/import_json.h"
#include "http/long_turn.h"
#include "http/problem.h"
#include "http/rows.h"
#include "http/sha256.h"
#include "http/visibility.h"

namespace budget {
namespace {

constexpr std::int64_t kReadingMs = 60'000;  // the configuration says less

/// One import as far as it can be thought through without doing it.
struct Worked {
  ImportBody body;
  std::vector<ReadImportFile> files;
  InstanceRow instance;
  ImportTarget target;
  ImportPlan plan;
  std::int64_t revision = 0;

  [[nodiscard]] bool is_nothing_new() const {
    return plan.added.empty() && plan.changed.empty() && plan.dropped.empty() &&
           std::ranges::all_of(files, &ReadImportFile::is_known);
  }
};

/// A file nobody can read is a wrong file, whatever the importers lack.
Error in_file(const std::string& name, Error error) {
  if (error.message.find(name) == std::string::npos) error.message = name + ": " + error.message;
  if (error.code == ErrorCode::unsupported) error.code = ErrorCode::invalid_input;
  return error;
}

Result<std::vector<ReadImportFile>> read_files(const ImportBody& body, Desk& desk) {
  if (body.files.empty())
    return Error{ErrorCode::invalid_input, "expected at least one file, but there is none"};
  if (desk.catalog == nullptr) {
    return Error{ErrorCode::unavailable, "expected importers, but this daemon has no plugins",
                 "add the importer budget_document as [[plugins]] to budgetd.toml"};
  }
  std::vector<ReadImportFile> files;
  for (const ImportBody::File& sent : body.files) {
    Result<ReadFile> reading = read_file(*desk.catalog, sent.name, sent.bytes, kReadingMs);
    if (!reading) return in_file(sent.name, reading.error());
    ReadFile read = *std::move(reading);
    Json document = TRY(Json::parse(read.document));
    if (document["schema"].text() != "budget.document/1") {
      return Error{ErrorCode::invalid_input,
                   "expected a budget document in " + sent.name + ", but the importer " +
                       read.importer.plugin.text() + " read it as " + document["schema"].text()};
    }
    if (!has_budget(document)) return in_file(sent.name, no_budget_in(sent.name));
    ImportedFile file;
    file.name = sent.name;
    file.bytes = ContentHash(to_hex(sha256(sent.bytes)));
    file.importer = std::move(read.importer);
    file.kind = document["kind"].text();
    file.projects = static_cast<int>(document["projects"].items().size());
    file.tables = static_cast<int>(document["tables"].items().size());
    file.characters = document["file"]["characters"].integer();
    file.accounted = document["file"]["characters_accounted"].integer();
    file.findings = static_cast<std::int64_t>(document["findings"].items().size());
    file.document_hash = ContentHash(to_hex(sha256(read.document)));
    file.document = std::move(read.document);
    files.push_back({std::move(file), std::move(document), false});
  }
  return files;
}

Error say_which(const std::string& what, const std::string& option) {
  return {ErrorCode::invalid_input, "expected the files to tell one " + what + ", but they do not",
          "name it: \"" + option + "\" in the request, --" + option + " of budgetctl import"};
}

Result<FiscalYear> year_of(const ImportBody& body, const std::vector<ReadImportFile>& files) {
  if (body.year) return *body.year;
  std::int64_t year = 0;
  for (const ReadImportFile& read : files) {
    const std::int64_t printed = read.document["fiscal_year"].integer();
    if (printed == 0) continue;
    if (year != 0 && year != printed) return say_which("fiscal year", "year");
    year = printed;
  }
  const Result<FiscalYear> known = FiscalYear::of(static_cast<int>(year));
  return known ? *known : Result<FiscalYear>(say_which("fiscal year", "year"));
}

Result<std::string> department_code(const ImportBody& body,
                                    const std::vector<ReadImportFile>& files) {
  if (!body.department.empty()) return body.department;
  std::string code;
  for (const ReadImportFile& read : files) {
    std::string printed = read.document["department_code"].text();
    if (printed.empty()) printed = read.document["department_code_derived"].text();
    if (printed.empty()) continue;
    if (!code.empty() && code != printed) return say_which("department", "department");
    code = printed;
  }
  if (code.empty()) return say_which("department", "department");
  return code;
}

std::string own_departments(const Account& account) {
  constexpr std::size_t kMost = 5;
  if (account.read_departments.empty() || account.read_departments.size() > kMost) return {};
  std::string list;
  for (const DepartmentId& department : account.read_departments)
    list += (list.empty() ? ", yours: " : ", ") + department.text();
  return list;
}

/// "130605-203" of "203": in the region named, else in the one where the person has a role in such
/// a department.
Result<std::string> whole_department(const std::string& code, const std::string& region,
                                     const Account& account) {
  if (code.find('-') != std::string::npos) return code;
  if (!region.empty()) return region + "-" + code;
  std::vector<std::string> own;
  for (const DepartmentId& department : account.read_departments) {
    if (department.text().ends_with("-" + code)) own.push_back(department.text());
  }
  if (own.size() == 1) return own.front();
  if (account.read_regions.size() == 1) return account.read_regions.front().text() + "-" + code;
  return Error{ErrorCode::invalid_input,
               "expected files of a department you have a role in, but they are of department " +
                   code + own_departments(account),
               "name the region and the department they are for: \"region\" and \"department\" in "
               "the request, --region and --department of budgetctl import"};
}

Result<InstanceRow> instance_for(const Call& call, Desk& desk, const ImportBody& body,
                                 const std::vector<ReadImportFile>& files) {
  const FiscalYear year = TRY(year_of(body, files));
  const std::string code = TRY(department_code(body, files));
  const std::string department = TRY(whole_department(code, body.region, *call.account));
  return visible_instance(call, desk, std::to_string(year.value()) + "-" + department);
}

/// The last answer to each question, whichever import it was given for.
ImportAnswers answers_before(const std::vector<ImportRow>& imports) {
  ImportAnswers answers;
  for (const ImportRow& import : imports)
    for (const ImportAnswer& answer : import.answers)
      answers.insert_or_assign(answer.question, answer.answer);
  return answers;
}

bool is_in(const std::vector<ImportRow>& imports, const ContentHash& bytes) {
  return std::ranges::any_of(imports, [&](const ImportRow& import) {
    return std::ranges::count(import.files, bytes, &ImportedFile::bytes) > 0;
  });
}

Result<Worked> work_out(const Call& call, Desk& desk, ImportBody body) {
  Worked worked;
  worked.body = std::move(body);
  worked.files = TRY(read_files(worked.body, desk));
  worked.instance = TRY(instance_for(call, desk, worked.body, worked.files));
  const InstanceId id = worked.instance.data.id;
  const std::vector<ImportRow> imports = TRY(desk.queries.imports(id));
  CheckMaterial material = TRY(desk.queries.material(id));
  worked.revision = material.instance.revision;
  ImportTarget& target = worked.target;
  target.year = material.instance.year;
  target.department = material.instance.department;
  target.department_name = material.department_name;
  target.units = std::move(material.units);
  target.projects = std::move(material.projects);
  target.documents = std::move(material.documents);
  std::vector<NamedDocument> documents;
  for (ReadImportFile& read : worked.files) {
    read.is_known = std::ranges::any_of(target.documents, [&](const DocumentRow& row) {
      return row.file.bytes == read.file.bytes && row.file.importer == read.file.importer;
    });
    read.is_from_before = is_in(imports, read.file.bytes);
    documents.push_back({read.file.name, read.document});
  }
  worked.plan = plan_import(documents, target, worked.body.answers, answers_before(imports));
  return worked;
}

Error is_busy() {
  return {ErrorCode::unavailable,
          "expected to read the files at once, but another export or import is in hand",
          "ask again in a moment"};
}

Response refuse_open(const ImportPlan& plan) {
  std::vector<Finding> findings = plan.problems;
  std::ranges::move(open_questions(plan), std::back_inserter(findings));
  return problem(Error{ErrorCode::blocked,
                       "expected every question about the files to be answered, but " +
                           std::to_string(plan.open) + " are open and " +
                           std::to_string(plan.problems.size()) + " answers are wrong",
                       "answer them in \"answers\"; nothing was put in"},
                 findings);
}

ImportDocuments action_of(Worked worked) {
  ImportDocuments action;
  action.instance = worked.instance.data.id;
  action.expected_revision = worked.body.expected_revision.value_or(worked.revision);
  action.counts = worked.plan.counts();
  if (worked.is_nothing_new()) return action;
  for (ReadImportFile& read : worked.files)
    action.files.push_back(std::move(read.file));
  action.answers = std::move(worked.plan.answers);
  action.projects = worked.plan.to_enter();
  for (const Project& project : worked.plan.dropped)
    action.drops.push_back(project.code);
  return action;
}

}  // namespace

Result<Response> preview_import(const Call& call, Desk& desk) {
  const boost::json::value sent = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ImportBody body = read_import(sent, findings);
  if (!findings.empty()) return std::get<Response>(prepared(ImportDocuments(), findings));
  const LongTurn turn(desk.long_work_in_hand);
  if (!turn.is_mine()) return is_busy();
  const Worked worked = TRY(work_out(call, desk, std::move(body)));
  JsonWriter json;
  begin_preview(json, worked.target, worked.files, worked.plan);
  json.field("instance", worked.instance.data.id);
  json.field("key", instance_key(worked.target.year, worked.target.department));
  json.field("stage_title", worked.instance.stage_title).field("revision", worked.revision);
  json.field("is_fixed", !worked.instance.is_editable).key("may_open").begin_array();
  for (const WorkflowId& child : worked.instance.may_open)
    json.value(child);
  json.end_array();
  json.field("changes_nothing", worked.is_nothing_new()).end_object();
  return Response{.body = std::move(json).text()};
}

Result<Prepared> import_documents(const Call& call, Desk& desk) {
  const boost::json::value sent = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ImportBody body = read_import(sent, findings);
  if (!findings.empty()) return prepared(ImportDocuments(), findings);
  const LongTurn turn(desk.long_work_in_hand);
  if (!turn.is_mine()) return is_busy();
  Worked worked = TRY(work_out(call, desk, std::move(body)));
  if (!worked.plan.is_ready()) return Prepared(refuse_open(worked.plan));
  return Prepared(action_of(std::move(worked)));
}

Response tell_imported(const Call&, const Outcome& outcome) {
  const auto* imported = find_event<DocumentsImported>(outcome);
  JsonWriter json;
  json.begin_object();
  if (imported == nullptr) {
    json.key("instance").null().key("import").null().key("counts").null();
  } else {
    json.field("instance", imported->instance).field("import", imported->import).key("counts");
    write(json, imported->counts);
  }
  json.key("findings").begin_array();
  for (const Event& event : outcome.events) {
    const auto* entered = std::get_if<ProjectEntered>(&event);
    if (entered == nullptr) continue;
    for (Finding& finding : check_project(entered->project)) {
      finding.place.field = entered->project.code.text() + "." + finding.place.field;
      write(json, finding);
    }
  }
  json.end_array();
  return told(std::move(json), outcome, 201);
}

Result<Response> get_imports(const Call& call, Desk& desk) {
  (void)TRY(call.query.page());  // always one page
  const InstanceId id = TRY(visible_instance(call, desk, call.path[0])).data.id;
  return list_of(Listed<ImportRow>{TRY(desk.queries.imports(id)), std::nullopt});
}

Result<Response> get_document(const Call& call, Desk& desk) {
  const std::int64_t import =
      TRY(parse_integer("id", call.path[0], 1, std::numeric_limits<std::int64_t>::max()));
  const std::int64_t number = TRY(parse_integer("number", call.path[1], 1, 1000));
  DocumentRow row = TRY(desk.queries.document(ImportId(import), static_cast<int>(number)));
  if (!visible_instance(call, desk, row.instance)) {
    return Error{ErrorCode::not_found,
                 "expected to find import " + call.path[0] + ", but there is none for you"};
  }
  return Response{.body = std::move(row.file.document)};
}

}  // namespace budget
