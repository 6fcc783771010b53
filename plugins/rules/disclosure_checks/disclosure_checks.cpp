#include "disclosure_checks.h"

#include <array>

#include "catalog.h"

namespace budget::disclosure {
namespace {

constexpr std::array kChecks{check_totals,   check_functions,    check_across,
                             check_economic, check_three_public, check_narrative,
                             check_names,    check_form,         check_contents};

}  // namespace

plugin::About DisclosureChecks::about() {
  plugin::About about;
  about.id = "cn.budgetd.rules.disclosure_checks";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "公开表勾稽检查";
  about.title_en = "Checks of the disclosure tables";
  about.options = {{"silent", OptionType::text_list, "", Json::array(), "不运行的规则编号"},
                   {"tolerance",
                    OptionType::money,
                    "万元",
                    Json("0"),
                    "等式两边允许相差的金额",
                    {},
                    0,
                    100'000'000},
                   {"lines",
                    OptionType::text,
                    "",
                    Json("auto"),
                    "收支总表的支出行数：2022 年及以前 30 行，2023 年起 31 行",
                    {"auto", "30", "31"}},
                   {"templates", OptionType::file, "", Json(""),
                    "替换内置名称与用语的文件，写法见 templates.txt；只替换写到的列表"}};
  return about;
}

Result<void> DisclosureChecks::configure(const Json& config) {
  Settings settings;
  for (const Json& rule : config["silent"].items()) {
    bool is_known = false;
    for (const plugin::RuleText& text : catalog())
      is_known = is_known || text.id.text() == rule.text();
    if (!is_known) {
      return Error{ErrorCode::invalid_input,
                   "expected the option silent to name rules, but '" + rule.text() + "' is none",
                   "budgetctl rules list shows them"};
    }
    settings.silent.insert(rule.text());
  }
  settings.tolerance_fen = config["tolerance"].integer();
  if (!config["lines"].text().empty()) settings.lines = config["lines"].text();
  TRY(settings.templates.replace_by(config["templates"].text()));
  settings_ = std::move(settings);
  return {};
}

std::vector<plugin::RuleText> DisclosureChecks::rules() const {
  std::vector<plugin::RuleText> rules = catalog();
  if (settings_.tolerance_fen == 0) return rules;
  for (plugin::RuleText& rule : rules) {
    // Identities and bounds go by the tolerance; names and texts have none.
    const bool is_of_amounts =
        rule.title.find("＝") != std::string::npos || rule.title.find("≤") != std::string::npos;
    if (is_of_amounts) rule.tolerance = Money::from_fen(settings_.tolerance_fen).to_wan() + " 万元";
  }
  return rules;
}

Result<void> DisclosureChecks::check(const plugin::Budget& budget, plugin::Report& report,
                                     const plugin::Call& call) const {
  const Document document = read_document(*budget.payload);
  Book book(document, settings_, report);
  for (const auto& check : kChecks) {
    if (call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected to finish the check, but it was cancelled"};
    check(book);
  }
  check_others(book, *budget.payload);
  book.close();
  std::size_t rows = 0;
  for (const auto* tables : {&document.tables, &document.others})
    for (const Table& table : *tables)
      rows += table.rows.size();
  report.covered(rows);
  return {};
}

}  // namespace budget::disclosure
