// The document reader under libFuzzer: any bytes give a document or an error, never a crash, a hang
// or memory beyond the limits. Built with clang when asked (-DBUDGET_FUZZ=ON); elsewhere
// document_fuzz_corpus.cpp runs it over the corpus.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "reader/json.h"
#include "reader/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace budget::reader;
  ReadLimits limits;
  limits.file_bytes = 1U << 20U;
  limits.unpacked_bytes = 4U << 20U;
  limits.cells = 50'000;
  limits.findings = 500;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"file.txt", "file.csv"}) {
    const auto document = read_document(bytes, name, limits);
    if (!document) continue;
    if (document->characters_accounted > document->characters) std::abort();
    if (document->findings.size() > limits.findings + 1) std::abort();
    if (to_json(*document).empty()) std::abort();
  }
  return 0;
}
