#include "store/load_state.h"

#include "store/tables/alerts.h"
#include "store/tables/asked_movements.h"
#include "store/tables/carried_over.h"
#include "store/tables/channels.h"
#include "store/tables/checks.h"
#include "store/tables/cycles.h"
#include "store/tables/definitions.h"
#include "store/tables/exemptions.h"
#include "store/tables/instances.h"
#include "store/tables/migrations.h"
#include "store/tables/notices.h"
#include "store/tables/people.h"
#include "store/tables/plugins.h"
#include "store/tables/projects.h"
#include "store/tables/sheets.h"

namespace budget {

State load_state(Database& database) {
  State state;
  Rows last = database.statement("SELECT seq, at_ms FROM events ORDER BY seq DESC LIMIT 1").query();
  if (last.next()) {
    state.last_event = EventSeq(last.integer(0));
    state.last_at = last.instant(1);
  }
  load_definitions(database, state);
  load_cycles(database, state);
  load_instances(database, state);
  load_carried(database, state);
  load_projects(database, state);
  load_alerts(database, state);
  load_exemptions(database, state);
  load_sheets(database, state);
  load_asked(database, state);
  load_outbox(database, state);
  load_channels(database, state);
  load_plugins(database, state);
  load_checks(database, state);
  load_people(database, state);
  load_migrations(database, state);
  state.last_batch = BatchId(database.integer("SELECT max(id) FROM payment_batches"));
  state.last_import = ImportId(database.integer("SELECT max(id) FROM imports"));
  return state;
}

}  // namespace budget
