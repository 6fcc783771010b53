#include "config/text_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace budget {
namespace {

Error cannot_read(ErrorCode code, const std::filesystem::path& path, const std::string& why,
                  std::string hint) {
  return {code, "expected to read the file " + path.string() + ", but " + why, std::move(hint)};
}

}  // namespace

Result<void> require_regular_file(const std::filesystem::path& path) {
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (status.type() == std::filesystem::file_type::not_found) {
    return cannot_read(ErrorCode::not_found, path, "there is none",
                       "check the path; it counts from the folder of the file that names it");
  }
  if (problem)
    return cannot_read(ErrorCode::unavailable, path, problem.message(),
                       "check the folder's permissions");
  if (std::filesystem::is_directory(status)) {
    return cannot_read(ErrorCode::invalid_input, path, "it is a folder", "name a file in it");
  }
  if (!std::filesystem::is_regular_file(status)) {
    return cannot_read(ErrorCode::invalid_input, path, "it is a device, pipe or socket",
                       "name a regular file");
  }
  return {};
}

Result<std::string> read_text_file(const std::filesystem::path& path) {
  TRY(require_regular_file(path));
  errno = 0;
  std::ifstream input(path, std::ios::binary);
  if (!input) {
    return cannot_read(ErrorCode::unavailable, path, std::generic_category().message(errno),
                       "check the file's permissions");
  }
  // Counted while reading instead of asked for beforehand: a file may grow.
  std::string text;
  std::array<char, 64UL * 1024> piece{};
  while (input && text.size() <= kLargestTextFile) {
    input.read(piece.data(), piece.size());
    text.append(piece.data(), static_cast<std::size_t>(input.gcount()));
  }
  if (input.bad())
    return cannot_read(ErrorCode::unavailable, path, "reading it failed", "check the disk");
  if (text.size() > kLargestTextFile) {
    return cannot_read(
        ErrorCode::too_large, path,
        "it is larger than " + std::to_string(kLargestTextFile / 1024 / 1024) + " MiB",
        "check that it is the right file, or split it");
  }
  return text;
}

Result<std::vector<std::filesystem::path>> list_toml_files(const std::filesystem::path& folder) {
  std::error_code problem;
  std::vector<std::filesystem::path> files;
  std::filesystem::directory_iterator entry(folder, problem);
  for (; !problem && entry != std::filesystem::directory_iterator(); entry.increment(problem)) {
    const bool is_hidden = entry->path().filename().string().starts_with('.');
    if (!is_hidden && entry->path().extension() == ".toml") files.push_back(entry->path());
  }
  if (problem) {
    ErrorCode code = ErrorCode::unavailable;
    if (problem == std::errc::no_such_file_or_directory) code = ErrorCode::not_found;
    if (problem == std::errc::not_a_directory) code = ErrorCode::invalid_input;
    return Error{code,
                 "expected to read the folder " + folder.string() + ", but: " + problem.message(),
                 "make it, or correct its path"};
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace budget
