#include "store/tables/plugins.h"

#include "store/tables/words_column.h"

namespace budget {

void write_plugin(Database& database, const std::string& name, const PluginRecord& plugin,
                  Instant changed_at) {
  const std::string chosen = plugin.chosen ? name_of(*plugin.chosen) : "";
  database.statement("INSERT OR REPLACE INTO plugins VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
      .run(name, plugin.id, plugin.version, plugin.hash, name_of(plugin.stage), plugin.reason,
           plugin.is_held ? 1 : 0, chosen, changed_at);
}

void load_plugins(Database& database, State& state) {
  Rows rows =
      database
          .statement("SELECT name, id, version, hash, stage, reason, is_held, chosen FROM plugins")
          .query();
  while (rows.next()) {
    PluginRecord plugin;
    plugin.id = rows.string(1);
    plugin.version = rows.string(2);
    plugin.hash = rows.id<ContentHash>(3);
    plugin.stage = read_word<PluginStage>(rows, 4);
    plugin.reason = rows.string(5);
    plugin.is_held = rows.number(6) != 0;
    if (!rows.text(7).empty()) plugin.chosen = read_word<PluginStage>(rows, 7);
    state.plugins.emplace(rows.string(0), std::move(plugin));
  }
}

}  // namespace budget
