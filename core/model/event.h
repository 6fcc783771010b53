#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/alert.h"
#include "model/budget_move.h"
#include "model/channel.h"
#include "model/command.h"
#include "model/migration.h"
#include "model/notice.h"
#include "model/unit_sheet.h"

namespace budget {

// Events say what happened. They are kept for ever: a changed one gets a new version in
// store/event_codec, never an edit.

struct WorkflowDeployed {
  WorkflowDefinition definition;
  std::string reason{};  ///< by a person; since version 4
};
struct RuleSetDeployed {
  RuleSet rule_set;
};
struct CalendarPublished {
  Calendar calendar;
};
struct OrganisationDeployed {
  Organisation organisation;
  ContentHash hash;
};

struct CycleOpened {
  RegionCode region;
  FiscalYear year;
  WorkflowId workflow;
  int departments = 0;
};

struct InstanceOpened {
  InstanceId instance;
  WorkflowId workflow;
  ContentHash definition;
  ContentHash rule_set;
  ContentHash calendar;
  DepartmentId department;
  FiscalYear year;
  std::vector<PluginPin> pins{};   ///< of the rule plugins its definition names; since version 2
  std::optional<Origin> origin{};  ///< of a child; since version 3
};

/// The children that a stage opens are there now; `opened`: those that were not before.
struct ChildrenOpened {
  InstanceId instance;
  StageId stage;
  int opened = 0;
};

/// Budgets that somebody opened before their parent came to open them are its children from now on.
struct ChildrenAdopted {
  InstanceId instance;  ///< the parent
  std::vector<InstanceId> children;
};

/// What a stage waited for in other instances has come about.
struct WaitEnded {
  InstanceId instance;
  StageId stage;
};

/// What a closed budget leaves to the same department's next one.
struct YearCarriedOver {
  InstanceId instance;  ///< that is being closed
  DepartmentId department;
  FiscalYear into;
  std::vector<CarriedAlert> alerts;
  std::int64_t errors = 0;  ///< that the last report on it found
  std::int64_t warnings = 0;
};

struct ActPerformed {
  InstanceId instance;
  ActId act;
  ActKind kind = ActKind::hand_in;
  StageId from;
  StageId to;
  int round = 1;
  bool starts_round = false;
  std::string reason;
  std::optional<GatePassage> gate{};  ///< of an act with a gate; since version 2
  /// For whom the actor acted: the role's holder first. Empty: in their own right. Since version 3.
  std::vector<PersonId> principals{};
};

/// A signature below an act that still needs others.
struct ActSigned {
  InstanceId instance;
  ActId act;
  StageId stage;
  int round = 1;
  PersonId signer;  ///< whose signature it is
  std::string reason;
  std::vector<PersonId> principals{};
};

/// What people did with the work in hand besides the acts of its workflow.
struct WorkArranged {
  InstanceId instance;
  Arrangement arrangement = Arrangement::copy;
  StageId stage;                 ///< where it is; for repairs where it shall go
  std::vector<PersonId> people;  ///< whom it is about
  std::string reason;
  std::vector<PersonId> principals{};
};

/// After a suspension: these deadlines and timers are in force now.
struct WorkResumed {
  InstanceId instance;
  StageId stage;
  Date suspended_since;
  Span extension;  ///< all suspensions in this stage together
  std::optional<Date> due_on;
  bool due_is_provisional = false;
  std::optional<Timer> stage_timer;
  std::optional<Timer> node_timer;
  std::string reason;
};

/// A calendar edition or a named day changed when something is due, or made it certain.
struct DeadlineMoved {
  InstanceId instance;
  StageId stage;
  ContentHash calendar;  ///< the edition it is counted with from now on
  std::optional<Date> before;
  std::optional<Date> due_on;
  bool was_provisional = false;
  bool due_is_provisional = false;
  bool is_overdue = false;
  std::optional<Timer> stage_timer;
};

struct SubstituteAppointed {
  Substitution substitution;
};
struct SubstitutionEnded {
  SubstitutionId substitution;
  std::string reason;
};

struct OccasionNamed {
  RegionCode region;
  FiscalYear year;
  OccasionId occasion;
  Date day;
  std::string reason;
};

/// Nobody can act on it, or somebody can again.
struct StaffingChanged {
  InstanceId instance;
  StageId stage;
  bool is_unstaffed = false;
};

/// The instance is now in this stage; timers of the stage before are gone, these are armed.
struct StageEntered {
  InstanceId instance;
  StageId stage;
  std::optional<Date> due_on;
  bool due_is_provisional = false;
  std::optional<Timer> stage_timer;
  std::optional<Timer> node_timer;
  bool is_final = false;
  bool is_redo = false;  ///< due_on is that of the redo_deadline; since version 2
};

struct ProjectEntered {
  InstanceId instance;
  Project project;
  std::vector<PersonId> principals{};  ///< as ActPerformed::principals; since version 2
};

struct ProjectDropped {
  InstanceId instance;
  ProjectCode project;
  std::vector<PersonId> principals{};  ///< since version 2
};

/// Files were put in: the projects they brought follow in the same command.
struct DocumentsImported {
  InstanceId instance;
  ImportId import;
  std::vector<ImportedFile> files;
  std::vector<ImportAnswer> answers;
  ImportCounts counts;
  std::vector<PersonId> principals{};  ///< since version 2
};

/// The drafted plans of all the instance's projects are version 1 from now on.
struct PlansApproved {
  InstanceId instance;
  Date effective_on;
  std::string approval;
};

/// A rung of the ladder or the due moment itself; `next` replaces the timer that fired.
struct TimerFired {
  InstanceId instance;
  TimerTrack track = TimerTrack::stage;
  Timer fired;
  std::int64_t late_ms = 0;  ///< how long after its moment it fired
  bool makes_overdue = false;
  std::optional<Timer> next;
};

struct NodeChecked {
  InstanceId instance;
  int month = 0;
  int assessed = 0;  ///< projects held against their plan
  int lagging = 0;
  int not_assessed = 0;  ///< no plan in force, or no budget
  int silent_plans = 0;  ///< assessed, but nothing was planned up to this node: they cannot lag
  Money planned;
  Money paid;
  Money gap;  ///< sum of P − A over the lagging projects
};

struct AlertRaised {
  Alert alert;
};

struct AlertUpdated {
  AlertId alert;
  AlertLevel level = AlertLevel::info;
  AlertInputs inputs;
  AlertCause cause = AlertCause::late_record;
  std::string sentence;
};

struct AlertClosed {
  AlertId alert;
  AlertInputs inputs;
  AlertCause cause = AlertCause::late_record;
  std::string sentence;
};

/// An alert that had been closed lags again.
struct AlertReopened {
  AlertId alert;
  AlertLevel level = AlertLevel::info;
  AlertInputs inputs;
  AlertCause cause = AlertCause::reversal;
  std::string sentence;
};

/// What people did with an alert; by the engine itself when its day had passed.
struct AlertHandled {
  AlertId alert;
  AlertAct act = AlertAct::acknowledge;
  std::vector<DeviationCause> causes;
  std::string text;
  std::string attachment;
  std::optional<Date> day;  ///< by which an answer is owed, or until which it is suppressed
  std::optional<AlertLetter> letter{};  ///< that goes out with it; since version 2
};

/// From now on, and until a day, the rule says nothing of the project.
struct RuleExempted {
  InstanceId instance;
  ProjectCode project;
  RuleId rule;
  std::string reason;
  Date until;
};
struct ExemptionLifted {
  InstanceId instance;
  ProjectCode project;
  RuleId rule;
  std::string reason;
};

/// Budgets or plans of an instance's projects are others from a day on.
struct BudgetMoved {
  InstanceId instance;
  MovementKind kind = MovementKind::transfer;
  PlanTreatment treatment = PlanTreatment::percent;
  Date effective_on;
  std::string approval;  ///< document or act that approved it
  std::string reason;
  std::vector<BudgetMove> moves;
};

/// What a request to adjust the budget asks for; `is_granted`: as those who examine it changed it.
struct MovementAsked {
  InstanceId instance;  ///< the request, a child of the budget it is about
  MovementKind kind = MovementKind::transfer;
  PlanTreatment treatment = PlanTreatment::percent;
  Date effective_on;
  std::vector<BudgetMove> moves;
  bool is_granted = false;
  std::vector<PersonId> principals{};
};

/// How far a unit is with a project's goals at a month's end, as it says itself.
struct GoalProgressTold {
  InstanceId instance;
  ProjectCode project;
  int month = 0;
  BasisPoints achieved;
  std::string note;
};

/// The sheets of a month (or the self-evaluation) can be filled in for every project.
struct SheetsOpened {
  InstanceId instance;
  int month = 0;
  std::optional<Date> due_on;
  int projects = 0;
};

/// A sheet as it stands now; what was in it before is gone from the tables, not from the log.
struct SheetFilled {
  InstanceId instance;
  int month = 0;
  WeighedSheet sheet;
  std::vector<PersonId> principals{};  ///< as ActPerformed::principals; since version 2
};

struct SheetsHandedIn {
  InstanceId instance;
  int month = 0;
  std::vector<HandedSheet> sheets;
  std::vector<PersonId> principals{};  ///< since version 2
};

/// Finance accepted sheets or sent them back.
struct SheetsJudged {
  InstanceId instance;
  int month = 0;
  SheetAct act = SheetAct::accept;
  std::vector<ProjectCode> projects;
  std::string reason;
  std::vector<PersonId> principals{};  ///< since version 2
};

/// Finance checked a self-evaluation and may have found other scores.
struct EvaluationChecked {
  InstanceId instance;
  ProjectCode project;
  std::vector<AdjustedScore> scores;
  Score total;  ///< as it is now
  std::string grade;
  std::string text;
  std::vector<PersonId> principals{};  ///< since version 2
};

/// The day by which sheets were to be handed in has passed.
struct SheetsOverdue {
  InstanceId instance;
  int month = 0;
  int missing = 0;
};

/// What a payment batch brought. The rows themselves live in their own table: the codec writes
/// count, sum and hash, and the store attaches the rows again when the log is read.
struct PaymentsRecorded {
  BatchId batch;
  std::string source;
  std::string digest;
  FiscalYear year;
  int known = 0;              ///< rows that had been recorded before
  std::vector<Payment> rows;  ///< what went in
  std::vector<PaymentReject> rejects;
};

struct NoticeQueued {
  Notice notice;
};
// Of the time before there were several channels; still read, no longer written.
struct NoticesDelivered {
  std::vector<NoticeId> notices;
  std::string channel;
};
struct NoticeFailed {
  NoticeId notice;
  std::string channel;
  std::string problem;
  std::optional<Instant> next_try;  ///< empty: given up
};

/// The channels of the configuration, all of them. Notices that wait for a channel get their way.
struct ChannelsDeployed {
  std::vector<ChannelRoute> channels;
};

/// Digests, written down before they are sent, so that they are the same after a crash.
struct LettersFormed {
  std::string channel;
  std::vector<LetterContent> letters;
};
struct LettersDelivered {
  std::string channel;
  std::vector<LetterContent> letters;
};
struct LetterFailed {
  std::string channel;
  LetterContent letter;  ///< has a number from now on
  std::string problem;
  std::optional<Instant> next_try;  ///< empty: a dead letter
};
/// Somebody has a dead letter tried again, from the first attempt.
struct LetterRevived {
  LetterId letter;
};
/// Somebody decided that a dead letter need not arrive any more.
struct LetterDiscarded {
  LetterId letter;
  std::string reason;
};
/// The service said that nobody will ever listen there again: nothing is sent until somebody turns
/// the channel on.
struct ChannelTurnedOff {
  std::string channel;
  std::string problem;
};
struct ChannelTurnedOn {
  std::string channel;
};
/// Somebody had a test message sent; no notice is in it.
struct ChannelTested {
  std::string channel;
};

/// An act, or somebody who wants to know, waits for the rules.
struct CheckRequested {
  InstanceId instance;
  CheckId check;
  ActId moment;
  StageId stage;
  int round = 1;
  Date day;
  std::vector<PluginName> rules;
};

/// What the rules said. `as_of`: the last event they were shown the consequences of.
struct CheckReported {
  InstanceId instance;
  CheckId check;
  EventSeq as_of;
  std::vector<PluginReport> plugins;
};

/// The instance is checked with these rule plugins from now on.
struct RulesPinned {
  InstanceId instance;
  std::vector<PluginPin> pins;
  std::string reason;
};

/// One step of a plugin's life.
struct PluginStepped {
  std::string name;  ///< of the configuration's entry
  std::string id;
  std::string version;
  ContentHash hash;                 ///< of library and options together
  std::optional<PluginStage> from;  ///< empty: heard of for the first time
  PluginStage to = PluginStage::discovered;
  std::string reason;    ///< the host's sentence, or the person's
  bool is_held = false;  ///< quarantined until a person enables it
};

/// One of two people wants running instances under another definition, or back.
struct MigrationProposed {
  MigrationId migration;
  MigrationPlan plan;
};
/// The second one agrees: from now on it is carried out.
struct MigrationConfirmed {
  MigrationId migration;
};
/// Nothing comes of a proposal.
struct MigrationDropped {
  MigrationId migration;
  std::string reason;
};
/// The instance is under another definition now.
struct InstanceMigrated {
  MigrationId migration;
  InstanceId instance;
  Standing before;
  Standing after;
};
/// The instance stays where it was.
struct InstanceNotMigrated {
  MigrationId migration;
  InstanceId instance;
  std::string why;  ///< Chinese
};
struct MigrationFinished {
  MigrationId migration;
  int migrated = 0;
  int refused = 0;
};

using AnyEvent = std::variant<
    WorkflowDeployed, RuleSetDeployed, CalendarPublished, OrganisationDeployed, CycleOpened,
    InstanceOpened, ActPerformed, StageEntered, ProjectEntered, ProjectDropped, PlansApproved,
    TimerFired, NodeChecked, AlertRaised, AlertUpdated, AlertClosed, AlertReopened,
    PaymentsRecorded, NoticeQueued, NoticesDelivered, NoticeFailed, ChannelsDeployed, LettersFormed,
    LettersDelivered, LetterFailed, LetterRevived, ChannelTurnedOff, ChannelTurnedOn,
    CheckRequested, CheckReported, RulesPinned, PluginStepped, LetterDiscarded, ChannelTested,
    DocumentsImported, ActSigned, WorkArranged, WorkResumed, DeadlineMoved, SubstituteAppointed,
    SubstitutionEnded, OccasionNamed, StaffingChanged, AlertHandled, RuleExempted, ExemptionLifted,
    BudgetMoved, GoalProgressTold, MigrationProposed, MigrationConfirmed, MigrationDropped,
    InstanceMigrated, InstanceNotMigrated, MigrationFinished, ChildrenOpened, WaitEnded,
    YearCarriedOver, SheetsOpened, SheetFilled, SheetsHandedIn, SheetsJudged, EvaluationChecked,
    SheetsOverdue, MovementAsked, ChildrenAdopted>;

/// What happened: one of the kinds above. A class of its own, because copying and destroying so
/// many kinds is compiled once, in event.cpp, and not in every file that handles one.
struct Event : AnyEvent {
  using AnyEvent::variant;
  Event();
  Event(const Event& other);
  Event(Event&& other) noexcept;
  Event& operator=(const Event& other);
  Event& operator=(Event&& other) noexcept;
  ~Event();
};

/// What is common to all events of one command.
struct Envelope {
  Instant at;
  PersonId actor;
  Via via = Via::api;
};

}  // namespace budget
