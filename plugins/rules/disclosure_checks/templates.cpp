#include "templates.h"

#include <algorithm>

#include "text.h"

namespace budget::disclosure {
namespace {

constexpr std::string_view kBuiltIn =
#include "templates.inc"
    ;

std::string_view next(std::string_view& rest, char until) {
  const auto end = std::min(rest.find(until), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return piece;
}

}  // namespace

Templates Templates::built_in() {
  Templates templates;
  (void)templates.replace_by(kBuiltIn);
  return templates;
}

Result<void> Templates::replace_by(std::string_view file) {
  List* list = nullptr;
  for (int number = 1; !file.empty(); ++number) {
    const std::string line = folded(next(file, '\n'));
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      list = &lists_[line.substr(1, line.find(']') - 1)];
      list->clear();
      continue;
    }
    if (list == nullptr) {
      return Error{
          ErrorCode::invalid_input,
          "expected templates, but line " + std::to_string(number) + " stands before any [list]"};
    }
    std::string_view rest = line;
    std::string key(next(rest, '='));
    std::vector<std::string> names;
    while (!rest.empty())
      names.emplace_back(next(rest, '|'));
    list->emplace_back(std::move(key), std::move(names));
  }
  return {};
}

const Templates::List& Templates::list(std::string_view name) const {
  static const List none;
  const auto found = lists_.find(name);
  return found == lists_.end() ? none : found->second;
}

const std::vector<std::string>* Templates::names(std::string_view list_name,
                                                 std::string_view key) const {
  for (const auto& [code, names] : list(list_name))
    if (code == key) return &names;
  return nullptr;
}

}  // namespace budget::disclosure
