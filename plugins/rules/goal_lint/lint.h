#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sheet.h"

namespace budget::goal_lint {

/// What an office may set.
struct Settings {
  Words words = Words::built_in();
  std::set<std::string, std::less<>> silent;  ///< rules that are switched off
  std::int64_t cost_slack_bp = 500;       ///< how far standard × count may lie above the budget
  std::int64_t numeric_least_bp = 3'333;  ///< G13
  std::int64_t percent_most = 100;        ///< G04
  std::size_t copies = 2;                 ///< G11: sheets that may not share their indicators
};

/// One run over the sheets of one payload: what the rules read and where they put findings.
class Lint {
 public:
  Lint(const Settings& with, const Json& of, int year, plugin::Report& into)
      : settings(with),
        words(with.words),
        payload(of),
        fiscal_year(year),
        sheets(read_sheets(of, with.words)),
        report_(into) {}

  const Settings& settings;
  const Words& words;
  const Json& payload;
  int fiscal_year;
  std::vector<Sheet> sheets;

  /// On a field of a sheet.
  void add(std::string_view rule, const Sheet& sheet, std::string_view field, int line,
           std::string message, std::string quote = {});
  /// On an indicator.
  void add(std::string_view rule, const Sheet& sheet, const Row& row, std::string_view field,
           std::string message, std::string quote = {});
  /// On the document as a whole.
  void add_to_document(std::string_view rule, int line, std::string message,
                       std::string quote = {});

 private:
  void put(std::string_view rule, Place place, std::string message, std::string quote);
  plugin::Report& report_;
};

// The rules, by what they look at.
void check_values(Lint& lint);        // one value cell
void check_directions(Lint& lint);    // ≥ and ≤ against what is measured
void check_categories(Lint& lint);    // the sheet's set of indicators
void check_texts(Lint& lint);         // one text
void check_typos(Lint& lint);         // doubled characters, known slips
void check_bases(Lint& lint);         // 指标值确定依据
void check_years(Lint& lint);         // years against the fiscal year
void check_costs(Lint& lint);         // cost indicators against the budget
void check_goal_figures(Lint& lint);  // figures of the goals against the indicators
void check_copies(Lint& lint);        // within one sheet
void check_twins(Lint& lint);         // between sheets
void check_plans(Lint& lint);         // a node beside an even plan

/// "“" + text + "”"
[[nodiscard]] std::string quoted(std::string_view text);
/// 万元 with as many decimals as needed.
[[nodiscard]] std::string wan_text(Int128 micro_yuan);

}  // namespace budget::goal_lint
