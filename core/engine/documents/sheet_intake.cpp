#include "engine/documents/sheet_intake.h"

#include <algorithm>

#include "engine/documents/printed_amount.h"
#include "engine/documents/sheet_questions.h"

namespace budget {
namespace {

std::vector<Goal> goals_of(const Json& project) {
  std::vector<Goal> goals;
  for (const Json& goal : project["goals"].items()) {
    const auto number = static_cast<int>(goal["number"].integer());
    goals.push_back({number > 0 ? number : static_cast<int>(goals.size()) + 1, words_of(goal)});
  }
  return goals;
}

Indicator indicator_from(const Json& json) {
  const Json& value = json["value"];
  Indicator indicator;
  for (const char* level : {"level1", "level2", "level3"})
    indicator.path.push_back(json[level].text());
  while (indicator.path.size() > 1 && indicator.path.back().empty())
    indicator.path.pop_back();
  indicator.description = json["description"].text();
  if (const auto known = comparator_named(value["comparator"].text()))
    indicator.comparator = *known;
  if (indicator.comparator != Comparator::qualitative) indicator.value = value["number"].text();
  indicator.unit = value["unit"].text();
  indicator.weight = json["weight"].text();
  indicator.basis = json["basis"].text();
  indicator.raw = value["printed"].text();
  return indicator;
}

bool is_input(Money amount) {
  return !amount.is_negative() && amount <= kLargestInput;
}

bool is_printed(const Json& money) {
  return !money["printed"].text().empty();
}

/// An amount, or what is printed in the place of one.
std::string shown(const Json& money, Money amount) {
  const bool is_amount =
      money["fen"].is_integer() && is_input(Money::from_fen(money["fen"].integer()));
  return is_amount || !is_printed(money) ? amount.to_wan() : money["printed"].text();
}

void drop_choice(ImportQuestion& kind, std::string_view id) {
  std::erase_if(kind.choices, [&](const ImportChoice& choice) { return choice.id == id; });
}

}  // namespace

SheetIntake::SheetIntake(const NamedDocument& named, const Json& json, SheetKey key,
                         const IntakeTarget& target, QuestionSheet& questions)
    : document_(named.document),
      json_(json),
      key_(std::move(key)),
      target_(target),
      questions_(questions) {
  const Json& source = json_["source"];
  about_.at = {named.name, static_cast<int>(source["line"].integer()), source["cell"].text()};
  about_.name = words_of(json_["name"]);
  if (about_.name.empty()) about_.name = words_of(json_["title"]);
}

std::optional<Project> SheetIntake::take() {
  Project project;
  const bool taken = take_year() && take_code(project) && take_name(project) &&
                     take_unit(project) && take_money_unit() && take_funds(project) &&
                     take_plan(project);
  if (!taken) return std::nullopt;
  project.purpose = words_of(json_["purpose"]);
  project.goals = goals_of(json_);
  for (const Json& indicator : json_["indicators"].items())
    project.indicators.push_back(indicator_from(indicator));
  return project;
}

std::optional<std::string> SheetIntake::ask(const ImportQuestion& kind, const std::string& detail,
                                            const QuestionSheet::Accepts& accepts) {
  const std::string text = (about_.name.empty() ? "（没有名称）" : about_.name) + "（" +
                           about_.at.to_text() + "）" + (detail.empty() ? "" : "：" + detail);
  auto answer = questions_.ask(kind, key_, text, accepts);
  if (answer && *answer == kLeaveOut.id) {
    about_.why = kind.title;
    return std::nullopt;
  }
  return answer;
}

bool SheetIntake::take_code(Project& project) {
  const std::string& printed = words_of(json_["code"]);
  Result<ProjectCode> code = ProjectCode::parse(printed);
  if (!code) {
    const auto answer =
        ask(kProjectCode, printed.empty() ? "没有印编码" : "印的是 " + printed,
            [](const std::string& text) { return ProjectCode::parse(text).has_value(); });
    if (!answer) return false;
    code = ProjectCode::parse(*answer);
  }
  project.code = *code;
  about_.code = *code;
  return true;
}

/// Sheets that say which year's part of the file they stand in.
bool SheetIntake::take_year() {
  if (!has_several_years(document_)) return true;
  const Json& own = json_["fiscal_year"];
  const std::int64_t year = (own.is_integer() ? own : document_["fiscal_year"]).integer();
  return year == target_.year.value() || ask(kSheetYear, std::to_string(year) + "年").has_value();
}

bool SheetIntake::take_name(Project& project) {
  project.name = words_of(json_["name"]);
  if (!project.name.empty()) return true;
  const auto answer = ask(kProjectName, "", [](const std::string& text) { return !text.empty(); });
  if (answer) project.name = *answer;
  return answer.has_value();
}

bool SheetIntake::take_unit(Project& project) {
  const std::string& code = json_["unit_code"].text();
  const std::string& unit_name = json_["unit_name"].text();
  for (const Unit& unit : target_.units) {
    const bool is_it = code.empty() ? unit.name == unit_name : unit.code.text() == code;
    if (!is_it) continue;
    project.unit = unit.code;
    return true;
  }
  ImportQuestion kind = kUnit;
  for (auto unit = target_.units.rbegin(); unit != target_.units.rend(); ++unit)
    kind.choices.insert(kind.choices.begin(), {unit->code.text(), unit->name});
  const bool is_printed = !code.empty() || !unit_name.empty();
  if (!is_printed && target_.units.size() == 1) kind.fallback = target_.units.front().code.text();
  const auto answer = ask(kind, is_printed ? "印的是 " + code + " " + unit_name : "没有印单位");
  if (answer) project.unit = UnitCode(*answer);
  return answer.has_value();
}

bool SheetIntake::has_amounts() const {
  for (const char* field : {"budget", "fiscal", "other"})
    if (!json_[field].is_null()) return true;
  return json_["plan"].is_object();
}

/// The unit printed on the sheet, else that of the document. The importer says whether a unit was
/// printed; one that does not say is taken at its word.
bool SheetIntake::take_money_unit() {
  const std::string& unit = json_["money_unit"].text();
  read_unit_ = fen_of_unit(unit).value_or(*fen_of_unit("万元"));
  unit_ = fen_of_unit(unit).value_or(0);
  if (!has_amounts() || json_["money_unit_printed"].boolean(true)) {
    if (unit_ > 0) return true;
  } else if (document_["money_unit_printed"].boolean(false)) {
    unit_ = fen_of_unit(document_["money_unit"].text()).value_or(0);
    if (unit_ > 0) return true;
  }
  const std::string printed = words_of(json_["budget"]).empty() ? json_["budget"]["printed"].text()
                                                                : words_of(json_["budget"]);
  const auto answer = ask(kMoneyUnit, "预算数印的是 " + printed);
  if (answer) unit_ = fen_of_unit(*answer).value_or(0);
  return answer.has_value();
}

/// As the importer read it, unless it took the number for another unit.
std::optional<Money> SheetIntake::money_at(const Json& money) const {
  if (money.is_null()) return std::nullopt;
  const bool has_own_unit = money["printed"].text().find("元") != std::string::npos;
  if (unit_ != read_unit_ && !has_own_unit) return amount_of(money["number"].text(), unit_);
  if (!money["fen"].is_integer()) return std::nullopt;
  const Money amount = Money::from_fen(money["fen"].integer());
  return is_input(amount) ? std::optional(amount) : std::nullopt;
}

bool SheetIntake::take_funds(Project& project) {
  const auto budget = money_at(json_["budget"]);
  const auto fiscal = money_at(json_["fiscal"]);
  const auto other = money_at(json_["other"]);
  Funds& funds = project.funds;
  if (!budget) return take_missing_budget(funds, fiscal, other);
  const bool has_bad_part =
      (!fiscal && is_printed(json_["fiscal"])) || (!other && is_printed(json_["other"]));
  funds.budget = *budget;
  funds.other = other.value_or(Money());
  funds.fiscal = fiscal.value_or(funds.budget - funds.other);
  const bool agrees = funds.fiscal + funds.other == funds.budget && !funds.fiscal.is_negative();
  if (agrees && !has_bad_part) return true;
  ImportQuestion kind = kFunds;
  if (has_bad_part) drop_choice(kind, "parts");
  const auto answer = ask(kind, "预算数 " + funds.budget.to_wan() + "，财政资金 " +
                                    shown(json_["fiscal"], funds.fiscal) + "，其他资金 " +
                                    shown(json_["other"], funds.other) + " 万元");
  if (!answer) return false;
  if (*answer == "parts") {
    funds.budget = funds.fiscal + funds.other;
  } else {
    if (funds.other > funds.budget) funds.other = funds.budget;
    funds.fiscal = funds.budget - funds.other;
  }
  return true;
}

bool SheetIntake::take_missing_budget(Funds& funds, std::optional<Money> fiscal,
                                      std::optional<Money> other) {
  ImportQuestion kind = kBudget;
  const bool is_sum_known = (fiscal || other) && (fiscal || !is_printed(json_["fiscal"])) &&
                            (other || !is_printed(json_["other"]));
  if (!is_sum_known) drop_choice(kind, "parts");
  const std::string& printed = json_["budget"]["printed"].text();
  const auto answer = ask(kind, printed.empty() ? "没有印预算数" : "印的是 " + printed,
                          [](const std::string& text) {
                            const Result<Money> amount = Money::parse_wan(text);
                            return amount && is_input(*amount);
                          });
  if (!answer) return false;
  if (*answer == "zero") return true;
  funds.other = other.value_or(Money());
  funds.fiscal = fiscal.value_or(Money());
  if (*answer == "parts") {
    funds.budget = funds.fiscal + funds.other;
    return true;
  }
  funds.budget = *Money::parse_wan(*answer);
  if (funds.other > funds.budget) funds.other = Money();
  funds.fiscal = funds.budget - funds.other;
  return true;
}

std::string SheetIntake::printed_plan() const {
  std::string cells;
  for (const Json& node : json_["plan"]["nodes"].items()) {
    const std::string& cell = node["printed"].text();
    cells += (cells.empty() ? "" : " / ") + (cell.empty() ? "—" : cell);
  }
  return cells;
}

/// "amount", "percent" or "none"; nothing while nobody has said.
std::optional<std::string> SheetIntake::reading_of_plan() {
  const std::string& unit = json_["plan"]["unit"].text();
  if (unit != "amount" && unit != "percent") return ask(kPlanUnit, printed_plan());
  const std::string& label = words_of(json_["plan"]["label"]);
  const bool says_percent =
      label.find('%') != std::string::npos || label.find("％") != std::string::npos;
  const bool says_amount =
      label.find("金额") != std::string::npos || label.find("万元") != std::string::npos;
  const bool fits = unit == "amount" ? !says_percent || says_amount : !says_amount || says_percent;
  if (fits) return unit;
  ImportQuestion kind = kPlanLabel;
  kind.fallback = unit;
  return ask(kind, "“" + label + "” " + printed_plan());
}

std::optional<Money> SheetIntake::cell_of(const Json& node, const std::string& reading,
                                          Money budget) const {
  const std::string& printed = node["printed"].text();
  if (reading == "percent") return share_of(printed, budget);
  const bool as_read = json_["plan"]["unit"].text() == "amount" && unit_ == read_unit_;
  if (!as_read) return amount_of(printed, unit_);
  const Json& fen = node["cumulative_fen"];
  return fen.is_integer() ? std::optional(Money::from_fen(fen.integer())) : std::nullopt;
}

bool SheetIntake::take_plan(Project& project) {
  std::vector<int> months;
  bool is_blank = true;
  for (const Json& node : json_["plan"]["nodes"].items()) {
    months.push_back(static_cast<int>(node["month"].integer()));
    is_blank = is_blank && node["printed"].text().empty();
  }
  if (is_blank) return true;
  const auto reading = reading_of_plan();
  if (!reading) return false;
  if (*reading == "none") return true;
  const Money budget = project.funds.budget;
  std::vector<std::optional<Money>> cells;
  for (const Json& node : json_["plan"]["nodes"].items()) {
    cells.push_back(cell_of(node, *reading, budget));
    if (!cells.back() && !node["printed"].text().empty()) return break_plan("有的数读不出来");
  }
  if (months.back() != 12) {
    const auto answer = ask(kPlanDecember, printed_plan());
    if (!answer) return false;
    if (*answer == "none") return true;
    if (*answer == "budget") {
      months.push_back(12);
      cells.push_back(budget);
    }
  }
  project.plan = plan_from_cells(months, cells, budget);
  for (const Finding& finding : check_plan(project.plan, budget)) {
    if (finding.level != FindingLevel::error) continue;
    project.plan = Plan();
    return break_plan(finding.message);
  }
  return true;
}

bool SheetIntake::break_plan(const std::string& because) {
  return ask(kPlanBroken, printed_plan() + "（" + because + "）").has_value();
}

}  // namespace budget
