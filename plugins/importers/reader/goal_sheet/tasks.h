#pragma once

#include <cstddef>

#include "reader/reading.h"

namespace budget::reader {

/// 年度主要任务 | 任务名称 | 主要内容 | 预算金额: a department's sheet lists its tasks above the
/// indicators.
[[nodiscard]] bool starts_tasks(const Reading& reading, std::size_t at);

/// Reads them as a table of their own, the label's column left out; gives the first row behind.
[[nodiscard]] std::size_t read_tasks(Reading& reading, std::size_t at);

}  // namespace budget::reader
