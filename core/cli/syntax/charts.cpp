#include "cli/syntax/words.h"

namespace budget::cli {
namespace {

/// `of`: the word of the address, "departments".
template <typename AddKey>
void add_chart(CLI::App& chart, Words& words, const char* name, const char* of, const char* text,
               AddKey add_key) {
  add_command<ChartOptions>(chart, words, name, text, [&](CLI::App& command, ChartOptions& o) {
    o.of = of;
    command.add_option("year", o.year, "Fiscal year")->required()->check(kYears)->type_name("YEAR");
    add_key(command, o.key);
    command.add_option("--years", o.years, "How many years before it to show (1 to 9)")
        ->check(whole_number(1, 9, "a number from 1 to 9"))
        ->type_name("N");
  });
}

auto key(const char* name, const char* text, const char* type) {
  return [=](CLI::App& command, std::string& value) {
    command.add_option(name, value, text)->required()->type_name(type);
  };
}

}  // namespace

void add_charts(CLI::App& app, Words& words) {
  CLI::App& chart =
      add_noun(app, "chart", "Plan, payments, policy curve and forecast, month by month");
  add_chart(chart, words, "project", "projects", "Of one project",
            key("code", "21-character project code", "CODE"));
  add_chart(chart, words, "department", "departments", "Of one department",
            key("department", "REGION-DEPARTMENT (130605-203)", "ID"));
  add_chart(chart, words, "region", "regions", "Of a finance office's whole region",
            key("region", "Six digits", "CODE"));
  add_chart(chart, words, "office", "office", "Of all that you may see",
            [](CLI::App&, std::string&) {});
  add_command<ChartListOptions>(
      chart, words, "list", "Payments and forecasts side by side",
      [](CLI::App& command, ChartListOptions& o) {
        command.add_option("year", o.year, "Fiscal year")
            ->required()
            ->check(kYears)
            ->type_name("YEAR");
        command.add_option("--by", o.by, "project (of one department), department or region")
            ->check(one_of({"project", "department", "region"}))
            ->type_name("WHAT");
        command.add_option("--region", o.region, "Only of this region")->type_name("CODE");
        command.add_option("--department", o.department, "Only of this department")
            ->type_name("ID");
      });
}

}  // namespace budget::cli
