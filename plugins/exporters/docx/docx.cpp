#include "docx.h"

#include "body.h"
#include "page/page.h"
#include "parts.h"

namespace budget::docx {

plugin::About DocxExporter::about() {
  plugin::About about;
  about.id = "cn.budgetd.exporters.docx";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "Word 文档";
  about.title_en = "Word document";
  about.flags = BUDGET_FLAG_PURE | BUDGET_FLAG_THREAD_SAFE;
  about.options = {
      {.key = "title_font",
       .type = OptionType::text,
       .fallback = "方正小标宋简体",
       .help = "标题字体；打开文件的电脑没有时由 Word 或 WPS 替换。"},
      {.key = "text_font",
       .type = OptionType::text,
       .fallback = "仿宋_GB2312",
       .help = "正文字体。"},
      {.key = "table_font", .type = OptionType::text, .fallback = "宋体", .help = "表格字体。"}};
  return about;
}

Result<void> DocxExporter::configure(const Json& config) {
  title_font_ = config["title_font"].text();
  text_font_ = config["text_font"].text();
  table_font_ = config["table_font"].text();
  return {};
}

Result<Json> DocxExporter::write(const Json& payload, const plugin::Call& call) const {
  const page::Pages pages = TRY(page::pages_of(payload));
  Parts parts = fixed_parts(pages.title, {title_font_, text_font_, table_font_});
  parts.emplace_back("word/document.xml", body_of(pages));
  if (call.is_cancelled())
    return Error{ErrorCode::unavailable, "expected to finish, but the export was cancelled"};
  const std::string name = pages.name + ".docx";
  const std::string bytes = TRY(packed(parts));
  TRY(call.write_file(name, bytes));
  return page::written(
      name, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", pages);
}

}  // namespace budget::docx
