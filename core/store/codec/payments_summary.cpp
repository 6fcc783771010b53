#include "store/codec/payments_summary.h"

#include "store/digest.h"

namespace budget {
namespace {

/// A reject as hashed: number, then text and reason each as its length in bytes, a colon, the
/// bytes, a comma; a line feed.
std::string canonical_reject(const PaymentReject& reject) {
  std::string line = std::to_string(reject.row) + ',';
  for (const std::string* part : {&reject.text, &reject.reason}) {
    line += std::to_string(part->size()) + ':' + *part + ',';
  }
  return line + '\n';
}

}  // namespace

PaymentsSummary summary_of(const PaymentsRecorded& event) {
  PaymentsSummary summary{
      event.batch, event.source, event.digest, event.year, event.known, 0, {}, 0, {}, {}};
  summary.count = static_cast<std::int64_t>(event.rows.size());
  summary.rejected = static_cast<std::int64_t>(event.rejects.size());
  Hasher hasher;
  std::string line;
  for (const Payment& row : event.rows) {
    summary.sum += row.amount;
    line.clear();
    append_canonical_row(line, row);
    hasher.add(line += '\n');
  }
  summary.rows = ContentHash(hex(hasher.finish()));
  for (const PaymentReject& reject : event.rejects)
    hasher.add(canonical_reject(reject));
  summary.rejects = ContentHash(hex(hasher.finish()));
  return summary;
}

}  // namespace budget
