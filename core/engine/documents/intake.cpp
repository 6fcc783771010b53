#include "engine/documents/intake.h"

#include <algorithm>
#include <map>
#include <optional>

#include <budget/decimal.h>

namespace budget {
namespace {

const ImportChoice kLeaveOut{"leave_out", "不作为项目，只留在文件里"};

const ImportQuestion kSheetYear{"sheet_year",
                                "文件里有几个年度，目标表在另一年度的部分里，怎么办？",
                                {kLeaveOut, {"enter", "作为本年度的项目导入"}},
                                kLeaveOut.id};
const ImportQuestion kMoneyUnit{
    "money_unit",
    "文件没有印明金额单位，金额按什么单位读？",
    {{"wan", "万元"}, {"yuan", "元"}, {"thousand", "千元"}, {"hundred", "百元"}, {"yi", "亿元"}}};
const ImportQuestion kProjectCode{
    "project_code", "目标表没有可用的项目编码，怎么办？", {kLeaveOut}, {}, "21位项目编码"};
const ImportQuestion kSameCode{"same_code",
                               "几张目标表印着同一个项目编码，取哪一张？",
                               {{"first", "取先印的"}, {"last", "取后印的"}, kLeaveOut}};
const ImportQuestion kProjectName{
    "project_name", "目标表没有项目名称，怎么办？", {kLeaveOut}, {}, "项目名称"};
const ImportQuestion kBudget{
    "budget",
    "目标表没有可用的预算数，怎么办？",
    {{"zero", "预算数为0"}, {"parts", "取财政资金与其他资金之和"}, kLeaveOut},
    {},
    "预算数（万元）"};
const ImportQuestion kFunds{
    "funds",
    "预算数不等于财政资金与其他资金之和，以哪个为准？",
    {{"budget", "以预算数为准，其余算作财政资金"}, {"parts", "以两项资金之和为准"}, kLeaveOut}};
const ImportQuestion kPlanUnit{"plan_unit",
                               "看不出资金支出计划印的是金额还是百分比，按什么读？",
                               {{"amount", "金额"}, {"percent", "百分比"}, {"none", "不录计划"}}};
const ImportQuestion kPlanLabel{
    "plan_label",
    "资金支出计划的标题与所印的数不符，按什么读？",
    {{"amount", "按金额读"}, {"percent", "按百分比读"}, {"none", "不录计划"}}};
const ImportQuestion kPlanDecember{
    "plan_december",
    "资金支出计划没有12月底的数，怎么办？",
    {{"budget", "12月底等于预算数"}, {"as_printed", "只录印出的月份"}, {"none", "不录计划"}}};
const ImportQuestion kPlanBroken{
    "plan_broken", "资金支出计划不能成立，怎么办？", {{"none", "不录计划"}, kLeaveOut}};
const ImportQuestion kUnit{"unit", "目标表的预算单位不在本部门，是哪个单位？", {kLeaveOut}};

std::string without_blanks(const std::string& text) {
  std::string kept;
  for (const char c : text)
    if (c != ' ' && c != '\t' && c != ',' && c != '%') kept += c;
  return kept;
}

/// How many 分 one of a unit has; empty for a unit nobody knows.
std::optional<std::int64_t> fen_of_unit(const std::string& unit) {
  constexpr std::int64_t kYuan = 100;
  if (unit == "元" || unit == "yuan") return kYuan;
  if (unit == "百元" || unit == "hundred") return 100 * kYuan;
  if (unit == "千元" || unit == "thousand") return 1'000 * kYuan;
  if (unit == "万元" || unit == "wan") return 10'000 * kYuan;
  if (unit == "亿元" || unit == "yi") return 100'000'000 * kYuan;
  return std::nullopt;
}

/// A printed number of a unit, where it comes out in whole 分.
std::optional<Money> amount_of(const std::string& printed, std::int64_t unit_fen) {
  constexpr int kScale = 9;
  constexpr std::int64_t kOne = 1'000'000'000;
  const Result<std::int64_t> number = parse_fixed(without_blanks(printed), kScale);
  if (!number) return std::nullopt;
  const Int128 fen = Int128{*number} * unit_fen;
  if (fen % kOne != 0 || fen / kOne > kLargestInput.fen() || fen < 0) return std::nullopt;
  return Money::from_fen(static_cast<std::int64_t>(fen / kOne));
}

/// So many percent of a budget, half a 分 up.
std::optional<Money> share_of(const std::string& printed, Money budget) {
  constexpr int kScale = 6;
  constexpr std::int64_t kHundred = 100'000'000;
  const Result<std::int64_t> percent = parse_fixed(without_blanks(printed), kScale);
  if (!percent || *percent < 0 || *percent > 100 * kHundred) return std::nullopt;
  return Money::from_fen(divide_half_up(Int128{budget.fen()} * *percent, kHundred));
}

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

/// One goal sheet on its way to a project.
class Sheet {
 public:
  Sheet(const NamedDocument& named, const Json& json, std::string number,
        const IntakeTarget& target, QuestionSheet& questions)
      : document_(named.document),
        json_(json),
        number_(std::move(number)),
        target_(target),
        questions_(questions) {
    const Json& source = json_["source"];
    at = {named.name, static_cast<int>(source["line"].integer()), source["cell"].text()};
    name = words_of(json_["name"]);
    if (name.empty()) name = words_of(json_["title"]);
  }

