#include "config/payment_layout.h"

#include <algorithm>

#include <budget/text.h>

#include "config/payment_csv.h"
#include "config/payment_json.h"

namespace budget {
namespace {

constexpr int kHeaderWithin = 20;  // records: titles and remarks stand above it
constexpr int kSampleRows = 50;
constexpr std::array kDelimiters = {',', '\t', ';'};

struct ColumnName {
  const char* name;
  PaymentColumn column;
};

// Names as offices and the integrated system's exports have them, after lower(): no blanks, no
// brackets. Where several are in one file the earlier one here is taken, the others are left out.
constexpr std::array kNames = {
    ColumnName{"date", PaymentColumn::date},
    ColumnName{"支付日期", PaymentColumn::date},
    ColumnName{"付款日期", PaymentColumn::date},
    ColumnName{"支出日期", PaymentColumn::date},
    ColumnName{"清算日期", PaymentColumn::date},
    ColumnName{"记账日期", PaymentColumn::date},
    ColumnName{"凭证日期", PaymentColumn::date},
    ColumnName{"交易日期", PaymentColumn::date},
    ColumnName{"日期", PaymentColumn::date},
    ColumnName{"paid_on", PaymentColumn::date},
    ColumnName{"pay_date", PaymentColumn::date},
    ColumnName{"month", PaymentColumn::month},
    ColumnName{"月份", PaymentColumn::month},
    ColumnName{"期间", PaymentColumn::month},
    ColumnName{"截至月份", PaymentColumn::month},
    ColumnName{"project_code", PaymentColumn::project_code},
    ColumnName{"项目编码", PaymentColumn::project_code},
    ColumnName{"项目代码", PaymentColumn::project_code},
    ColumnName{"项目编号", PaymentColumn::project_code},
    ColumnName{"预算项目编码", PaymentColumn::project_code},
    ColumnName{"pro_code", PaymentColumn::project_code},
    ColumnName{"month_total", PaymentColumn::month_total},
    ColumnName{"本月支出", PaymentColumn::month_total},
    ColumnName{"当月支出", PaymentColumn::month_total},
    ColumnName{"本月支付", PaymentColumn::month_total},
    ColumnName{"当月支付", PaymentColumn::month_total},
    ColumnName{"本月合计", PaymentColumn::month_total},
    ColumnName{"本月发生额", PaymentColumn::month_total},
    ColumnName{"cumulative_total", PaymentColumn::cumulative_total},
    ColumnName{"累计支出", PaymentColumn::cumulative_total},
    ColumnName{"累计支付", PaymentColumn::cumulative_total},
    ColumnName{"本年累计", PaymentColumn::cumulative_total},
    ColumnName{"累计执行数", PaymentColumn::cumulative_total},
    ColumnName{"amount", PaymentColumn::amount},
    ColumnName{"支付金额", PaymentColumn::amount},
    ColumnName{"付款金额", PaymentColumn::amount},
    ColumnName{"支出金额", PaymentColumn::amount},
    ColumnName{"实付金额", PaymentColumn::amount},
    ColumnName{"发生额", PaymentColumn::amount},
    ColumnName{"金额", PaymentColumn::amount},
    ColumnName{"pay_amt", PaymentColumn::amount},
    ColumnName{"money_unit", PaymentColumn::money_unit},
    ColumnName{"金额单位", PaymentColumn::money_unit},
    ColumnName{"计量单位", PaymentColumn::money_unit},
    ColumnName{"fund", PaymentColumn::fund},
    ColumnName{"资金性质", PaymentColumn::fund},
    ColumnName{"资金来源", PaymentColumn::fund},
    ColumnName{"资金类型", PaymentColumn::fund},
    ColumnName{"voucher", PaymentColumn::voucher},
    ColumnName{"凭证号", PaymentColumn::voucher},
    ColumnName{"支付凭证号", PaymentColumn::voucher},
    ColumnName{"凭证编号", PaymentColumn::voucher},
    ColumnName{"支付令号", PaymentColumn::voucher},
    ColumnName{"支付令编号", PaymentColumn::voucher},
    ColumnName{"单据号", PaymentColumn::voucher},
    ColumnName{"单据编号", PaymentColumn::voucher},
    ColumnName{"流水号", PaymentColumn::voucher},
    ColumnName{"pay_cert_no", PaymentColumn::voucher},
    ColumnName{"memo", PaymentColumn::memo},
    ColumnName{"摘要", PaymentColumn::memo},
    ColumnName{"用途", PaymentColumn::memo},
    ColumnName{"附言", PaymentColumn::memo},
    ColumnName{"备注", PaymentColumn::memo},
};

std::optional<MoneyUnit> unit_word(const std::string& text) {
  if (text == "元" || text == "yuan") return MoneyUnit::yuan;
  if (text == "万元" || text == "万" || text == "wan") return MoneyUnit::wan;
  if (text == "分" || text == "fen") return MoneyUnit::fen;
  return std::nullopt;
}

/// A header's cell without blanks and brackets, in small letters, and the unit it names.
struct HeaderCell {
  std::string name;
  std::optional<MoneyUnit> unit;
};

HeaderCell header_cell(const std::string& cell) {
  HeaderCell header;
  std::string text = plain_cell(cell);
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '*'; });
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (const auto open = text.find('('); open != std::string::npos && text.ends_with(')')) {
    std::string inside = text.substr(open + 1, text.size() - open - 2);
    for (const char* mark : {"单位:", "单位"}) {
      if (inside.starts_with(mark)) inside.erase(0, std::string(mark).size());
    }
    header.unit = unit_word(inside);
    text.resize(open);
  }
  for (const char* end : {"_yuan", "_wan", "_fen"}) {
    if (!text.ends_with(end)) continue;
    header.unit = unit_word(end + 1);
    text.resize(text.size() - std::string(end).size());
  }
  header.name = text;
  return header;
}

