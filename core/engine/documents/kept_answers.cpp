#include "engine/documents/kept_answers.h"

#include <algorithm>

namespace budget {
namespace {

/// An answer about some sheet of a name; early imports kept no more than the name.
struct Kept {
  std::string answer;
  std::optional<SheetPrint> print;
};

std::vector<Kept> kept_of(const ImportAnswers& before, const ImportQuestion& kind,
                          const SheetKey& key) {
  std::vector<Kept> all;
  const std::string plain = kind.id + "[" + key.name;
  if (const auto found = before.find(plain + "]"); found != before.end())
    all.push_back({found->second, std::nullopt});
  const std::string start = plain + "·";
  for (auto each = before.lower_bound(start);
       each != before.end() && each->first.starts_with(start); ++each) {
    std::string_view rest(each->first);
    rest.remove_prefix(start.size());
    if (!rest.ends_with(']')) continue;
    rest.remove_suffix(1);
    if (auto print = SheetPrint::parse(rest)) all.push_back({each->second, std::move(print)});
  }
  return all;
}

bool holds(const std::vector<Kept>& all, const ImportQuestion& kind, const SheetKey& key) {
  if (!key.is_alone || key.name.empty() || all.empty()) return false;
  const bool agree =
      std::ranges::all_of(all, [&](const Kept& one) { return one.answer == all.front().answer; });
  if (!agree) return false;
  return !kind.is_free_for_each || std::ranges::any_of(all, [&](const Kept& one) {
    return one.print && is_edit_of(key.print, *one.print);
  });
}

}  // namespace

Recalled recall(const ImportAnswers& before, const ImportQuestion& kind, const SheetKey& key) {
  if (!kind.is_remembered) return {};
  const auto same = before.find(kind.id + "[" + key.kept() + "]");
  if (same != before.end()) return {same->second, {}};
  const std::vector<Kept> all = kept_of(before, kind, key);
  if (holds(all, kind, key)) return {all.front().answer, {}};
  Recalled recalled;
  for (const Kept& one : all)
    if (std::ranges::count(recalled.others, one.answer) == 0) recalled.others.push_back(one.answer);
  return recalled;
}

}  // namespace budget
