#include "http/payment_body.h"

#include <limits>

#include <boost/json/serialize.hpp>

#include "http/body.h"
#include "http/sha256.h"

namespace budget {
namespace {

namespace json = boost::json;

constexpr std::size_t kKeptBytes = 500;
constexpr int kHighestRow = std::numeric_limits<int>::max();

std::string kept_text(const json::value& row) {
  std::string text = json::serialize(row);
  if (text.size() <= kKeptBytes) return text;
  std::size_t end = kKeptBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;  // not inside a character
  text.resize(end);
  return text;
}

/// Why the row is no payment, in Chinese; empty when it is one.
std::string read_row(ObjectReader& reader, Payment& payment) {
  const auto day = Date::parse(reader.text("date"));
  const auto code = ProjectCode::parse(reader.text("project_code"));
  const auto amount = reader.readable_money("amount");
  const std::string fund = reader.optional_text("fund");
  payment.voucher = reader.optional_text("voucher");
  payment.memo = reader.optional_text("memo");
  reader.finish();
  if (!day) return "支付日期无法识别";
  if (!code) return "项目编码无法识别";
  if (!amount) return "金额无法识别";
  if (!fund.empty() && fund != name_of(FundKind::fiscal) && fund != name_of(FundKind::other))
    return "资金性质无法识别";
  payment.paid_on = *day;
  payment.project = *code;
  payment.amount = *amount;
  payment.fund = fund == name_of(FundKind::other) ? FundKind::other : FundKind::fiscal;
  return {};
}

std::vector<int> read_numbers(ObjectReader& reader, std::size_t rows) {
  std::vector<int> numbers;
  const json::array& items = reader.optional_array("row_numbers");
  for (const json::value& item : items) {
    const std::int64_t* number = item.if_int64();
    if (number == nullptr || *number < 1 || *number > kHighestRow) {
      reader.complain("row_numbers", "expected whole numbers from 1");
      break;
    }
    numbers.push_back(static_cast<int>(*number));
  }
  if (!items.empty() && items.size() != rows)
    reader.complain("row_numbers", "expected one number per row");
  if (numbers.size() == rows) return numbers;
  numbers.clear();
  for (std::size_t i = 1; i <= rows; ++i)
    numbers.push_back(static_cast<int>(i));
  return numbers;
}

void read_unreadable(ObjectReader& reader, RecordPayments& batch) {
  const json::array& items = reader.optional_array("unreadable");
  for (std::size_t i = 0; i < items.size(); ++i) {
    ObjectReader item(items[i], element_path("unreadable", i), reader.findings());
    PaymentReject reject;
    reject.row = static_cast<int>(item.integer("row", 1, kHighestRow));
    reject.text = item.optional_text("text");
    reject.reason = item.text("reason");
    item.finish();
    batch.unreadable.push_back(std::move(reject));
  }
}

std::string digest_of(const RecordPayments& batch) {
  std::string text;
  for (const Payment& row : batch.rows)
    text += canonical_row(row) + "\n";
  for (const PaymentReject& reject : batch.unreadable)
    text += std::to_string(reject.row) + "\t" + reject.text + "\n";
  return to_hex(sha256(text));
}

}  // namespace

namespace {

PaymentShape read_shape(ObjectReader& reader) {
  const std::string name = reader.optional_text("shape");
  for (const PaymentShape shape :
       {PaymentShape::payments, PaymentShape::month_totals, PaymentShape::cumulative_totals}) {
    if (name == name_of(shape)) return shape;
  }
  if (!name.empty())
    reader.complain("shape", "expected payments, month_totals or cumulative_totals", name);
  return PaymentShape::payments;
}

}  // namespace

RecordPayments read_payments(const json::value& body, std::vector<Finding>& findings) {
  ObjectReader reader(body, "", findings);
  RecordPayments batch;
  batch.source = reader.text("source");
  batch.digest = reader.optional_text("digest");
  if (!batch.digest.empty() && !sha256_from_hex(batch.digest)) {
    reader.complain("digest", "expected a SHA-256, 64 hexadecimal digits", batch.digest);
  }
  batch.year = read_year(reader, "fiscal_year");
  batch.shape = read_shape(reader);
  const json::array& rows = reader.array("rows");
  const std::vector<int> numbers = read_numbers(reader, rows.size());
  read_unreadable(reader, batch);
  reader.finish();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ObjectReader row(rows[i], element_path("rows", i), findings);
    Payment payment;
    std::string reason = read_row(row, payment);
    if (reason.empty()) {
      batch.rows.push_back(std::move(payment));
      batch.row_numbers.push_back(numbers[i]);
    } else {
      batch.unreadable.push_back({numbers[i], kept_text(rows[i]), std::move(reason)});
    }
  }
  if (batch.digest.empty()) batch.digest = digest_of(batch);
  return batch;
}

}  // namespace budget
