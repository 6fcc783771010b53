#include "store/tables/imports.h"

#include "store/codec/content.h"

namespace budget {

void write_import(Database& database, const DocumentsImported& event, const Envelope& envelope) {
  const ImportCounts& counts = event.counts;
  database.statement("INSERT INTO imports VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
      .run(event.import, event.instance, envelope.at, envelope.actor, to_json(event.answers),
           counts.added, counts.changed, counts.unchanged, counts.dropped, counts.left_out);
  Statement& insert = database.statement("INSERT INTO import_files VALUES (?1, ?2, ?3, ?4, ?5)");
  Statement& document =
      database.statement("INSERT INTO documents VALUES (?1, ?2) ON CONFLICT DO NOTHING");
  int number = 0;
  for (const ImportedFile& file : event.files) {
    insert.run(event.import, ++number, file.kind, file.document_hash, to_json(file));
    document.run(file.document_hash, file.document);
  }
}

std::string read_document_text(Database& database, const ContentHash& hash) {
  Rows rows = database.statement("SELECT content FROM documents WHERE hash = ?1").query(hash);
  return rows.next() ? rows.string(0) : std::string();
}

}  // namespace budget
