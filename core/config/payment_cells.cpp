#include "config/payment_cells.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include <budget/decimal.h>
#include <budget/text.h>

#include "config/payment_csv.h"

namespace budget {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

bool take_end(std::string& text, std::string_view end) {
  if (!text.ends_with(end)) return false;
  text.resize(text.size() - end.size());
  while (text.ends_with(' '))
    text.pop_back();
  return true;
}

bool take_start(std::string& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.erase(0, start.size());
  while (text.starts_with(' '))
    text.erase(0, 1);
  return true;
}

/// The runs of digits of a text, when nothing but `separators` stands between them.
std::optional<std::vector<std::string>> digit_runs(const std::string& text,
                                                   std::string_view separators) {
  std::vector<std::string> runs;
  bool is_open = false;
  for (const char c : text) {
    if (is_digit(c)) {
      if (!is_open) runs.emplace_back();
      runs.back() += c;
      is_open = true;
    } else if (separators.find(c) != std::string_view::npos && is_open) {
      is_open = false;
    } else {
      return std::nullopt;
    }
  }
  return is_open ? std::optional(std::move(runs)) : std::nullopt;
}

int to_int(const std::string& digits) {
  return digits.size() > 6 ? -1 : std::atoi(digits.c_str());
}

/// "2026年3月31日" to "2026-3-31", "2026年3月" to "2026-3".
std::string without_chinese(std::string text) {
  for (const char* mark : {"年", "月"})
    replace_all(text, mark, "-");
  replace_all(text, "日", "");
  replace_all(text, " ", "");
  while (text.ends_with('-'))
    text.pop_back();
  return text;
}

/// Only one kind of separator: 2026-3/31 is nothing.
std::optional<std::vector<std::string>> date_parts(const std::string& text) {
  for (const char* separator : {"-", "/", "."}) {
    if (auto runs = digit_runs(text, separator)) return runs;
  }
  return std::nullopt;
}

void drop_time(std::string& text) {
  const auto colon = text.find(':');
  if (colon == std::string::npos) return;
  const auto gap = text.find_last_of(" T", colon);
  if (gap != std::string::npos) text.resize(gap);
  while (text.ends_with(' '))
    text.pop_back();
}

/// Groups of three digits between the commas, or no comma at all.
bool remove_thousands(std::string& digits) {
  const auto point = std::min(digits.find('.'), digits.size());
  const auto comma = digits.find(',');
  if (comma == std::string::npos) return true;
  if (comma > point || comma == 0 || comma > 3) return false;
  std::size_t group = 0;
  for (std::size_t i = comma; i < point; ++i) {
    if (digits[i] == ',') {
      if (i != comma && group != 3) return false;
      group = 0;
    } else {
      ++group;
    }
  }
  if (group != 3 || digits.find(',', point) != std::string::npos) return false;
  std::erase(digits, ',');
  return true;
}

/// "1500.00": digits, and one or two of them behind a point; below the largest input.
bool is_plain_yuan(std::string_view cell) {
  constexpr std::size_t kMostDigits = 13;
  const std::size_t point = std::min(cell.find('.'), cell.size());
  const std::size_t decimals = cell.size() - point;  // the point with them
  if (point == 0 || point > kMostDigits || decimals == 1 || decimals > 3) return false;
  return std::ranges::all_of(cell.substr(0, point), is_digit) &&
         std::ranges::all_of(cell.substr(std::min(point + 1, cell.size())), is_digit);
}

struct FundWord {
  const char* word;
  FundKind kind;
};
// Longer words first: 财政专户 is not 财政拨款. 财政专户 and units' own money are 其他资金 in a
// goal sheet, which knows two kinds only (domain.md §0.1, §6.2).
constexpr std::array kFundWords = {
    FundWord{"财政专户管理资金", FundKind::other}, FundWord{"财政专户", FundKind::other},
    FundWord{"一般公共预算", FundKind::fiscal},    FundWord{"政府性基金", FundKind::fiscal},
    FundWord{"国有资本经营", FundKind::fiscal},    FundWord{"社会保险基金", FundKind::fiscal},
    FundWord{"财政拨款", FundKind::fiscal},        FundWord{"财政资金", FundKind::fiscal},
    FundWord{"单位资金", FundKind::other},         FundWord{"事业收入", FundKind::other},
    FundWord{"经营收入", FundKind::other},         FundWord{"其他资金", FundKind::other},
    FundWord{"其他收入", FundKind::other},         FundWord{"自有资金", FundKind::other},
};

}  // namespace

