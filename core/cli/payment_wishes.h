#pragma once

#include "cli/options.h"
#include "config/payment_layout.h"

namespace budget::cli {

/// What the options say of a payment file.
[[nodiscard]] PaymentWishes wishes_of(const PaymentImportOptions& options);

/// How a file was understood, as lines: "编码 GB18030，逗号分隔，表头在第3行" …
/// "未读取的列：收款人".
[[nodiscard]] std::vector<std::string> described(const PaymentLayout& layout);

/// 元 below one 万元, where two decimals of 万元 would say 0.00; exact in either.
[[nodiscard]] std::string exact_amount(Money amount);

}  // namespace budget::cli
