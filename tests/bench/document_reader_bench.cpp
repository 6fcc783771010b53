// P7: reading a document against one pass of a UTF-8 decoder over the same bytes, in one run.

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <fstream>
#include <sstream>
#include <string>

#include "reader/bytes/encoding.h"
#include "reader/reader.h"
#include "reader/text/characters.h"

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
  for (auto _ : state) {
    const std::size_t before = mallinfo2().uordblks;
    const auto document = read_document(text, name);
    model = mallinfo2().uordblks - before;
    benchmark::DoNotOptimize(document);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.counters["model_per_byte"] = static_cast<double>(model) / static_cast<double>(text.size());
}

BENCHMARK_CAPTURE(decode_once, zhengding, "000_zhengding_2024");
BENCHMARK_CAPTURE(read_sample, zhengding, "000_zhengding_2024");
BENCHMARK_CAPTURE(decode_once, xingtai, "001_xingtai_2023");
BENCHMARK_CAPTURE(read_sample, xingtai, "001_xingtai_2023");
BENCHMARK_CAPTURE(decode_once, baigou, "002_baigou_2026");
BENCHMARK_CAPTURE(read_sample, baigou, "002_baigou_2026");

}  // namespace
}  // namespace budget::reader
