#include "delivery/secrets.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace budget {
namespace {

constexpr std::size_t kLongest = 64U << 10U;

Error missing(const std::string& key, const std::string& why) {
  return {ErrorCode::not_found, "expected to read the secret " + key + ", but " + why,
          "write it as \"env:NAME\" or \"file:PATH\" in the plugin's options"};
}

}  // namespace

Result<std::string> Secrets::value(const std::string& key) const {
  const auto found = references_.find(key);
  if (found == references_.end()) return missing(key, "the plugin has no such option");
  const std::string& reference = found->second;
  if (reference.starts_with("env:")) {
    const std::string name = reference.substr(4);
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return missing(key, "the variable " + name + " is not set");
    return std::string(value);
  }
  if (!reference.starts_with("file:")) return missing(key, "it is neither env: nor file:");
  const std::filesystem::path path = folder_ / reference.substr(5);
  std::ifstream file(path, std::ios::binary);
  if (!file) return missing(key, "the file " + path.string() + " cannot be read");
  std::string value(std::istreambuf_iterator<char>(file), {});
  if (value.size() > kLongest) return missing(key, "the file " + path.string() + " is too large");
  while (!value.empty() && (value.back() == '\n' || value.back() == '\r'))
    value.pop_back();
  return value;
}

}  // namespace budget
