#include <algorithm>
#include <map>

#include "engine/decide/decision.h"
#include "engine/pace/alert_life.h"
#include "engine/pace/pace.h"

namespace budget {
namespace {

/// The alerts a project has had: found once, then asked for each rule.
class KnownAlerts {
 public:
  KnownAlerts(const State& state, const ProjectKey& project)
      : state_(state),
        project_(project),
        first_(state.alert_by_key.lower_bound({project, RuleId(), 0})) {}

  /// Null when there was none.
  [[nodiscard]] const Alert* find(const RuleId& rule, int month) const {
    for (auto at = first_; at != state_.alert_by_key.end() && at->first.project == project_; ++at) {
      if (at->first.month == month && at->first.rule == rule) return &state_.alerts.at(at->second);
    }
    return nullptr;
  }

 private:
  const State& state_;
  ProjectKey project_;
  std::map<AlertKey, AlertId>::const_iterator first_;
};

/// What a rule says of a project at a node.
struct Verdict {
  const Rule* rule = nullptr;
  std::optional<AlertInputs> inputs;
  std::optional<AlertLevel> level;
  bool is_exempted = false;
  bool is_overruled = false;
};

/// Which of two verdicts on one topic counts: true when `a` does rather than `b`.
bool counts_before(const Verdict& a, const Verdict& b, ConflictOrder order) {
  const auto layer = [](const Verdict& verdict) {
    return verdict.rule->layer.value_or(Layer::department);
  };
  if (order == ConflictOrder::stricter && a.level != b.level) return a.level > b.level;
  return order == ConflictOrder::nearer ? layer(a) > layer(b) : layer(a) < layer(b);
}

/// Of the rules on one topic one counts.
void overrule(std::vector<Verdict>& verdicts, ConflictOrder order) {
  for (Verdict& verdict : verdicts) {
    if (verdict.rule->topic.empty() || !verdict.inputs || verdict.is_exempted) continue;
    verdict.is_overruled = std::ranges::any_of(verdicts, [&](const Verdict& other) {
      return &other != &verdict && other.rule->topic == verdict.rule->topic && other.inputs &&
             !other.is_exempted && counts_before(other, verdict, order);
    });
  }
}

/// Holds one project against one rule at one node and records what changed: raised, updated, closed
/// or reopened.
class Assessment {
 public:
  Assessment(Decision& decision, const ProjectState& project, const Instance& instance, int month,
             AlertCause cause)
      : decision_(decision),
        project_(project),
        instance_(instance),
        month_(month),
        cause_(cause),
        known_(decision.state(), {instance.year, project.code}) {}

  void run(const Verdict& verdict) {
    const Alert* known = known_.find(verdict.rule->id, month_);
    if (verdict.is_exempted) return settle(known, verdict, AlertCause::exempted);
    if (verdict.is_overruled) return settle(known, verdict, AlertCause::overruled);
    if (!verdict.inputs) {
      // No longer to be assessed, e.g. the budget was taken away: nothing lags any more.
      if (known != nullptr && known->state == AlertState::open) {
        close(known->id, known->inputs, cause_, *verdict.rule);
      }
      return;
    }
    const AlertInputs& inputs = *verdict.inputs;
    const bool cured = !verdict.level || has_caught_up(*verdict.rule, inputs, month_);
    if (known == nullptr) {
      // A node checked late tells both: that it lagged, and that it has been made up since.
      if (!verdict.level || (cured && cause_ != AlertCause::node_check)) return;
      const AlertId id = raise(verdict);
      if (cured) close(id, inputs, closing_cause(verdict), *verdict.rule);
    } else if (known->state == AlertState::open && cured) {
      close(known->id, inputs, closing_cause(verdict), *verdict.rule);
    } else if (known->state == AlertState::closed && !cured) {
      // What finance has accepted opens again only when it gets worse.
      if (known->cause == AlertCause::accepted && *verdict.level <= known->level) return;
      decision_.record(AlertReopened{known->id, *verdict.level, inputs, cause_, sentence(verdict)});
    } else if (known->state == AlertState::open &&
               (known->level != *verdict.level || !same(known->inputs, inputs))) {
      decision_.record(AlertUpdated{known->id, *verdict.level, inputs, cause_, sentence(verdict)});
    }
  }

 private:
  /// What is paid later does not change an alert; everything it is computed from does.
  static bool same(const AlertInputs& a, const AlertInputs& b) {
    return a.paid == b.paid && a.budget == b.budget && a.planned == b.planned &&
           a.policy == b.policy && a.period_paid == b.period_paid && a.achieved == b.achieved;
  }

  AlertSubject subject() const { return {project_.code, project_.name, instance_.year, month_}; }
  std::string sentence(const Verdict& verdict) const {
    return alert_sentence(subject(), *verdict.rule, *verdict.level, *verdict.inputs,
                          decision_.today());
  }

