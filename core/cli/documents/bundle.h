#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <budget/json.h>

namespace budget::cli {

struct BundleFile {
  std::string path;  ///< within the bundle, "data/t1.csv"
  std::string media_type;
  std::string bytes;
};

/// A folder that is published: files, a manifest with the SHA-256 of each, and SHA256SUMS for
/// `sha256sum -c`.
class Bundle {
 public:
  void add(BundleFile file);
  [[nodiscard]] const std::vector<BundleFile>& files() const { return files_; }

  /// Writes everything beside the folder and then renames it, so that nobody sees half of it.
  /// `about` is the manifest without its list of files.
  /// Errors: conflict when the folder is there, unavailable when it cannot be written.
  [[nodiscard]] Result<void> write(const std::filesystem::path& folder, Json about);

 private:
  std::vector<BundleFile> files_;
};

/// JSON on lines of two blanks' indent, for people.
[[nodiscard]] std::string pretty(const Json& value);

}  // namespace budget::cli
