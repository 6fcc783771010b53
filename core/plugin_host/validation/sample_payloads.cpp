#include "plugin_host/validation/sample_payloads.h"

#include <algorithm>
#include <array>
#include <random>

#include <budget/json.h>
#include <budget/plugin.h>

namespace budget {
namespace {

Json read(std::string_view text) {
  return Json::parse(text).value();
}

Json budget_of(std::size_t projects) {
  static const Json kProject = read(
      R"({"code":"13060526P00002810078Y","name":"办公经费","unit_code":"203001","unit_name":"党群工作部","purpose":"保障机关日常运转。",
          "budget_fen":8000000,"fiscal_funds_fen":8000000,"other_funds_fen":0,"paid_fen":1500000,
          "plan":[{"month":3,"cumulative_fen":2000000},{"month":6,"cumulative_fen":4000000},
                  {"month":10,"cumulative_fen":6000000},{"month":12,"cumulative_fen":8000000}],
          "goals":["保障机关正常运转","提高办事效率"],
          "indicators":[{"level1":"产出指标","level2":"数量指标","level3":"保障人数","description":"保障在职人员","comparator":">=",
                         "value":"11","unit":"人","weight":"10","basis":"年度计划","printed":"≥11人"},
                        {"level1":"满意度指标","level2":"服务对象满意度","level3":"职工满意度","description":"","comparator":"qualitative",
                         "value":"","unit":"","weight":"","basis":"","printed":"满意"}]})");
  Json list = Json::array();
  for (std::size_t i = 0; i < projects; ++i) {
    Json project = kProject;
    if (i % 3 == 1) project.set("plan", Json::array()).set("paid_fen", 0);
    if (i % 3 == 2) project.set("indicators", Json::array()).set("budget_fen", 900'000'000);
    if (i > 0) project.set("code", "1306052" + std::to_string(6'000'000'000'000U + i) + "X");
    list.push(std::move(project));
  }
  Json payload = read(
      R"({"schema":"budget.rule.check/1","today":"2026-03-31","moment":"submit",
          "region":{"code":"130605","name":"莲池区"},"department":{"id":"130605-203","name":"党群工作部"},
          "fiscal_year":2026,"instance":{"id":1,"stage":"draft","round":1}})");
  return payload.set("projects", std::move(list));
}

Json batch_of(std::size_t messages) {
  Json list = Json::array();
  constexpr std::array kTopics{"your_turn", "returned",    "reminder",
                               "overdue",   "node_result", "closed"};
  for (std::size_t i = 0; i < messages; ++i) {
    Json message = read(
        R"({"id":0,"topic":"","urgent":false,"title":"预算编制将到期","text":"党群工作部 2026 年预算请于 3 月 31 日前提交。\n共 31 个项目。",
            "due_on":"2026-03-31","recipients":[{"id":"wang_fang","name":"王芳","email":"wang.fang@example.invalid","mobile":"13800000000"},
                                                {"id":"li_qiang","name":"李强","email":"","mobile":""}]})");
    message.set("id", i + 1).set("topic", kTopics.at(i % kTopics.size())).set("urgent", i % 2 == 1);
    list.push(std::move(message));
  }
  Json payload = read(
      R"({"schema":"budget.notify.build/1","key":"b1f5","now_ms":1774915200000,"attempt":1,"channel":"sample"})");
  return payload.set("messages", std::move(list));
}

Json table_of(std::size_t rows) {
  Json payload = read(
      R"({"schema":"budget.export.write/1","what":"projects","title":"项目一览",
          "columns":[{"name":"code","title":"项目编码","type":"text"},{"name":"budget","title":"预算数","type":"fen"},
                     {"name":"count","title":"指标数","type":"integer"},{"name":"share","title":"支出进度","type":"bp"},
                     {"name":"due","title":"截止日","type":"date"},{"name":"seen","title":"时间","type":"moment"}]})");
  Json list = Json::array();
  for (std::size_t i = 0; i < rows; ++i) {
    Json row = Json::array();
    row.push("13060526P0000281\"0,078Y").push(8'000'000 + i).push(i);
    row.push(1'250).push("2026-03-31").push(1'774'915'200'000);
    list.push(std::move(row));
  }
  return payload.set("rows", std::move(list));
}

constexpr const char* kCalendar =
    R"({"schema":"budget.export.write/1","what":"calendar","title":"2026 年预算日历","now_ms":1774915200000,
        "entries":[{"uid":"2026-130605-203-draft","kind":"todo","title":"编制","text":"提交预算","start_on":"2026-03-01","due_on":"2026-03-31","categories":["编制"]},
                   {"uid":"2026-node-3","kind":"event","title":"三月节点","text":"","start_on":"2026-03-31","due_on":"2026-03-31","categories":[]}]})";

std::string import_of(const char* name, const char* type) {
  Json payload = Json::object();
  payload.set("schema", BUDGET_IMPORT_READ).set("file_name", name).set("media_type", type);
  return payload.to_text();
}

