#include "config/payment_file.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>
#include <variant>

#include <budget/text.h>

#include "config/payment_csv.h"
#include "config/payment_json.h"
#include "config/text_file.h"

namespace budget {
namespace {

constexpr std::size_t kLongestText = 500;
constexpr std::size_t kEllipsis = 3;  // bytes

void append_csv(std::string& row, const std::string& field) {
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

/// Makes Payments of records; everything wrong with one is told at once.
class RowReader {
 public:
  explicit RowReader(const PaymentLayout& layout)
      : layout_(layout),
        amount_(layout.shape == PaymentShape::payments       ? PaymentColumn::amount
                : layout.shape == PaymentShape::month_totals ? PaymentColumn::month_total
                                                             : PaymentColumn::cumulative_total),
        is_canonical_(layout.syntax == PaymentSyntax::csv && layout.delimiter == ',' &&
                      layout.names == std::vector<std::string>{"date", "project_code",
                                                               "amount_yuan", "fund", "voucher",
                                                               "memo"}) {}

  /// The payment, or the reason why there is none.
  std::variant<Payment, std::string> read(const CsvRecord& record) {
    record_ = &record;
    if (!record.problem.empty()) return record.problem;
    if (!has_all_fields()) {
      return "应有" + std::to_string(layout_.names.size()) + "个字段，实有" +
             std::to_string(record.fields.size()) + "个";
    }
    reasons_.clear();
    Payment payment;
    payment.paid_on = good(day());
    payment.project = good(code_in(field(PaymentColumn::project_code)));
    payment.amount = good<Money>(amount_in(field(amount_), unit()));
    payment.fund = good(fund_in(field(PaymentColumn::fund)));
    payment.voucher = trimmed(field(PaymentColumn::voucher));
    payment.memo = field(PaymentColumn::memo);
    if (!reasons_.empty()) return reasons_;
    return payment;
  }

  /// The record in the columns of kRejectHeader; as it stands when it cannot be taken apart.
  [[nodiscard]] std::string kept() const {
    if (is_canonical_ || !record_->problem.empty() || !has_all_fields()) return record_->text;
    std::string row;
    append_csv(row, when());
    for (const PaymentColumn column : {PaymentColumn::project_code, amount_, PaymentColumn::fund,
                                       PaymentColumn::voucher, PaymentColumn::memo}) {
      row += ',';
      append_csv(row, column == amount_ ? amount_with_unit() : field(column));
    }
    return row;
  }

  /// Nothing but blanks: an empty line of a spreadsheet.
  static bool is_blank(const CsvRecord& record) {
    return record.problem.empty() && std::ranges::all_of(record.fields, [](const std::string& f) {
             return f.find_first_not_of(" \t\r\n") == std::string::npos;
           });
  }

 private:
  [[nodiscard]] bool has_all_fields() const {
    const std::vector<std::string>& fields = record_->fields;
    if (fields.size() < layout_.names.size()) return false;
    return std::all_of(fields.begin() + static_cast<std::ptrdiff_t>(layout_.names.size()),
                       fields.end(), [](const std::string& extra) { return extra.empty(); });
  }

  [[nodiscard]] const std::string& field(PaymentColumn column) const {
    static const std::string kNone;
    const std::optional<std::size_t> place = layout_.place(column);
    return place ? record_->fields[*place] : kNone;
  }

  [[nodiscard]] Cell<Date> day() const {
    if (layout_.shape == PaymentShape::payments) return date_in(field(PaymentColumn::date));
    const bool has_month = layout_.place(PaymentColumn::month).has_value();
    return month_in(field(has_month ? PaymentColumn::month : PaymentColumn::date), *layout_.year);
  }

  [[nodiscard]] std::optional<MoneyUnit> unit() const {
    const std::string& cell = field(PaymentColumn::money_unit);
    if (cell.empty()) return layout_.unit;
    const std::string said = plain_cell(cell);
    if (said == "元" || said == "yuan") return MoneyUnit::yuan;
    if (said == "万元" || said == "万" || said == "wan") return MoneyUnit::wan;
    if (said == "分" || said == "fen") return MoneyUnit::fen;
    return said.empty() ? layout_.unit : std::nullopt;
  }

  /// What was said once for the whole column is said in the cell.
  [[nodiscard]] std::string amount_with_unit() const {
    const std::string& cell = field(amount_);
    const std::optional<MoneyUnit> said = unit();
    if (!said || *said == MoneyUnit::yuan || amount_in(cell, said).has_unit) return cell;
    return cell + chinese_name_of(*said);
  }

  [[nodiscard]] std::string when() const {
    if (layout_.shape == PaymentShape::payments) return field(PaymentColumn::date);
    const bool has_month = layout_.place(PaymentColumn::month).has_value();
    const std::string& cell = field(has_month ? PaymentColumn::month : PaymentColumn::date);
    const Cell<Date> day = month_in(cell, *layout_.year);
    const std::string month = day.value ? std::to_string(day.value->month()) : cell;
    return month + (layout_.shape == PaymentShape::month_totals ? "月合计" : "月累计");
  }

  static std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t");
    return first == std::string::npos
               ? ""
               : text.substr(first, text.find_last_not_of(" \t") - first + 1);
  }

  template <typename T>
  T good(const Cell<T>& cell) {
    if (cell.value) return *cell.value;
    reasons_ += (reasons_.empty() ? "" : "；") + cell.problem;
    return {};
  }

  const PaymentLayout& layout_;
  PaymentColumn amount_;
  bool is_canonical_;
  const CsvRecord* record_ = nullptr;
  std::string reasons_;
};

/// Reads on until there is nothing; `Records`: CsvReader or JsonRecords.
template <typename Records>
Result<PaymentCount> read_all(Records& records, const PaymentLayout& layout, std::size_t chunk,
                              const PaymentSink& sink) {
  RowReader reader(layout);
  PaymentCount count;
  PaymentChunk gathered;
  for (const CsvRecord* record = records.next(); record != nullptr; record = records.next()) {
    if (RowReader::is_blank(*record)) continue;
    const int number = count.rows + count.unreadable + 1;
    auto row = reader.read(*record);
    if (auto* payment = std::get_if<Payment>(&row)) {
      gathered.rows.push_back(std::move(*payment));
      gathered.row_numbers.push_back(number);
      ++count.rows;
    } else {
      gathered.unreadable.push_back({.row = number,
                                     .text = readable(reader.kept(), kLongestText - kEllipsis),
                                     .reason = std::get<std::string>(std::move(row))});
      ++count.unreadable;
    }
    if (gathered.rows.size() + gathered.unreadable.size() < chunk) continue;
    TRY(sink(std::exchange(gathered, {})));
  }
  if (!gathered.rows.empty() || !gathered.unreadable.empty()) TRY(sink(std::move(gathered)));
  return count;
}

}  // namespace

Result<PaymentCount> read_payments(std::istream& input, const PaymentLayout& layout,
                                   std::size_t chunk, const PaymentSink& sink) {
  Result<PaymentCount> count = PaymentCount();
  if (layout.syntax == PaymentSyntax::json) {
    JsonRecords records(input, layout.names);
    count = read_all(records, layout, chunk, sink);
  } else {
    CsvReader records(input, layout.delimiter, layout.encoding);
    for (int i = 0; i < layout.skipped; ++i)
      static_cast<void>(records.next());
    count = read_all(records, layout, chunk, sink);
  }
  if (count && input.bad()) {
    return Error{ErrorCode::unavailable,
                 "expected to read the payments to their end, but reading failed",
                 "check the disk and try again"};
  }
  return count;
}

Result<PaymentCount> read_payments(std::istream& input, std::size_t chunk,
                                   const PaymentSink& sink) {
  const PaymentLayout layout = TRY(survey_payments(input, {}));
  return read_payments(input, layout, chunk, sink);
}

Result<PaymentCount> read_payments(const std::filesystem::path& path, std::size_t chunk,
                                   const PaymentSink& sink) {
  TRY(require_regular_file(path));
  errno = 0;
  std::ifstream input(path, std::ios::binary);
  if (!input) {
    return Error{ErrorCode::unavailable,
                 "expected to read the file " + path.string() + ", but " +
                     std::generic_category().message(errno),
                 "check the file's permissions"};
  }
  return read_payments(input, chunk, sink);
}

}  // namespace budget
