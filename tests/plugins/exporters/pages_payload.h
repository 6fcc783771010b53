#pragma once

#include <string>
#include <vector>

#include <budget/json.h>
#include <budget/plugin.h>

namespace budget::test {

inline Json paragraph(const char* text, const char* style = "body") {
  return Json::object().set("kind", "paragraph").set("style", style).set("text", text);
}

inline Json heading(const char* text, const char* id, int level = 2) {
  Json block = Json::object().set("kind", "heading").set("level", level);
  return block.set("text", text).set("id", id);
}

/// Two columns of 项目 and 金额 under one merged title, two items and their sum.
inline Json a_small_table() {
  Json rows = Json::array();
  rows.push(Json::array().push(Json::object().set("text", "收入").set("columns", 2)));
  rows.push(Json::array().push("项目").push("金额"));
  const auto line = [](const char* name, const char* number) {
    return Json::array().push(name).push(Json::object().set("number", number));
  };
  rows.push(line("一、拨款", "1.20")).push(line("二、其他", "3.40"));
  Json total = Json::object().set("number", "4.60");
  total.set("sum",
            Json::array().push(Json::array().push(2).push(1)).push(Json::array().push(3).push(1)));
  rows.push(Json::array().push("合计").push(std::move(total)));
  Json block = Json::object().set("kind", "table").set("header_rows", 2);
  block.set("widths", Json::array().push(2).push(1));
  return block.set("rows", std::move(rows));
}

inline Json pages_of_blocks(std::vector<Json> blocks) {
  Json part = Json::object().set("name", "表1").set("landscape", false);
  part.set("blocks", Json(std::move(blocks)));
  Json payload = Json::object().set("schema", BUDGET_EXPORT_WRITE).set("what", "pages");
  payload.set("name", "budget").set("title", "某局预算");
  return payload.set("parts", Json::array().push(std::move(part)));
}

inline Json some_pages() {
  Json contents = Json::object().set("kind", "contents");
  contents.set("entries",
               Json::array().push(
                   Json::object().set("text", "收支总表").set("target", "t1").set("level", 1)));
  Json line = Json::object().set("kind", "line").set("left", "113 某局").set("right", "单位：万元");
  return pages_of_blocks({contents, heading("收支总表", "t1"), line, a_small_table(),
                          paragraph("注：<无> & 空表列示。", "note")});
}

}  // namespace budget::test
