#pragma once

#include <filesystem>
#include <functional>
#include <istream>
#include <vector>

#include <budget/result.h>

#include "config/payment_layout.h"
#include "model/payment.h"

namespace budget {

/// Some rows of a payment file, in its order. Rows count from 1 without the header, without what
/// stands above it and without blank lines.
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

/// Rows a reader hands on in one go.
constexpr std::size_t kRowsAtOnce = 5000;

/// Reads payments as a layout says, and hands on at most `chunk` rows at a time; of totals, the
/// amounts are the totals and the days the months' last. A row's date is not held against any year
/// here. What cannot be read is kept in the columns of kRejectHeader, whatever the file's own are,
/// so that it can be mended and sent again. Memory does not grow with the file.
///
/// Errors: what the sink answers; unavailable when the stream cannot be read to its end (the chunks
/// before have been handed on).
[[nodiscard]] Result<PaymentCount> read_payments(std::istream& input, const PaymentLayout& layout,
                                                 std::size_t chunk, const PaymentSink& sink);

/// Surveys and reads, without anybody to ask. Errors: also those of survey_payments; for the path
/// not_found, and unavailable.
[[nodiscard]] Result<PaymentCount> read_payments(std::istream& input, std::size_t chunk,
                                                 const PaymentSink& sink);
[[nodiscard]] Result<PaymentCount> read_payments(const std::filesystem::path& path,
                                                 std::size_t chunk, const PaymentSink& sink);

/// The columns of kept rows; of totals the first holds "3月合计" or "3月累计".
inline constexpr char kRejectHeader[] = "date,project_code,amount_yuan,fund,voucher,memo";

}  // namespace budget
