#include "engine/publication/year_sheet.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <budget/money.h>

#include "engine/documents/named_document.h"
#include "engine/reporting/amounts.h"

namespace budget {
namespace {

constexpr const char* kWan = "万元";

Json printed_money(Money amount) {
  const std::string wan = amount.to_wan();
  Json money = Json::object().set("printed", wan).set("number", wan);
  return money.set("wan", wan).set("fen", amount.fen());
}

Json sheet_plan(const Plan& plan, const Json& label) {
  if (plan.empty()) return {};
  Json nodes = Json::array();
  for (const PlanNode& node : plan.nodes) {
    const std::string wan = node.cumulative.to_wan();
    Json made = Json::object().set("month", node.month).set("printed", wan);
    nodes.push(made.set("cumulative_wan", wan).set("cumulative_fen", node.cumulative.fen()));
  }
  return Json::object().set("label", label).set("unit", "amount").set("nodes", std::move(nodes));
}

/// The printed title of a plan, unless it speaks of percent and the amounts below it do not.
Json label_for_amounts(const Json& plan) {
  const std::string& words = words_of(plan["label"]);
  const bool says_percent =
      words.find('%') != std::string::npos || words.find("％") != std::string::npos;
  return says_percent ? Json() : plan["label"];
}

Json printed_goals(const std::vector<Goal>& goals) {
  Json list = Json::array();
  for (const Goal& goal : goals)
    list.push(Json::object().set("number", goal.number).set("text", goal.text));
  return list;
}

Json printed_indicator(const Indicator& indicator) {
  Json made = Json::object().set("number", 0).set("level1", level_of(indicator, 0));
  made.set("level1_printed", true).set("level2", level_of(indicator, 1));
  made.set("level3", level_of(indicator, 2)).set("description", indicator.description);
  Json value =
      Json::object().set("printed", indicator.raw.empty() ? target_of(indicator) : indicator.raw);
  value.set("comparator", name_of(indicator.comparator));
  value.set("number", indicator.value).set("unit", indicator.unit);
  made.set("value", std::move(value)).set("basis", indicator.basis);
  return made.set("weight", indicator.weight);
}

/// Indicators in the year's order: those of the sheet that are still the same as they were printed.
Json printed_indicators(const std::vector<Indicator>& year, const Json& printed,
                        const std::vector<Indicator>& taken) {
  const Json::Array& there = printed.items();
  std::vector<bool> is_used(std::min(there.size(), taken.size()), false);
  Json list = Json::array();
  std::string level1;
  for (const Indicator& indicator : year) {
    std::size_t at = 0;
    while (at < is_used.size() && (is_used[at] || !(taken[at] == indicator)))
      ++at;
    const bool is_there = at < is_used.size();
    if (is_there) is_used[at] = true;
    Json made = is_there ? there[at] : printed_indicator(indicator);
    const std::string first = level_of(indicator, 0);
    made.set("level1_printed", first != level1 || list.items().empty());
    made.set("number", list.items().size() + 1);
    level1 = first;
    list.push(std::move(made));
  }
  return list;
}

/// One sheet on its way from what was printed to what holds.
class Overlay {
 public:
  Overlay(const Json& printed, const Project* taken, const Project& year)
      : sheet_(printed), taken_(taken), year_(year) {}

  Json run(const std::string& unit_name) {
    lay_name();
    lay_unit(unit_name);
    const bool has_new_unit = lay_funds();
    if (words_of(sheet_["purpose"]) != year_.purpose)
      sheet_.set("purpose", unprinted_text(year_.purpose));
    const bool same_plan = taken_ != nullptr && taken_->plan == year_.plan;
    if (!same_plan || has_new_unit)
      sheet_.set("plan", sheet_plan(year_.plan, label_for_amounts(sheet_["plan"])));
    if (taken_ == nullptr || taken_->goals != year_.goals)
      sheet_.set("goals", printed_goals(year_.goals)).set("goals_text", Json());
    static const std::vector<Indicator> kNone;
    const auto& indicators = taken_ == nullptr ? kNone : taken_->indicators;
    if (taken_ == nullptr || indicators != year_.indicators)
      sheet_.set("indicators",
                 printed_indicators(year_.indicators, sheet_["indicators"], indicators));
    return std::move(sheet_);
  }

 private:
  void lay_name() {
    const std::string& printed = words_of(sheet_["name"]);
    const bool is_same =
        printed.empty() ? taken_ != nullptr && taken_->name == year_.name : printed == year_.name;
    if (is_same) return;
    sheet_.set("name", unprinted_text(year_.name)).set("title", unprinted_text(year_.name));
  }

  void lay_unit(const std::string& unit_name) {
    const bool is_same = taken_ != nullptr ? taken_->unit == year_.unit
                                           : sheet_["unit_code"].text() == year_.unit.text();
    if (is_same) return;
    sheet_.set("unit_code", year_.unit.text()).set("unit_name", unit_name);
  }

  /// Whether a printed amount is the year's. One that is not there, or cannot be read, counts as
  /// the one the import made of it.
  static bool says(const Json& money, Money year, const std::optional<Money>& taken) {
    const Json& fen = money["fen"];
    return fen.is_integer() ? fen.integer() == year.fen() : taken == year;
  }

  /// Says whether the sheet's unit of amounts became another one.
  bool lay_funds() {
    struct Part {
      const char* name;
      Money Funds::*amount;
    };
    const std::vector<Part> parts{
        {"budget", &Funds::budget}, {"fiscal", &Funds::fiscal}, {"other", &Funds::other}};
    const auto is_same = [&](const Part& part) {
      const auto taken =
          taken_ == nullptr ? std::nullopt : std::optional(taken_->funds.*part.amount);
      return says(sheet_[part.name], year_.funds.*part.amount, taken);
    };
    if (std::ranges::all_of(parts, is_same)) return false;
    const bool has_new_unit = sheet_["money_unit"].text() != kWan;
    for (const Part& part : parts)
      if (has_new_unit || !is_same(part))
        sheet_.set(part.name, printed_money(year_.funds.*part.amount));
    if (has_new_unit) sheet_.set("money_unit", kWan).set("money_unit_printed", true);
    return has_new_unit;
  }

  Json sheet_;
  const Project* taken_;
  const Project& year_;
};

}  // namespace

Json unprinted_text(const std::string& text) {
  if (text.empty()) return {};
  Json source = Json::object().set("line", 0).set("last_line", 0);
  return Json::object().set("text", text).set("printed", text).set("source", std::move(source));
}

Json sheet_in_force(const Json& printed, const Project* taken, const Project& year,
                    const std::string& unit_name) {
  return Overlay(printed, taken, year).run(unit_name);
}

Json sheet_of_project(const Project& project, const std::string& unit_name) {
  Json sheet = Json::object().set("sequence", "");
  sheet.set("title", unprinted_text(project.name)).set("name", unprinted_text(project.name));
  sheet.set("code", unprinted_text(project.code.text())).set("unit_code", project.unit.text());
  sheet.set("unit_name", unit_name).set("money_unit", kWan);
  sheet.set("budget", printed_money(project.funds.budget));
  sheet.set("fiscal", printed_money(project.funds.fiscal));
  sheet.set("other", printed_money(project.funds.other));
  sheet.set("purpose", unprinted_text(project.purpose));
  sheet.set("plan", sheet_plan(project.plan, Json())).set("goals", printed_goals(project.goals));
  return sheet.set("indicators", printed_indicators(project.indicators, Json(), {}));
}

}  // namespace budget
