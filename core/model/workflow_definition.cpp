#include "model/workflow_definition.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <span>

namespace budget {
namespace {

constexpr std::array kFacts = {Fact::project_count,         Fact::budget_total_wan,
                               Fact::projects_without_plan, Fact::projects_without_indicators,
                               Fact::open_alerts,           Fact::monitoring_sheets_missing,
                               Fact::evaluations_missing,   Fact::moves_asked};
constexpr std::array kComparators = {FactComparator::at_least,  FactComparator::at_most,
                                     FactComparator::not_equal, FactComparator::equal,
                                     FactComparator::above,     FactComparator::below};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const auto begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return words;
    text.remove_prefix(begin);
    const auto end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

Error bad_requirement(std::string_view text, const std::string& why) {
  return {ErrorCode::invalid_input,
          "expected a requirement, but \"" + std::string(text) + "\" " + why,
          "write e.g. \"project_count >= 1\", alternatives joined by or; facts: project_count, "
          "budget_total_wan, "
          "projects_without_plan, projects_without_indicators, open_alerts, "
          "monitoring_sheets_missing, evaluations_missing, moves_asked"};
}

Result<FactComparison> parse_comparison(std::string_view whole,
                                        std::span<const std::string_view> words) {
  if (words.size() != 3) return bad_requirement(whole, "is not: fact comparator number");
  const auto fact = std::ranges::find_if(kFacts, [&](Fact f) { return words[0] == name_of(f); });
  if (fact == kFacts.end())
    return bad_requirement(whole, "names the unknown fact " + std::string(words[0]));
  const auto comparator =
      std::ranges::find_if(kComparators, [&](FactComparator c) { return words[1] == name_of(c); });
  if (comparator == kComparators.end()) {
    return bad_requirement(whole, "uses the unknown comparator " + std::string(words[1]));
  }
  std::int64_t number = 0;
  const auto [end, problem] =
      std::from_chars(words[2].data(), words[2].data() + words[2].size(), number);
  if (problem != std::errc() || end != words[2].data() + words[2].size()) {
    return bad_requirement(whole, "does not end in a whole number");
  }
  return FactComparison{*fact, *comparator, number};
}

}  // namespace

Result<Requirement> Requirement::parse(std::string_view text) {
  Requirement requirement;
  requirement.text = std::string(text);
  const std::vector<std::string_view> words = words_of(text);
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= words.size(); ++i) {
    if (i < words.size() && words[i] != "or") continue;
    requirement.any_of.push_back(
        TRY(parse_comparison(text, std::span(words).subspan(begin, i - begin))));
    begin = i + 1;
  }
  return requirement;
}

const Stage* find_stage(const WorkflowDefinition& definition, const StageId& id) {
  const auto found = std::ranges::find(definition.stages, id, &Stage::id);
  return found == definition.stages.end() ? nullptr : &*found;
}

const Transition* find_transition(const WorkflowDefinition& definition, const StageId& from,
                                  const ActId& act) {
  const auto found = std::ranges::find_if(
      definition.transitions, [&](const Transition& t) { return t.from == from && t.act == act; });
  return found == definition.transitions.end() ? nullptr : &*found;
}

const Transition* automatic_transition(const WorkflowDefinition& definition, const StageId& from) {
  const auto found = std::ranges::find_if(definition.transitions, [&](const Transition& t) {
    return t.from == from && t.kind == ActKind::automatic;
  });
  return found == definition.transitions.end() ? nullptr : &*found;
}

std::vector<PluginName> gate_rules(const WorkflowDefinition& definition) {
  std::set<PluginName> rules;
  for (const Transition& transition : definition.transitions) {
    if (transition.gate) rules.insert(transition.gate->rules.begin(), transition.gate->rules.end());
  }
  return {rules.begin(), rules.end()};
}

bool goes_back(const Transition& transition) {
  return transition.kind == ActKind::judge && transition.reason_required;
}

bool is_judging(const WorkflowDefinition& definition, const Stage& stage) {
  return std::ranges::any_of(definition.transitions, [&](const Transition& transition) {
    return transition.from == stage.id && transition.kind == ActKind::judge;
  });
}

const char* name_of(CatchUp value) noexcept {
  switch (value) {
    case CatchUp::once:
      return "once";
    case CatchUp::each:
      return "each";
    case CatchUp::skip:
      return "skip";
  }
  return "";
}

const char* name_of(Subject value) noexcept {
  switch (value) {
    case Subject::department_budget:
      return "department_budget";
    case Subject::cycle:
      return "cycle";
    case Subject::budget_adjustment:
      return "budget_adjustment";
    case Subject::rectification:
      return "rectification";
    case Subject::evaluation:
      return "evaluation";
    case Subject::duty:
      return "duty";
  }
  return "";
}

bool is_of_office(const WorkflowDefinition& definition) {
  return definition.subject == Subject::cycle;
}

bool has_reached(const WorkflowDefinition& definition, const StageId& stage, const StageId& goal) {
  const auto place = [&](const StageId& id) {
    return std::ranges::find(definition.stages, id, &Stage::id) - definition.stages.begin();
  };
  return place(stage) >= place(goal);
}

const char* name_of(SigningMode value) noexcept {
  return value == SigningMode::all ? "all" : "share";
}

const char* name_of(ActKind value) noexcept {
  switch (value) {
    case ActKind::hand_in:
      return "hand_in";
    case ActKind::judge:
      return "judge";
    case ActKind::take_back:
      return "take_back";
    case ActKind::automatic:
      return "automatic";
  }
  return "";
}

const char* name_of(Fact value) noexcept {
  switch (value) {
    case Fact::project_count:
      return "project_count";
    case Fact::budget_total_wan:
      return "budget_total_wan";
    case Fact::projects_without_plan:
      return "projects_without_plan";
    case Fact::projects_without_indicators:
      return "projects_without_indicators";
    case Fact::open_alerts:
      return "open_alerts";
    case Fact::monitoring_sheets_missing:
      return "monitoring_sheets_missing";
    case Fact::evaluations_missing:
      return "evaluations_missing";
    case Fact::moves_asked:
      return "moves_asked";
  }
  return "";
}

const char* name_of(FactComparator value) noexcept {
  switch (value) {
    case FactComparator::at_least:
      return ">=";
    case FactComparator::at_most:
      return "<=";
    case FactComparator::equal:
      return "=";
    case FactComparator::not_equal:
      return "!=";
    case FactComparator::above:
      return ">";
    case FactComparator::below:
      return "<";
  }
  return "";
}

bool holds(FactComparator comparator, std::int64_t value, std::int64_t number) {
  switch (comparator) {
    case FactComparator::at_least:
      return value >= number;
    case FactComparator::at_most:
      return value <= number;
    case FactComparator::equal:
      return value == number;
    case FactComparator::not_equal:
      return value != number;
    case FactComparator::above:
      return value > number;
    case FactComparator::below:
      return value < number;
  }
  return false;
}

}  // namespace budget
