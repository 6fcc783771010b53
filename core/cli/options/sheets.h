#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace budget::cli {

// Options of the commands about monitoring, self-evaluation, bulletins and letters.

/// Which sheets: monitoring of a month, or without one the self-evaluation.
struct SheetChoice {
  std::string instance{};
  std::optional<int> month{};
};

struct SheetListOptions {
  std::optional<int> year{};
  std::string instance{};
  std::string month{};
  bool evaluation = false;
};

struct SheetShowOptions {
  SheetChoice choice{};
  std::string project{};  ///< empty: all of them, one line each
};

struct SheetTemplateOptions {
  SheetChoice choice{};
  std::string project{};
  std::string out{};
};

struct SheetFillOptions {
  SheetChoice choice{};
  std::string file{};
  bool hand_in = false;
};

struct SheetActOptions {
  SheetChoice choice{};
  std::string act{};
  std::vector<std::string> projects{};  ///< empty: all that can be
  std::string reason{};
};

struct EvaluationCheckOptions {
  std::string instance{};
  std::string code{};
  std::string text{};
  std::vector<std::string> scores{};  ///< NUMBER=SCORE:REASON
};

struct EvaluationSummaryOptions {
  std::string instance{};
  bool suspicious = false;
};

struct EvaluationBeforeOptions {
  std::string instance{};
};

struct BulletinOptions {
  int year = 0;
  int month = 0;
  std::string region{};
};

struct AlertLettersOptions {
  std::optional<int> year{};
  std::string instance{};
};

struct AlertLetterOptions {
  std::int64_t alert = 0;
};

}  // namespace budget::cli
