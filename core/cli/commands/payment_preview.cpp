#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <ostream>

#include <budget/text.h>

#include "cli/commands.h"
#include "cli/payment_wishes.h"
#include "cli/progress.h"
#include "cli/render.h"
#include "config/payment_csv.h"
#include "config/payment_file.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kShownRows = 5;
constexpr std::size_t kShownRejects = 20;

/// What a file holds, added up. Memory does not grow with the file.
class Preview {
 public:
  explicit Preview(FiscalYear year) : year_(year) {}

  void take(const PaymentChunk& chunk) {
    for (const Payment& row : chunk.rows)
      take(row);
    rows_ += static_cast<std::int64_t>(chunk.rows.size());
    unreadable_ += static_cast<std::int64_t>(chunk.unreadable.size());
    for (const PaymentReject& reject : chunk.unreadable) {
      if (rejects_.size() < kShownRejects) rejects_.push_back(reject);
    }
  }

  void print(const Terminal& terminal, const PaymentLayout& layout) const {
    Table columns({{"列"}, {"读作"}});
    for (std::size_t i = 0; i < kPaymentColumns; ++i) {
      const auto column = static_cast<PaymentColumn>(i);
      if (const auto place = layout.place(column))
        columns.add({readable(layout.names[*place], 60), chinese_name_of(column)});
    }
    columns.print(terminal);
    terminal.out << '\n';
    Table first({{"日期"},
                 {"项目编码"},
                 {"金额（元）", Align::right},
                 {"资金"},
                 {"凭证号"},
                 {"摘要", Align::left, true}});
    for (const Payment& row : first_) {
      first.add({row.paid_on.to_text(), row.project.text(), row.amount.to_yuan(),
                 row.fund == FundKind::fiscal ? "财政资金" : "其他资金", row.voucher, row.memo});
    }
    if (!first.empty()) first.print(terminal);
    const bool is_total = layout.shape != PaymentShape::payments;
    terminal.out << "\n可读 " << grouped(rows_) << " 行"
                 << (is_total ? "" : "，合计 " + exact_amount(sum_)) << "；不可读 "
                 << grouped(unreadable_) << " 行。\n";
    const auto remark = [&](std::int64_t count, const std::string& text) {
      if (count > 0) terminal.out << "其中 " << grouped(count) << " 行" << text << "。\n";
    };
    remark(reversals_, "为负数（冲销）");
    remark(other_year_, "不在" + std::to_string(year_.value()) + "年度内，会被退回");
    if (!is_total) remark(unvouchered_, "没有凭证号：同样的行改动文件后再导入会重复入账");
    print_months(terminal);
    Table rejects({{"行（不含表头）"}, {"原因"}, {"原文", Align::left, true}});
    for (const PaymentReject& reject : rejects_)
      rejects.add({"第" + std::to_string(reject.row) + "行", reject.reason, reject.text});
    if (!rejects.empty()) rejects.print(terminal);
    terminal.out << "没有导入任何数据；去掉 --preview 即导入。\n";
  }

  [[nodiscard]] json::object to_json(const PaymentLayout& layout) const {
    json::object columns;
    for (std::size_t i = 0; i < kPaymentColumns; ++i) {
      const auto column = static_cast<PaymentColumn>(i);
      if (const auto place = layout.place(column)) columns[name_of(column)] = layout.names[*place];
    }
    json::array rejects;
    for (const PaymentReject& reject : rejects_)
      rejects.push_back(
          json::object{{"row", reject.row}, {"text", reject.text}, {"reason", reject.reason}});
    json::object months;
    for (const auto& [month, sum] : months_)
      months[month] = sum.fen();
    return {{"shape", name_of(layout.shape)},
            {"encoding", name_of(layout.encoding)},
            {"columns", std::move(columns)},
            {"ignored", json::array(layout.ignored.begin(), layout.ignored.end())},
            {"unit", layout.unit ? name_of(*layout.unit) : ""},
            {"rows", rows_},
            {"unreadable", unreadable_},
            {"sum_fen", sum_.fen()},
            {"reversals", reversals_},
            {"other_year", other_year_},
            {"without_voucher", unvouchered_},
            {"months_fen", std::move(months)},
            {"rejects", std::move(rejects)}};
  }

  [[nodiscard]] ExitCode exit() const {
    return unreadable_ + other_year_ == 0 ? ExitCode::ok : ExitCode::findings;
  }

 private:
  void take(const Payment& row) {
    if (first_.size() < kShownRows) first_.push_back(row);
    reversals_ += row.amount.is_negative() ? 1 : 0;
    unvouchered_ += row.voucher.empty() ? 1 : 0;
    if (!year_.contains(row.paid_on)) {
      ++other_year_;
      return;
    }
    if (const Result<Money> sum = add(sum_, row.amount)) sum_ = *sum;
    Money& month = months_[row.paid_on.to_text().substr(0, 7)];
    if (const Result<Money> sum = add(month, row.amount)) month = *sum;
  }

  void print_months(const Terminal& terminal) const {
    Table months({{"月份"}, {"金额（万元）", Align::right}});
    for (const auto& [month, sum] : months_)
      months.add({month, sum.to_wan_shown()});
    if (!months.empty()) months.print(terminal);
  }

  FiscalYear year_;
  std::int64_t rows_ = 0;
  std::int64_t unreadable_ = 0;
  std::int64_t reversals_ = 0;
  std::int64_t unvouchered_ = 0;
  std::int64_t other_year_ = 0;
  Money sum_;
  std::map<std::string, Money> months_;
  std::vector<Payment> first_;
  std::vector<PaymentReject> rejects_;
};

}  // namespace

Result<ExitCode> run(const Terminal& terminal, const PaymentPreviewOptions& options) {
  std::ifstream stream(options.file, std::ios::binary);
  if (!stream) {
    return usage_error(
        terminal, Error{ErrorCode::invalid_input, "expected to read payments from " + options.file +
                                                      ", but " + std::strerror(errno)});
  }
  const Result<PaymentLayout> layout = survey_payments(stream, wishes_of(options));
  if (!layout) return usage_error(terminal, layout.error());
  if (!terminal.is_json) {
    for (const std::string& line : described(*layout))
      terminal.out << line << '\n';
  }
  Preview preview(FiscalYear::of(options.year).value());
  Progress progress(terminal, "预览付款", layout->lines);
  std::int64_t done = 0;
  const auto count = read_payments(stream, *layout, kRowsAtOnce, [&](const PaymentChunk& chunk) {
    preview.take(chunk);
    done += static_cast<std::int64_t>(chunk.rows.size() + chunk.unreadable.size());
    progress.advance_to(done);
    return Result<void>();
  });
  progress.finish();
  if (!count) return count.error();
  if (terminal.is_json) {
    print_json(terminal, preview.to_json(*layout));
  } else {
    preview.print(terminal, *layout);
  }
  return preview.exit();
}

}  // namespace budget::cli