std::string answer_of(int status, const char* body) {
  Json payload = Json::object();
  payload.set("schema", BUDGET_NOTIFY_JUDGE).set("status", status).set("body", body);
  return payload.set("retry_after_ms", 0).to_text();
}

/// A place somewhere in the value.
Json& anywhere_in(Json& root, std::mt19937_64& random) {
  Json* at = &root;
  while (random() % 4 != 0) {
    if (at->is_object() && !at->members().empty()) {
      const auto& member = at->members()[random() % at->members().size()];
      at = const_cast<Json*>(&member.second);
    } else if (at->is_array() && !at->items().empty()) {
      at = const_cast<Json*>(&at->items()[random() % at->items().size()]);
    } else {
      break;
    }
  }
  return *at;
}

void replace_a_value(std::string& text, std::mt19937_64& random) {
  static const std::array<std::string, 14> kOdd{"null",
                                                "true",
                                                "-1",
                                                "0",
                                                "9223372036854775807",
                                                "-9223372036854775808",
                                                "1e999",
                                                "0.5",
                                                "\"\"",
                                                "[]",
                                                "{}",
                                                "\"\\u0000\\uD83D\\uDE00\"",
                                                "[[[]]]",
                                                "\"2026-02-30\""};
  Result<Json> json = Json::parse(text);
  if (!json) return;
  anywhere_in(*json, random) = Json::parse(kOdd.at(random() % kOdd.size())).value();
  text = json->to_text();
}

void change_bytes(std::string& text, std::mt19937_64& random) {
  if (text.empty()) return;
  const std::size_t at = random() % text.size();
  const std::size_t length = 1 + random() % std::min<std::size_t>(text.size() - at, 16);
  switch (random() % 4) {
    case 0:
      text[at] = static_cast<char>(random());
      return;
    case 1:
      text.resize(at);
      return;
    case 2:
      text.insert(at, text.substr(at, length));
      return;
    default:
      text.erase(at, length);
  }
}

}  // namespace

std::vector<SamplePayload> sample_payloads(std::string_view capability) {
  if (capability == BUDGET_RULE_CHECK) return {{budget_of(3).to_text()}, {budget_of(0).to_text()}};
  if (capability == BUDGET_RULE_LIST) return {{R"({"schema":"budget.rule.list/1"})"}};
  if (capability == BUDGET_NOTIFY_BUILD) return {{batch_of(3).to_text()}, {batch_of(1).to_text()}};
  if (capability == BUDGET_NOTIFY_JUDGE) {
    return {{answer_of(200, R"({"errcode":0,"code":0,"errmsg":"ok"})")},
            {answer_of(500, "<html>")},
            {answer_of(0, "connection refused")}};
  }
  if (capability == BUDGET_EXPORT_WRITE) return {{table_of(3).to_text()}, {kCalendar}};
  if (capability == BUDGET_IMPORT_READ) {
    return {{import_of("sample.csv", "text/csv"), "项目编码,预算数\nP1,100.00\n"},
            {import_of("sample.txt", "text/plain"), "一行\n"}};
  }
  return {};
}

SamplePayload large_payload(std::string_view capability) {
  if (capability == BUDGET_RULE_CHECK) return {budget_of(300).to_text()};
  if (capability == BUDGET_NOTIFY_BUILD) return {batch_of(200).to_text()};
  if (capability == BUDGET_EXPORT_WRITE) return {table_of(1'000).to_text()};
  std::vector<SamplePayload> samples = sample_payloads(capability);
  if (samples.empty()) return {};
  if (capability == BUDGET_IMPORT_READ) {
    const std::string line = samples.front().attachment;
    for (int i = 0; i < 1'000; ++i)
      samples.front().attachment += line;
  }
  return samples.front();
}

std::vector<WrongPayload> wrong_payloads() {
  return {
      {"an empty payload", ""},
      {"a payload that is no JSON", "schema=budget"},
      {"half a payload", R"({"schema":"budget.rule.check/1","projects":[)"},
      {"a payload that is no object", R"(["budget.rule.check/1"])"},
      {"a payload without a schema", R"({"projects":[]})"},
      {"a payload of a later schema", R"({"schema":"budget.later.thing/9","projects":[]})"},
      {"invalid UTF-8", "{\"schema\":\"\xFF\xFE\xC0\"}"},
      {"zero bytes", std::string(64, '\0')},
      {"a payload of 8 MiB", R"({"schema":")" + std::string(8U << 20U, 'x') + "\"}"},
      {"a payload of 10,000 levels", std::string(10'000, '[') + std::string(10'000, ']')},
  };
}

SamplePayload fuzzed(const SamplePayload& sample, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  SamplePayload changed = sample;
  const std::size_t changes = 1 + random() % 4;
  for (std::size_t i = 0; i < changes; ++i) {
    if (random() % 2 == 0) {
      replace_a_value(changed.payload, random);
    } else {
      change_bytes(
          random() % 2 == 0 || changed.attachment.empty() ? changed.payload : changed.attachment,
          random);
    }
  }
  return changed;
}

}  // namespace budget