const char* name_of(MoneyUnit value) noexcept {
  switch (value) {
    case MoneyUnit::yuan:
      return "yuan";
    case MoneyUnit::wan:
      return "wan";
    case MoneyUnit::fen:
      return "fen";
  }
  return "";
}

const char* chinese_name_of(MoneyUnit value) noexcept {
  switch (value) {
    case MoneyUnit::yuan:
      return "元";
    case MoneyUnit::wan:
      return "万元";
    case MoneyUnit::fen:
      return "分";
  }
  return "";
}

std::string plain_cell(std::string_view cell) {
  std::string text(cell);
  const bool is_plain = std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
  if (!is_plain) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto size = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &mapped,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
    if (size >= 0)
      text.assign(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
    std::free(mapped);  // NOLINT: utf8proc's own memory
  }
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  if (text.starts_with('\'')) text.erase(0, 1);
  return text;
}

std::string unknown_cell(const char* what, std::string_view cell, const std::string& wanted) {
  return std::string(what) + "“" + readable(cell, 60) + "”无法识别，" + wanted;
}

Cell<Date> date_in(std::string_view cell) {
  if (cell.size() == 10 && cell[4] == '-') {  // most are written so
    if (const Result<Date> day = Date::parse(cell)) return {*day, {}};
  }
  std::string text = plain_cell(cell);
  drop_time(text);
  const auto refuse = [&](const std::string& wanted) {
    return Cell<Date>{{}, unknown_cell("日期", cell, wanted)};
  };
  const std::string kWanted = "应写作2026-03-31";
  if (text == "合计" || text == "总计" || text == "小计")
    return Cell<Date>{{}, "这是" + text + "行，不是一笔支付"};
  if (text.find("月合计") != std::string::npos || text.find("月累计") != std::string::npos)
    return refuse(
        "这是按月合计的数，不是一笔支付；请用month列和month_total或cumulative_total列导入");
  const auto parts = date_parts(without_chinese(text));
  if (!parts) return refuse(kWanted);
  std::vector<std::string> ymd = *parts;
  if (ymd.size() == 1 && ymd[0].size() == 5)
    return refuse("像是Excel的日期序号；请把这一列设为日期格式再另存");
  if (ymd.size() == 1 && ymd[0].size() == 8)
    ymd = {ymd[0].substr(0, 4), ymd[0].substr(4, 2), ymd[0].substr(6, 2)};
  if (ymd.size() != 3 || ymd[0].size() != 4 || ymd[1].size() > 2 || ymd[2].size() > 2)
    return refuse(kWanted);
  const Result<Date> day = Date::of(to_int(ymd[0]), to_int(ymd[1]), to_int(ymd[2]));
  if (!day) return refuse(kWanted);
  return {*day, {}};
}

Cell<Date> month_in(std::string_view cell, FiscalYear year) {
  std::string text = plain_cell(cell);
  const auto refuse = [&] {
    return Cell<Date>{{},
                      unknown_cell("月份", cell,
                                   "应写作3、3月、2026-03或2026年3月，且为" +
                                       std::to_string(year.value()) + "年")};
  };
  drop_time(text);
  take_start(text, "截至");
  for (const char* end : {"累计", "合计", "底", "末"})
    take_end(text, end);
  const bool is_month = text.find("月") != std::string::npos;
  for (const char* start : {"1-", "1—", "1–", "1至", "1~"}) {
    if (is_month && text.find("年") == std::string::npos) take_start(text, start);
  }
  const auto parts = date_parts(without_chinese(text));
  if (!parts) return refuse();
  std::vector<std::string> numbers = *parts;
  if (numbers.size() == 1 && (numbers[0].size() == 6 || numbers[0].size() == 8))
    numbers = {numbers[0].substr(0, 4), numbers[0].substr(4, 2)};
  if (numbers.size() >= 2 && numbers.size() <= 3) {
    if (to_int(numbers[0]) != year.value()) return refuse();
    numbers.erase(numbers.begin());
  }
  const int month = to_int(numbers.front());
  if (month < 1 || month > 12 || numbers.front().size() > 2) return refuse();
  return {Date::last_of_month(year.value(), month), {}};
}

