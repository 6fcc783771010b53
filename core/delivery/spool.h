#pragma once

#include <filesystem>
#include <string>

#include <budget/result.h>

namespace budget {

/// Writes a whole file or none: under another name first, flushed to the disk, then renamed. The
/// same name again replaces it. Errors: invalid_input for a name with a folder in it or a dot in
/// front; unavailable when the disk refuses.
[[nodiscard]] Result<void> write_spool_file(const std::filesystem::path& folder,
                                            const std::string& name, const std::string& content);

}  // namespace budget
