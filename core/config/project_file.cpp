#include "config/project_file.h"

#include <algorithm>
#include <array>
#include <set>

#include <budget/decimal.h>

#include "config/load_file.h"
#include "config/months.h"
#include "config/toml_reader.h"
#include "config/unit_table.h"

namespace budget {
namespace {

constexpr Range kGoalNumbers = {1, 999};
constexpr int kIndicatorScale = 6;
constexpr std::array kAmountKeys = {"budget", "fiscal_funds", "other_funds", "plan"};

/// Reads the head, then one project after the other.
class ProjectReader {
 public:
  explicit ProjectReader(ProjectFile& file) : file_(file) {}

  void read(TableReader& root) {
    root.one_of("schema", {"budgetd.projects/1"});
    const Result<FiscalYear> year = FiscalYear::of(root.integer("fiscal_year", kFiscalYears));
    if (year) file_.year = *year;
    root.table("region", [&](TableReader& t) {
      file_.region = {.code = t.digits<RegionCode>("code", 6), .name = t.filled_text("name")};
    });
    std::string department_code;
    root.table("department", [&](TableReader& t) {
      department_code = t.digits<UnitCode>("code", 3).text();
      file_.department.name = t.filled_text("name");
    });
    file_.department.region = file_.region.code;
    file_.department.id = department_id(file_.region.code, department_code);
    file_.department.units = read_units(root, department_code);
    file_.node_months = read_months(root, "node_months");
    in_yuan_ = root.one_of("money_unit", {"万元", "元"}) == 1;
    root.tables("projects", [&](TableReader& t) { read_project(t); });
  }

 private:
  void read_project(TableReader& table) {
    Project project;
    project.code = table.parsed("code", ProjectCode::parse).value_or(ProjectCode());
    project.name = table.filled_text("name");
    project.unit = read_unit(table);
    project.funds = {.budget = read_money(table, "budget"),
                     .fiscal = read_money(table, "fiscal_funds"),
                     .other = read_money(table, "other_funds")};
    project.purpose = table.text_or("purpose", "");
    std::vector<int> blank_months;
    if (table.asks("plan")) project.plan = read_plan(table, project.funds.budget, blank_months);
    table.tables_if_any("goals", [&](TableReader& t) {
      project.goals.push_back(
          {.number = t.integer("number", kGoalNumbers), .text = t.filled_text("text")});
    });
    table.tables_if_any("indicators",
                        [&](TableReader& t) { project.indicators.push_back(read_indicator(t)); });
    (void)table.text_or("note", "");  // for readers of the file
    check(table, project);
    file_.projects.push_back(std::move(project));
    file_.blank_months.push_back(std::move(blank_months));
  }

  UnitCode read_unit(TableReader& table) const {
    auto unit = table.digits<UnitCode>("unit", 6);
    if (!unit.empty() && std::ranges::find(file_.department.units, unit, &Unit::code) ==
                             file_.department.units.end()) {
      table.report("config.reference", "unit",
                   "expected one of the units above, but there is no \"" + unit.text() + "\"");
    }
    return unit;
  }

  [[nodiscard]] Result<Money> parse_money(std::string_view text) const {
    Result<Money> amount = in_yuan_ ? Money::parse_yuan(text) : Money::parse_wan(text);
    if (amount && (*amount > kLargestInput || *amount < Money() - kLargestInput)) {
      return Error{ErrorCode::invalid_input,
                   "expected an amount of at most 10 万亿元, but there is " + std::string(text),
                   "check money_unit"};
    }
    return amount;
  }

  Money read_money(TableReader& table, const char* key) const {
    return table.parsed(key, [this](std::string_view text) { return parse_money(text); })
        .value_or(Money());
  }

