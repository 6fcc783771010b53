// P7: reading a document against one pass of a UTF-8 decoder over the same bytes, in one run, and
// the most memory it takes meanwhile. P8: every check of goal sheets and disclosure documents on
// what was read, against reading it. Long: documents of one row repeated, each twice as long as the
// one before; the fitted order of growth is the judge (N, or the lines tell where it is not).

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <new>
#include <sstream>
#include <string>

#include <budget/plugin.hpp>

#include "disclosure_checks.h"
#include "engine/documents/payload.h"
#include "goal_lint.h"
#include "reader/bytes/encoding.h"
#include "reader/json.h"
#include "reader/reader.h"
#include "reader/text/characters.h"

namespace {

std::size_t in_use = 0;
std::size_t most_in_use = 0;

}  // namespace

// What the process takes by `new` is counted; ICU's few buffers come from malloc and are not.
void* operator new(std::size_t size) {
  void* memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  in_use += malloc_usable_size(memory);
  most_in_use = std::max(most_in_use, in_use);
  return memory;
}
void operator delete(void* memory) noexcept {
  in_use -= memory == nullptr ? 0 : malloc_usable_size(memory);
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  operator delete(memory);
}

namespace budget::reader {
namespace {

std::string sample(const std::string& name) {
  std::ifstream file("../shared/seeds/" + name + ".txt", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The limit: each character decoded and looked at once.
void decode_once(benchmark::State& state, const std::string& name) {
  const std::string text = sample(name);
  if (text.empty()) return state.SkipWithError("the sample documents (../shared) are not here");
  for (auto _ : state) {
    std::size_t han = 0;
    for (std::size_t at = 0; at < text.size();) {
      const Character c = character_at(text, at);
      han += is_han(c.value) ? 1 : 0;
      at += c.length;
    }
    benchmark::DoNotOptimize(han);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

void read_sample(benchmark::State& state, const std::string& name) {
  const std::string text = sample(name);
  if (text.empty()) return state.SkipWithError("the sample documents (../shared) are not here");
  std::size_t model = 0;
  std::size_t most = 0;
  for (auto _ : state) {
    const std::size_t before = in_use;
    most_in_use = in_use;
    const auto document = read_document(text, name);
    model = in_use - before;
    most = most_in_use - before;
    benchmark::DoNotOptimize(document);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.counters["model_per_byte"] = static_cast<double>(model) / static_cast<double>(text.size());
  state.counters["peak_per_byte"] = static_cast<double>(most) / static_cast<double>(text.size());
}

/// One rule plugin's class as the host sets it up, with its own defaults.
template <typename Class>
void set_up(Class& rule) {
  std::vector<Finding> wrong;
  const Json config = checked_options(Class::about().options, Json::object(), wrong);
  if (!rule.configure(config)) std::abort();
}

/// Both rule plugins over `text` as it was read; the reading is not measured.
void check_text(benchmark::State& state, const std::string& text) {
  const auto document = read_document(text, "document.txt");
  if (!document) return state.SkipWithError("the document cannot be read");
  auto json = Json::parse(to_json(*document));
  if (!json) return state.SkipWithError("the document's JSON cannot be read");
  const DocumentSetting setting{Date::parse("2026-06-30").value(), RegionCode("130605"), "check"};
  const Json payload = document_payload(*json, setting);
  goal_lint::GoalLint goals;
  disclosure::DisclosureChecks tables;
  set_up(goals);
  set_up(tables);
  budget_request request{};
  request.is_cancelled = [](const budget_request*) -> std::int32_t { return 0; };
  budget_sink sink{};
  const plugin::Call call(request, sink, payload);
  std::size_t findings = 0;
  for (auto _ : state) {
    findings = 0;
    for (plugin::Rule* rule :
         {static_cast<plugin::Rule*>(&goals), static_cast<plugin::Rule*>(&tables)}) {
      const auto report = rule->run(BUDGET_RULE_CHECK, call);
      if (!report) return state.SkipWithError(report.error().message.c_str());
      findings += (*report)["findings"].items().size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.counters["findings"] = static_cast<double>(findings);
}

/// P8: the findings of both rule plugins on a document that was read before.
void check_sample(benchmark::State& state, const std::string& name) {
  const std::string text = sample(name);
  if (text.empty()) return state.SkipWithError("the sample documents (../shared) are not here");
  check_text(state, text);
}

/// A document whose one `row` stands `rows` times behind `head`; # is the row's number.
std::string long_document(const std::string& head, const std::string& row, std::int64_t rows) {
  std::string text = head;
  for (std::int64_t i = 1; i <= rows; ++i) {
    for (const char c : row) {
      if (c == '#') {
        text += std::to_string(i);
      } else {
        text += c;
      }
    }
  }
  return text;
}

const std::string kSheet =
    "第二部分 预算项目绩效目标\n1.道路养护绩效目标表\n"
    "项目编码\t13060526P00001110001X\t项目名称\t道路养护\n"
    "预算规模及资金用途\t预算数\t10.00\t其中：财政资金\t10.00\t其他资金\t\n绩效目标\t1.完成养护\n";
const std::string kSix =
    kSheet + "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n";
const std::string kTable =
    "2026年部门预算支出总表\n101 某局\t单位：万元\n"
    "序号\t科目编码\t科目名称\t合计\t基本支出\t项目支出\n";
const std::string kProject =
    "#.养护第#段绩效目标表\n项目编码\t13060526P0000111#X\t项目名称\t养护第#段\n"
    "绩效目标\t1.完成养护\n一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n"
    "产出指标\t数量指标\t里程#\t里程\t≥#公里\t计划\n";

void read_long(benchmark::State& state, const std::string& head, const std::string& row) {
  const std::string text = long_document(head, row, state.range(0));
  for (auto _ : state)
    benchmark::DoNotOptimize(read_document(text, "document.txt"));
  state.SetComplexityN(state.range(0));
}

void check_long(benchmark::State& state, const std::string& head, const std::string& row) {
  check_text(state, long_document(head, row, state.range(0)));
  state.SetComplexityN(state.range(0));
}

#define BUDGET_LONG(name, head, row)             \
  BENCHMARK_CAPTURE(read_long, name, head, row)  \
      ->RangeMultiplier(2)                       \
      ->Range(2048, 8192)                        \
      ->Complexity();                            \
  BENCHMARK_CAPTURE(check_long, name, head, row) \
      ->RangeMultiplier(2)                       \
      ->Range(2048, 8192)                        \
      ->Complexity()

BUDGET_LONG(indicators, kSix, "产出指标\t数量指标\t里程#\t里程\t≥#公里\t计划\n");
BUDGET_LONG(first_level_lost, kSix, "\t数量指标\t里程#\t里程\t≥#公里\t计划\n");
BUDGET_LONG(equal_indicators, kSix, "产出指标\t数量指标\t里程\t里程\t≥10公里\t计划\n");
BUDGET_LONG(names_in_two_cells, kSheet, "预算规模及资\t金用途\n");
BUDGET_LONG(goals, kSheet, "#.完成第#段养护\n");
BUDGET_LONG(projects, "", kProject);
BUDGET_LONG(table_rows, kTable, "#\t201#\t道路养护#\t10.00\t\t10.00\n");
BUDGET_LONG(tables, "", kTable + "1\t201\t道路养护\t10.00\t\t10.00\n");
BUDGET_LONG(unknown_lines, kSheet, "第#段说明文字没有标题\n");
BUDGET_LONG(narrative, "2026年部门预算公开\n三、部门预算安排情况\n",
            "（#）2026年第#项预算10.00万元，比上年增加1.00万元。\n");

BENCHMARK_CAPTURE(decode_once, zhengding, "000_zhengding_2024");
BENCHMARK_CAPTURE(read_sample, zhengding, "000_zhengding_2024");
BENCHMARK_CAPTURE(check_sample, zhengding, "000_zhengding_2024");
BENCHMARK_CAPTURE(decode_once, xingtai, "001_xingtai_2023");
BENCHMARK_CAPTURE(read_sample, xingtai, "001_xingtai_2023");
BENCHMARK_CAPTURE(check_sample, xingtai, "001_xingtai_2023");
BENCHMARK_CAPTURE(decode_once, baigou, "002_baigou_2026");
BENCHMARK_CAPTURE(read_sample, baigou, "002_baigou_2026");
BENCHMARK_CAPTURE(check_sample, baigou, "002_baigou_2026");

}  // namespace
}  // namespace budget::reader
