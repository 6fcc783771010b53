#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include <budget/date.h>
#include <budget/ids.h>
#include <budget/money.h>

#include "model/project.h"

namespace budget {

/// Where the money of a payment comes from: 财政资金 or 其他资金.
enum class FundKind { fiscal, other };

/// One payment (支付) or, when negative, a reversal (冲销).
struct Payment {
  Date paid_on;
  ProjectCode project;
  Money amount;
  FundKind fund = FundKind::fiscal;
  std::string voucher;  ///< makes the row idempotent within its source; may be empty
  std::string memo;
  friend bool operator==(const Payment&, const Payment&) = default;
};

/// What the amounts of a batch are.
enum class PaymentShape {
  payments,      ///< each row one payment or reversal
  month_totals,  ///< each row what a project paid in the month of its day, all sources together
  cumulative_totals,  ///< each row what a project paid from the year's start to that month's end
};

/// A voucher that was recorded before: vouchers are one region's own.
struct KnownVoucher {
  RegionCode region;
  Payment payment;
  friend bool operator==(const KnownVoucher&, const KnownVoucher&) = default;
};
/// By voucher; mostly one each.
using KnownVouchers = std::unordered_map<std::string, std::vector<KnownVoucher>>;

/// A row that could not be placed: kept with its reason, so that it can be mended and sent again.
struct PaymentReject {
  int row = 0;         ///< place in what was sent, from 1
  std::string text;    ///< the row as sent, shortened to 500 bytes
  std::string reason;  ///< Chinese, for the person who sent it
  friend bool operator==(const PaymentReject&, const PaymentReject&) = default;
};

[[nodiscard]] const char* name_of(FundKind kind) noexcept;
[[nodiscard]] const char* name_of(PaymentShape shape) noexcept;

/// The row as CSV: "2026-03-02,13060526P00002810078Y,1500.00,fiscal,PZ-1,memo" — also the canonical
/// form that is hashed.
[[nodiscard]] std::string canonical_row(const Payment& payment);
/// The same behind what `text` has.
void append_canonical_row(std::string& text, const Payment& payment);

}  // namespace budget