/// The place of a name in kNames; its end when nobody knows it.
auto known_name(const std::string& name) {
  return std::ranges::find_if(kNames, [&](const ColumnName& each) { return name == each.name; });
}

bool is_amount(PaymentColumn column) {
  return column == PaymentColumn::amount || column == PaymentColumn::month_total ||
         column == PaymentColumn::cumulative_total;
}

/// "单位：万元" somewhere in a record above the header.
std::optional<MoneyUnit> unit_above(const CsvRecord& record) {
  for (const std::string& field : record.fields) {
    std::string text = plain_cell(field);
    std::erase(text, ' ');
    const auto mark = text.find("单位:");
    if (mark == std::string::npos) continue;
    std::string unit = text.substr(mark + std::string("单位:").size());
    if (unit.starts_with("人民币")) unit.erase(0, std::string("人民币").size());
    for (const char* word : {"万元", "元", "分"}) {
      if (unit.starts_with(word)) return unit_word(word);
    }
  }
  return std::nullopt;
}

/// Columns as a header names them.
class Columns {
 public:
  void read(const std::vector<std::string>& names) {
    std::array<std::ptrdiff_t, kPaymentColumns> rank{};
    rank.fill(static_cast<std::ptrdiff_t>(kNames.size()));
    for (std::size_t i = 0; i < names.size(); ++i) {
      const HeaderCell cell = header_cell(names[i]);
      const auto known = known_name(cell.name);
      if (known == kNames.end()) continue;
      const auto at = static_cast<std::size_t>(known->column);
      const auto order = known - kNames.begin();
      if (order == rank[at]) twice = names[i];
      if (order >= rank[at]) continue;
      rank[at] = order;
      places[at] = i;
      if (is_amount(known->column)) units[at] = cell.unit;
    }
    found = static_cast<int>(std::ranges::count_if(places, [](auto& p) { return p.has_value(); }));
  }

  [[nodiscard]] bool has(PaymentColumn column) const {
    return places[static_cast<std::size_t>(column)].has_value();
  }

  std::array<std::optional<std::size_t>, kPaymentColumns> places{};
  std::array<std::optional<MoneyUnit>, kPaymentColumns> units{};
  std::string twice;  ///< a name that is there twice
  int found = 0;
};

Error bad_file(const std::string& why, std::string hint) {
  return {ErrorCode::invalid_input, "expected to read payments, but " + why, std::move(hint)};
}

