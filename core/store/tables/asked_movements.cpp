#include "store/tables/asked_movements.h"

#include "store/codec/content.h"

namespace budget {

void write_asked(Database& database, InstanceId request, const AskedMovement& asked) {
  database.statement("INSERT OR REPLACE INTO asked_movements VALUES (?1, ?2)")
      .run(request, to_json(asked));
}

void load_asked(Database& database, State& state) {
  Rows rows = database
                  .statement(
                      "SELECT a.instance, a.content FROM instances i INDEXED BY instances_open "
                      "CROSS JOIN asked_movements a ON a.instance = i.id WHERE i.is_closed = 0")
                  .query();
  while (rows.next()) {
    state.instances.at(InstanceId(rows.integer(0))).asked = from_json<AskedMovement>(rows.text(1));
  }
}

std::optional<AskedMovement> read_asked(Database& database, InstanceId request) {
  Rows rows =
      database.statement("SELECT content FROM asked_movements WHERE instance = ?1").query(request);
  if (!rows.next()) return std::nullopt;
  return from_json<AskedMovement>(rows.text(0));
}

}  // namespace budget
