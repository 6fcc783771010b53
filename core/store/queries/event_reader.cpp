#include "store/event_log.h"
#include "store/queries/readers.h"
#include "store/tables/words_column.h"

namespace budget {
namespace {

constexpr int kVia = 3;  // of kLogColumns

std::vector<EventRow> read_all(Rows rows) {
  std::vector<EventRow> events;
  while (rows.next()) {
    const LogLine line = read_line(rows);
    EventRow row;
    row.seq = EventSeq(line.seq);
    row.envelope = {Instant(line.at_ms), PersonId(std::string(line.actor)),
                    read_word<Via>(rows, kVia)};
    row.type = line.type;
    row.version = static_cast<int>(line.version);
    row.instance = InstanceId(line.instance);
    row.payload = line.payload;
    row.hash = hex(line.hash);
    events.push_back(std::move(row));
  }
  return events;
}

}  // namespace

std::vector<EventRow> read_history(Database& database, InstanceId id, Page page) {
  static const std::string kSelect = std::string(kHistory) + "SELECT " + kLogColumns +
                                     " FROM events WHERE seq IN (SELECT seq FROM history) ORDER BY seq LIMIT ?3";
  return read_all(database.statement(kSelect.c_str()).query(id, page.after, page.limit));
}

std::vector<EventRow> read_log(Database& database, Page page) {
  static const std::string kSelect =
      std::string("SELECT ") + kLogColumns + " FROM events WHERE seq > ?1 ORDER BY seq LIMIT ?2";
  return read_all(database.statement(kSelect.c_str()).query(page.after, page.limit));
}

}  // namespace budget
