#include "engine/publication/data_tables.h"

#include <budget/plugin.h>

#include "engine/publication/page_blocks.h"

namespace budget {
namespace {

struct Field {
  const char* name;
  const char* title;
  const char* type;  ///< text, integer, decimal
};

Json columns_of(std::initializer_list<Field> fields) {
  Json columns = Json::array();
  for (const Field& field : fields) {
    columns.push(
        Json::object().set("name", field.name).set("title", field.title).set("type", field.type));
  }
  return columns;
}

Json resource(const std::string& name, const std::string& title, Json columns, Json rows) {
  Json made = Json::object().set("name", name).set("title", title);
  return made.set("columns", std::move(columns)).set("rows", std::move(rows));
}

/// Where the money stands in a line: what it is for, and on which side of the budget.
struct ItemColumn {
  std::size_t name = 0;
  std::optional<std::size_t> code;
  const char* direction = "expenditure";
};

ItemColumn item_of(const PrintedTable& table, std::size_t column) {
  ItemColumn item;
  for (std::size_t c = 0; c < column; ++c) {
    if (table.is_amount(c)) continue;
    const std::string& name = table.columns[c];
    if (name.find("编码") != std::string::npos) {
      item.code = c;
    } else if (name != "序号") {
      item.name = c;
    }
  }
  constexpr int kIncomeTable = 2;
  const bool is_income = table.number == kIncomeTable || table.columns[column].starts_with("收入/");
  item.direction = is_income ? "revenue" : "expenditure";
  return item;
}

Json lines_of(const Json& document, const std::vector<PrintedTable>& tables) {
  Json rows = Json::array();
  const Json& year = document["fiscal_year"];
  const std::string& department = document["department_code"].text();
  const std::string& name = words_of(document["department_name"]);
  for (const PrintedTable& table : tables) {
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const std::string& amount = table.rows[r][c];
        if (!table.is_amount(c) || !amount_in(amount)) continue;
        const ItemColumn item = item_of(table, c);
        Json row = Json::array().push(year).push(department).push(name).push(table.number);
        row.push(r + 1).push(item.direction).push(item.code ? table.rows[r][*item.code] : "");
        row.push(table.rows[r][item.name]).push(table.columns[c]).push(amount);
        rows.push(row.push(table.money_unit));
      }
    }
  }
  return rows;
}

Json printed(const PrintedTable& table) {
  Json columns = Json::array();
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    columns.push(Json::object()
                     .set("name", "c" + std::to_string(c))
                     .set("title", table.columns[c])
                     .set("type", table.is_amount(c) ? "decimal" : "text"));
  }
  Json rows = Json::array();
  for (const auto& row : table.rows) {
    Json cells = Json::array();
    for (const std::string& cell : row)
      cells.push(cell);
    rows.push(std::move(cells));
  }
  Json made = resource("t" + std::to_string(table.number), table.title, std::move(columns),
                       std::move(rows));
  std::string notes;
  for (const std::string& note : table.notes)
    notes += (notes.empty() ? "" : "\n") + note;
  return notes.empty() ? made : made.set("description", notes);
}

