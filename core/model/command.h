#pragma once

#include <string>
#include <variant>
#include <vector>

#include <budget/ids.h>

#include "model/alert.h"
#include "model/budget_move.h"
#include "model/calendar.h"
#include "model/channel.h"
#include "model/check.h"
#include "model/document_import.h"
#include "model/instance.h"
#include "model/migration.h"
#include "model/organisation.h"
#include "model/payment.h"
#include "model/plugin_life.h"
#include "model/project.h"
#include "model/rule_set.h"
#include "model/substitution.h"
#include "model/unit_sheet.h"
#include "model/workflow_definition.h"

namespace budget {

/// The way a command came in. Only the engine's own parts use timer, runner and startup.
enum class Via { console, cli, api, batch, timer, runner, startup };

// What is configured. Deploying the same content again changes nothing.
struct DeployWorkflow {
  WorkflowDefinition definition;
  std::string reason{};  ///< of a person, who has to give one
};
struct DeployRuleSet {
  RuleSet rule_set;
};
struct PublishCalendar {
  Calendar calendar;
};
struct DeployOrganisation {
  Organisation organisation;
  ContentHash hash;
};

/// Opens the year for a finance office: one instance of the workflow per department, all of the
/// region when none is named.
struct OpenCycle {
  RegionCode region;
  FiscalYear year;
  WorkflowId workflow;
  std::vector<DepartmentId> departments;
};

/// Adds projects to a draft, or replaces those with the same code.
struct EnterProjects {
  InstanceId instance;
  std::vector<Project> projects;
};

struct DropProject {
  InstanceId instance;
  ProjectCode project;
};

/// Puts into a draft what files said, with what a person answered where they said too little.
/// Nothing changed and no file new: nothing happens.
struct ImportDocuments {
  InstanceId instance;
  std::int64_t expected_revision = 0;  ///< as it was when the files were compared with it
  std::vector<ImportedFile> files;     ///< those that are new to it
  std::vector<ImportAnswer> answers;
  std::vector<Project> projects;  ///< new ones and changed ones
  std::vector<ProjectCode> drops;
  ImportCounts counts;
};

/// submit, approve, return … as the workflow names them.
struct PerformAct {
  InstanceId instance;
  ActId act;
  std::string reason;
  std::int64_t expected_revision = 0;  ///< 0: do not ask
  PersonId on_behalf_of{};  ///< whose substitute acts; empty: in one's own right, if one has it
  StageId to{};             ///< of those the transition offers; empty: where it usually goes
};

/// transfer, delegate, add a signer, suspend … as Arrangement names them.
struct ArrangeWork {
  InstanceId instance;
  Arrangement arrangement = Arrangement::copy;
  std::vector<PersonId> people;  ///< whom it is about; one, but for copy
  StageId stage;                 ///< propose_repair: where to
  std::string reason;
  std::int64_t expected_revision = 0;  ///< 0: do not ask
};

/// `id` is not given.
struct AppointSubstitute {
  Substitution substitution;
};
struct EndSubstitution {
  SubstitutionId substitution;
  std::string reason;
};

/// The day of something deadlines count from. Naming another day later moves them again.
struct NameOccasion {
  RegionCode region;
  FiscalYear year;
  OccasionId occasion;
  Date day;
  std::string reason;
};

/// Whether every open stage has somebody, and which substitutions are over. From the engine itself.
struct CheckStaffing {};

/// Asks the rules of the current stage's gates now; nobody's act waits for it.
struct CheckInstance {
  InstanceId instance;
};

/// From now on the rule plugins as they are today are the ones that count.
struct RepinRules {
  InstanceId instance;
  std::string reason;
};

/// A batch of payments. `digest`: SHA-256 of the bytes sent; the same source and digest again
/// changes nothing.
struct RecordPayments {
  std::string source;
  std::string digest;
  FiscalYear year;
  std::vector<Payment> rows;
  std::vector<int> row_numbers;  ///< place of each row in what was sent; empty: 1, 2, 3 …
  std::vector<PaymentReject> unreadable;  ///< rows the reader could not make a Payment of
  PaymentShape shape = PaymentShape::payments;
};

/// What people do with an alert.
struct HandleAlert {
  AlertId alert;
  AlertAct act = AlertAct::acknowledge;
  std::vector<DeviationCause> causes{};
  std::string text{};
  std::string attachment{};
  std::optional<Date> day{};
};
struct ExemptFromRule {
  InstanceId instance;
  ProjectCode project;
  RuleId rule;
  std::string reason;
  Date until;
};
struct LiftExemption {
  InstanceId instance;
  ProjectCode project;
  RuleId rule;
  std::string reason;
};

/// What a project shall have from a day on. `plan`: only with PlanTreatment::given.
struct AskedMove {
  ProjectCode project;
  std::optional<Funds> funds{};  ///< without: as they are
  std::optional<Plan> plan{};
};
struct MoveBudget {
  InstanceId instance;
  MovementKind kind = MovementKind::transfer;
  PlanTreatment treatment = PlanTreatment::percent;
  Date effective_on;
  std::string approval;
  std::string reason;
  std::vector<AskedMove> moves;
};
/// What a request to adjust the budget asks for, or what those who examine it grant.
struct AskMovement {
  InstanceId instance;  ///< the request
  MovementKind kind = MovementKind::transfer;
  PlanTreatment treatment = PlanTreatment::percent;
  Date effective_on;
  std::vector<AskedMove> moves;
};
struct TellGoalProgress {
  InstanceId instance;
  ProjectCode project;
  int month = 0;
  BasisPoints achieved;
  std::string note;
};

/// Opens a child of one that is open: a request to adjust the budget, a rectification.
struct OpenChild {
  InstanceId parent;
  WorkflowId workflow;
  std::string about;  ///< what it is for
  AlertId alert{};    ///< of the parent; 0: none
};

/// Fills in sheets of one month, or the self-evaluation, held against their goal sheets already.
/// `hands_in`: at once.
struct FillSheets {
  InstanceId instance;
  int month = 0;
  std::vector<WeighedSheet> sheets;
  bool hands_in = false;
};
struct ActOnSheets {
  InstanceId instance;
  int month = 0;
  SheetAct act = SheetAct::hand_in;
  std::vector<ProjectCode> projects{};  ///< empty: all that can be
  std::string reason{};
};
/// What finance found when it checked a self-evaluation; `before` of every score as it is shown.
struct CheckEvaluation {
  InstanceId instance;
  ProjectCode project;
  std::vector<AdjustedScore> scores;
  std::string text;
  std::optional<Score> seen{};  ///< the total as it was shown; empty: whatever it is
};

// From the engine itself.
/// Opens the children that its stage opens, and leaves a stage whose wait is over.
struct GoOn {
  InstanceId instance;
};
struct FireTimer {
  InstanceId instance;
  TimerTrack track = TimerTrack::stage;
  std::string name;
  int occurrence = 0;
};
/// The day by which an answer to an alert was owed has passed.
struct FireAlertDeadline {
  AlertId alert;
  Date day;
};
/// The day by which sheets were to be handed in has passed.
struct FireSheetDeadline {
  InstanceId instance;
  int month = 0;
};
/// The channels of the configuration. Deploying the same again changes nothing.
struct DeployChannels {
  std::vector<ChannelRoute> channels;
};
struct FormLetters {
  std::string channel;
  std::vector<LetterContent> letters;
};
struct ReportDelivered {
  std::string channel;
  std::vector<LetterContent> letters;
};
struct FailedLetter {
  LetterContent content;
  std::string problem;
  std::int64_t retry_after_ms = 0;  ///< as the service asked; 0: it did not
  bool is_final = false;            ///< refused: another attempt is useless
};
struct ReportUndelivered {
  std::string channel;
  std::vector<FailedLetter> letters;
};
struct ReportChannelGone {
  std::string channel;
  std::string problem;
};
/// What the step runner found. `as_of`: the last event the rules' material was read behind.
struct ReportCheck {
  CheckId check;
  EventSeq as_of;
  std::vector<PluginReport> plugins;
};

struct ProposeMigration {
  MigrationPlan plan;
};
struct ConfirmMigration {
  MigrationId migration;
};
struct DropMigration {
  MigrationId migration;
  std::string reason;
};
/// The next batch of a confirmed one. From the engine itself.
struct ContinueMigration {
  MigrationId migration;
};

// From the people who keep the machine.
struct RetryDeadLetter {
  LetterId letter;
};
struct DiscardDeadLetter {
  LetterId letter;
  std::string reason;
};
struct EnableChannel {
  std::string channel;
};
/// That a test message is sent; whoever asked sends it once this is decided.
struct TestChannel {
  std::string channel;
};

/// How far a plugin came, as the plugin host saw it.
struct ReportPlugin {
  PluginProgress progress;
};
/// What a person does with a plugin.
struct ActOnPlugin {
  std::string name;
  PluginAct act = PluginAct::enable;
  std::string reason;
};

using AnyAction =
    std::variant<DeployWorkflow, DeployRuleSet, PublishCalendar, DeployOrganisation, OpenCycle,
                 EnterProjects, DropProject, PerformAct, RecordPayments, FireTimer, ReportDelivered,
                 ReportUndelivered, DeployChannels, FormLetters, ReportChannelGone, RetryDeadLetter,
                 EnableChannel, CheckInstance, RepinRules, ReportCheck, ReportPlugin, ActOnPlugin,
                 DiscardDeadLetter, TestChannel, ImportDocuments, ArrangeWork, AppointSubstitute,
                 EndSubstitution, NameOccasion, CheckStaffing, HandleAlert, ExemptFromRule,
                 LiftExemption, MoveBudget, TellGoalProgress, FireAlertDeadline, ProposeMigration,
                 ConfirmMigration, DropMigration, ContinueMigration, OpenChild, GoOn, FillSheets,
                 ActOnSheets, CheckEvaluation, FireSheetDeadline, AskMovement>;

/// What is asked: one of the kinds above. A class of its own, because copying and destroying so
/// many kinds is compiled once, in command.cpp, and not in every file that handles one.
struct Action : AnyAction {
  using AnyAction::variant;
  Action();
  Action(const Action& other);
  Action(Action&& other) noexcept;
  Action& operator=(const Action& other);
  Action& operator=(Action&& other) noexcept;
  ~Action();
};

/// The engine itself as an actor. No account can have this id.
[[nodiscard]] const PersonId& system_actor();

struct Command {
  PersonId actor;
  Via via = Via::api;
  std::string key;  ///< idempotency key, unique per actor; empty: none. At most 200 bytes.
  Action action;
  /// SHA-256 of the request in lower-case hex, kept beside the key; empty: not known.
  std::string request{};
  CheckId waited_for{};  ///< the check it has waited for; set by the engine thread only
};

[[nodiscard]] const char* name_of(Via via) noexcept;

}  // namespace budget