  AlertCause closing_cause(const Verdict& verdict) const {
    if (verdict.level) return AlertCause::caught_up;
    const bool is_at_node = moment_of(verdict.rule->measure) == Moment::month_end;
    const bool by_payment = cause_ == AlertCause::node_check || cause_ == AlertCause::reversal;
    return is_at_node && by_payment ? AlertCause::late_record : cause_;
  }

  AlertId raise(const Verdict& verdict) {
    const AlertId id = decision_.new_alert();
    const RuleSet& rule_set = decision_.state().rule_sets.at(instance_.rule_set);
    decision_.record(
        AlertRaised{{id, instance_.id, project_.code, verdict.rule->id, rule_set.hash,
                     rule_set.version, month_, *verdict.level, *verdict.inputs, AlertState::open,
                     cause_, decision_.now(), decision_.now(), sentence(verdict)}});
    return id;
  }

  void close(AlertId id, const AlertInputs& inputs, AlertCause why, const Rule&) {
    decision_.record(
        AlertClosed{id, inputs, why, closing_sentence(subject(), why, inputs, decision_.today())});
  }

  void settle(const Alert* known, const Verdict& verdict, AlertCause why) {
    if (known == nullptr || known->state == AlertState::closed) return;
    close(known->id, verdict.inputs.value_or(known->inputs), why, *verdict.rule);
  }

  Decision& decision_;
  const ProjectState& project_;
  const Instance& instance_;
  int month_;
  AlertCause cause_;
  KnownAlerts known_;
};

bool is_exempted(const Decision& decision, const ProjectState& project, const Instance& instance,
                 const Rule& rule) {
  const Date today = decision.today();
  if (exemption_in(rule, project.code, instance.department, today) != nullptr) return true;
  if (decision.state().exemptions.empty()) return false;
  const ExemptionKey key{{instance.year, project.code}, rule.id};
  return !decision.is_lifted(key) && exemption_on(decision.state(), key, today) != nullptr;
}

Verdict verdict_of(const Decision& decision, const ProjectState& project, const Instance& instance,
                   const Rule& rule, int month) {
  Verdict verdict{&rule, {}, {}, is_exempted(decision, project, instance, rule), false};
  const auto found = inputs_for(rule, project, instance.year, month, decision.today());
  if (const auto* inputs = std::get_if<AlertInputs>(&found)) {
    verdict.inputs = *inputs;
    verdict.level = level_of(rule, *inputs, month);
  }
  return verdict;
}

}  // namespace

bool is_asked(const Rule& rule, Moment moment, int month) {
  if (moment_of(rule.measure) != moment) return false;
  if (moment == Moment::draft) return curve_at(rule, month).has_value();
  return moment == Moment::payment || std::ranges::count(rule.months, month) > 0;
}

NodeResult assess(Decision& decision, const ProjectState& project, const Instance& instance,
                  Moment moment, int month, AlertCause cause) {
  const RuleSet& rule_set = decision.state().rule_sets.at(instance.rule_set);
  std::vector<Verdict> verdicts;
  verdicts.reserve(rule_set.rules.size() + 1);
  for (const Rule& rule : rule_set.rules) {
    if (is_asked(rule, moment, month) && is_in_scope(rule, project, instance.department))
      verdicts.push_back(verdict_of(decision, project, instance, rule, month));
  }
  const bool has_own = std::ranges::any_of(
      rule_set.rules, [](const Rule& rule) { return rule.measure == Measure::over_spending; });
  if (moment == Moment::payment && !has_own)
    verdicts.push_back(verdict_of(decision, project, instance, over_spending_rule(), month));
  if (rule_set.conflict) overrule(verdicts, *rule_set.conflict);

  NodeResult result;
  Assessment assessment(decision, project, instance, month, cause);
  for (const Verdict& verdict : verdicts) {
    assessment.run(verdict);
    if (!verdict.inputs || verdict.is_exempted) continue;
    result.is_assessed = true;
    if (!verdict.level || verdict.is_overruled) continue;
    result.level = std::max(result.level, verdict.level);
    result.stake = std::max(result.stake, stake_of(*verdict.inputs));
  }
  return result;
}

void assess_again(Decision& decision, const ProjectState& project, const Instance& instance,
                  AlertCause cause) {
  static_cast<void>(assess(decision, project, instance, Moment::payment, 0, cause));
  for (const int month : instance.nodes_checked)
    static_cast<void>(assess(decision, project, instance, Moment::month_end, month, cause));
}

void assess_draft(Decision& decision, const ProjectState& project, const Instance& instance,
                  AlertCause cause) {
  for (int month = 1; month <= 12; ++month)
    static_cast<void>(assess(decision, project, instance, Moment::draft, month, cause));
}

}  // namespace budget
