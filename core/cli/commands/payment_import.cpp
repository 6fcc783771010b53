#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <ostream>

#include <budget/money.h>

#include "cli/client/secret.h"
#include "cli/commands.h"
#include "cli/payment_wishes.h"
#include "cli/progress.h"
#include "cli/render.h"
#include "config/payment_file.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr const char* kSource = "budgetctl";
constexpr std::size_t kMostShown = 1000;
constexpr std::size_t kMostWarned = 10;

json::object payment_json(const Payment& payment) {
  return {{"date", payment.paid_on.to_text()},  {"project_code", payment.project.text()},
          {"amount_fen", payment.amount.fen()}, {"fund", name_of(payment.fund)},
          {"voucher", payment.voucher},         {"memo", payment.memo}};
}

json::object reject_json(const PaymentReject& reject) {
  return {{"row", reject.row}, {"text", reject.text}, {"reason", reject.reason}};
}

/// Of what the rows say, not of the bytes: the same rows with other line ends are the same batch.
std::string digest_of(const PaymentChunk& chunk) {
  std::string content;
  for (const Payment& payment : chunk.rows) {
    content += canonical_row(payment) + "\n";
  }
  for (const PaymentReject& reject : chunk.unreadable) {
    content += "? " + reject.text + "\n";
  }
  return sha256_hex(content);
}

json::object body_of(const PaymentChunk& chunk, const PaymentImportOptions& options,
                     PaymentShape shape) {
  json::array rows;
  std::ranges::transform(chunk.rows, std::back_inserter(rows),
                         [](const Payment& row) { return payment_json(row); });
  json::array unreadable;
  std::ranges::transform(chunk.unreadable, std::back_inserter(unreadable),
                         [](const PaymentReject& reject) { return reject_json(reject); });
  return {{"source", options.source.empty() ? kSource : options.source},
          {"digest", digest_of(chunk)},
          {"fiscal_year", options.year},
          {"shape", name_of(shape)},
          {"rows", std::move(rows)},
          {"row_numbers", json::array(chunk.row_numbers.begin(), chunk.row_numbers.end())},
          {"unreadable", std::move(unreadable)}};
}

/// What the daemon said about all chunks together.
class Receipt {
 public:
  /// Takes one answer in, with all of its rejects.
  Result<void> take(Api& api, const PaymentChunk& chunk, const json::value& answer) {
    rows_ += static_cast<std::int64_t>(chunk.rows.size() + chunk.unreadable.size());
    const std::string batch = text_at(answer, "batch");
    const std::int64_t rejected = number_at(answer, "rejected");
    if (batch.empty() && number_at(answer, "recorded") == 0 && number_at(answer, "known") == 0 &&
        rejected == 0) {
      take_unchanged(chunk);
      return {};
    }
    is_changed_ = true;
    recorded_ += number_at(answer, "recorded");
    known_ += number_at(answer, "known");
    rejected_ += rejected;
    sum_ += Money::from_fen(number_at(answer, "sum_fen"));
    ahead_ += number_at(answer, "dated_ahead.rows");
    keep(array_at(answer, "dated_ahead.first"), first_ahead_);
    repeated_ += number_at(answer, "repeated_rows.rows");
    keep(array_at(answer, "repeated_rows.first"), first_repeated_);
    for (const json::value& project : array_at(answer, "above_budget"))
      above_budget_[text_at(project, "project_code")] = project;
    json::array rejects = array_at(answer, "rejects");
    if (!batch.empty()) {
      batches_.push_back(at(answer, "batch"));
      if (rejected > static_cast<std::int64_t>(rejects.size()) && rejects_.size() < kMostShown) {
        rejects = TRY(api.list("/v1/payments/rejects" + Query().add("batch", batch).text()));
      }
    }
    keep(rejects, rejects_);
    return {};
  }

  [[nodiscard]] json::object to_json() const {
    return {{"unchanged", is_unchanged()},
            {"rows", rows_},
            {"batches", batches_},
            {"recorded", recorded_},
            {"known", known_},
            {"rejected", rejected_},
            {"sum_fen", sum_.fen()},
            {"sum_wan", sum_.to_wan()},
            {"rejects", rejects_},
            {"dated_ahead", json::object{{"rows", ahead_}, {"first", first_ahead_}}},
            {"repeated_rows", json::object{{"rows", repeated_}, {"first", first_repeated_}}},
            {"above_budget", above_budget()},
            {"rejects_left_out", rejected_ - static_cast<std::int64_t>(rejects_.size())}};
  }

  void print(const Terminal& terminal) const {
    if (rows_ == 0) {
      terminal.out << "文件没有数据行，没有导入任何付款。\n";
      return;
    }
    if (is_unchanged()) {
      terminal.out << "这个文件此前已经导入，没有变化（" << grouped(rows_) << " 行";
      terminal.out << (rejected_ == 0 ? "）。" : "，其中 " + grouped(rejected_) + " 行仍被退回）。")
                   << '\n';
    } else {
      terminal.out << "共 " << grouped(rows_) << " 行：入账 " << grouped(recorded_) << " 笔，合计 "
                   << exact_amount(sum_) << "；此前已有 " << grouped(known_) << " 笔；退回 "
                   << grouped(rejected_) << " 笔。\n";
    }
    Table table({{"行（不含表头）"}, {"原因"}, {"原文", Align::left, true}});
    for (const auto& reject : rejects_) {
      table.add({row_text(reject), text_at(reject, "reason"), text_at(reject, "text")});
    }
    if (!table.empty()) {
      table.print(terminal);
    }
    print_warnings(terminal);
    const std::int64_t left_out = rejected_ - static_cast<std::int64_t>(rejects_.size());
    if (left_out > 0) {
      terminal.out << "另有 " << grouped(left_out)
                   << " 行未列出：budgetctl payment rejects --out FILE 导出全部。\n";
    }
  }

