#include "model/payment.h"

#include <algorithm>

namespace budget {
namespace {

/// RFC 4180: quoted when it holds a comma, a quote or a line break.
void append_csv_field(std::string& row, const std::string& field) {
  const bool is_plain = std::none_of(field.begin(), field.end(), [](char c) {
    return c == ',' || c == '"' || c == '\r' || c == '\n';
  });
  if (is_plain) {
    row += field;
    return;
  }
  row += '"';
  for (const char c : field) {
    if (c == '"') row += '"';
    row += c;
  }
  row += '"';
}

}  // namespace

const char* name_of(FundKind kind) noexcept {
  return kind == FundKind::fiscal ? "fiscal" : "other";
}

const char* name_of(PaymentShape shape) noexcept {
  switch (shape) {
    case PaymentShape::payments:
      return "payments";
    case PaymentShape::month_totals:
      return "month_totals";
    case PaymentShape::cumulative_totals:
      return "cumulative_totals";
  }
  return "";
}

void append_canonical_row(std::string& row, const Payment& payment) {
  row += payment.paid_on.to_text();
  row += ',';
  row += payment.project.view();
  row += ',';
  row += payment.amount.to_yuan();
  row += ',';
  row += name_of(payment.fund);
  row += ',';
  append_csv_field(row, payment.voucher);
  row += ',';
  append_csv_field(row, payment.memo);
}

std::string canonical_row(const Payment& payment) {
  std::string row;
  append_canonical_row(row, payment);
  return row;
}

}  // namespace budget
