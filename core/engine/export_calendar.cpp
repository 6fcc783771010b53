#include <algorithm>

#include <budget/plugin.h>

#include "engine/export_tables.h"

namespace budget {
namespace {

std::string names_of(const std::vector<PersonName>& people) {
  std::string names;
  for (const PersonName& person : people)
    names += (names.empty() ? "" : "、") + person.name;
  return names;
}

std::string uid_of(const Instance& instance, const std::string& what) {
  return name_of(instance) + "." + what + "@budgetd";
}

Json deadline(const InstanceRow& row) {
  std::string text;
  if (!row.stage_role_title.empty()) text += "办理：" + row.stage_role_title;
  if (!row.holders.empty()) text += "（" + names_of(row.holders) + "）";
  if (row.data.is_overdue) text += (text.empty() ? "" : "\n") + std::string("已超期");
  if (row.data.due_is_provisional)
    text += (text.empty() ? "" : "\n") + std::string("放假安排尚未公布，日期暂定");
  Json entry = Json::object();
  entry.set("uid", uid_of(row.data, row.data.stage.text())).set("kind", "todo");
  entry.set("title", row.department_name + "：" + row.stage_title + "截止").set("text", text);
  entry.set("start_on", "").set("due_on", row.data.due_on->to_text());
  return entry.set("categories", Json::array().push("截止").push(row.stage_title));
}

Json node(const InstanceRow& row, int month) {
  const std::string name = std::to_string(month) + "月底";
  Json entry = Json::object();
  entry.set("uid", uid_of(row.data, "node" + std::to_string(month))).set("kind", "event");
  entry.set("title", row.department_name + "：" + name + "支出进度监控");
  entry.set("text", "按" + name + "的累计支付与累计计划比较。").set("start_on", "");
  entry.set("due_on", Date::last_of_month(row.data.year.value(), month).to_text());
  return entry.set("categories", Json::array().push("监控节点"));
}

bool waits_for(const InstanceRow& row, const PersonId& person) {
  return std::ranges::any_of(row.holders,
                             [&](const PersonName& holder) { return holder.id == person; });
}

}  // namespace

Json export_calendar(const std::vector<InstanceRow>& rows, const CalendarSetting& setting) {
  std::vector<Json> entries;
  const bool is_personal = !setting.person.empty();
  for (const InstanceRow& row : rows) {
    if (row.data.is_closed) continue;
    if (row.data.due_on && (!is_personal || waits_for(row, setting.person)))
      entries.push_back(deadline(row));
    if (is_personal) continue;
    for (const int month : row.node_months) {
      if (std::ranges::find(row.data.nodes_checked, month) == row.data.nodes_checked.end())
        entries.push_back(node(row, month));
    }
  }
  std::ranges::stable_sort(entries, {}, [](const Json& entry) { return entry["due_on"].text(); });
  Json payload = Json::object();
  payload.set("schema", BUDGET_EXPORT_WRITE).set("what", "calendar").set("title", setting.title);
  return payload.set("now_ms", setting.now.ms()).set("entries", Json(std::move(entries)));
}

}  // namespace budget
