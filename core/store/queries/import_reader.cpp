#include "store/codec/content.h"
#include "store/queries/readers.h"

namespace budget {
namespace {

constexpr char kDocuments[] = R"(SELECT f.import, i.instance, f.number, f.file, d.content
  FROM import_files f JOIN imports i ON i.id = f.import JOIN documents d ON d.hash = f.document )";

std::vector<ImportedFile> files_of(Database& database, ImportId id) {
  std::vector<ImportedFile> files;
  Rows rows = database.statement("SELECT file FROM import_files WHERE import = ?1 ORDER BY number")
                  .query(id);
  while (rows.next())
    files.push_back(from_json<ImportedFile>(rows.text(0)));
  return files;
}

DocumentRow document_in(const Rows& rows) {
  DocumentRow row;
  row.import = ImportId(rows.integer(0));
  row.instance = InstanceId(rows.integer(1));
  row.number = rows.number(2);
  row.file = from_json<ImportedFile>(rows.text(3));
  row.file.document = rows.string(4);
  return row;
}

}  // namespace

std::vector<ImportRow> read_imports(Database& database, PeopleCache& people, InstanceId id) {
  const std::shared_ptr<const People> known = people.current(database);
  std::vector<ImportRow> imports;
  Rows rows = database
                  .statement(
                      "SELECT id, at_ms, actor, answers, added, changed, unchanged, dropped, "
                      "left_out FROM imports WHERE instance = ?1 ORDER BY id")
                  .query(id);
  while (rows.next()) {
    ImportRow row;
    row.id = ImportId(rows.integer(0));
    row.instance = id;
    row.at = rows.instant(1);
    row.actor.id = rows.id<PersonId>(2);
    row.actor.name = known->name_of(row.actor.id);
    row.answers = from_json<std::vector<ImportAnswer>>(rows.text(3));
    row.counts = {rows.number(4), rows.number(5), rows.number(6), rows.number(7), rows.number(8)};
    row.files = files_of(database, row.id);
    imports.push_back(std::move(row));
  }
  return imports;
}

std::vector<DocumentRow> read_documents(Database& database, InstanceId id) {
  static const std::string kSelect =
      std::string(kDocuments) +
      "WHERE i.instance = ?1 AND f.import = (SELECT max(g.import) FROM import_files g JOIN "
      "imports j ON j.id = g.import WHERE j.instance = ?1 AND g.kind = f.kind) "
      "ORDER BY f.import, f.number";
  std::vector<DocumentRow> documents;
  Rows rows = database.statement(kSelect.c_str()).query(id);
  while (rows.next())
    documents.push_back(document_in(rows));
  return documents;
}

Result<DocumentRow> read_document(Database& database, ImportId id, int number) {
  static const std::string kSelect =
      std::string(kDocuments) + "WHERE f.import = ?1 AND f.number = ?2";
  Rows rows = database.statement(kSelect.c_str()).query(id, number);
  if (rows.next()) return document_in(rows);
  return Error{ErrorCode::not_found, "expected to find file " + std::to_string(number) +
                                         " of import " + std::to_string(id.value()) +
                                         ", but there is none"};
}

}  // namespace budget
