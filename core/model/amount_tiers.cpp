#include "model/amount_tiers.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace budget {
namespace {

constexpr std::int64_t kUnbounded = std::numeric_limits<std::int64_t>::max();

/// Whole 万元, both ends included.
struct Tier {
  std::int64_t low = 0;
  std::int64_t high = kUnbounded;
  std::size_t transition = 0;
};

/// Narrows a tier by one comparison. False: what it says is no range.
bool narrow(Tier& tier, const FactComparison& comparison) {
  const std::int64_t number = comparison.number;
  switch (comparison.comparator) {
    case FactComparator::at_least:
      tier.low = std::max(tier.low, number);
      return true;
    case FactComparator::above:
      tier.low = std::max(tier.low, number == kUnbounded ? number : number + 1);
      return true;
    case FactComparator::at_most:
      tier.high = std::min(tier.high, number);
      return true;
    case FactComparator::below:
      tier.high = std::min(
          tier.high, number == std::numeric_limits<std::int64_t>::min() ? number : number - 1);
      return true;
    case FactComparator::equal:
      tier.low = std::max(tier.low, number);
      tier.high = std::min(tier.high, number);
      return true;
    case FactComparator::not_equal:
      break;
  }
  return false;
}

/// The amounts an act is for; nothing when it does not depend on them alone in that line.
std::optional<Tier> tier_of(const Transition& transition, std::size_t number) {
  Tier tier{0, kUnbounded, number};
  bool is_tier = false;
  for (const Requirement& need : transition.needs) {
    const bool is_amount =
        need.any_of.size() == 1 && need.any_of.front().fact == Fact::budget_total_wan;
    if (is_amount) is_tier = narrow(tier, need.any_of.front()) || is_tier;
  }
  return is_tier ? std::optional(tier) : std::nullopt;
}

bool leads_onward(const Transition& transition) {
  return transition.kind == ActKind::hand_in ||
         (transition.kind == ActKind::judge && !goes_back(transition));
}

std::string wan(std::int64_t amount) {
  return std::to_string(amount) + " 万元";
}

class TierLint {
 public:
  explicit TierLint(const WorkflowDefinition& definition) : definition_(definition) {}

  std::vector<Finding> run() {
    for (const Stage& stage : definition_.stages)
      check(stage);
    return std::move(findings_);
  }

 private:
  void check(const Stage& stage) {
    std::vector<Tier> tiers;
    for (std::size_t i = 0; i < definition_.transitions.size(); ++i) {
      const Transition& transition = definition_.transitions[i];
      if (transition.from != stage.id || !leads_onward(transition)) continue;
      const std::optional<Tier> tier = tier_of(transition, i);
      if (!tier) return;  // one that is for every amount: nothing to share out
      tiers.push_back(*tier);
    }
    if (tiers.size() < 2) return;
    std::ranges::stable_sort(tiers, {}, &Tier::low);
    std::int64_t next = 0;  // the least amount no act so far is for
    bool is_full = false;
    const Tier* before = nullptr;
    for (const Tier& tier : tiers) {
      if (tier.low > tier.high) {
        report(tier, FindingLevel::error, "expected an amount this act is for, but none fits",
               "correct its limits");
        continue;
      }
      if (!is_full && tier.low > next) {
        report(tier, FindingLevel::error,
               "expected an act for every amount in \"" + stage.id.text() + "\", but none is for " +
                   wan(next) + (tier.low - 1 > next ? " to " + wan(tier.low - 1) : std::string()),
               "let the limits meet: \"<= 100\" beside \"> 100\"");
      } else if (before != nullptr && (is_full || tier.low < next)) {
        report(tier, FindingLevel::warning,
               "expected one act for every amount in \"" + stage.id.text() + "\", but " +
                   wan(tier.low) + " fits \"" + act(*before) + "\" and \"" + act(tier) + "\"",
               "let the limits meet: \"<= 100\" beside \"> 100\"");
      }
      if (tier.high == kUnbounded) is_full = true;
      if (!is_full) next = std::max(next, tier.high + 1);
      before = &tier;
    }
    if (before != nullptr && !is_full) {
      report(*before, FindingLevel::error,
             "expected an act for every amount in \"" + stage.id.text() + "\", but none is for " +
                 wan(next) + " and more",
             "leave the upper limit of the last one out");
    }
  }

  std::string act(const Tier& tier) const {
    return definition_.transitions[tier.transition].act.text();
  }

  void report(const Tier& tier, FindingLevel level, const std::string& message,
              const std::string& hint) {
    Finding finding;
    finding.rule = RuleId("workflow.lint");
    finding.level = level;
    finding.place.field = "transitions[" + std::to_string(tier.transition) + "].needs";
    finding.message = message + "; " + hint;
    finding.quote = act(tier);
    findings_.push_back(std::move(finding));
  }

  const WorkflowDefinition& definition_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> lint_amount_tiers(const WorkflowDefinition& definition) {
  return TierLint(definition).run();
}

}  // namespace budget
