#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/ids.h>

#include "model/deadline.h"
#include "model/gate.h"
#include "model/unit_sheet.h"

namespace budget {

/// What an act does to the work in hand; `authorize` decides by this, not by the act's name.
enum class ActKind {
  hand_in,    ///< gives one's own work onward: its performer becomes an author
  judge,      ///< approves or returns somebody else's work: authors of any round are refused
  take_back,  ///< undoes one's own last act before the next one
  automatic,  ///< done by the engine when the last monitoring node has passed and nothing is waited
              ///< for any more; no person may do it
};

/// What a requirement may count. Every fact is about the instance's own projects and alerts.
enum class Fact {
  project_count,
  budget_total_wan,  ///< 万元, rounded down
  projects_without_plan,
  projects_without_indicators,
  open_alerts,
  monitoring_sheets_missing,  ///< of the nodes checked so far: opened and not handed in
  evaluations_missing,        ///< self-evaluations opened and not handed in
  moves_asked,                ///< projects that a request to adjust the budget names
};

enum class FactComparator { at_least, at_most, equal, not_equal, above, below };

struct FactComparison {
  Fact fact = Fact::project_count;
  FactComparator comparator = FactComparator::at_least;
  std::int64_t number = 0;
  friend bool operator==(const FactComparison&, const FactComparison&) = default;
};

/// Holds when any of its comparisons holds. A list of requirements holds when all do.
struct Requirement {
  std::string text;  ///< as written: "project_count >= 1 or budget_total_wan = 0"
  std::vector<FactComparison> any_of;
  /// Errors: invalid_input naming the fact or comparator that is not known.
  [[nodiscard]] static Result<Requirement> parse(std::string_view text);
  friend bool operator==(const Requirement&, const Requirement&) = default;
};

/// What becomes of a rung whose moment passed while the program stood still.
enum class CatchUp {
  once,  ///< of several in a row only the last fires
  each,  ///< every one fires
  skip,  ///< not at all when it is later than skip_after
};

/// One rung of the reminder ladder of a stage's deadline: negative before, zero on, positive after
/// the due day.
struct LadderStep {
  Span offset;
  RoleId notify;  ///< empty: whoever's turn it is
  CatchUp catch_up = CatchUp::once;
  Span skip_after{};  ///< for skip: days or working days
  friend bool operator==(const LadderStep&, const LadderStep&) = default;
};

/// What one instance of a workflow is about.
enum class Subject {
  department_budget,  ///< a department's budget of one fiscal year
  cycle,              ///< one fiscal year of a finance office: deployment, congress, reply
  budget_adjustment,  ///< a request to change a budget that was replied
  rectification,      ///< what follows an alert
  evaluation,         ///< self-evaluation of the year before
  duty,               ///< an obligation that runs beside the work it comes from
};

/// What must have come about in other instances before the work of a stage goes on.
struct Wait {
  WorkflowId children;  ///< all children of this workflow; empty: the parent
  StageId stage;  ///< have come to this stage, or to one that stands behind it in their definition;
                  ///< empty: are closed
  friend bool operator==(const Wait&, const Wait&) = default;
};

/// The sheets units fill in: monitoring sheets at every node of the stage, or self-evaluations when
/// it is entered, due when the stage is.
struct StageSheets {
  SheetKind kind = SheetKind::monitoring;
  Span within{10, SpanUnit::working_days};  ///< monitoring: behind the node's check
  friend bool operator==(const StageSheets&, const StageSheets&) = default;
};

struct Stage {
  StageId id;
  std::string title;
  RoleId role;            ///< whose turn it is; empty in automatic and final stages
  bool editable = false;  ///< projects may be entered and dropped here, by holders of the role
  bool is_final = false;
  std::vector<int>
      node_months;  ///< monitoring: months at whose ends the pace is checked, ascending
  std::optional<DeadlineRule> deadline;
  std::optional<DeadlineRule>
      redo_deadline;                ///< in later rounds, where the deadline of the first has passed
  std::vector<LadderStep> ladder;   ///< ascending by offset
  std::vector<WorkflowId> opens{};  ///< children that are opened when it is entered
  std::vector<WorkflowId> may_open{};  ///< children that people may open while it lasts
  std::vector<Wait> waits_for{};       ///< all of them
  std::optional<StageSheets> sheets{};
  friend bool operator==(const Stage&, const Stage&) = default;
};

/// How many of those who may do it must, before an act is done.
enum class SigningMode {
  all,    ///< 会签: every one of them
  share,  ///< 票签: so many in a hundred
};

struct Signing {
  SigningMode mode = SigningMode::all;
  int percent = 100;  ///< for share: 1 to 100, of those who may sign
  friend bool operator==(const Signing&, const Signing&) = default;
};

struct Transition {
  StageId from;
  ActId act;
  std::string title;
  ActKind kind = ActKind::hand_in;
  StageId to;
  RoleId role;  ///< who may do it; the stage's role when the file names none
  bool reason_required = false;
  /// The drafted plans become version 1, in force from 1 January; of a request to adjust the
  /// budget: what was granted is carried out.
  bool approves_plan = false;
  bool starts_round = false;          ///< a return that opens the next round
  std::vector<StageId> differs_from;  ///< whoever acted in these stages in this round may not do it
  std::vector<Requirement> needs;
  std::optional<Gate> gate{};        ///< rules that must have been asked
  std::optional<Signing> signing{};  ///< none: 或签, any one of them
  std::vector<StageId> choices{};    ///< other stages its performer may choose instead of `to`
  bool to_previous = false;  ///< goes to the stage it came from, if that is `to` or a choice
  friend bool operator==(const Transition&, const Transition&) = default;
};

/// A workflow as data. Stages in the order of the file; the identity is the hash of the canonical
/// form.
struct WorkflowDefinition {
  WorkflowId id;
  int version = 1;  ///< a label for people
  std::string title;
  RuleSetId rule_set;  ///< the pace rules its monitoring asks
  StageId initial;
  std::vector<Stage> stages;
  std::vector<Transition> transitions;
  ContentHash hash;  ///< set when deployed
  Subject subject = Subject::department_budget;
  friend bool operator==(const WorkflowDefinition&, const WorkflowDefinition&) = default;
};

[[nodiscard]] const Stage* find_stage(const WorkflowDefinition& definition, const StageId& id);
[[nodiscard]] const Transition* find_transition(const WorkflowDefinition& definition,
                                                const StageId& from, const ActId& act);
[[nodiscard]] const Transition* automatic_transition(const WorkflowDefinition& definition,
                                                     const StageId& from);

/// Whether its instances are about a whole office and not about one of its departments.
[[nodiscard]] bool is_of_office(const WorkflowDefinition& definition);
/// Whether a stage is `goal` or stands behind it in the order of the definition.
[[nodiscard]] bool has_reached(const WorkflowDefinition& definition, const StageId& stage,
                               const StageId& goal);

/// Every rule plugin a gate names, each once, ascending.
[[nodiscard]] std::vector<PluginName> gate_rules(const WorkflowDefinition& definition);

/// What cannot work in this definition by itself: unknown or unreachable stages, dead ends,
/// duplicate acts, a missing initial or final stage, roles missing where a person must act, amount
/// tiers with holes or overlaps, timers that never stop, units that are not those of the basis.
/// Place.field names the part ("stages[2].role"). An error keeps it from being deployed.
[[nodiscard]] std::vector<Finding> lint(const WorkflowDefinition& definition);

/// Whether it sends the work back: a judgement that has to say why.
[[nodiscard]] bool goes_back(const Transition& transition);
/// Whether the people of the stage judge others' work there.
[[nodiscard]] bool is_judging(const WorkflowDefinition& definition, const Stage& stage);

[[nodiscard]] const char* name_of(CatchUp value) noexcept;
[[nodiscard]] const char* name_of(Subject value) noexcept;
[[nodiscard]] const char* name_of(SigningMode value) noexcept;
[[nodiscard]] const char* name_of(ActKind value) noexcept;
[[nodiscard]] const char* name_of(Fact value) noexcept;
[[nodiscard]] const char* name_of(
    FactComparator value) noexcept;  ///< ">=", "<=", "=", "!=", ">", "<"
[[nodiscard]] bool holds(FactComparator comparator, std::int64_t value, std::int64_t number);

}  // namespace budget