  /// An empty plan (no cells) is none; otherwise one cell per node month, "" carries the value
  /// before forward.
  Plan read_plan(TableReader& table, Money budget, std::vector<int>& blank_months) const {
    const std::vector<std::string> texts = table.texts("plan");
    if (texts.empty() || table.source().has_finding_in("node_months")) return {};
    if (texts.size() != file_.node_months.size()) {
      table.report("config.value", "plan",
                   "expected " + std::to_string(file_.node_months.size()) +
                       " cells, one for each of node_months, but there are " +
                       std::to_string(texts.size()) + "; write \"\" for a blank one");
      return {};
    }
    std::vector<std::optional<Money>> cells(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (texts[i].empty()) {
        blank_months.push_back(file_.node_months[i]);
        continue;
      }
      const Result<Money> amount = parse_money(texts[i]);
      if (amount) {
        cells[i] = *amount;
      } else {
        table.report("config.value", "plan[" + std::to_string(i) + "]",
                     amount.error().message + "; " + amount.error().hint, texts[i]);
      }
    }
    return plan_from_cells(file_.node_months, cells, budget);
  }

  static Indicator read_indicator(TableReader& table) {
    Indicator indicator;
    indicator.path = table.texts("path");
    if (indicator.path.empty() && !table.source().has_finding_in(table.field_of("path"))) {
      table.report("config.value", "path", "expected at least one name, but the list is empty");
    }
    indicator.description = table.text_or("description", "");
    indicator.comparator =
        table.choice("comparator", {Comparator::at_least, Comparator::at_most, Comparator::equal,
                                    Comparator::above, Comparator::below, Comparator::qualitative});
    indicator.value = read_decimal(table, "value");
    if (indicator.comparator == Comparator::qualitative && !indicator.value.empty()) {
      table.report("config.value", "value",
                   "expected no number with comparator \"qualitative\", but there is " +
                       indicator.value + "; write it in printed");
    }
    indicator.unit = table.text_or("unit", "");
    indicator.weight = read_decimal(table, "weight");
    indicator.basis = table.text_or("basis", "");
    indicator.raw = table.text_or("printed", "");
    (void)table.text_or("note", "");  // for readers of the file
    return indicator;
  }

  /// A comparator may stand without a value: then the printed one is no number and `note` says why.
  static std::string read_decimal(TableReader& table, const char* key) {
    if (!table.asks(key)) return {};
    std::string text = table.filled_text(key);
    const Result<std::int64_t> number = parse_fixed(text, kIndicatorScale);
    if (!number && !text.empty()) {
      table.report("config.value", key, number.error().message + "; " + number.error().hint, text);
    }
    return text;
  }

  void check(TableReader& table, const Project& project) {
    const bool has_code = !table.source().has_finding_in(table.field_of("code"));
    if (has_code && !codes_.insert(project.code).second) {
      table.report("config.duplicate", "code",
                   "expected every project code once, but this one was used before",
                   project.code.text());
    }
    // What could not be read is reported already; the model would only see a zero in its place.
    const bool knows_amounts = std::ranges::none_of(kAmountKeys, [&](const char* key) {
      return table.source().has_finding_in(table.field_of(key));
    });
    for (Finding& finding : check_project(project)) {
      const std::string& field = finding.place.field;
      if (field == "name" || (field != "code" && !knows_amounts)) continue;
      finding.place.field = field_in_file(field, project);
      table.source().adopt(std::move(finding), table.field() + ".");
    }
  }

  /// check_project speaks of "plan[6月]"; here it is the cell of that month, "plan[1]".
  static std::string field_in_file(const std::string& field, const Project& project) {
    for (std::size_t i = 0; i < project.plan.nodes.size(); ++i) {
      if (field == "plan[" + std::to_string(project.plan.nodes[i].month) + "月]")
        return "plan[" + std::to_string(i) + "]";
    }
    return field;
  }

  ProjectFile& file_;
  bool in_yuan_ = false;
  std::set<ProjectCode> codes_;
};

}  // namespace

Loaded<ProjectFile> read_projects(std::string_view text, std::string file) {
  Loaded<ProjectFile> loaded{.value = {}, .report = SourceReport(std::move(file))};
  ProjectReader reader(loaded.value);
  read_toml(text, loaded.report, [&](TableReader& root) { reader.read(root); });
  return loaded;
}

Loaded<ProjectFile> load_project_file(const std::filesystem::path& path) {
  return load_file<ProjectFile>(path, read_projects);
}

}  // namespace budget
