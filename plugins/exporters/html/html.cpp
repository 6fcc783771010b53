#include "html.h"

#include <array>

#include "html_blocks.h"
#include "page/page.h"
#include "page/text.h"

namespace budget::html {
namespace {

constexpr std::size_t kPiece = 64U << 10U;

}  // namespace

plugin::About HtmlExporter::about() {
  plugin::About about;
  about.id = "cn.budgetd.exporters.html";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "网页";
  about.title_en = "Web page";
  about.flags = BUDGET_FLAG_PURE | BUDGET_FLAG_THREAD_SAFE;
  about.options = {{.key = "font",
                    .type = OptionType::text,
                    .fallback = "Noto Serif CJK SC, Source Han Serif SC, SimSun, serif",
                    .help = "字体，先写的先用；读者的电脑没有的字体自动换下一个。"}};
  return about;
}

Result<void> HtmlExporter::configure(const Json& config) {
  font_ = config["font"].text();
  if (font_.find_first_of("<>{};\\\"") != std::string::npos) {
    return Error{ErrorCode::invalid_input, "expected names of fonts, but there is " + font_,
                 "write them with commas between, without quotes"};
  }
  return {};
}

Result<Json> HtmlExporter::write(const Json& payload, const plugin::Call& call) const {
  const page::Pages pages = TRY(page::pages_of(payload));
  const std::string name = pages.name + ".html";
  std::string out = head(pages.title, font_);
  for (const page::Part& part : pages.parts) {
    out += part.is_landscape ? "<section class=\"wide\">\n" : "<section>\n";
    for (const page::Block& block : part.blocks) {
      if (call.is_cancelled())
        return Error{ErrorCode::unavailable, "expected to finish, but the export was cancelled"};
      append(out, block);
      if (out.size() < kPiece) continue;
      TRY(call.write_file(name, out));
      out.clear();
    }
    out += "</section>\n";
  }
  out += "</body>\n</html>\n";
  TRY(call.write_file(name, out));
  return page::written(name, "text/html; charset=utf-8", pages);
}

}  // namespace budget::html
