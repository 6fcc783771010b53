#pragma once

#include <vector>

#include "engine/ports.h"
#include "store/codec/payments_summary.h"
#include "store/database.h"
#include "store/event_log.h"
#include "store/verify/findings.h"

namespace budget {

/// Plays the log through apply() into a fresh state, and from there into the tables of another
/// database. Stops at the first event that cannot be.
class Replay {
 public:
  /// `database`: where the payments are; `expected`: an empty database with the schema, filled
  /// here.
  Replay(Database& database, Database& expected, Findings& findings);

  void take(const LogLine& line);
  void finish();
  /// False: what follows from the log is not known, so that tables cannot be compared.
  [[nodiscard]] bool is_complete() const { return !stopped_; }

 private:
  [[nodiscard]] Result<Event> read_event(const LogLine& line);
  void attach_payments(PaymentsRecorded& event, const PaymentsSummary& told, const LogLine& line);
  void attach_documents(DocumentsImported& event, const LogLine& line);
  void check_history(const LogLine& line);
  void stop(const LogLine& line, const std::string& why);
  void write();

  Database& database_;
  Database& expected_;
  Findings& findings_;
  State state_;
  std::vector<Entry> entries_;  ///< applied, not yet written
  PaymentsSummaries payments_;
  LastEvents last_events_;
  std::size_t waiting_ = 0;  ///< events in entries_
  bool closes_ = false;      ///< the entry at the end closes an instance
  bool stopped_ = false;
};

}  // namespace budget
