#pragma once

#include <string>
#include <vector>

#include <budget/json.h>
#include <budget/plugin.h>

namespace budget::test {

inline Json column(const char* name, const char* title, const char* type) {
  return Json::object().set("name", name).set("title", title).set("type", type);
}

inline Json a_table(std::vector<Json> columns, std::vector<Json> rows) {
  Json payload = Json::object();
  payload.set("schema", BUDGET_EXPORT_WRITE).set("what", "projects").set("title", "项目");
  return payload.set("columns", Json(std::move(columns))).set("rows", Json(std::move(rows)));
}

inline Json an_entry(const char* uid, const char* title, const char* due_on) {
  Json entry = Json::object();
  entry.set("uid", uid).set("kind", "todo").set("title", title).set("text", "");
  return entry.set("start_on", "").set("due_on", due_on).set("categories", Json::array());
}

inline Json a_calendar(std::vector<Json> entries) {
  Json payload = Json::object();
  payload.set("schema", BUDGET_EXPORT_WRITE).set("what", "calendar").set("title", "2026年预算日历");
  return payload.set("now_ms", 1'767'225'600'000).set("entries", Json(std::move(entries)));
}

}  // namespace budget::test
