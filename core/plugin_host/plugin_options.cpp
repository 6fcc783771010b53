#include "plugin_host/plugin_options.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include <budget/result.h>
#include <budget/text.h>

namespace budget {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestText = 16UL * 1024 * 1024;
constexpr std::size_t kLargestSecret = 64UL * 1024;
constexpr std::size_t kMostFiles = 1'000;
constexpr int kDeepestFolder = 8;

Error wrong_option(std::string message) {
  return {ErrorCode::invalid_input, std::move(message)};
}

Result<std::string> text_of(const fs::path& file, std::size_t most) {
  std::error_code unknown;
  if (!fs::is_regular_file(file, unknown))
    return wrong_option("expected the file " + file.string() + ", but there is none");
  std::ifstream input(file, std::ios::binary);
  if (!input) return wrong_option("expected to read the file " + file.string() + ", but may not");
  std::string text;
  std::string piece(64UL * 1024, '\0');
  while (input && text.size() <= most) {
    input.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    text.append(piece, 0, static_cast<std::size_t>(input.gcount()));
  }
  if (text.size() > most) {
    return wrong_option("expected a file of at most " + std::to_string(most) + " bytes, but " +
                        file.string() + " is larger");
  }
  if (!is_utf8(text)) return wrong_option("expected UTF-8, but " + file.string() + " is not");
  return text;
}

Result<std::vector<fs::path>> files_in(const fs::path& folder) {
  std::error_code problem;
  std::vector<fs::path> files;
  fs::recursive_directory_iterator entry(folder, problem);
  for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
    const bool is_hidden = entry->path().filename().string().starts_with('.');
    if (entry->is_directory() && (is_hidden || entry.depth() >= kDeepestFolder))
      entry.disable_recursion_pending();
    if (is_hidden || !entry->is_regular_file()) continue;
    files.push_back(entry->path());
    if (files.size() > kMostFiles) {
      return wrong_option("expected a folder of at most " + std::to_string(kMostFiles) +
                          " files, but " + folder.string() + " has more");
    }
  }
  if (problem)
    return wrong_option("expected to read the folder " + folder.string() +
                        ", but: " + problem.message());
  return files;
}

Result<Json> folder_text(const fs::path& folder) {
  std::map<std::string, std::string> texts;
  std::size_t left = kLargestText;
  for (const fs::path& file : TRY(files_in(folder))) {
    std::string text = TRY(text_of(file, left));
    left -= text.size();
    texts[file.lexically_relative(folder).generic_string()] = std::move(text);
  }
  Json::Object members(texts.begin(), texts.end());
  return Json(std::move(members));
}

Result<std::string> read_secret(const std::string& written, const fs::path& folder,
                                Secrets secrets) {
  const bool is_variable = written.starts_with("env:") && written.size() > 4;
  const bool is_file = written.starts_with("file:") && written.size() > 5;
  if (!is_variable && !is_file) {
    return wrong_option(
        "expected \"env:NAME\" or \"file:PATH\" for a secret, but it is neither; a secret "
        "itself does not belong in this file");
  }
  if (secrets == Secrets::only_checked) return std::string();
  if (is_file) {
    std::string text = TRY(text_of(folder / written.substr(5), kLargestSecret));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
      text.pop_back();
    if (text.empty()) return wrong_option("expected a secret in " + written + ", but it is empty");
    return text;
  }
  const char* value = std::getenv(written.substr(4).c_str());
  if (value != nullptr && *value != '\0') return std::string(value);
  return wrong_option("expected a secret in the environment variable " + written.substr(4) +
                      ", but it is not set");
}

/// Replaces what the host keeps or reads by what the plugin sees; a mistake leaves null.
class Resolver {
 public:
  Resolver(const fs::path& folder, Secrets secrets, ResolvedOptions& made)
      : folder_(folder), secrets_(secrets), made_(made) {}

  Json resolved(const Option& option, const Json& written) {
    const bool is_path = option.type == OptionType::file || option.type == OptionType::folder;
    if ((!is_path && option.type != OptionType::secret) || !written.is_text()) return written;
    if (option.type == OptionType::secret) {
      if (written.text().empty()) return written;
      Result<std::string> secret = read_secret(written.text(), folder_, secrets_);
      if (!secret) return mistaken(option, secret.error());
      made_.secrets[option.key] = std::move(*secret);
      return Json("${secret:" + option.key + "}");
    }
    const fs::path path = (folder_ / written.text()).lexically_normal();
    if (option.type == OptionType::folder) {
      Result<Json> texts = folder_text(path);
      return texts ? std::move(*texts) : mistaken(option, texts.error());
    }
    Result<std::string> text = text_of(path, kLargestText);
    return text ? Json(std::move(*text)) : mistaken(option, text.error());
  }

  [[nodiscard]] bool is_mistaken(const std::string& key) const {
    return std::ranges::any_of(made_.findings,
                               [&](const Finding& f) { return f.place.field == key; });
  }

 private:
  Json mistaken(const Option& option, const Error& error) {
    Finding finding;
    finding.rule = RuleId("options.value");
    finding.place.field = option.key;
    finding.message = error.message;
    made_.findings.push_back(std::move(finding));
    return {};
  }

  const fs::path& folder_;
  Secrets secrets_;
  ResolvedOptions& made_;
};

}  // namespace

ResolvedOptions resolve_options(const std::vector<Option>& schema, const Json& given,
                                const fs::path& folder, Secrets secrets) {
  ResolvedOptions made;
  Resolver resolver(folder, secrets, made);
  Json seen = Json::object();
  for (const auto& [key, written] : given.members()) {
    const auto option = std::ranges::find(schema, key, &Option::key);
    seen.set(key, option == schema.end() ? written : resolver.resolved(*option, written));
  }
  std::vector<Finding> findings;
  made.config = checked_options(schema, seen, findings).to_text();
  for (Finding& finding : findings)  // what has been told of already is told once
    if (!resolver.is_mistaken(finding.place.field)) made.findings.push_back(std::move(finding));
  for (Finding& finding : made.findings)
    finding.place.field.insert(0, "options.");
  return made;
}

}  // namespace budget
