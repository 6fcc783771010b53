// P7: reading a document against one pass of a UTF-8 decoder over the same bytes, in one run, and
// the most memory it takes meanwhile. P8: every check of goal sheets and disclosure documents on
// what was read, against reading it.

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

/// P8: the findings of both rule plugins on a document that was read before.
void check_sample(benchmark::State& state, const std::string& name) {
  const std::string text = sample(name);
  if (text.empty()) return state.SkipWithError("the sample documents (../shared) are not here");
  const auto document = read_document(text, name);
  if (!document) return state.SkipWithError("the sample document cannot be read");
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