AmountCell amount_in(std::string_view cell, std::optional<MoneyUnit> unit) {
  if (unit == MoneyUnit::yuan && is_plain_yuan(cell)) {
    if (const Result<Money> amount = Money::parse_yuan(cell)) return {*amount, {}, false};
  }
  std::string text = plain_cell(cell);
  AmountCell answer;
  const auto refuse = [&](const std::string& wanted) {
    answer.problem = unknown_cell("金额", cell, wanted);
    return answer;
  };
  for (const char* mark : {"¥", "￥", "RMB", "CNY", "人民币"})
    take_start(text, mark);
  if (take_end(text, "万元") || take_end(text, "万")) {
    unit = MoneyUnit::wan;
    answer.has_unit = true;
  } else if (take_end(text, "元")) {
    unit = MoneyUnit::yuan;
    answer.has_unit = true;
  } else if (take_end(text, "分")) {
    unit = MoneyUnit::fen;
    answer.has_unit = true;
  }
  if (!unit) return refuse("没有单位：在列名里写明元或万元，或用--unit指定");
  replace_all(text, "−", "-");
  const bool in_brackets = text.starts_with('(') && text.ends_with(')') && text.size() > 2;
  if (in_brackets) text = text.substr(1, text.size() - 2);
  bool is_negative = in_brackets;
  if (!in_brackets && (text.starts_with('-') || text.starts_with('+'))) {
    is_negative = text.front() == '-';
    text.erase(0, 1);
  }
  for (const char* mark : {"¥", "￥"})
    take_start(text, mark);
  if (text.empty() || !is_digit(text.front()) || !remove_thousands(text)) {
    return refuse(std::string("应为以") + chinese_name_of(*unit) +
                  "为单位的数，千分位每三位一个逗号");
  }
  const Result<Money> amount = *unit == MoneyUnit::yuan  ? Money::parse_yuan(text)
                               : *unit == MoneyUnit::wan ? Money::parse_wan(text)
                                                         : [&]() -> Result<Money> {
    const Result<std::int64_t> fen = parse_fixed(text, 0);
    if (!fen) return fen.error();
    return Money::from_fen(*fen);
  }();
  if (!amount) {
    const char* digits = *unit == MoneyUnit::yuan  ? "至多两位小数"
                         : *unit == MoneyUnit::wan ? "至多六位小数"
                                                   : "没有小数";
    return refuse(std::string("应以") + chinese_name_of(*unit) + "为单位，" + digits);
  }
  if (*amount > kLargestInput) {
    answer.problem = "金额超过10万亿元";
    return answer;
  }
  answer.value = is_negative ? Money() - *amount : *amount;
  return answer;
}

Cell<ProjectCode> code_in(std::string_view cell) {
  if (cell.size() == ProjectCode::kLength) {
    if (const Result<ProjectCode> code = ProjectCode::parse(cell)) return {*code, {}};
  }
  std::string text = plain_cell(cell);
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (text == "合计" || text == "总计" || text == "小计")
    return {{}, "这是" + text + "行，不是一笔支付"};
  const Result<ProjectCode> code = ProjectCode::parse(text);
  if (!code) return {{}, unknown_cell("项目编码", cell, "应为21位数字和大写字母")};
  return {*code, {}};
}

Cell<FundKind> fund_in(std::string_view cell) {
  if (cell == "fiscal") return {FundKind::fiscal, {}};
  std::string text = plain_cell(cell);
  if (text.empty() || text == "fiscal") return {FundKind::fiscal, {}};
  if (text == "other") return {FundKind::other, {}};
  const auto begin = text.find_first_not_of("0123456789-_ .");
  if (begin != std::string::npos) text.erase(0, begin);
  for (const FundWord& known : kFundWords) {
    if (text.starts_with(known.word)) return {known.kind, {}};
  }
  return {{},
          unknown_cell(
              "资金性质", cell,
              "应为fiscal、other，或财政拨款、一般公共预算、政府性基金、财政专户、单位资金等")};
}

}  // namespace budget
