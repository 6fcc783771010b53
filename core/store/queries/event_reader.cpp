#include "store/event_log.h"
#include "store/queries/event_summary.h"
#include "store/queries/readers.h"
#include "store/tables/words_column.h"

namespace budget {
namespace {

constexpr int kVia = 3;  // of kLogColumns
constexpr int kDefinition = kLogColumnCount;

/// kLogColumns and the definition the event's instance is pinned to.
std::string select_events(const std::string& where) {
  return std::string("SELECT ") + kLogColumns +
         ", definition FROM events LEFT JOIN instances ON instances.id = events.instance " + where;
}

std::vector<EventRow> read_all(Database& database, Names names, Rows rows) {
  const std::shared_ptr<const People> people = names.people.current(database);
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
    std::shared_ptr<const WorkflowDefinition> definition;
    if (!rows.is_null(kDefinition))
      definition = names.definitions.find(database, rows.id<ContentHash>(kDefinition));
    describe(row, *people, definition.get());
    events.push_back(std::move(row));
  }
  return events;
}

}  // namespace

std::vector<EventRow> read_history(Database& database, Names names, InstanceId id, Page page) {
  static const std::string kSelect =
      kHistory + select_events("WHERE seq IN (SELECT seq FROM history) ORDER BY seq LIMIT ?3");
  return read_all(database, names,
                  database.statement(kSelect.c_str()).query(id, page.after, page.limit));
}

std::vector<EventRow> read_log(Database& database, Names names, Page page) {
  static const std::string kSelect = select_events("WHERE seq > ?1 ORDER BY seq LIMIT ?2");
  return read_all(database, names,
                  database.statement(kSelect.c_str()).query(page.after, page.limit));
}

}  // namespace budget
