#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/migration/timer_proof.h"
#include "engine/pace/spending.h"
#include "engine/state.h"
#include "model/event.h"
#include "model/office_lint.h"

namespace budget {

struct PluginInfo;

// What people look at. Read from snapshots, never from the engine's memory; a page holds at most
// kLargestPage rows.

inline constexpr int kLargestPage = 1000;

struct Page {
  int limit = 100;         ///< 1 to kLargestPage
  std::int64_t after = 0;  ///< continue behind this row's id; 0: from the start
};

struct PersonName {
  PersonId id;
  std::string name;  ///< the id again when nobody of this id is known
};

/// What may be done in a stage.
struct ActRow {
  ActId act;
  std::string title;
  ActKind kind = ActKind::hand_in;
  RoleId role;  ///< who may do it; empty for automatic
  bool reason_required = false;
  std::optional<Gate> gate{};
};

/// What somebody may do in an instance's stage, and for whom.
struct CapableRow {
  PersonName person;
  std::vector<ActId> acts;
  std::vector<PersonName> principals;  ///< for whom: the role's holder first; empty: own right
};

/// Somebody who holds a role of the stage or was asked to sign, and yet may not act, with the
/// refusal of their act.
struct IncapableRow {
  PersonName person;
  ActId act;
  std::string why;
};

/// Who can act on an instance on a day, and whose turn it is.
struct TurnRow {
  InstanceId instance;
  Date day;
  std::vector<PersonName> turn;
  std::vector<CapableRow> can;
  std::vector<IncapableRow> cannot;
};

/// One piece of work that waits for somebody.
struct QueueRow {
  InstanceId instance;
  std::string key;  ///< as name_of(Instance) says
  FiscalYear year;
  DepartmentId department;
  std::string department_name;
  std::string stage_title;
  std::optional<Date> due_on;
  bool is_provisional = false;
  bool is_overdue = false;
  bool was_delegated = false;  ///< to be handed back, not decided
  std::vector<ActRow> acts;
  std::vector<PersonName> principals;  ///< as CapableRow::principals
};

struct SubstitutionRow {
  Substitution data;
  PersonName person;
  PersonName substitute;
  PersonName appointed_by;
  Instant appointed_at;
  std::optional<Instant> ended_at;
  std::string end_reason;
};

struct OccasionRow {
  RegionCode region;
  FiscalYear year;
  OccasionId occasion;
  Date day;
  std::string reason;
  PersonName named_by;
  Instant named_at;
};

/// Why something is due when it is.
struct DeadlineRow {
  InstanceId instance;
  std::string stage_title;
  Date entered_on;
  DeadlineRule rule;
  bool is_redo = false;
  DeadlineAccount account;
  Span extension;        ///< by suspensions, after the account
  bool is_kept = false;  ///< a migration kept the day: the account says what the rule would give
  Date due_on;
  ContentHash calendar;
  std::vector<std::string> notices;  ///< of the calendar years it depends on
};

struct InstanceRow {
  Instance data;
  std::string department_name;
  std::string stage_title;
  std::string stage_role;           ///< whose turn it is
  std::string stage_role_title;     ///< of the organisation in use
  std::vector<PersonName> holders;  ///< enabled people who hold that role for this department
  std::vector<ActRow> acts;         ///< of the current stage
  int projects = 0;
  Money budget;
  Money planned_to_date;  ///< P at the last node checked
  Money paid;
  int open_alerts = 0;
  std::vector<int> node_months;  ///< of its monitoring: its workflow's and its rules', ascending
  std::vector<WorkflowId> may_open{};  ///< children that people may open in its stage
  std::string missing{};  ///< what its stage still waits for, in Chinese; only where one instance
                          ///< is asked for
};

/// What a closed year left to a department's next one.
struct CarriedRow {
  CarriedOver data;
  Instant at;
};

/// What somebody may see: whole regions and single departments. Nothing when both are empty.
struct Sight {
  std::vector<RegionCode> regions;
  std::vector<DepartmentId> departments;
};

struct InstanceFilter {
  std::optional<Sight> sight;  ///< only what is within it; without: everything
  std::optional<FiscalYear> year;
  std::optional<DepartmentId> department;
  std::optional<StageId> stage;
  std::optional<WorkflowId> workflow;
  std::optional<InstanceId> parent{};
  bool only_overdue = false;
  bool only_open = false;
};

/// A project with its sheet, its approved plans and what was paid.
struct ProjectRow {
  InstanceId instance;
  FiscalYear year;
  Project project;
  std::vector<PlanVersion> versions;
  std::array<Money, 12> paid{};
  int open_alerts = 0;
  std::vector<FundsChange> funds_changes{};  ///< ascending; empty: the budget never changed
  std::vector<GoalProgress> achieved{};      ///< ascending by month
};

/// An import of files into an instance; their documents are asked for one by one.
struct ImportRow {
  ImportId id;
  InstanceId instance;
  Instant at;
  PersonName actor;
  std::vector<ImportedFile> files;
  std::vector<ImportAnswer> answers;
  ImportCounts counts;
};

/// A file of an import, with its document.
struct DocumentRow {
  ImportId import;
  InstanceId instance;
  int number = 1;  ///< in its import, from 1
  ImportedFile file;
};

/// What rules are shown of an instance, as of one event.
struct CheckMaterial {
  EventSeq as_of;
  Instance instance;
  std::string region_name;
  std::string department_name;
  std::map<UnitCode, std::string> unit_names;
  std::vector<ProjectRow> projects;      ///< ascending by code
  std::vector<DocumentRow> documents{};  ///< as Queries::documents
  std::vector<Unit> units{};             ///< of the department, as it is today
};

/// The latest report on an instance, whole.
struct ReportRow {
  InstanceId instance;
  Report data;
  std::string moment_title;  ///< of the act; empty for a check nobody's act waited for
  std::string stage_title;
  std::vector<PluginReport> plugins;
};

struct AlertFilter {
  std::optional<Sight> sight;  ///< as InstanceFilter::sight
  std::optional<FiscalYear> year;
  std::optional<InstanceId> instance;
  std::optional<AlertState> state;
  std::optional<int> month;
  std::optional<AlertLevel> level;
  std::optional<AlertPhase> phase{};
  std::optional<Date> not_suppressed_on{};  ///< leaves out what is suppressed on this day
};

struct AlertRow {
  Alert data;
  FiscalYear year;
  DepartmentId department;
  std::string department_name;
  std::string project_name;
  AlertHandling handling{};
  std::optional<Rule> rule{};  ///< as it was pinned; only where one alert is asked for
};

/// What alerts are added up by.
enum class AlertGrouping { unit, department, region };

/// The open alerts of a unit, department or county.
struct AlertTotalRow {
  std::string key;
  std::string name;
  std::map<AlertLevel, int> open;
  std::map<AlertPhase, int> phases;
  int suppressed = 0;
  Money stake;  ///< of the projects that lag, each once by its largest alert
};

/// Whose spending is added up into one row.
enum class SpendingGrouping { project, department, region, office };

struct SpendingFilter {
  FiscalYear year;
  std::optional<Sight> sight;  ///< as InstanceFilter::sight
  std::optional<RegionCode> region;
  std::optional<DepartmentId> department;
  std::optional<ProjectCode> project;
  int earlier_years = 1;  ///< how many years before it are told as well
};

/// What a chart is drawn from.
struct SpendingRow {
  std::string key;  ///< the project's code, the department's or region's id; empty: the office
  std::string name;
  SpendingYear spending;
  std::vector<SpendingYear> earlier;  ///< the latest first; only years there is something of
  std::vector<PolicyCurve> curves;    ///< of the year asked for
};

struct EventRow {
  EventSeq seq;
  Envelope envelope;
  std::string type;  ///< "act_performed"
  int version = 1;
  InstanceId instance;  ///< 0 when it is about none
  std::string payload;  ///< canonical JSON as hashed
  std::string hash;     ///< lower-case hex