/// Chooses the shape by the columns there are.
Result<PaymentShape> shape_of(const Columns& columns) {
  std::string missing;
  const auto need = [&](bool is_there, const char* name) {
    if (!is_there) missing += (missing.empty() ? "" : ", ") + std::string(name);
  };
  if (!columns.twice.empty()) {
    return bad_file("the column " + readable(columns.twice, 40) + " is there twice",
                    "leave one of them out");
  }
  const bool has_month = columns.has(PaymentColumn::month) || columns.has(PaymentColumn::date);
  if (!columns.has(PaymentColumn::amount) && columns.has(PaymentColumn::project_code) &&
      has_month) {
    if (columns.has(PaymentColumn::month_total)) return PaymentShape::month_totals;
    if (columns.has(PaymentColumn::cumulative_total)) return PaymentShape::cumulative_totals;
  }
  need(columns.has(PaymentColumn::date), "date");
  need(columns.has(PaymentColumn::project_code), "project_code");
  need(columns.has(PaymentColumn::amount), "amount");
  if (missing.empty()) return PaymentShape::payments;
  return bad_file(
      "these columns are missing: " + missing,
      "name them in a header: date or 支付日期, project_code or 项目编码, amount_yuan or "
      "支付金额（元）; month totals need month or 月份, and month_total or 本月支出, or "
      "cumulative_total or 累计支出; for a file without a header say --columns");
}

/// A header found among the first records.
struct Header {
  int skipped = 0;
  std::vector<std::string> names;
  Columns columns;
  std::optional<MoneyUnit> unit_above;
  std::string problem;  ///< of the first record, where none could be read
};

Header find_header(std::istream& input, char delimiter, TextEncoding encoding) {
  CsvReader csv(input, delimiter, encoding);
  Header best;
  std::optional<MoneyUnit> unit;
  for (int i = 1; i <= kHeaderWithin; ++i) {
    const CsvRecord* record = csv.next();
    if (record == nullptr) break;
    if (!record->problem.empty()) {
      if (i == 1) best.problem = record->problem;
      continue;
    }
    Columns columns;
    columns.read(record->fields);
    if (columns.found > best.columns.found) best = {i, record->fields, columns, unit, {}};
    if (columns.found >= 3) break;
    if (const auto above = unit_above(*record)) unit = above;
  }
  return best;
}

void rewind(std::istream& input) {
  input.clear();
  input.seekg(0);
}

/// What the first amounts look like: whether one of them names no unit.
std::optional<std::string> amount_without_unit(std::istream& input, const PaymentLayout& layout,
                                               std::size_t place) {
  CsvReader csv(input, layout.delimiter, layout.encoding);
  for (int i = 0; i < layout.skipped + kSampleRows; ++i) {
    const CsvRecord* record = csv.next();
    if (record == nullptr) break;
    if (i < layout.skipped || record->fields.size() <= place) continue;
    const std::string& cell = record->fields[place];
    if (!plain_cell(cell).empty() && !amount_in(cell, MoneyUnit::yuan).has_unit) return cell;
  }
  return std::nullopt;
}

Result<void> find_unit(std::istream& input, const Header& header, const PaymentWishes& wishes,
                       PaymentLayout& layout) {
  const PaymentColumn column = layout.shape == PaymentShape::payments ? PaymentColumn::amount
                               : layout.shape == PaymentShape::month_totals
                                   ? PaymentColumn::month_total
                                   : PaymentColumn::cumulative_total;
  const auto at = static_cast<std::size_t>(column);
  const std::size_t place = *layout.places[at];
  if (header.columns.units[at]) {
    layout.unit = header.columns.units[at];
    layout.unit_from = "列名“" + readable(layout.names[place], 60) + "”";
  } else if (header.unit_above) {
    layout.unit = header.unit_above;
    layout.unit_from = "表头上方的“单位”";
  }
  if (wishes.unit && layout.unit && *wishes.unit != *layout.unit) {
    return bad_file(std::string("the amounts are said to be in ") + name_of(*wishes.unit) +
                        ", and in the file itself in " + name_of(*layout.unit),
                    "leave --unit out, or correct the file");
  }
  if (layout.unit || layout.place(PaymentColumn::money_unit)) return {};
  if (wishes.unit) {
    layout.unit = wishes.unit;
    layout.unit_from = "--unit";
    return {};
  }
  rewind(input);
  const std::optional<std::string> bare = amount_without_unit(input, layout, place);
  if (!bare) return {};
  std::string readings;
  for (const MoneyUnit unit : {MoneyUnit::yuan, MoneyUnit::wan}) {
    const AmountCell read = amount_in(*bare, unit);
    if (read.value) {
      readings += std::string("; as ") + name_of(unit) + " the first amount is " +
                  read.value->to_yuan() + " 元";
    }
  }
  return bad_file("the unit of the column \"" + readable(layout.names[place], 60) +
                      "\" is said nowhere" + readings,
                  "say --unit yuan, --unit wan or --unit fen, or name the unit in the header: "
                  "金额（元）");
}

}  // namespace

