#include "cli/payment_wishes.h"

#include <sstream>

namespace budget::cli {

PaymentWishes wishes_of(const PaymentImportOptions& options) {
  PaymentWishes wishes;
  if (const Result<FiscalYear> year = FiscalYear::of(options.year)) wishes.year = *year;
  for (const MoneyUnit unit : {MoneyUnit::yuan, MoneyUnit::wan, MoneyUnit::fen}) {
    if (options.unit == name_of(unit)) wishes.unit = unit;
  }
  if (options.encoding == "utf8") wishes.encoding = TextEncoding::utf8;
  if (options.encoding == "gb18030") wishes.encoding = TextEncoding::gb18030;
  std::istringstream names(options.columns);
  for (std::string name; std::getline(names, name, ',');)
    wishes.columns.push_back(name);
  return wishes;
}

std::vector<std::string> described(const PaymentLayout& layout) {
  std::vector<std::string> lines;
  if (layout.syntax == PaymentSyntax::json) {
    lines.emplace_back("格式：JSON");
  } else {
    const char* separator = layout.delimiter == '\t'  ? "制表符"
                            : layout.delimiter == ';' ? "分号"
                                                      : "逗号";
    lines.push_back(std::string("格式：CSV，") + separator + "分隔，编码 " +
                    name_of(layout.encoding) +
                    (layout.skipped == 0 ? "，没有表头"
                                         : "，表头是第" + std::to_string(layout.skipped) + "行"));
  }
  const char* shape = layout.shape == PaymentShape::payments ? "每行一笔支付"
                      : layout.shape == PaymentShape::month_totals
                          ? "每行一个项目的当月合计，入账与已登记的差额"
                          : "每行一个项目的累计数，入账与已登记的差额";
  lines.push_back(std::string("内容：") + shape);
  lines.push_back(layout.unit ? std::string("金额单位：") + chinese_name_of(*layout.unit) + "（" +
                                    layout.unit_from + "）"
                              : "金额单位：写在每个单元格里");
  if (!layout.place(PaymentColumn::fund)) lines.emplace_back("没有资金性质列：一律作财政资金");
  if (!layout.place(PaymentColumn::voucher) && layout.shape == PaymentShape::payments)
    lines.emplace_back("没有凭证号列：改动后的文件再次导入会重复入账");
  if (!layout.ignored.empty()) {
    std::string names;
    for (const std::string& name : layout.ignored)
      names += (names.empty() ? "" : "、") + name;
    lines.push_back("未读取的列：" + names);
  }
  return lines;
}

std::string exact_amount(Money amount) {
  constexpr std::int64_t kOneWan = 1'000'000;
  const bool is_small = amount.fen() < kOneWan && amount.fen() > -kOneWan;
  return is_small ? amount.to_yuan() + " 元" : amount.to_wan() + " 万元";
}

}  // namespace budget::cli