  // For people, beside what was sealed; empty where it says nothing.
  std::string actor_name;
  std::string act_title;
  std::string from_title;   ///< of the stage left
  std::string stage_title;  ///< of the stage entered, or led to
  std::string summary;      ///< one Chinese line
};

struct BatchRow {
  BatchId batch;
  std::string source;
  FiscalYear year;
  Instant at;
  PersonId actor;
  int rows = 0;
  int known = 0;
  int rejected = 0;
  Money sum;
};

struct PaymentRow {
  std::int64_t id = 0;
  BatchId batch;
  std::string source;
  Payment data;
};

struct RejectRow {
  std::int64_t id = 0;
  BatchId batch;
  PersonId actor;  ///< who recorded the batch
  PaymentReject reject;
};

/// The sheets of one month of an instance, counted by how far they are.
struct SheetTaskRow {
  InstanceId instance;
  FiscalYear year;
  DepartmentId department;
  std::string department_name;
  int month = 0;  ///< kEvaluation: the self-evaluation
  Instant opened_at;
  std::optional<Date> due_on;
  bool is_overdue = false;
  int projects = 0;
  int filled = 0;
  int returned = 0;
  int handed_in = 0;
  int accepted = 0;
};

struct SheetFilter {
  std::optional<Sight> sight;  ///< as InstanceFilter::sight
  std::optional<FiscalYear> year;
  std::optional<InstanceId> instance;
  std::optional<int> month;
};

/// A project's sheet of a month, filled in or not, with everything that is printed on it.
struct SheetRow {
  FiscalYear year;
  DepartmentId department;
  std::string department_name;
  std::string unit_name;
  int month = 0;
  ProjectRow project;
  std::optional<SheetPhase> phase;  ///< empty: nobody has filled it in
  WeighedSheet sheet;
  PersonName filled_by;
  std::optional<Instant> filled_at;
  PersonName handed_in_by;
  std::optional<Instant> handed_in_at;
  SheetMoney money;  ///< as handed in; before that as it is now
  std::optional<Score> execution;
  std::optional<Score> total;  ///< as handed in
  std::string grade;
  PersonName judged_by;
  std::optional<Instant> judged_at;
  std::string judgement;
  std::vector<AdjustedScore> checked;  ///< by finance
  std::optional<Score> checked_total;  ///< empty: it was never checked
  std::string checked_grade;
  std::optional<AlertLevel> execution_alert;  ///< the worst open one of the month, or of the year
  std::optional<AlertLevel> goal_alert;       ///< of rules on goals
  ContentHash rule_set;
};

/// A department's spending at a month's end.
struct BulletinRow {
  InstanceId instance;
  DepartmentId department;
  std::string department_name;
  ContentHash rule_set;
  int projects = 0;
  Money original;  ///< 年初预算数
  Money budget;    ///< in force at the month's end
  Money planned;   ///< P(m) of the projects that have a plan in force
  Money paid;      ///< to the month's end
  int open_alerts = 0;
};

/// A letter about an alert, and its answer.
struct AlertLetterRow {
  RegionCode region;
  std::string region_name;
  FiscalYear year;
  int number = 0;
  AlertRow alert;
  AlertAct act = AlertAct::inquire;
  Instant issued_at;
  PersonName issued_by;
  std::optional<Date> due_on;
  std::string demand;
  std::string sentence;
  std::optional<Instant> answered_at;
  PersonName answered_by;
  std::vector<DeviationCause> causes;
  std::string answer;
  std::string attachment;
};

struct NoticeFilter {
  std::optional<Sight> sight;  ///< about instances within it only; without: everything
  std::optional<InstanceId> instance;
};

struct NoticeRow {
  Notice data;
  std::vector<std::string> recipient_names;  ///< in the order of data.recipients
  Instant queued_at;
  std::string state;  ///< "queued", "delivered", "given_up"
  std::string channel;
  std::string problem;
};

/// A dead letter.
struct LetterRow {
  Letter data;
  std::string person_name;         ///< empty: the channel as a whole
  std::vector<std::string> texts;  ///< of its notices
};

struct ChannelRow {
  ChannelRoute route;
  bool is_off = false;
  std::string problem;  ///< why it is off
  int waiting = 0;      ///< notices that still have to go there
  int dead = 0;         ///< dead letters
};

struct CycleRow {
  RegionCode region;
  std::string region_name;
  FiscalYear year;
  WorkflowId workflow;
  Instant opened_at;
  int instances = 0;
  int closed = 0;
};

/// The office at a glance, for one year or all.
struct StatusRow {
  std::vector<std::pair<std::string, int>>
      stages;  ///< title and number of instances, in the workflow's order
  int instances = 0;
  int overdue = 0;
  int projects = 0;
  Money budget;
  Money paid;
  std::map<AlertLevel, int> open_alerts;
  int queued_notices = 0;
  std::vector<std::pair<std::string, std::string>> channels_off;  ///< name, and why
  EventSeq last_event;
  Instant last_at;
};

/// A workflow definition that was ever deployed.
struct WorkflowRow {
  WorkflowDefinition definition;
  bool is_current = false;  ///< new cycles use it
  int open_instances = 0;   ///< under it
  std::string content;      ///< canonical JSON, as hashed but with the hash in it
};

struct MigrationRow {
  WorkflowMigration data;
  std::string proposed_by_name;
  Instant proposed_at;
  std::string confirmed_by_name;
  std::optional<Instant> confirmed_at;
  std::string ended_by_name;
  std::optional<Instant> ended_at;
  std::string end_reason;
};

/// What became, or would become, of one instance in a migration.
struct MigratedRow {
  InstanceId instance;
  FiscalYear year;
  DepartmentId department;
  std::string department_name;
  std::optional<Standing> before;
  std::optional<Standing> after;  ///< empty: it stays
  std::string before_title;       ///< of its stage
  std::string after_title;
  TimerProof proof{};
  std::string why;  ///< it stays
};

/// Reads one consistent snapshot per call. [worker] Errors: not_found where one thing is asked for;
/// unavailable.
class Queries {
 public:
  Queries() = default;
  Queries(const Queries&) = delete;
  Queries& operator=(const Queries&) = delete;
  virtual ~Queries() = default;