const char* name_of(PaymentColumn value) noexcept {
  switch (value) {
    case PaymentColumn::date:
      return "date";
    case PaymentColumn::month:
      return "month";
    case PaymentColumn::project_code:
      return "project_code";
    case PaymentColumn::amount:
      return "amount";
    case PaymentColumn::month_total:
      return "month_total";
    case PaymentColumn::cumulative_total:
      return "cumulative_total";
    case PaymentColumn::money_unit:
      return "money_unit";
    case PaymentColumn::fund:
      return "fund";
    case PaymentColumn::voucher:
      return "voucher";
    case PaymentColumn::memo:
      return "memo";
  }
  return "";
}

const char* chinese_name_of(PaymentColumn value) noexcept {
  switch (value) {
    case PaymentColumn::date:
      return "支付日期";
    case PaymentColumn::month:
      return "月份";
    case PaymentColumn::project_code:
      return "项目编码";
    case PaymentColumn::amount:
      return "金额";
    case PaymentColumn::month_total:
      return "当月合计";
    case PaymentColumn::cumulative_total:
      return "累计合计";
    case PaymentColumn::money_unit:
      return "金额单位";
    case PaymentColumn::fund:
      return "资金性质";
    case PaymentColumn::voucher:
      return "凭证号";
    case PaymentColumn::memo:
      return "摘要";
  }
  return "";
}

Result<PaymentLayout> survey_payments(std::istream& input, const PaymentWishes& wishes) {
  const TextSurvey text = survey_text(input);
  if (text.is_utf16) {
    return bad_file("the file is UTF-16 text, not UTF-8 or GB18030",
                    "save it as CSV UTF-8（逗号分隔）");
  }
  PaymentLayout layout;
  layout.encoding = wishes.encoding.value_or(text.encoding);
  layout.lines = text.lines;
  layout.year = wishes.year;
  Header header;
  rewind(input);
  if (wishes.columns.empty() && begins_as_json(input)) {
    layout.syntax = PaymentSyntax::json;
    rewind(input);
    layout.names = TRY(json_names(input));
    header.names = layout.names;
    header.columns.read(header.names);
  } else if (!wishes.columns.empty()) {
    header.names = wishes.columns;
    header.columns.read(header.names);
    rewind(input);
    std::string first(4096, '\0');
    input.read(first.data(), static_cast<std::streamsize>(first.size()));
    first.resize(static_cast<std::size_t>(input.gcount()));
    first.resize(std::min(first.find('\n'), first.size()));
    layout.delimiter = *std::ranges::max_element(
        kDelimiters, {}, [&](char c) { return std::ranges::count(first, c); });
  } else {
    for (const char delimiter : kDelimiters) {
      rewind(input);
      Header found = find_header(input, delimiter, layout.encoding);
      if (delimiter == ',' || found.columns.found > header.columns.found) {
        header = std::move(found);
        layout.delimiter = delimiter;
      }
    }
    if (header.columns.found == 0 && !header.problem.empty())
      return bad_file("its first line cannot be read: " + header.problem, "open the file and look");
    if (text.bytes == 0 || (header.columns.found == 0 && text.bytes <= 3))
      return bad_file("the file is empty", "check that it is the right file");
  }
  layout.skipped = header.skipped;
  layout.names = header.names;
  layout.places = header.columns.places;
  layout.shape = TRY(shape_of(header.columns));
  if (layout.shape != PaymentShape::payments && !layout.year)
    return bad_file("its months have no year", "say --year");
  for (std::size_t i = 0; i < layout.names.size(); ++i) {
    if (std::ranges::find(layout.places, std::optional(i)) == layout.places.end() &&
        layout.names[i] != "-")
      layout.ignored.push_back(layout.names[i]);
  }
  if (layout.syntax == PaymentSyntax::csv) TRY(find_unit(input, header, wishes, layout));
  if (layout.syntax == PaymentSyntax::json) {
    for (const auto& unit : header.columns.units) {
      if (unit) layout.unit = unit;
    }
    if (layout.unit) layout.unit_from = "字段名";
    if (!layout.unit) layout.unit = wishes.unit;
  }
  rewind(input);
  return layout;
}

}  // namespace budget
