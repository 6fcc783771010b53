#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/render.h"
#include "config/payment_csv.h"
#include "config/payment_file.h"

namespace budget::cli {

namespace json = boost::json;

Result<ExitCode> run(Api& api, const Terminal& terminal, const PaymentBatchesOptions&) {
  const json::array batches = TRY(api.list("/v1/payments/batches"));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", batches}});
    return ExitCode::ok;
  }
  Table table({{"批次", Align::right},
               {"年度"},
               {"来源"},
               {"时间"},
               {"经办"},
               {"入账", Align::right},
               {"已有", Align::right},
               {"退回", Align::right},
               {"金额（万元）", Align::right}});
  for (const auto& batch : batches) {
    table.add({text_at(batch, "id"), text_at(batch, "fiscal_year"), text_at(batch, "source"),
               to_minute(text_at(batch, "at")), name_at(batch, "actor"),
               grouped(number_at(batch, "rows")), grouped(number_at(batch, "known")),
               grouped(number_at(batch, "rejected")), wan_at(batch, "sum_wan")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

namespace {

/// One CSV field, quoted where it must be.
std::string quoted(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string text = "\"";
  for (const char c : field)
    text += c == '"' ? "\"\"" : std::string(1, c);
  return text + "\"";
}

/// A kept row in its six columns; what cannot be taken apart stands in the last one, to be mended
/// by hand.
std::string columns_of(const std::string& text) {
  constexpr std::size_t kColumns = 6;
  std::istringstream line(text);
  CsvReader reader(line);
  const CsvRecord* record = reader.next();
  const bool is_whole =
      record != nullptr && record->problem.empty() && record->fields.size() == kColumns;
  return is_whole ? text : ",,,,," + quoted(text);
}

/// Page by page, so that memory does not grow with their number.
Result<ExitCode> write_rejects(Api& api, const Terminal& terminal,
                               const PaymentRejectsOptions& options) {
  if (std::filesystem::exists(options.out)) {
    return usage_error(
        terminal, Error{ErrorCode::invalid_input,
                        "expected to write a new file, but " + options.out + " is there already",
                        "name another one"});
  }
  std::ofstream file(options.out, std::ios::binary);
  file << "\xEF\xBB\xBF" << kRejectHeader << ",reject_batch,reject_row,reject_reason\r\n";
  std::int64_t written = 0;
  std::string next;
  do {
    const json::value page = TRY(api.get(
        "/v1/payments/rejects" +
        Query().add("batch", options.batch).add("limit", "1000").add("after", next).text()));
    for (const json::value& reject : array_at(page, "items")) {
      file << columns_of(text_at(reject, "text")) << ',' << text_at(reject, "batch") << ','
           << text_at(reject, "row") << ',' << quoted(text_at(reject, "reason")) << "\r\n";
      ++written;
    }
    next = text_at(page, "next");
  } while (!next.empty());
  file.close();
  if (!file) {
    return Error{ErrorCode::unavailable,
                 "expected to write " + options.out + ", but writing failed",
                 "check the disk and the folder's permissions"};
  }
  if (terminal.is_json) {
    print_json(terminal, json::object{{"file", options.out}, {"rows", written}});
  } else {
    terminal.out << "已写出 " << grouped(written) << " 行到 " << options.out
                 << "；改正后用 budgetctl payment import 再次导入（后三列不必删除）。\n";
  }
  return ExitCode::ok;
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const PaymentRejectsOptions& options) {
  if (!options.out.empty()) return write_rejects(api, terminal, options);
  const json::array rejects =
      TRY(api.list("/v1/payments/rejects" + Query().add("batch", options.batch).text()));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", rejects}});
    return ExitCode::ok;
  }
  Table table({{"批次", Align::right}, {"行（不含表头）"}, {"原因"}, {"原文", Align::left, true}});
  for (const auto& reject : rejects) {
    table.add({text_at(reject, "batch"), row_text(reject), text_at(reject, "reason"),
               text_at(reject, "text")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

}  // namespace budget::cli