  [[nodiscard]] virtual Result<StatusRow> status(std::optional<FiscalYear> year) = 0;
  [[nodiscard]] virtual Result<std::vector<CycleRow>> cycles() = 0;
  [[nodiscard]] virtual Result<std::vector<InstanceRow>> instances(const InstanceFilter& filter,
                                                                   Page page) = 0;
  [[nodiscard]] virtual Result<InstanceRow> instance(InstanceId id) = 0;
  /// What was carried into a department's budget of a year.
  [[nodiscard]] virtual Result<std::vector<CarriedRow>> carried(InstanceId id) = 0;
  /// What a request to adjust a budget asks for; nothing where nobody has said it.
  [[nodiscard]] virtual Result<std::optional<AskedMovement>> asked_movement(InstanceId id) = 0;
  /// Events about one instance, oldest first. `page.after` is an event's place in the log.
  [[nodiscard]] virtual Result<std::vector<EventRow>> history(InstanceId id, Page page) = 0;
  /// The whole log, oldest first.
  [[nodiscard]] virtual Result<std::vector<EventRow>> log(Page page) = 0;
  [[nodiscard]] virtual Result<std::vector<ProjectRow>> projects(InstanceId id) = 0;
  [[nodiscard]] virtual Result<ProjectRow> project(FiscalYear year, const ProjectCode& code) = 0;
  [[nodiscard]] virtual Result<CheckMaterial> material(InstanceId id) = 0;
  /// Oldest first.
  [[nodiscard]] virtual Result<std::vector<ImportRow>> imports(InstanceId id) = 0;
  /// The documents that count: of each kind those of the last import that brought any.
  [[nodiscard]] virtual Result<std::vector<DocumentRow>> documents(InstanceId id) = 0;
  [[nodiscard]] virtual Result<DocumentRow> document(ImportId id, int number) = 0;
  /// Errors: not_found also when it has never been checked.
  [[nodiscard]] virtual Result<ReportRow> report(InstanceId id) = 0;
  /// Largest gap first; `page.after` is the last alert's id. Nothing behind one that is out of
  /// sight.
  [[nodiscard]] virtual Result<std::vector<AlertRow>> alerts(const AlertFilter& filter,
                                                             Page page) = 0;
  [[nodiscard]] virtual Result<AlertRow> alert(AlertId id) = 0;
  /// Open alerts added up; the most money at stake first.
  [[nodiscard]] virtual Result<std::vector<AlertTotalRow>> alert_totals(AlertGrouping by,
                                                                        const AlertFilter& filter,
                                                                        Date today) = 0;
  /// Ascending by key; `page.after` counts the rows passed over. From the tables of projects: costs
  /// time in the projects told of, never in payments or history.
  [[nodiscard]] virtual Result<std::vector<SpendingRow>> spending(SpendingGrouping by,
                                                                  const SpendingFilter& filter,
                                                                  Page page) = 0;
  /// A rule set as it was deployed, of whatever time.
  [[nodiscard]] virtual Result<RuleSet> rule_set(const ContentHash& hash) = 0;
  [[nodiscard]] virtual Result<std::vector<GrantedExemption>> exemptions(InstanceId id) = 0;
  /// Opened sheets by instance and month; what is due first comes first.
  [[nodiscard]] virtual Result<std::vector<SheetTaskRow>> sheet_tasks(const SheetFilter& filter,
                                                                      Page page) = 0;
  /// Every project's sheet of a month that was opened, ascending by code. Errors: not_found also
  /// where none was opened.
  [[nodiscard]] virtual Result<std::vector<SheetRow>> sheets(InstanceId id, int month) = 0;
  /// Of the instance's projects that were evaluated in an earlier year: the last one handed in.
  [[nodiscard]] virtual Result<std::vector<SheetRow>> evaluations_before(InstanceId id) = 0;
  /// Every department's spending at a month's end, at most kLargestPage departments. Errors:
  /// too_large.
  [[nodiscard]] virtual Result<std::vector<BulletinRow>> bulletin(
      FiscalYear year, int month, const std::optional<RegionCode>& region,
      const std::optional<Sight>& sight) = 0;
  /// Newest first; `page.after` counts those seen.
  [[nodiscard]] virtual Result<std::vector<AlertLetterRow>> alert_letters(const AlertFilter& filter,
                                                                          Page page) = 0;
  /// The last one about an alert. Errors: not_found.
  [[nodiscard]] virtual Result<AlertLetterRow> alert_letter(AlertId id) = 0;
  [[nodiscard]] virtual Result<std::vector<BatchRow>> batches(Page page) = 0;
  /// Every payment recorded, in the order of recording; `page.after` is a row's id.
  [[nodiscard]] virtual Result<std::vector<PaymentRow>> payments(std::optional<FiscalYear> year,
                                                                 Page page) = 0;
  [[nodiscard]] virtual Result<std::vector<RejectRow>> rejects(std::optional<BatchId> batch,
                                                               Page page) = 0;
  [[nodiscard]] virtual Result<std::vector<NoticeRow>> notices(const NoticeFilter& filter,
                                                               Page page) = 0;
  /// Letters that were given up, oldest first.
  [[nodiscard]] virtual Result<std::vector<LetterRow>> dead_letters(Page page) = 0;
  /// In the order of the configuration.
  [[nodiscard]] virtual Result<std::vector<ChannelRow>> channels() = 0;

