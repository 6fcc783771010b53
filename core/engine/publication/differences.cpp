#include "engine/publication/differences.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <budget/money.h>
#include <budget/plugin.h>

#include "engine/publication/page_blocks.h"
#include "engine/publication/tables.h"

namespace budget {
namespace {

/// Values by where and what they are, in the order they were met.
class Values {
 public:
  void add(const std::string& where, const std::string& what, const std::string& value) {
    std::string name = where;
    // The same item twice in a table stays two.
    for (int copy = 2; !values_.try_emplace({name, what}, value).second; ++copy)
      name = where + "（" + std::to_string(copy) + "）";
    order_.emplace_back(name, what);
  }

  using Key = std::pair<std::string, std::string>;
  [[nodiscard]] const std::vector<Key>& order() const { return order_; }
  [[nodiscard]] const std::string* find(const Key& key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second;
  }

 private:
  std::map<Key, std::string> values_;
  std::vector<Key> order_;
};

bool is_same(const std::string& a, const std::string& b) {
  const auto left = amount_in(a);
  const auto right = amount_in(b);
  return left && right ? *left == *right : folded(a) == folded(b);
}

void compare(const Values& before, const Values& after, std::vector<Difference>& list) {
  for (const auto& key : after.order()) {
    const std::string& now = *after.find(key);
    const std::string* then = before.find(key);
    if (then == nullptr ? !now.empty() : !is_same(*then, now))
      list.push_back({key.first, key.second, then == nullptr ? "" : *then, now});
  }
  for (const auto& key : before.order()) {
    const std::string& then = *before.find(key);
    if (after.find(key) == nullptr && !then.empty())
      list.push_back({key.first, key.second, then, ""});
  }
}

Values table_values(const Json& document) {
  Values values;
  for (const char* kind : {"tables", "other_tables"}) {
    for (const Json& read : document[kind].items()) {
      const PrintedTable table = as_it_stands(read);
      const std::string name =
          table.number > 0 ? "表" + std::to_string(table.number) : "“" + table.title + "”";
      for (const auto& row : table.rows) {
        std::string item;
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
          if (table.columns[c] == "序号") continue;
          if (table.is_amount(c)) {
            if (!item.empty() || !row[c].empty())
              values.add(name + " " + folded(item), table.columns[c], row[c]);
            continue;
          }
          const bool goes_on = c > 0 && !table.is_amount(c - 1) && table.columns[c - 1] != "序号";
          item = goes_on && !item.empty() ? item + " " + row[c] : row[c];
        }
      }
      values.add(name, "注", read["note"].text());
    }
  }
  return values;
}

void add_paragraphs(Values& values, const std::string& where, const Json& paragraphs) {
  int number = 0;
  for (const Json& paragraph : paragraphs.items())
    values.add(where, "第" + std::to_string(++number) + "段", words_of(paragraph));
}

Values text_values(const Json& document) {
  Values values;
  for (const Json& section : document["sections"].items()) {
    const std::int64_t number = section["number"].integer();
    const std::string where = number > 0 ? "说明第" + std::to_string(number) + "部分" : "说明";
    add_paragraphs(values, where, section["paragraphs"]);
  }
  const Json& part = document["department"];
  add_paragraphs(values, "总体绩效目标", part["overall"]);
  for (const Json& goal : part["goals"].items()) {
    const std::string where = "分项绩效目标 " + goal["title"].text();
    values.add(where, "绩效目标", goal["goal"].text());
    values.add(where, "绩效指标", goal["indicators"].text());
    add_paragraphs(values, where, goal["paragraphs"]);
  }
  add_paragraphs(values, "工作保障措施", part["safeguards"]);
  return values;
}

/// A blank cell carries the amount before it on, so that it equals the carried one written out.
std::string plan_text(const Json& plan) {
  std::string text;
  std::int64_t before = 0;
  for (const Json& node : plan["nodes"].items()) {
    const std::int64_t fen = node["cumulative_fen"].integer(before);
    text += (text.empty() ? "" : "，") + std::to_string(node["month"].integer()) + "月底" +
            Money::from_fen(fen).to_wan();
    before = fen;
  }
  return text;
}

/// A blank part of a printed budget is none.
std::string part_of_budget(const Json& project, const char* part) {
  const std::string& number = project[part]["number"].text();
  return number.empty() && !project["budget"].is_null() ? "0" : number;
}

std::string indicator_text(const Json& indicator) {
  return indicator["level2"].text() + "：" + indicator["level3"].text() + "，" +
         indicator["description"].text() + "，" + indicator["value"]["printed"].text() + "，" +
         indicator["basis"].text();
}

Values project_values(const Json& document) {
  Values values;
  for (const char* kind : {"department_sheets", "projects"}) {
    for (const Json& project : document[kind].items()) {
      const std::string& code = words_of(project["code"]);
      const std::string where = "项目 " + (code.empty() ? words_of(project["name"]) : code);
      values.add(where, "名称", words_of(project["name"]));
      values.add(where, "预算数", project["budget"]["number"].text());
      values.add(where, "财政资金", part_of_budget(project, "fiscal"));
      values.add(where, "其他资金", part_of_budget(project, "other"));
      values.add(where, "资金用途", words_of(project["purpose"]));
      values.add(where, "资金支出计划", plan_text(project["plan"]));
      std::string goals;
      for (const Json& goal : project["goals"].items())
        goals += (goals.empty() ? "" : "；") + goal["text"].text();
      values.add(where, "绩效目标", goals);
      int number = 0;
      for (const Json& indicator : project["indicators"].items())
        values.add(where, "指标" + std::to_string(++number), indicator_text(indicator));
    }
  }
  return values;
}

}  // namespace

std::vector<Difference> differences(const Json& before, const Json& after) {
  std::vector<Difference> list;
  compare(table_values(before), table_values(after), list);
  compare(text_values(before), text_values(after), list);
  compare(project_values(before), project_values(after), list);
  return list;
}

std::vector<Difference> project_differences(const Json& before, const Json& after) {
  std::vector<Difference> list;
  compare(project_values(before), project_values(after), list);
  return list;
}

Json differences_json(const std::vector<Difference>& list) {
  Json all = Json::array();
  for (const Difference& each : list) {
    Json one = Json::object().set("where", each.where).set("what", each.what);
    all.push(one.set("before", each.before).set("after", each.after));
  }
  return all;
}

Json differences_pages(const std::vector<Difference>& list, const std::string& title,
                       const std::string& against) {
  Json blocks = Json::array().push(heading_block(1, title));
  blocks.push(paragraph_block("对照：" + against + "。" +
                              (list.empty() ? std::string("没有差异。")
                                            : "共 " + std::to_string(list.size()) + " 处不同。")));
  if (!list.empty()) {
    Json rows = Json::array();
    push_header(rows, {"位置", "内容", "原为", "现为"});
    for (const Difference& each : list) {
      Json row = Json::array().push(each.where).push(each.what);
      rows.push(row.push(each.before).push(each.after));
    }
    blocks.push(table_block({26, 14, 30, 30}, 1, std::move(rows)));
  }
  Json pages = Json::object().set("schema", BUDGET_EXPORT_WRITE).set("what", "pages");
  pages.set("name", "changes").set("title", title);
  return pages.set("parts", Json::array().push(part_of("变更对照", true, std::move(blocks))));
}

}  // namespace budget
