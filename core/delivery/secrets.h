#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <budget/result.h>

namespace budget {

/// What the handles of one plugin, "${secret:KEY}", stand for. Read anew each time, so that a
/// changed secret works without a restart; never logged.
class Secrets {
 public:
  /// By option key: "env:NAME" or "file:PATH"; relative paths count from `folder`.
  explicit Secrets(std::map<std::string, std::string> references = {},
                   std::filesystem::path folder = {})
      : references_(std::move(references)), folder_(std::move(folder)) {}

  /// Without the line's end. Errors: not_found, with the key but never with the secret.
  [[nodiscard]] Result<std::string> value(const std::string& key) const;

 private:
  std::map<std::string, std::string> references_;
  std::filesystem::path folder_;
};

}  // namespace budget
