#pragma once

#include <optional>
#include <string_view>

#include "config/source_report.h"

namespace budget {

/// Dotted keys ("a.b.c") may have this many parts.
inline constexpr int kDeepestKey = 16;

/// The first key of a TOML text with more parts than kDeepestKey.
///
/// toml++ bounds nested values (256) but not dotted keys, and destroys a table of a million levels
/// by recursion: a two-megabyte file would take the process down. Seen with toml++ 3.3.0.
[[nodiscard]] std::optional<SourcePosition> find_too_deep_key(std::string_view toml);

}  // namespace budget
