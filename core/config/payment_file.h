#pragma once

#include <filesystem>
#include <functional>
#include <istream>
#include <vector>

#include <budget/result.h>

#include "model/payment.h"

namespace budget {

/// Some rows of a payment file, in its order. Rows count from 1 without the header and without
/// blank lines.
struct PaymentChunk {
  std::vector<Payment> rows;
  std::vector<int> row_numbers;           ///< of each of `rows`
  std::vector<PaymentReject> unreadable;  ///< rows no Payment could be made of
};

/// How many rows a file had.
struct PaymentCount {
  int rows = 0;
  int unreadable = 0;
  friend bool operator==(const PaymentCount&, const PaymentCount&) = default;
};

/// Takes a chunk; an Error ends the reading and becomes its answer.
using PaymentSink = std::function<Result<void>(PaymentChunk)>;

/// Reads CSV with the columns date, project_code, amount_yuan, fund, voucher, memo in any order
/// (config/samples), and hands on at most `chunk` rows at a time. UTF-8 with or without BOM;
/// amounts in 元; a row's date is not held against any year here. Memory does not grow with the
/// file.
///
/// Errors: invalid_input when the first line is not the header; what the sink answers; for the path
/// also not_found, and unavailable when the file cannot be read to its end (the chunks before have
/// been handed on).
[[nodiscard]] Result<PaymentCount> read_payments(std::istream& input, std::size_t chunk,
                                                 const PaymentSink& sink);
[[nodiscard]] Result<PaymentCount> read_payments(const std::filesystem::path& path,
                                                 std::size_t chunk, const PaymentSink& sink);

}  // namespace budget
