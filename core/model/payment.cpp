#include "model/payment.h"

namespace budget {
namespace {

/// RFC 4180: quoted when it holds a comma, a quote or a line break.
void append_csv_field(std::string& row, const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) {
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

std::string canonical_row(const Payment& payment) {
  std::string row = payment.paid_on.to_text();
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
  return row;
}

}  // namespace budget
