#include "cli/documents/document_file.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "config/text_file.h"

namespace budget::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestFile = 64U << 20U;  // no plugin is handed more in one call
constexpr std::array kKinds{".txt", ".csv", ".docx", ".xlsx"};

/// Documents too, but none the importers read: named with the others, so that the report says so.
constexpr std::array kOtherKinds{".pdf", ".doc", ".xls", ".wps", ".et", ".ofd", ".rtf"};

bool is_document(const fs::path& file) {
  if (file.filename().string().starts_with("~$")) return false;  // Word's own, while it is open
  std::string kind = file.extension().string();
  for (char& c : kind)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return std::ranges::find(kKinds, kind) != kKinds.end() ||
         std::ranges::find(kOtherKinds, kind) != kOtherKinds.end();
}

}  // namespace

Result<std::string> bytes_of_document(const fs::path& file) {
  TRY(require_regular_file(file));
  std::error_code problem;
  const std::uintmax_t size = fs::file_size(file, problem);
  if (!problem && size > kLargestFile) {
    return Error{ErrorCode::too_large,
                 "expected to read a document of at most 64 MiB, but " + file.string() + " has " +
                     std::to_string(size >> 20U) + " MiB",
                 "split it: one department's documents take a few MiB"};
  }
  std::ifstream in(file, std::ios::binary);
  std::string bytes(problem ? 0 : size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (problem || static_cast<std::uintmax_t>(in.gcount()) != size) {
    return Error{ErrorCode::unavailable,
                 "expected to read " + file.string() + ", but its bytes cannot be read"};
  }
  return bytes;
}

Result<std::vector<fs::path>> documents_in(const std::vector<std::string>& named) {
  std::vector<fs::path> files;
  for (const std::string& name : named) {
    std::error_code problem;
    if (!fs::is_directory(name, problem)) {
      TRY(require_regular_file(name));
      files.emplace_back(name);
      continue;
    }
    const std::size_t before = files.size();
    for (fs::recursive_directory_iterator entry(name, problem), end; !problem && entry != end;
         entry.increment(problem)) {
      if (entry->is_regular_file(problem) && is_document(entry->path()))
        files.push_back(entry->path());
    }
    if (files.size() == before) {
      return Error{ErrorCode::not_found, "expected documents in " + name +
                                             ", but it has no .txt, .csv, .docx or .xlsx file"};
    }
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
  }
  return files;
}

}  // namespace budget::cli
