#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "model/event.h"

namespace budget {

/// What the log says about a payment batch; the rows are in their own tables.
struct PaymentsSummary {
  BatchId batch;
  std::string source;
  std::string digest;
  FiscalYear year;
  int known = 0;
  std::int64_t count = 0;
  Money sum;
  std::int64_t rejected = 0;
  ContentHash rows;  ///< SHA-256 over canonical_row() of each row and a line feed
  ContentHash
      rejects;  ///< SHA-256 over the number, text and reason of each, see payments_summary.cpp

  friend bool operator==(const PaymentsSummary&, const PaymentsSummary&) = default;
};

[[nodiscard]] PaymentsSummary summary_of(const PaymentsRecorded& event);

/// By batch: hashing the rows is the dearest part of recording them, so it is done once per commit.
using PaymentsSummaries = std::map<BatchId, PaymentsSummary>;

}  // namespace budget
