#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reader/document.h"

namespace budget::reader {

/// Numbered goals (1.… 2.…, 1、 （1） ①) as a list; text without numbers is one goal. `text` is
/// without markup; line ends part paragraphs.
[[nodiscard]] std::vector<ReadGoal> split_goals(std::string_view text);

/// The goal's text behind the placeholder 目标内容1, or all of it.
[[nodiscard]] std::string_view without_placeholder(std::string_view text, int number);

}  // namespace budget::reader
