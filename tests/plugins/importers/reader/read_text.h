#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "reader/reader.h"

namespace budget::reader {

/// What a text is read as, under a file's name that says its kind.
inline ReadDocument read(const std::string& text, const std::string& name = "document.txt") {
  auto document = read_document(text, name);
  EXPECT_TRUE(document) << document.error().message;
  return std::move(*document);
}

/// Whether the reader has a finding of this rule.
inline bool reports(const ReadDocument& document, const std::string& id) {
  return std::any_of(
      document.findings.begin(), document.findings.end(),
      [&](const Observation& seen) { return seen.finding.rule.text() == "reader." + id; });
}

}  // namespace budget::reader
