#include "config/rule_layers.h"

#include <algorithm>
#include <optional>

namespace budget {
namespace {

std::string years_of(const RuleSet& set) {
  return std::to_string(set.valid_from.value()) + "–" +
         (set.valid_to ? std::to_string(set.valid_to->value()) : "");
}

/// Whether `inner` holds in every year of `outer`.
bool covers(const RuleSet& inner, const RuleSet& outer) {
  if (outer.valid_from < inner.valid_from) return false;
  return !inner.valid_to || (outer.valid_to && *outer.valid_to <= *inner.valid_to);
}

/// Two versions next to each other in time.
void check_neighbours(const LoadedRuleSet& before, LoadedRuleSet& after) {
  const RuleSet& first = before.value;
  const RuleSet& second = after.value;
  const std::string other = "version " + std::to_string(first.version) + " (" + years_of(first) +
                            ") in " + before.report.file();
  if (first.version == second.version) {
    after.report.report("config.duplicate", "id",
                        "expected every version of a rule set in one file, but " +
                            before.report.file() + " has version " + std::to_string(first.version) +
                            " too",
                        second.id.text());
    return;
  }
  if (!first.valid_to || *first.valid_to >= second.valid_from) {
    after.report.report("config.overlap", "valid_from",
                        "expected no other version in " + years_of(second) + ", but " + other +
                            " is valid then; give that one a valid_to before this one begins");
  } else if (first.valid_to->value() + 1 != second.valid_from.value()) {
    after.report.report("config.gap", "valid_from",
                        "expected " + std::to_string(first.valid_to->value() + 1) +
                            ", the year after " + other + ", but there is " +
                            std::to_string(second.valid_from.value()) +
                            "; no version would be valid in between");
  }
}

class Includes {
 public:
  explicit Includes(std::vector<LoadedRuleSet>& sets) : sets_(sets) {
    for (const LoadedRuleSet& set : sets)
      own_.push_back(set.value.rules);
  }

  void resolve() {
    for (std::size_t i = 0; i < sets_.size(); ++i) {
      root_ = i;
      path_.clear();
      take_over(i);
    }
  }

 private:
  /// Adds to the root what this set includes, the nearest first.
  void take_over(std::size_t at) {
    path_.push_back(at);
    for (std::size_t n = 0; n < sets_[at].includes.size(); ++n) {
      const RuleSetId& id = sets_[at].includes[n];
      const std::string field = "includes[" + std::to_string(n) + "]";
      const std::optional<std::size_t> found = newest(id, sets_[root_].value);
      if (!found) {
        if (at == root_) complain("config.reference", field, missing(id));
      } else if (std::ranges::find(path_, *found) != path_.end()) {
        complain("config.reference", "includes",
                 "expected no circle, but through \"" + sets_[at].value.id.text() +
                     "\" the set includes \"" + id.text() + "\" again");
      } else {
        add(*found, field, at == root_);
      }
    }
    path_.pop_back();
  }

  void add(std::size_t from, const std::string& field, bool is_direct) {
    if (is_direct && !sets_[from].value.layer)
      complain("config.missing", field,
               "expected the included set to name its layer, but \"" + sets_[from].value.id.text() +
                   "\" names none");
    RuleSet& root = sets_[root_].value;
    if (!root.evaluation) root.evaluation = sets_[from].value.evaluation;
    std::vector<Rule>& rules = root.rules;
    for (const Rule& rule : own_[from]) {
      if (std::ranges::count(rules, rule.id, &Rule::id) == 0) rules.push_back(rule);
    }
    take_over(from);
  }

  /// The newest version that is valid wherever the root is.
  std::optional<std::size_t> newest(const RuleSetId& id, const RuleSet& root) const {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < sets_.size(); ++i) {
      if (sets_[i].value.id != id || !covers(sets_[i].value, root)) continue;
      if (!found || sets_[i].value.version > sets_[*found].value.version) found = i;
    }
    return found;
  }

  std::string missing(const RuleSetId& id) const {
    const auto any =
        std::ranges::find_if(sets_, [&](const LoadedRuleSet& set) { return set.value.id == id; });
    if (any == sets_.end())
      return "expected one of the rule sets, but there is no \"" + id.text() + "\"";
    return "expected a version of \"" + id.text() + "\" valid in all of " +
           years_of(sets_[root_].value) + ", but there is only " + years_of(any->value);
  }

  void complain(const char* rule, const std::string& field, const std::string& message) {
    sets_[root_].report.report(rule, field, message);
  }

  std::vector<LoadedRuleSet>& sets_;
  std::vector<std::vector<Rule>> own_;  ///< before anything was taken over
  std::size_t root_ = 0;
  std::vector<std::size_t> path_;
};

}  // namespace

void check_versions(std::vector<LoadedRuleSet>& rule_sets) {
  std::vector<LoadedRuleSet*> sorted;
  for (LoadedRuleSet& set : rule_sets) {
    if (set.report.is_parsed() && !set.value.id.empty()) sorted.push_back(&set);
  }
  std::ranges::stable_sort(sorted, [](const LoadedRuleSet* a, const LoadedRuleSet* b) {
    return std::pair(a->value.id, a->value.valid_from) <
           std::pair(b->value.id, b->value.valid_from);
  });
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i]->value.id == sorted[i - 1]->value.id)
      check_neighbours(*sorted[i - 1], *sorted[i]);
  }
}

void resolve_includes(std::vector<LoadedRuleSet>& rule_sets) {
  Includes(rule_sets).resolve();
}

}  // namespace budget
