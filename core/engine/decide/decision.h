#pragma once

#include <string>
#include <vector>

#include "engine/decide/decide.h"
#include "engine/rights.h"

namespace budget {

/// Bytes of a reason, an explanation or a note that somebody gives with an act.
constexpr std::size_t kLongestWords = 4000;
/// Findings told in one answer.
constexpr std::size_t kMostFindings = 20;

/// The events one command is gathering, with the numbers given out so far. Shared by the
/// decide_*.cpp files only.
class Decision {
 public:
  Decision(const State& state, const Command& command, const Context& context, Right right = {})
      : state_(state),
        command_(command),
        context_(context),
        right_(std::move(right)),
        last_notice_(state.last_notice),
        last_alert_(state.last_alert),
        last_letter_(state.last_letter),
        last_instance_(state.last_instance),
        last_check_(state.last_check),
        last_substitution_(state.last_substitution) {}

  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const Command& command() const { return command_; }
  [[nodiscard]] const Context& context() const { return context_; }
  /// In whose name it is done.
  [[nodiscard]] const Right& right() const { return right_; }
  [[nodiscard]] Instant now() const { return context_.now; }
  [[nodiscard]] Date today() const { return context_.now.date(); }

  [[nodiscard]] const std::vector<Event>& events() const { return events_; }
  void record(Event event) {
    if (events_.empty()) events_.reserve(8);
    events_.push_back(std::move(event));
  }
  void notify(InstanceId instance, NoticeTopic topic, std::vector<PersonId> recipients,
              std::string text);
  [[nodiscard]] AlertId new_alert() { return last_alert_ = AlertId(last_alert_.value() + 1); }
  [[nodiscard]] LetterId new_letter() { return last_letter_ = LetterId(last_letter_.value() + 1); }
  [[nodiscard]] InstanceId new_instance() {
    return last_instance_ = InstanceId(last_instance_.value() + 1);
  }
  [[nodiscard]] SubstitutionId new_substitution() {
    return last_substitution_ = SubstitutionId(last_substitution_.value() + 1);
  }
  [[nodiscard]] CheckId new_check() { return last_check_ = CheckId(last_check_.value() + 1); }
  /// An exemption this command has just taken back.
  void lift(const ExemptionKey& key) { lifted_ = key; }
  [[nodiscard]] bool is_lifted(const ExemptionKey& key) const { return lifted_ == key; }
  /// The command is not done before this check is reported.
  void wait_for(CheckId check) { waits_for_ = check; }
  [[nodiscard]] Decided take() { return {std::move(events_), waits_for_}; }

