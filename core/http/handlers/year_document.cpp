#include <algorithm>

#include "engine/publication/year_document.h"
#include "http/handlers/handlers.h"
#include "http/long_turn.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

/// The imports whose documents count, each with all its files: answers speak of a file's place
/// among them.
Result<std::vector<ImportedFiles>> imported_files(Desk& desk, InstanceId id,
                                                  const std::vector<DocumentRow>& counting) {
  std::vector<ImportedFiles> all;
  if (counting.empty()) return all;
  for (const ImportRow& row : TRY(desk.queries.imports(id))) {
    const auto counts = std::ranges::count(counting, row.id, &DocumentRow::import);
    if (counts == 0) continue;
    ImportedFiles imported{row.id, {}, {}};
    for (const ImportAnswer& answer : row.answers)
      imported.answers.emplace(answer.question, answer.answer);
    for (int number = 1; number <= static_cast<int>(row.files.size()); ++number) {
      const auto there = std::ranges::find_if(counting, [&](const DocumentRow& one) {
        return one.import == row.id && one.number == number;
      });
      imported.files.push_back(
          there != counting.end() ? *there : TRY(desk.queries.document(row.id, number)));
    }
    all.push_back(std::move(imported));
  }
  return all;
}

void write_source(JsonWriter& json, const DocumentRow& row) {
  json.begin_object().field("import", row.import).field("number", row.number);
  json.field("name", row.file.name).field("sha256", row.file.bytes).key("importer");
  write(json, row.file.importer);
  json.field("kind", row.file.kind).field("projects", row.file.projects);
  json.field("tables", row.file.tables).field("characters", row.file.characters);
  json.field("characters_accounted", row.file.accounted).field("findings", row.file.findings);
  json.field("document_sha256", row.file.document_hash).end_object();
}

}  // namespace

Result<Response> get_year_document(const Call& call, Desk& desk) {
  const InstanceRow instance = TRY(visible_instance(call, desk, call.path[0]));
  const LongTurn turn(desk.long_work_in_hand);
  if (!turn.is_mine()) {
    return Error{ErrorCode::unavailable,
                 "expected to put the documents together at once, but another export or import is "
                 "in hand",
                 "ask again in a moment"};
  }
  const CheckMaterial material = TRY(desk.queries.material(instance.data.id));
  const std::vector<ImportedFiles> imports =
      TRY(imported_files(desk, instance.data.id, material.documents));
  const YearDocument made = year_document(material, imports);
  JsonWriter json;
  json.begin_object().field("instance", instance.data.id);
  json.field("key", instance_key(material.instance.year, material.instance.department));
  json.field("revision", material.instance.revision).field("approved", made.is_approved);
  json.key("documents").begin_array();
  for (const DocumentRow& row : made.sources)
    write_source(json, row);
  json.end_array().key("document").raw(made.document.to_text());
  json.key("since_import").raw(differences_json(made.since_import).to_text());
  json.key("since_approval").raw(differences_json(made.since_approval).to_text());
  json.key("findings").begin_array();
  for (const Finding& finding : made.findings)
    write(json, finding);
  json.end_array().end_object();
  return Response{.body = std::move(json).text()};
}

}  // namespace budget
