#include "budget_document.h"

#include "reader/json.h"
#include "reader/reader.h"

namespace budget::budget_document {
namespace {

constexpr std::int64_t kMib = 1 << 20;

}  // namespace

plugin::About BudgetDocumentImporter::about() {
  const reader::ReadLimits limits;
  return {.id = "cn.budgetd.importers.budget_document",
          .version = "1.0.0",
          .vendor = "budgetd",
          .title_zh = "预算文本读入",
          .title_en = "Goal sheets and disclosure documents",
          .options = {{.key = "largest_file_mib",
                       .type = OptionType::integer,
                       .unit = "MiB",
                       .fallback = static_cast<std::int64_t>(limits.file_bytes) / kMib,
                       .help = "读入文件的最大字节数，超过的文件整个拒收",
                       .low = 1,
                       .high = 1024}}};
}

Result<void> BudgetDocumentImporter::configure(const Json& config) {
  file_bytes_ = static_cast<std::size_t>(config["largest_file_mib"].integer() * kMib);
  return {};
}

Result<Json> BudgetDocumentImporter::read(std::string_view file, const Json& payload,
                                          const plugin::Call& /*call*/) const {
  reader::ReadLimits limits;
  limits.file_bytes = file_bytes_;
  const auto document = TRY(reader::read_document(file, payload["file_name"].text(), limits));
  return Json::parse(reader::to_json(document));
}

}  // namespace budget::budget_document