void push_projects(Json& resources, const Json& document) {
  Json projects = Json::array();
  Json plans = Json::array();
  Json goals = Json::array();
  Json indicators = Json::array();
  std::int64_t number = 0;
  for (const Json& project : document["projects"].items()) {
    ++number;
    Json row = Json::array().push(number).push(words_of(project["code"]));
    row.push(words_of(project["name"])).push(project["unit_code"].text());
    row.push(project["unit_name"].text()).push(project["budget"]["number"].text());
    row.push(project["fiscal"]["number"].text()).push(project["other"]["number"].text());
    projects.push(row.push(words_of(project["purpose"])));
    for (const Json& node : project["plan"]["nodes"].items()) {
      Json plan = Json::array().push(number).push(node["month"]).push(node["printed"].text());
      plans.push(plan.push(node["cumulative_wan"].text()));
    }
    for (const Json& goal : project["goals"].items())
      goals.push(Json::array().push(number).push(goal["number"]).push(goal["text"].text()));
    for (const Json& indicator : project["indicators"].items()) {
      const Json& value = indicator["value"];
      Json line = Json::array().push(number).push(indicator["number"]);
      for (const char* name : {"level1", "level2", "level3", "description"})
        line.push(indicator[name].text());
      line.push(value["comparator"].text()).push(value["number"].text());
      line.push(value["unit"].text()).push(value["printed"].text());
      indicators.push(line.push(indicator["weight"].text()).push(indicator["basis"].text()));
    }
  }
  if (number == 0) return;
  const Field project{"project", "项目序号", "integer"};
  resources.push(resource("projects", "项目",
                          columns_of({project,
                                      {"code", "项目编码", "text"},
                                      {"name", "项目名称", "text"},
                                      {"unit_code", "单位编码", "text"},
                                      {"unit_name", "单位名称", "text"},
                                      {"budget", "预算数（万元）", "decimal"},
                                      {"fiscal", "其中：财政资金（万元）", "decimal"},
                                      {"other", "其他资金（万元）", "decimal"},
                                      {"purpose", "资金用途", "text"}}),
                          std::move(projects)));
  resources.push(resource("plans", "资金支出计划（累计）",
                          columns_of({project,
                                      {"month", "月底", "integer"},
                                      {"printed", "表中印数", "text"},
                                      {"cumulative", "累计（万元）", "decimal"}}),
                          std::move(plans)));
  resources.push(
      resource("goals", "绩效目标",
               columns_of({project, {"number", "序号", "integer"}, {"goal", "绩效目标", "text"}}),
               std::move(goals)));
  resources.push(resource("indicators", "绩效指标",
                          columns_of({project,
                                      {"number", "序号", "integer"},
                                      {"level1", "一级指标", "text"},
                                      {"level2", "二级指标", "text"},
                                      {"level3", "三级指标", "text"},
                                      {"description", "绩效指标描述", "text"},
                                      {"comparator", "比较符", "text"},
                                      {"value", "数值", "decimal"},
                                      {"unit", "计量单位", "text"},
                                      {"printed", "表中印的指标值", "text"},
                                      {"weight", "权重", "text"},
                                      {"basis", "指标值确定依据", "text"}}),
                          std::move(indicators)));
}

Json attribute(const char* source, const char* resource_name) {
  return Json::object().set("source", source).set("resource", resource_name);
}

Json dimension(const char* type, Json attributes, Json key) {
  Json made = Json::object().set("dimensionType", type);
  return made.set("attributes", std::move(attributes)).set("primaryKey", std::move(key));
}

/// Measures and dimensions of budget_lines, as the Fiscal Data Package wants them.
Json fiscal_model() {
  constexpr const char* kLines = "budget_lines";
  Json amount = Json::object().set("source", "amount").set("resource", kLines);
  amount.set("currency", "CNY").set("factor", 10'000).set("phase", "approved");
  Json dimensions = Json::object();
  dimensions.set("date",
                 dimension("datetime", Json::object().set("year", attribute("fiscal_year", kLines)),
                           Json::array().push("year")));
  dimensions.set("administrator", dimension("entity",
                                            Json::object()
                                                .set("code", attribute("department_code", kLines))
                                                .set("label", attribute("department_name", kLines)),
                                            Json::array().push("label")));
  dimensions.set("classification", dimension("classification",
                                             Json::object()
                                                 .set("code", attribute("item_code", kLines))
                                                 .set("label", attribute("item_name", kLines)),
                                             Json::array().push("code").push("label"))
                                       .set("classificationType", "functional"));
  return Json::object()
      .set("measures", Json::object().set("amount", std::move(amount)))
      .set("dimensions", std::move(dimensions));
}

}  // namespace

Json data_package(const Json& document, const std::vector<PrintedTable>& tables,
                  const std::string& name, const std::string& title) {
  Json resources = Json::array();
  Json descriptor = Json::object();
  if (!tables.empty()) {
    resources.push(resource("budget_lines", "公开表的全部金额",
                            columns_of({{"fiscal_year", "预算年度", "integer"},
                                        {"department_code", "部门编码", "text"},
                                        {"department_name", "部门名称", "text"},
                                        {"table", "表", "integer"},
                                        {"row", "行", "integer"},
                                        {"direction", "收入或支出", "text"},
                                        {"item_code", "科目编码", "text"},
                                        {"item_name", "项目或科目", "text"},
                                        {"column", "栏目", "text"},
                                        {"amount", "金额", "decimal"},
                                        {"unit", "金额单位", "text"}}),
                            lines_of(document, tables)));
    const std::string year = std::to_string(document["fiscal_year"].integer());
    descriptor.set("countryCode", "CN").set("granularity", "aggregated");
    descriptor.set("fiscalPeriod",
                   Json::object().set("start", year + "-01-01").set("end", year + "-12-31"));
    descriptor.set("model", fiscal_model());
  }
  for (const PrintedTable& table : tables)
    if (!table.rows.empty() || !table.notes.empty()) resources.push(printed(table));
  push_projects(resources, document);
  Json payload = Json::object().set("schema", BUDGET_EXPORT_WRITE).set("what", "data_package");
  payload.set("name", name).set("title", title).set("descriptor", std::move(descriptor));
  return payload.set("resources", std::move(resources));
}

}  // namespace budget
