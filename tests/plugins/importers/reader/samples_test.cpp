#include <iostream>

#include <gtest/gtest.h>

#include "expected_document.h"
#include "reader/reader.h"

namespace budget::reader {
namespace {

class SamplesTest : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!samples_folder()) GTEST_SKIP() << "the sample documents (../shared) are not here";
  }
};

TEST_P(SamplesTest, EveryFieldIsAsTranscribed) {
  const auto document = read_document(sample_text(GetParam()), GetParam() + ".txt");
  ASSERT_TRUE(document) << document.error().message;

  const Comparison comparison = compare_with_expected(*document, GetParam());

  std::cout << to_table(GetParam(), comparison) << "  accounted for "
            << document->characters_accounted << " of " << document->characters << " characters\n";
  constexpr std::size_t kShown = 200;
  for (std::size_t i = 0; i < comparison.differences.size() && i < kShown; ++i) {
    std::cout << "  " << comparison.differences[i] << "\n";
  }
  for (const UnclaimedLine& line : document->unclaimed) {
    std::cout << "  unclaimed " << line.line << ": " << line.text.substr(0, 90) << "\n";
  }
  EXPECT_EQ(comparison.compared(), comparison.equal());
  EXPECT_EQ(document->characters, document->characters_accounted);
  for (const auto& [kind, count] : comparison.findings) {
    EXPECT_EQ(count.extra, 0) << kind;
    // 元 for 元/人 takes a rule that knows what the indicator is about; 万 for 万元 is seen here.
    if (kind != "unit_incomplete") {
      EXPECT_EQ(count.missed, 0) << kind;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Samples, SamplesTest, testing::ValuesIn(kSamples),
                         [](const auto& test) { return test.param.substr(4); });

}  // namespace
}  // namespace budget::reader
