#pragma once

#include <optional>
#include <span>
#include <unordered_map>

#include "engine/ports.h"
#include "store/codec/payments_summary.h"
#include "store/database.h"

namespace budget {

/// The batch as the log names it; both the log and the table are made from the same summary.
void write_batch(Database& database, const PaymentsSummary& summary, const Envelope& envelope);
/// Its rows and rejects; after write_batch.
/// `after`: knows whose projects they are for.
void write_payments(Database& database, const PaymentsRecorded& event, const State& after);

/// Rows without a voucher of the batches a source sent with this digest.
[[nodiscard]] std::vector<Payment> find_unvouchered(Database& database, const std::string& source,
                                                    FiscalYear year, const std::string& digest);
[[nodiscard]] KnownVouchers find_vouchers(Database& database, const std::string& source,
                                          FiscalYear year, std::span<const Payment> rows);
/// What a batch brought, in the order it was sent.
[[nodiscard]] std::vector<Payment> read_payments(Database& database, BatchId batch);
[[nodiscard]] std::vector<PaymentReject> read_rejects(Database& database, BatchId batch);

}  // namespace budget
