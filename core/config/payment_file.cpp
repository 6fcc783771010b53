#include "config/payment_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>
#include <variant>

#include <budget/text.h>

#include "config/payment_csv.h"
#include "config/text_file.h"

namespace budget {
namespace {

constexpr std::size_t kLongestText = 500;
constexpr std::size_t kEllipsis = 3;  // bytes

enum Column : std::size_t { date, project_code, amount_yuan, fund, voucher, memo, column_count };
constexpr std::array<const char*, column_count> kColumns = {"date", "project_code", "amount_yuan",
                                                            "fund", "voucher",      "memo"};

/// Where each column stands in the file.
using Places = std::array<std::size_t, column_count>;

Error bad_header(const std::string& why) {
  return {ErrorCode::invalid_input,
          "expected the header date,project_code,amount_yuan,fund,voucher,memo in the first line, "
          "but " +
              why,
          "make the first line exactly that; the columns may be in any order"};
}

Result<Places> read_header(CsvReader& csv) {
  const CsvRecord* header = csv.next();
  if (header == nullptr) return bad_header("the file is empty");
  if (!header->problem.empty()) return bad_header("it cannot be read: " + header->problem);
  std::string missing;
  Places places{};
  for (std::size_t i = 0; i < column_count; ++i) {
    const auto found = std::ranges::find(header->fields, kColumns[i]);
    places[i] = static_cast<std::size_t>(found - header->fields.begin());
    if (found == header->fields.end())
      missing += (missing.empty() ? "" : ", ") + std::string(kColumns[i]);
  }
  if (!missing.empty()) return bad_header("these columns are missing: " + missing);
  for (std::size_t i = 0; i < header->fields.size(); ++i) {
    const std::string& name = header->fields[i];
    if (std::ranges::find(kColumns, name) == kColumns.end())
      return bad_header("there is an unknown column \"" + readable(name, 40) + "\"");
    if (std::ranges::find(places, i) == places.end())
      return bad_header("the column " + name + " is there twice");
  }
  return places;
}

std::string quoted(const std::string& text) {
  return "“" + readable(text, 60) + "”";
}

/// Makes Payments of records; everything wrong with one is told at once.
class RowReader {
 public:
  explicit RowReader(const Places& places) : places_(places) {}

  /// The payment, or the reason why there is none.
  std::variant<Payment, std::string> read(const CsvRecord& record) {
    if (!record.problem.empty()) return record.problem;
    if (record.fields.size() != column_count) {
      return "应有" + std::to_string(column_count) + "个字段，实有" +
             std::to_string(record.fields.size()) + "个";
    }
    const auto field = [&](Column column) -> const std::string& {
      return record.fields[places_[column]];
    };
    reasons_.clear();
    Payment payment;
    payment.paid_on = good(Date::parse(field(date)), "日期", field(date), "应写作2026-03-31");
    payment.project = good(ProjectCode::parse(field(project_code)), "项目编码", field(project_code),
                           "应为21位数字和大写字母");
    payment.amount = good(Money::parse_yuan(field(amount_yuan)), "金额", field(amount_yuan),
                          "应以元为单位，至多两位小数，不带千分位");
    if (payment.amount > kLargestInput || payment.amount < Money() - kLargestInput)
      reject("金额超过10万亿元");
    payment.fund = field(fund) == name_of(FundKind::other) ? FundKind::other : FundKind::fiscal;
    if (field(fund) != name_of(payment.fund))
      reject(unknown("资金性质", field(fund), "应为fiscal或other"));
    payment.voucher = field(voucher);
    payment.memo = field(memo);
    if (!reasons_.empty()) return reasons_;
    return payment;
  }

 private:
  template <typename T>
  T good(Result<T> value, const char* what, const std::string& text, const char* wanted) {
    if (value) return *value;
    reject(unknown(what, text, wanted));
    return {};
  }

  static std::string unknown(const char* what, const std::string& text, const char* wanted) {
    return what + quoted(text) + "无法识别，" + wanted;
  }

  void reject(const std::string& reason) { reasons_ += (reasons_.empty() ? "" : "；") + reason; }

  const Places& places_;
  std::string reasons_;
};

}  // namespace

Result<PaymentCount> read_payments(std::istream& input, std::size_t chunk,
                                   const PaymentSink& sink) {
  CsvReader csv(input);
  const Places places = TRY(read_header(csv));
  RowReader reader(places);
  PaymentCount count;
  PaymentChunk gathered;
  for (const CsvRecord* record = csv.next(); record != nullptr; record = csv.next()) {
    const int number = count.rows + count.unreadable + 1;
    auto row = reader.read(*record);
    if (auto* payment = std::get_if<Payment>(&row)) {
      gathered.rows.push_back(std::move(*payment));
      gathered.row_numbers.push_back(number);
      ++count.rows;
    } else {
      gathered.unreadable.push_back({.row = number,
                                     .text = readable(record->text, kLongestText - kEllipsis),
                                     .reason = std::get<std::string>(std::move(row))});
      ++count.unreadable;
    }
    if (gathered.rows.size() + gathered.unreadable.size() < chunk) continue;
    TRY(sink(std::exchange(gathered, {})));
  }
  if (input.bad()) {
    return Error{ErrorCode::unavailable,
                 "expected to read the payments to their end, but reading failed",
                 "check the disk and try again"};
  }
  if (!gathered.rows.empty() || !gathered.unreadable.empty()) TRY(sink(std::move(gathered)));
  return count;
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