  [[nodiscard]] ExitCode exit() const { return rejected_ == 0 ? ExitCode::ok : ExitCode::findings; }

 private:
  [[nodiscard]] json::array above_budget() const {
    json::array projects;
    for (const auto& [code, project] : above_budget_)
      projects.push_back(project);
    return projects;
  }

  [[nodiscard]] bool is_unchanged() const { return rows_ > 0 && !is_changed_; }

  /// All of it was sent before. What cannot be read still cannot.
  void take_unchanged(const PaymentChunk& chunk) {
    known_ += static_cast<std::int64_t>(chunk.rows.size());
    rejected_ += static_cast<std::int64_t>(chunk.unreadable.size());
    json::array rejects;
    std::ranges::transform(chunk.unreadable, std::back_inserter(rejects),
                           [](const PaymentReject& reject) { return reject_json(reject); });
    keep(rejects, rejects_);
  }

  /// As many as are shown; a large file's would fill the memory.
  static void keep(const json::array& told, json::array& kept) {
    for (const json::value& one : told) {
      if (kept.size() < kMostShown) kept.push_back(one);
    }
  }

  /// What went in, but should be looked at.
  void print_warnings(const Terminal& terminal) const {
    if (ahead_ > 0) {
      terminal.out << "注意：" << grouped(ahead_)
                   << " 笔的支付日期晚于今天，已入账，到其所在月份才计入进度；请核对日期：\n";
      for (std::size_t i = 0; i < std::min(first_ahead_.size(), kMostWarned); ++i)
        terminal.out << "  " << printable(text_at(first_ahead_[i], "")) << '\n';
    }
    if (repeated_ > 0) {
      terminal.out << "注意：" << grouped(repeated_)
                   << " 笔没有凭证号的支付与此前另一个文件中的完全相同，已入账，可能重复；"
                      "重复的请用负数冲销：\n";
      for (std::size_t i = 0; i < std::min(first_repeated_.size(), kMostWarned); ++i)
        terminal.out << "  " << printable(text_at(first_repeated_[i], "")) << '\n';
    }
    if (above_budget_.empty()) return;
    terminal.out << "注意：" << grouped(static_cast<std::int64_t>(above_budget_.size()))
                 << " 个项目的累计支付超过预算：\n";
    Table table({{"预警", Align::right},
                 {"项目编码"},
                 {"项目", Align::left, true},
                 {"预算（万元）", Align::right},
                 {"累计支付", Align::right},
                 {"超出", Align::right}});
    for (const auto& [code, project] : above_budget_)
      table.add({text_at(project, "alert"), code, text_at(project, "project_name"),
                 text_at(project, "budget_wan"), text_at(project, "paid_wan"),
                 text_at(project, "above_wan")});
    table.print(terminal);
  }

  bool is_changed_ = false;
  std::int64_t rows_ = 0;
  std::int64_t recorded_ = 0;
  std::int64_t known_ = 0;
  std::int64_t rejected_ = 0;
  Money sum_;
  json::array batches_;
  json::array rejects_;
  std::int64_t ahead_ = 0;  ///< dated later than today
  json::array first_ahead_;
  std::int64_t repeated_ = 0;  ///< without a voucher, and in an earlier file too
  json::array first_repeated_;
  std::map<std::string, json::value> above_budget_;  ///< by project, as last told
};

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const PaymentImportOptions& options) {
  std::ifstream stream(options.file, std::ios::binary);
  if (!stream) {
    return usage_error(
        terminal, Error{ErrorCode::invalid_input, "expected to read payments from " + options.file +
                                                      ", but " + std::strerror(errno)});
  }
  Receipt receipt;
  const Result<PaymentLayout> layout = survey_payments(stream, wishes_of(options));
  if (!layout) return usage_error(terminal, layout.error());
  for (const std::string& line : described(*layout))
    remark(terminal, line);
  Progress progress(terminal, "导入付款", layout->lines);
  bool is_sent = false;
  std::int64_t done = 0;
  const auto send = [&](const PaymentChunk& chunk) -> Result<void> {
    is_sent = true;
    const auto answer = TRY(api.post("/v1/payments", body_of(chunk, options, layout->shape)));
    done += static_cast<std::int64_t>(chunk.rows.size() + chunk.unreadable.size());
    progress.advance_to(done);
    return receipt.take(api, chunk, answer);
  };
  Result<PaymentCount> count = read_payments(stream, *layout, kRowsAtOnce, send);
  progress.finish();
  if (!count && !is_sent) {
    return usage_error(terminal, count.error());
  }
  if (!count) {
    Error error = std::move(count).error();
    if (done > 0) {
      error.hint += (error.hint.empty() ? "" : "; ") + grouped(done) +
                    " rows were recorded before; sending the file again is safe";
    }
    return error;
  }
  if (terminal.is_json) {
    print_json(terminal, receipt.to_json());
  } else {
    receipt.print(terminal);
  }
  return receipt.exit();
}

}  // namespace budget::cli
