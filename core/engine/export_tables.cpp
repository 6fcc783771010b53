#include "engine/export_tables.h"

#include <numeric>
#include <set>

#include <budget/plugin.h>
#include <budget/rate.h>

namespace budget {
namespace {

/// A table being filled: columns first, then rows of as many values.
class Table {
 public:
  Table(const char* what, const char* title) {
    json_.set("schema", BUDGET_EXPORT_WRITE).set("what", what).set("title", title);
  }
  Table& column(std::string name, std::string title, const char* type) {
    columns_.push(Json::object()
                      .set("name", std::move(name))
                      .set("title", std::move(title))
                      .set("type", type));
    return *this;
  }
  void row(Json::Array values) { rows_.push(std::move(values)); }
  Json take() {
    json_.set("columns", std::move(columns_)).set("rows", std::move(rows_));
    return std::move(json_);
  }

 private:
  Json json_ = Json::object();
  Json columns_ = Json::array();
  Json rows_ = Json::array();
};

Json text_or_null(const std::optional<Date>& day) {
  return day ? Json(day->to_text()) : Json();
}

std::string yes_or_no(bool value) {
  return value ? "是" : "否";
}

const Plan& plan_of(const ProjectRow& row) {
  return row.versions.empty() ? row.project.plan : row.versions.back().plan;
}

}  // namespace

Json export_instances(const std::vector<InstanceRow>& rows) {
  Table table("instances", "部门年度预算");
  table.column("instance", "编号", "text")
      .column("department_name", "部门", "text")
      .column("year", "年度", "integer")
      .column("stage_title", "阶段", "text")
      .column("due_on", "截止日", "date")
      .column("is_overdue", "是否超期", "text")
      .column("round", "轮次", "integer")
      .column("projects", "项目数", "integer")
      .column("budget_fen", "预算数", "fen")
      .column("planned_to_date_fen", "累计计划", "fen")
      .column("paid_fen", "累计支付", "fen")
      .column("rate_bp", "执行率", "bp")
      .column("open_alerts", "未关闭预警", "integer");
  for (const InstanceRow& row : rows) {
    table.row({name_of(row.data), row.department_name, row.data.year.value(), row.stage_title,
               text_or_null(row.data.due_on), yes_or_no(row.data.is_overdue), row.data.round,
               row.projects, row.budget.fen(), row.planned_to_date.fen(), row.paid.fen(),
               share_of(row.paid, row.budget).value(), row.open_alerts});
  }
  return table.take();
}

Json export_projects(const std::vector<ProjectRow>& rows) {
  std::set<int> months;
  for (const ProjectRow& row : rows)
    for (const PlanNode& node : plan_of(row).nodes)
      months.insert(node.month);
  Table table("projects", "项目");
  table.column("code", "项目编码", "text")
      .column("name", "项目名称", "text")
      .column("year", "年度", "integer")
      .column("unit", "单位编码", "text")
      .column("budget_fen", "预算数", "fen")
      .column("fiscal_funds_fen", "财政资金", "fen")
      .column("other_funds_fen", "其他资金", "fen");
  for (const int month : months) {
    const std::string number = std::to_string(month);
    table.column("planned_" + number + "_fen", number + "月底累计计划", "fen");
  }
  table.column("paid_fen", "累计支付", "fen")
      .column("rate_bp", "执行率", "bp")
      .column("open_alerts", "未关闭预警", "integer")
      .column("purpose", "资金用途", "text");
  for (const ProjectRow& row : rows) {
    const Project& project = row.project;
    const Money paid = std::accumulate(row.paid.begin(), row.paid.end(), Money());
    Json::Array values{project.code.text(),        project.name,
                       row.year.value(),           project.unit.text(),
                       project.funds.budget.fen(), project.funds.fiscal.fen(),
                       project.funds.other.fen()};
    for (const int month : months)
      values.push_back(plan_of(row).empty() ? Json() : Json(planned_by(plan_of(row), month).fen()));
    values.insert(values.end(), {paid.fen(), share_of(paid, project.funds.budget).value(),
                                 row.open_alerts, project.purpose});
    table.row(std::move(values));
  }
  return table.take();
}

Json export_alerts(const std::vector<AlertRow>& rows) {
  Table table("alerts", "支出进度预警");
  table.column("alert", "编号", "integer")
      .column("level", "级别", "text")
      .column("is_open", "是否未关闭", "text")
      .column("year", "年度", "integer")
      .column("month", "节点月份", "integer")
      .column("department_name", "部门", "text")
      .column("project", "项目编码", "text")
      .column("project_name", "项目名称", "text")
      .column("budget_fen", "预算数", "fen")
      .column("planned_fen", "累计计划", "fen")
      .column("paid_fen", "累计支付", "fen")
      .column("gap_fen", "差额", "fen")
      .column("lag_bp", "落后百分点", "bp")
      .column("rule", "规则", "text")
      .column("raised_at", "产生时间", "moment")
      .column("changed_at", "变更时间", "moment")
      .column("sentence", "说明", "text");
  for (const AlertRow& row : rows) {
    const Alert& alert = row.data;
    const Money gap = alert.inputs.planned - alert.inputs.paid;
    table.row({alert.id.value(), chinese_name_of(alert.level),
               yes_or_no(alert.state == AlertState::open), row.year.value(), alert.month,
               row.department_name, alert.project.text(), row.project_name,
               alert.inputs.budget.fen(), alert.inputs.planned.fen(), alert.inputs.paid.fen(),
               gap.fen(), share_of(gap, alert.inputs.budget).value(), alert.rule.text(),
               alert.raised_at.ms(), alert.changed_at.ms(), alert.sentence});
  }
  return table.take();
}

Json export_payments(const std::vector<PaymentRow>& rows) {
  Table table("payments", "支付");
  table.column("paid_on", "支付日期", "date")
      .column("project", "项目编码", "text")
      .column("amount_fen", "金额", "fen")
      .column("fund", "资金性质", "text")
      .column("voucher", "凭证号", "text")
      .column("memo", "摘要", "text")
      .column("source", "来源", "text")
      .column("batch", "批次", "integer");
  for (const PaymentRow& row : rows) {
    const Payment& payment = row.data;
    table.row({payment.paid_on.to_text(), payment.project.text(), payment.amount.fen(),
               payment.fund == FundKind::fiscal ? "财政资金" : "其他资金", payment.voucher,
               payment.memo, row.source, row.batch.value()});
  }
  return table.take();
}

Json export_events(const std::vector<EventRow>& rows) {
  Table table("events", "日志");
  table.column("seq", "序号", "integer")
      .column("at", "时间", "moment")
      .column("type", "事件", "text")
      .column("actor", "经办人编号", "text")
      .column("actor_name", "经办人", "text")
      .column("summary", "内容", "text")
      .column("hash", "封印", "text");
  for (const EventRow& row : rows) {
    table.row({row.seq.value(), row.envelope.at.ms(), row.type, row.envelope.actor.text(),
               row.actor_name, row.summary, row.hash});
  }
  return table.take();
}

}  // namespace budget
