#pragma once

#include <filesystem>

#include "config/source_report.h"
#include "config/text_file.h"

namespace budget {

/// Reads a file and hands its text to `read(text, path)`; a file that cannot be read is a finding.
template <typename T, typename Read>
[[nodiscard]] Loaded<T> load_file(const std::filesystem::path& path, Read read) {
  const Result<std::string> text = read_text_file(path);
  if (text) return read(*text, path.string());
  Loaded<T> nothing{.value = {}, .report = SourceReport(path.string())};
  nothing.report.report("config.file", "", text.error().message + "; " + text.error().hint);
  return nothing;
}

}  // namespace budget