  /// The project; empty when it is left out, or an answer is missing.
  std::optional<Project> take() {
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

  PrintedAt at;      // NOLINT: read behind take()
  std::string name;  // NOLINT
  std::string why;   // NOLINT: left out because; empty: an answer is missing

 private:
  std::optional<std::string> ask(const ImportQuestion& kind, const std::string& detail,
                                 const QuestionSheet::Accepts& accepts = {}) {
    const std::string text = (name.empty() ? "（没有名称）" : name) + "（" + at.to_text() + "）" +
                             (detail.empty() ? "" : "：" + detail);
    auto answer = questions_.ask(kind, key_, text, accepts);
    if (answer && *answer == kLeaveOut.id) {
      why = kind.title;
      return std::nullopt;
    }
    return answer;
  }

  bool take_code(Project& project) {
    const std::string& printed = words_of(json_["code"]);
    Result<ProjectCode> code = ProjectCode::parse(printed);
    if (!code) {
      key_ = number_;
      const auto answer =
          ask(kProjectCode, printed.empty() ? "没有印编码" : "印的是 " + printed,
              [](const std::string& text) { return ProjectCode::parse(text).has_value(); });
      if (!answer) return false;
      code = ProjectCode::parse(*answer);
    }
    project.code = *code;
    key_ = code->text();
    return true;
  }

  /// Sheets that say which year's part of the file they stand in.
  bool take_year() {
    if (!has_several_years(document_)) return true;
    const Json& own = json_["fiscal_year"];
    const std::int64_t year = (own.is_integer() ? own : document_["fiscal_year"]).integer();
    key_ = number_;
    return year == target_.year.value() || ask(kSheetYear, std::to_string(year) + "年").has_value();
  }

  bool take_name(Project& project) {
    project.name = words_of(json_["name"]);
    if (!project.name.empty()) return true;
    const auto answer =
        ask(kProjectName, "", [](const std::string& text) { return !text.empty(); });
    if (answer) project.name = *answer;
    return answer.has_value();
  }

  bool take_unit(Project& project) {
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

  bool has_amounts() const {
    for (const char* field : {"budget", "fiscal", "other"})
      if (!json_[field].is_null()) return true;
    return json_["plan"].is_object();
  }

  /// The unit printed on the sheet, else that of the document. The importer says whether a unit was
  /// printed; one that does not say is taken at its word.
  bool take_money_unit() {
    const std::string& unit = json_["money_unit"].text();
    read_unit_ = fen_of_unit(unit).value_or(*fen_of_unit("万元"));
    unit_ = fen_of_unit(unit).value_or(0);
    if (!has_amounts() || json_["money_unit_printed"].boolean(true)) {
      if (unit_ > 0) return true;
    } else if (document_["money_unit_printed"].boolean(false)) {
      unit_ = fen_of_unit(document_["money_unit"].text()).value_or(0);
      if (unit_ > 0) return true;
    }
    const std::string printed = words_of(json_["budget"]).empty()
                                    ? json_["budget"]["printed"].text()
                                    : words_of(json_["budget"]);
    const auto answer = ask(kMoneyUnit, "预算数印的是 " + printed);
    if (answer) unit_ = fen_of_unit(*answer).value_or(0);
    return answer.has_value();
  }

  /// As the importer read it, unless it took the number for another unit.
  std::optional<Money> money_at(const Json& money) const {
    if (money.is_null()) return std::nullopt;
    const bool has_own_unit = money["printed"].text().find("元") != std::string::npos;
    if (unit_ != read_unit_ && !has_own_unit) return amount_of(money["number"].text(), unit_);
    if (!money["fen"].is_integer()) return std::nullopt;
    return Money::from_fen(money["fen"].integer());
  }

  bool take_funds(Project& project) {
    const auto budget = money_at(json_["budget"]);
    const auto fiscal = money_at(json_["fiscal"]);
    const auto other = money_at(json_["other"]);
    Funds& funds = project.funds;
    if (!budget) return take_missing_budget(funds, fiscal, other);
    funds.budget = *budget;
    funds.other = other.value_or(Money());
    funds.fiscal = fiscal.value_or(funds.budget - funds.other);
    if (funds.fiscal + funds.other == funds.budget && !funds.fiscal.is_negative()) return true;
    const auto answer =
        ask(kFunds, "预算数 " + funds.budget.to_wan() + "，财政资金 " + funds.fiscal.to_wan() +
                        "，其他资金 " + funds.other.to_wan() + " 万元");
    if (!answer) return false;
    if (*answer == "parts") {
      funds.budget = funds.fiscal + funds.other;
    } else {
      if (funds.other > funds.budget) funds.other = funds.budget;
      funds.fiscal = funds.budget - funds.other;
    }
    return true;
  }

  bool take_missing_budget(Funds& funds, std::optional<Money> fiscal, std::optional<Money> other) {
    ImportQuestion kind = kBudget;
    if (!fiscal && !other)
      std::erase_if(kind.choices, [](const ImportChoice& choice) { return choice.id == "parts"; });
    const std::string& printed = json_["budget"]["printed"].text();
    const auto answer = ask(kind, printed.empty() ? "没有印预算数" : "印的是 " + printed,
                            [](const std::string& text) {
                              const Result<Money> amount = Money::parse_wan(text);
                              return amount && !amount->is_negative() && *amount <= kLargestInput;
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

  std::string printed_plan() const {
    std::string cells;
    for (const Json& node : json_["plan"]["nodes"].items()) {
      const std::string& cell = node["printed"].text();
      cells += (cells.empty() ? "" : " / ") + (cell.empty() ? "—" : cell);
    }
    return cells;
  }

  /// "amount", "percent" or "none"; nothing while nobody has said.
  std::optional<std::string> reading_of_plan() {
    const std::string& unit = json_["plan"]["unit"].text();
    if (unit != "amount" && unit != "percent") return ask(kPlanUnit, printed_plan());
    const std::string& label = words_of(json_["plan"]["label"]);
    const bool says_percent =
        label.find('%') != std::string::npos || label.find("％") != std::string::npos;
    const bool says_amount =
        label.find("金额") != std::string::npos || label.find("万元") != std::string::npos;
    const bool fits =
        unit == "amount" ? !says_percent || says_amount : !says_amount || says_percent;
    if (fits) return unit;
    ImportQuestion kind = kPlanLabel;
    kind.fallback = unit;
    return ask(kind, "“" + label + "” " + printed_plan());
  }

  std::optional<Money> cell_of(const Json& node, const std::string& reading, Money budget) const {
    const std::string& printed = node["printed"].text();
    if (reading == "percent") return share_of(printed, budget);
    const bool as_read = json_["plan"]["unit"].text() == "amount" && unit_ == read_unit_;
    if (!as_read) return amount_of(printed, unit_);
    const Json& fen = node["cumulative_fen"];
    return fen.is_integer() ? std::optional(Money::from_fen(fen.integer())) : std::nullopt;
  }

  bool take_plan(Project& project) {
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

  bool break_plan(const std::string& because) {
    return ask(kPlanBroken, printed_plan() + "（" + because + "）").has_value();
  }

  const Json& document_;
  const Json& json_;
  std::string number_;
  std::string key_;
  IntakeTarget target_;
  QuestionSheet& questions_;
  std::int64_t read_unit_ = 0;  ///< 分 of the unit the importer took numbers for
  std::int64_t unit_ = 0;       ///< 分 of the unit they are in
};

/// Takes one of the sheets that bear the same code; sheets that say the same are one.
void settle_same_codes(Intake& intake, QuestionSheet& questions) {
  std::ranges::stable_sort(intake.projects, {},
                           [](const TakenProject& taken) { return taken.project.code; });
  std::vector<TakenProject> settled;
  for (auto first = intake.projects.begin(); first != intake.projects.end();) {
    auto end = std::next(first);
    bool all_same = true;
    std::string places = first->project.name + "（" + first->at.to_text() + "）";
    for (; end != intake.projects.end() && end->project.code == first->project.code; ++end) {
      all_same = all_same && end->project == first->project;
      places += "、" + end->project.name + "（" + end->at.to_text() + "）";
    }
    std::optional<std::string> answer = "first";
    if (!all_same) answer = questions.ask(kSameCode, first->project.code.text(), places);
    auto chosen = answer == "first" ? first : answer == "last" ? std::prev(end) : end;
    for (auto each = first; each != end; ++each) {
      if (each == chosen) {
        settled.push_back(std::move(*each));
      } else if (!answer) {
        intake.in_question.push_back({each->project.name, each->at, kSameCode.title});
      } else {
        intake.left_out.push_back(
            {each->project.name, each->at, all_same ? "同一张目标表印了几次" : kSameCode.title});
      }
    }
    first = end;
  }
  intake.projects = std::move(settled);
}

}  // namespace

std::string PrintedAt::to_text() const {
  std::string place = cell.empty() ? "" : cell;
  if (place.empty() && line > 0) place = "第" + std::to_string(line) + "行";
  return file + (place.empty() ? "" : " " + place);
}

bool has_several_years(const Json& document) {
  return std::ranges::any_of(document["projects"].items(), [](const Json& project) {
    return project["fiscal_year"].is_integer();
  });
}

Intake take_in(std::span<const NamedDocument> documents, const IntakeTarget& target,
               QuestionSheet& questions) {
  Intake intake;
  std::size_t file = 0;
  for (const NamedDocument& named : documents) {
    const std::string prefix =
        documents.size() > 1 ? "#" + std::to_string(++file) + "." : std::string("#");
    std::size_t number = 0;
    for (const Json& json : named.document["projects"].items()) {
      Sheet sheet(named, json, prefix + std::to_string(++number), target, questions);
      std::optional<Project> project = sheet.take();
      if (project) {
        intake.projects.push_back({*std::move(project), sheet.at});
      } else if (sheet.why.empty()) {
        intake.in_question.push_back({sheet.name, sheet.at, ""});
      } else {
        intake.left_out.push_back({sheet.name, sheet.at, sheet.why});
      }
    }
  }
  settle_same_codes(intake, questions);
  return intake;
}

std::vector<std::string> intake_questions() {
  std::vector<std::string> ids;
  for (const ImportQuestion* kind :
       {&kSheetYear, &kMoneyUnit, &kProjectCode, &kSameCode, &kProjectName, &kBudget, &kFunds,
        &kPlanUnit, &kPlanLabel, &kPlanDecember, &kPlanBroken, &kUnit})
    ids.push_back(kind->id);
  return ids;
}

}  // namespace budget
