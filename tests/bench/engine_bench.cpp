// What one act costs inside the engine: deciding alone, and with the log and the tables, alone or
// in a group.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <memory>
#include <vector>

#include "engine/engine.h"
#include "province.h"
#include "store/sqlite_event_store.h"
#include "support/memory_event_store.h"
#include "support/office_files.h"
#include "support/silent_logger.h"
#include "support/temporary_folder.h"

namespace budget::bench {
namespace {

constexpr ProvinceSize kSize{4, 60, 1};

/// Submitting and taking back in turn, by the drafters of `count` departments of the self-made
/// county.
class ActsInTurn {
 public:
  ActsInTurn(EventStore& store, std::size_t count)
      : clock_(Instant::at(*Date::parse("2025-10-09"), 9)),
        engine_(*Engine::open(store, clock_, logger_)) {
    build_drafts(engine_, kSize);
    for (std::size_t i = 0; i < count; ++i) {
      commands_.push_back(draft_act(static_cast<int>(i) / kSize.departments,
                                    static_cast<int>(i) % kSize.departments,
                                    InstanceId(static_cast<std::int64_t>(i) + 1)));
    }
  }

  void once() {
    for (Command& command : commands_)
      std::get<PerformAct>(command.action).act = ActId(handed_in_ ? "withdraw" : "submit");
    handed_in_ = !handed_in_;
    for (const auto& answer : engine_.execute(commands_)) {
      if (!answer) std::abort();
    }
  }

 private:
  VirtualClock clock_;
  test::SilentLogger logger_;
  Engine engine_;
  std::vector<Command> commands_;
  bool handed_in_ = false;
};

void act_in_memory(benchmark::State& state) {
  test::MemoryEventStore store;
  ActsInTurn acts(store, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state)
    acts.once();
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(act_in_memory)->Arg(64);

void act_in_sqlite(benchmark::State& state) {
  const test::TemporaryFolder temporary;
  const auto store = *SqliteEventStore::open((temporary.path() / "acts.db").string());
  ActsInTurn acts(*store, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state)
    acts.once();
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(act_in_sqlite)->Arg(1)->Arg(64);

}  // namespace
}  // namespace budget::bench