  /// Who can act on an instance, and whose turn it is. `today`: for windows of substitution.
  [[nodiscard]] virtual Result<TurnRow> turn(InstanceId id, Date today) = 0;
  /// What waits for a person, of what is within the sight: what is due first comes first, then what
  /// is never due.
  [[nodiscard]] virtual Result<std::vector<QueueRow>> queue(const PersonId& person,
                                                            const std::optional<Sight>& sight,
                                                            Date today) = 0;
  /// Those in force or to come; with `ended` all there ever were, oldest first.
  [[nodiscard]] virtual Result<std::vector<SubstitutionRow>> substitutions(bool ended,
                                                                           Page page) = 0;
  [[nodiscard]] virtual Result<std::vector<OccasionRow>> occasions(
      std::optional<FiscalYear> year) = 0;
  /// Errors: not_found also where the stage is never due.
  [[nodiscard]] virtual Result<DeadlineRow> deadline(InstanceId id) = 0;

  /// Every definition, by workflow, the current one first, then the newest.
  [[nodiscard]] virtual Result<std::vector<WorkflowRow>> workflows() = 0;
  /// What definitions are held against. Plugins are not in it: the catalog knows them.
  [[nodiscard]] virtual Result<OfficeFacts> office() = 0;
  /// Newest first; `page.after` is the last one's id.
  [[nodiscard]] virtual Result<std::vector<MigrationRow>> migrations(Page page) = 0;
  [[nodiscard]] virtual Result<MigrationRow> migration(MigrationId id) = 0;
  /// In the order of the instances; `page.after` is the last instance.
  [[nodiscard]] virtual Result<std::vector<MigratedRow>> migrated(MigrationId id, Page page) = 0;
  /// The dry run: what the plan would do now, all of it. `movers`: who would propose it.
  [[nodiscard]] virtual Result<std::vector<MigratedRow>> preview_migration(
      const MigrationPlan& plan, const std::vector<PersonId>& movers, Instant now,
      const std::vector<PluginInfo>& plugins) = 0;
};

}  // namespace budget
