#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/render.h"

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

Result<ExitCode> run(Api& api, const Terminal& terminal, const PaymentRejectsOptions& options) {
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
