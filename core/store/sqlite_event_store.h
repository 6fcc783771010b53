#pragma once

#include <memory>
#include <optional>

#include "engine/ports.h"
#include "store/database.h"
#include "store/event_log.h"
#include "store/store_lock.h"

namespace budget {

struct StoreOptions {
  Durability durability = Durability::full;
  std::string vfs{};  ///< see OpenOptions::vfs
};

/// EventStore on SQLite: one transaction per commit, log and tables together.
class SqliteEventStore : public EventStore {
 public:
  /// Opens the database for writing, alone (StoreLock); makes it when there is none, and brings its
  /// schema up to date. Errors: conflict when another process has it; unavailable; those of
  /// migrate().
  [[nodiscard]] static Result<std::unique_ptr<SqliteEventStore>> open(
      const std::string& path, const StoreOptions& options = {});

  [[nodiscard]] Result<State> load() override;
  [[nodiscard]] Result<EventSeq> commit(std::span<const Entry> entries,
                                        const State& after) override;
  [[nodiscard]] Result<std::optional<KeyUse>> find_key(const PersonId& actor,
                                                       std::string_view key) override;
  [[nodiscard]] Result<bool> has_instance(const WorkflowId& workflow, FiscalYear year,
                                          const DepartmentId& department) override;
  [[nodiscard]] Result<std::vector<Payment>> find_unvouchered(const std::string& source,
                                                              FiscalYear year,
                                                              const std::string& digest) override;
  [[nodiscard]] Result<KnownVouchers> find_vouchers(const std::string& source, FiscalYear year,
                                                    std::span<const Payment> rows) override;

  /// The last link of the chain, for lodging it elsewhere. [engine]
  [[nodiscard]] Result<LogHead> head();

 private:
  SqliteEventStore(std::string path, StoreOptions options, StoreLock lock);

  [[nodiscard]] Database& database();
  [[nodiscard]] Result<EventSeq> write(std::span<const Entry> entries, const State& after);
  enum class Doing { reading, writing };
  template <typename Call>
  auto guarded(Doing doing, Call call) -> decltype(call());

  std::string path_;
  StoreOptions options_;
  StoreLock lock_;
  std::optional<Database>
      database_;                  ///< empty after a failure to read: the next call opens it again
  std::optional<LogWriter> log_;  ///< knows the head of the chain; empty after any failure
};

}  // namespace budget