 private:
  const State& state_;
  const Command& command_;
  const Context& context_;
  Right right_;
  NoticeId last_notice_;
  AlertId last_alert_;
  LetterId last_letter_;
  InstanceId last_instance_;
  CheckId last_check_;
  SubstitutionId last_substitution_;
  std::vector<Event> events_;
  std::optional<CheckId> waits_for_;
  std::optional<ExemptionKey> lifted_;
};

// Each fills the decision for one action, already authorized.
Result<void> decide_on(Decision& decision, const DeployWorkflow& action);
Result<void> decide_on(Decision& decision, const DeployRuleSet& action);
Result<void> decide_on(Decision& decision, const PublishCalendar& action);
Result<void> decide_on(Decision& decision, const DeployOrganisation& action);
Result<void> decide_on(Decision& decision, const OpenCycle& action);
Result<void> decide_on(Decision& decision, const EnterProjects& action);
Result<void> decide_on(Decision& decision, const DropProject& action);
Result<void> decide_on(Decision& decision, const ImportDocuments& action);
Result<void> decide_on(Decision& decision, const PerformAct& action);
Result<void> decide_on(Decision& decision, const RecordPayments& action);
Result<void> decide_on(Decision& decision, const FireTimer& action);
Result<void> decide_on(Decision& decision, const ReportDelivered& action);
Result<void> decide_on(Decision& decision, const ReportUndelivered& action);
Result<void> decide_on(Decision& decision, const ReportChannelGone& action);
Result<void> decide_on(Decision& decision, const DeployChannels& action);
Result<void> decide_on(Decision& decision, const FormLetters& action);
Result<void> decide_on(Decision& decision, const RetryDeadLetter& action);
Result<void> decide_on(Decision& decision, const DiscardDeadLetter& action);
Result<void> decide_on(Decision& decision, const EnableChannel& action);
Result<void> decide_on(Decision& decision, const TestChannel& action);
Result<void> decide_on(Decision& decision, const CheckInstance& action);
Result<void> decide_on(Decision& decision, const RepinRules& action);
Result<void> decide_on(Decision& decision, const ReportCheck& action);

Result<void> decide_on(Decision& decision, const HandleAlert& action);
Result<void> decide_on(Decision& decision, const ExemptFromRule& action);
Result<void> decide_on(Decision& decision, const LiftExemption& action);
Result<void> decide_on(Decision& decision, const MoveBudget& action);
Result<void> decide_on(Decision& decision, const AskMovement& action);
/// Does to the budget what was granted in a request to adjust it. Errors: conflict where nothing
/// was asked for or the budget has changed since.
Result<void> carry_out_movement(Decision& decision, const InstanceState& request,
                                const Transition& transition, const std::string& reason);
Result<void> decide_on(Decision& decision, const TellGoalProgress& action);
Result<void> decide_on(Decision& decision, const FireAlertDeadline& action);

Result<void> decide_on(Decision& decision, const FillSheets& action);
Result<void> decide_on(Decision& decision, const ActOnSheets& action);
Result<void> decide_on(Decision& decision, const CheckEvaluation& action);
Result<void> decide_on(Decision& decision, const FireSheetDeadline& action);

Result<void> decide_on(Decision& decision, const ReportPlugin& action);
Result<void> decide_on(Decision& decision, const ActOnPlugin& action);

/// Records projects as entered, or refuses all of them with everything that is wrong with any.
Result<void> enter_projects(Decision& decision, InstanceId instance,
                            const std::vector<Project>& projects);
/// Errors: not_found; conflict where money is recorded for it.
Result<void> drop_project(Decision& decision, InstanceId instance, const ProjectCode& code);
Result<void> decide_on(Decision& decision, const ArrangeWork& action);
Result<void> decide_on(Decision& decision, const AppointSubstitute& action);
Result<void> decide_on(Decision& decision, const EndSubstitution& action);
Result<void> decide_on(Decision& decision, const NameOccasion& action);
Result<void> decide_on(Decision& decision, const CheckStaffing& action);
Result<void> decide_on(Decision& decision, const ProposeMigration& action);
Result<void> decide_on(Decision& decision, const ConfirmMigration& action);
Result<void> decide_on(Decision& decision, const DropMigration& action);
Result<void> decide_on(Decision& decision, const ContinueMigration& action);
Result<void> decide_on(Decision& decision, const OpenChild& action);
Result<void> decide_on(Decision& decision, const GoOn& action);

/// Opens an instance of a workflow and enters its first stage.
void open_instance(Decision& decision, const WorkflowDefinition& definition,
                   const RuleSet& rule_set, const DepartmentId& department, FiscalYear year,
                   std::optional<Origin> origin);
/// The deployed definition of a workflow and the rule set its monitoring asks in a year. Errors:
/// not_found, conflict.
struct Openable {
  const WorkflowDefinition* definition = nullptr;
  const RuleSet* rule_set = nullptr;
};
[[nodiscard]] Result<Openable> openable(const State& state, const WorkflowId& workflow,
                                        FiscalYear year);
/// What is open in a budget that is being closed goes over to the next year's.
void carry_over(Decision& decision, const Instance& instance);
/// Tells those who draft a year's budget what the year before left open.
void tell_carried(Decision& decision, const Instance& instance, const CarriedOver& left);
/// Tells the people of a stage that it is theirs now.
void announce_turn(Decision& decision, const Instance& instance, const Stage& stage,
                   const std::string& because);

/// What deadlines are counted with from now on, and in which instances; empty: in all.
struct DeadlineChange {
  const Calendar& calendar;
  const std::map<OccasionKey, Date>& occasions;
  RegionCode region{};
  std::optional<FiscalYear> year{};
  std::string because;         ///< "工作日历更新"
  ContentHash only_edition{};  ///< of instances counted with this one; empty: all
};
/// Records what that changes in the deadlines of open instances, and tells those whose day moves.
void recompute_deadlines(Decision& decision, const DeadlineChange& change);

/// Nothing but blanks.
[[nodiscard]] bool is_blank(const std::string& text);
/// Errors: invalid_input when it is too long, or blank where it must not be.
enum class ReasonNeeded { no, yes };
[[nodiscard]] Result<void> check_reason(const std::string& reason, ReasonNeeded needed,
                                        const std::string& what_for);

/// Puts an instance (as it will be) into a stage: timers, the notice to whoever's turn it is, and
/// on through stages that wait for nothing. `because` ends the notice, e.g. a reason for a return.
void enter_stage(Decision& decision, const Instance& instance, const StageId& stage,
                 NoticeTopic topic, const std::string& because);

/// Asks a transition's gate. Empty: the report it needs is not there; the decision waits for it.
/// Errors: blocked.
[[nodiscard]] Result<std::optional<GatePassage>> ask_gate(Decision& decision,
                                                          const InstanceState& instance,
                                                          const Transition& transition);

/// The rule plugins a definition names as the daemon has them now; one it does not have keeps the
/// pin it had.
[[nodiscard]] std::vector<PluginPin> pins_for(const WorkflowDefinition& definition,
                                              const std::vector<PluginInfo>& plugins,
                                              const std::vector<PluginPin>& before);

/// The department's side of a year's money and sheets, and finance's.
[[nodiscard]] std::vector<PersonId> department_side(const State& state, const Instance& instance);
[[nodiscard]] std::vector<PersonId> finance_side(const State& state, const Instance& instance);

/// Opens the sheets a stage wants, at a node of it (kEvaluation: because it was entered), and says
/// what to tell those who fill them in. Empty: it wants none.
[[nodiscard]] std::string open_sheets(Decision& decision, const Instance& instance,
                                      const Stage& stage, int month);

/// Leaves a monitoring stage whose last node is behind it, if the definition says so.
void conclude_monitoring(Decision& decision, const Instance& instance);

/// Whether a rule is asked at a moment; for a month's end or a drafted plan, at that month.
[[nodiscard]] bool is_asked(const Rule& rule, Moment moment, int month);

/// What the rules of one moment said of a project.
struct NodeResult {
  bool is_assessed = false;         ///< by one rule at least
  std::optional<AlertLevel> level;  ///< the worst
  Money stake;                      ///< the largest of the alerts' sums
};

/// Holds a project (as it will be) against the rules of one moment and records what changed: alerts
/// raised, updated, closed or reopened. Month 0: the whole year.
NodeResult assess(Decision& decision, const ProjectState& project, const Instance& instance,
                  Moment moment, int month, AlertCause cause);
/// All that was asked before: the year as a whole, and every node that was checked.
void assess_again(Decision& decision, const ProjectState& project, const Instance& instance,
                  AlertCause cause);
/// The drafted plan, at every month of the rules' curves.
void assess_draft(Decision& decision, const ProjectState& project, const Instance& instance,
                  AlertCause cause);

/// "保定白沟新城党群工作部2026年度预算"
[[nodiscard]] std::string subject_of(const State& state, const Instance& instance);

[[nodiscard]] Error invalid(std::string message, std::string hint = {});
[[nodiscard]] Error conflict(std::string message, std::string hint = {});

}  // namespace budget
