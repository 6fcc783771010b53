#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <budget/result.h>

namespace budget::cli {

/// The bytes of a document. Errors: not_found, unavailable; too_large beyond 64 MiB.
[[nodiscard]] Result<std::string> bytes_of_document(const std::filesystem::path& file);

/// The documents named: each as it is; of a folder, those of kinds importers know, by name, with
/// those of its folders. Errors: not_found.
[[nodiscard]] Result<std::vector<std::filesystem::path>> documents_in(
    const std::vector<std::string>& named);

}  // namespace budget::cli
