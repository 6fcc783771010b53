#include "cli/usual_config.h"

#include <algorithm>
#include <fstream>
#include <system_error>

#include "cli/options/global.h"

namespace budget::cli {
namespace {

namespace fs = std::filesystem;

bool can_be_read(const fs::path& file) {
  std::error_code problem;
  return fs::is_regular_file(file, problem) && std::ifstream(file).good();
}

}  // namespace

std::vector<fs::path> other_configs(const fs::path& bin) {
  const fs::path above = bin.parent_path();
  std::vector<fs::path> places{"/etc/budgetd/budgetd.toml",
                               above / "share/budgetd/config/budgetd.toml"};
  std::error_code problem;
  const bool is_build_tree = fs::exists(above / "CMakeCache.txt", problem);
  if (is_build_tree) places.push_back(above.parent_path().parent_path() / kUsualConfig);
  return places;
}

std::string config_among(const std::string& given, const std::vector<fs::path>& others) {
  std::error_code problem;
  if (given != kUsualConfig || fs::exists(given, problem)) return given;
  const auto found = std::ranges::find_if(others, can_be_read);
  return found == others.end() ? given : found->string();
}

std::string config_to_use(const Terminal& terminal, const std::string& given) {
  std::error_code problem;
  const fs::path bin = fs::read_symlink("/proc/self/exe", problem).parent_path();
  const std::string found = config_among(given, other_configs(bin));
  if (found != given) remark(terminal, "这里没有 " + given + "，配置用 " + found);
  return found;
}

}  // namespace budget::cli
