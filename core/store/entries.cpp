#include "store/entries.h"

#include "store/codec/event_codec.h"
#include "store/codec/words.h"
#include "store/database.h"
#include "store/event_log.h"
#include "store/failure.h"
#include "store/migrator.h"
#include "store/tables/imports.h"
#include "store/tables/payments.h"

namespace budget {
namespace {

Result<Event> read_event(Database& database, const LogLine& line) {
  DecodedEvent decoded = TRY(decode(line.type, static_cast<int>(line.version), line.payload));
  if (auto* payments = std::get_if<PaymentsRecorded>(&decoded.event)) {
    payments->rows = read_payments(database, payments->batch);
    payments->rejects = read_rejects(database, payments->batch);
  } else if (auto* imported = std::get_if<DocumentsImported>(&decoded.event)) {
    for (ImportedFile& file : imported->files)
      file.document = read_document_text(database, file.document_hash);
  }
  return std::move(decoded.event);
}

Result<void> read_all(Database& database, const std::function<void(const Entry&, EventSeq)>& take) {
  Statement statement =
      database.prepare(std::string("SELECT ") + kLogColumns + " FROM events ORDER BY seq");
  Rows rows = statement.query();
  Entry entry;
  EventSeq first;
  while (rows.next()) {
    const LogLine line = read_line(rows);
    if (line.entry_size > 0) {
      if (!entry.events.empty()) take(entry, first);
      const std::optional<Via> via = word_named<Via>(line.via);
      if (!via) {
        return Error{ErrorCode::invalid_input,
                     "expected a known way in at event " + std::to_string(line.seq) +
                         ", but it is \"" + std::string(line.via) + "\"",
                     "run budgetctl verify"};
      }
      entry = Entry{{Instant(line.at_ms), PersonId(std::string(line.actor)), *via}, {}, {}, {}};
      first = EventSeq(line.seq);
    }
    entry.events.push_back(TRY(read_event(database, line)));
  }
  if (!entry.events.empty()) take(entry, first);
  return {};
}

}  // namespace

Result<void> read_entries(const std::string& path,
                          const std::function<void(const Entry&, EventSeq)>& take) {
  return at_the_boundary([&]() -> Result<void> {
    OpenOptions how;
    how.mode = OpenMode::read_only;
    Database database = Database::open(path, how);
    Transaction snapshot(database, Transaction::Kind::read);
    TRY(unless_damaged(path, [&] { return require_current(database); }));
    return read_all(database, take);
  });
}

}  // namespace budget
