#include "xlsx.h"

#include "page/page.h"
#include "sheet.h"
#include "workbook.h"

namespace budget::xlsx {

plugin::About XlsxExporter::about() {
  plugin::About about;
  about.id = "cn.budgetd.exporters.xlsx";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "Excel 工作簿";
  about.title_en = "Excel workbook";
  about.flags = BUDGET_FLAG_PURE | BUDGET_FLAG_THREAD_SAFE;
  about.options = {{.key = "font",
                    .type = OptionType::text,
                    .fallback = "宋体",
                    .help = "单元格字体；打开文件的电脑没有时由表格软件替换。"}};
  return about;
}

Result<void> XlsxExporter::configure(const Json& config) {
  font_ = config["font"].text();
  return {};
}

Result<Json> XlsxExporter::write(const Json& payload, const plugin::Call& call) const {
  const page::Pages pages = TRY(page::pages_of(payload));
  Workbook book = TRY(Workbook::create(pages.title, font_));
  std::set<std::string> used;
  std::vector<Plan> plans;
  Targets targets;
  for (const page::Part& part : pages.parts) {
    plans.push_back(plan_of(part, sheet_name(part.name, used)));
    for (std::size_t i = 0; i < part.blocks.size(); ++i) {
      if (part.blocks[i].id.empty()) continue;
      targets[part.blocks[i].id] =
          "internal:'" + plans.back().name + "'!A" + std::to_string(plans.back().rows[i] + 1);
    }
  }
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected to finish, but the export was cancelled"};
    lxw_worksheet* sheet = TRY(book.add_sheet(plans[i].name));
    TRY(fill(book, sheet, pages.parts[i], plans[i], targets));
  }
  const std::string name = pages.name + ".xlsx";
  const std::string bytes = TRY(book.take());
  TRY(call.write_file(name, bytes));
  return page::written(name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                       pages);
}

}  // namespace budget::xlsx
