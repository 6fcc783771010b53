#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "engine/directory.h"
#include "model/event.h"

namespace budget {

/// A project of one fiscal year. The year belongs in every key: the same code may live on for
/// several years.
struct ProjectKey {
  FiscalYear year;
  ProjectCode code;
  friend auto operator<=>(const ProjectKey&, const ProjectKey&) = default;
};

/// Inline and short: every project of a node check and every row of a payment file is looked up,
/// and the table asks again for the neighbours it passes.
struct ProjectCodeHash {
  std::size_t operator()(const ProjectCode& code) const noexcept {
    const char* text = code.view().data();
    std::uint64_t first = 0;
    std::uint64_t middle = 0;
    std::uint64_t last = 0;
    std::memcpy(&first, text, 8);
    std::memcpy(&middle, text + 8, 8);
    std::memcpy(&last, text + ProjectCode::kLength - 8, 8);
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;  // 2^64 by the golden ratio
    std::uint64_t hash = (first ^ (middle * kOdd)) * kOdd;
    hash = ((hash ^ (hash >> 32U)) + last) * kOdd;
    return hash ^ (hash >> 29U);
  }
};
struct ProjectKeyHash {
  std::size_t operator()(const ProjectKey& key) const noexcept {
    return ProjectCodeHash{}(key.code) ^ (static_cast<std::size_t>(key.year.value()) << 1U);
  }
};

/// Share of a project's goals reached by a month's end, as its unit says.
struct GoalProgress {
  int month = 0;
  BasisPoints achieved;
  friend bool operator==(const GoalProgress&, const GoalProgress&) = default;
};

/// What the engine needs of a filled-in sheet in memory; what is in it is in the store.
struct SheetState {
  int month = 0;  ///< kEvaluation: the self-evaluation
  SheetPhase phase = SheetPhase::filled;
  int missing = 0;
  bool explains_execution = false;
  std::optional<BasisPoints> achieved{};
  Score indicators{};        ///< self-evaluation: sum of the indicators' scores
  Score execution_weight{};  ///< likewise
  Score total{};             ///< as handed in, then as checked
  PersonId filled_by{};
  PersonId handed_in_by{};
  std::vector<PersonId> filled_for{};     ///< in whose names, as Right::principals
  std::vector<PersonId> handed_in_for{};  ///< likewise
  friend bool operator==(const SheetState&, const SheetState&) = default;
};

/// Whether it is somebody's work: they filled it in or handed it in, or somebody did for them.
[[nodiscard]] bool has_hand_in(const SheetState& sheet, const PersonId& person);
/// What filling it in makes of a sheet; phase and people are the caller's.
void take_up(SheetState& sheet, const WeighedSheet& filled);

/// That sheets of a month were opened.
struct SheetTask {
  int month = 0;
  std::optional<Date> due_on{};
  bool is_overdue = false;
  friend bool operator==(const SheetTask&, const SheetTask&) = default;
};

/// What the engine needs of a project in memory; the whole goal sheet is in the store.
struct ProjectState {
  ProjectCode code;
  InstanceId instance;
  std::string name;
  UnitCode unit;
  Funds funds;
  bool has_indicators = false;
  Plan draft;                                ///< as entered
  std::vector<PlanVersion> versions;         ///< as approved, ascending by number
  std::array<Money, 12> paid{};              ///< per month, not cumulative
  std::vector<FundsChange> funds_changes{};  ///< ascending by day; empty: never changed
  std::vector<GoalProgress> achieved{};      ///< ascending by month
  std::vector<SheetState> sheets{};          ///< filled in so far, ascending by month
  bool has_payments = false;  ///< also when they add up to nothing; such a project is never dropped
  friend bool operator==(const ProjectState&, const ProjectState&) = default;
};

/// The budget as replied, before every change.
[[nodiscard]] const Funds& original_funds(const ProjectState& project);
/// The budget in force on a day.
[[nodiscard]] const Funds& funds_on(const ProjectState& project, Date day);

/// A sheet that somebody has filled in, or null.
[[nodiscard]] const SheetState* find_sheet(const ProjectState& project, int month);
/// Paid from the year's start to the end of a month. 分.
[[nodiscard]] Money paid_by(const ProjectState& project, int month);

struct InstanceState {
  Instance data;
  std::vector<ProjectCode> projects;  ///< ascending
  Money budget{};                     ///< of its projects together, as they are in force
  Money paid{};                       ///< for all of them, in the whole year
  std::set<AlertId> open_alerts;
  std::optional<Report> report{};        ///< the latest; what it found is in the store
  std::vector<SheetTask> sheet_tasks{};  ///< ascending by month
  std::optional<AskedMovement> asked{};  ///< of a request to adjust the budget
  friend bool operator==(const InstanceState&, const InstanceState&) = default;
};

struct ArmedTimer {
  Instant at;
  InstanceId instance;
  TimerTrack track = TimerTrack::stage;
  friend auto operator<=>(const ArmedTimer&, const ArmedTimer&) = default;
};

/// One alert per project, rule and node.
struct AlertKey {
  ProjectKey project;
  RuleId rule;
  int month = 0;
  friend auto operator<=>(const AlertKey&, const AlertKey&) = default;
};

/// A project let off a rule.
struct ExemptionKey {
  ProjectKey project;
  RuleId rule;
  friend auto operator<=>(const ExemptionKey&, const ExemptionKey&) = default;
};

/// An office's year: what its letters are numbered in.
struct OfficeYear {
  RegionCode region;
  FiscalYear year;
  friend auto operator<=>(const OfficeYear&, const OfficeYear&) = default;
};

struct CycleKey {
  RegionCode region;
  FiscalYear year;
  WorkflowId workflow;
  friend auto operator<=>(const CycleKey&, const CycleKey&) = default;
};

/// A day of an office's year that deadlines count from.
struct OccasionKey {
  RegionCode region;
  FiscalYear year;
  OccasionId occasion;
  friend auto operator<=>(const OccasionKey&, const OccasionKey&) = default;
};

/// What a closed year left to a department's next one; the alerts themselves are in the store.
struct CarriedOver {
  InstanceId from;
  std::int64_t alerts = 0;
  std::int64_t errors = 0;
  std::int64_t warnings = 0;
  friend bool operator==(const CarriedOver&, const CarriedOver&) = default;
};
using DepartmentYear = std::pair<DepartmentId, FiscalYear>;

/// All that decisions are made from: what is open, never the history. Closed instances, their
/// projects and alerts leave it.
struct State {
  EventSeq last_event;
  Instant last_at;  ///< of the last event; the engine's time never runs backwards

  Organisation organisation;  ///< set by set_organisation, which also builds the directory
  ContentHash organisation_hash;
  Directory directory;
  std::map<ContentHash, WorkflowDefinition> workflows;
  std::map<WorkflowId, ContentHash> current_workflow;
  std::map<ContentHash, RuleSet> rule_sets;
  std::map<RuleSetId, ContentHash> current_rule_set;
  std::map<ContentHash, Calendar> calendars;
  ContentHash current_calendar;
  std::set<CycleKey> cycles;
  Substitutions substitutions;
  std::map<OccasionKey, Date> occasions;
  std::map<MigrationId, WorkflowMigration> migrations;  ///< proposed or running

  std::unordered_map<InstanceId, InstanceState> instances;
  std::unordered_map<ProjectKey, ProjectState, ProjectKeyHash> projects;
  std::map<InstanceId, std::set<InstanceId>> children;  ///< open ones, by their parent
  std::set<InstanceId> ready;  ///< whose stage opens children now, or whose wait is over
  std::map<DepartmentYear, std::vector<CarriedOver>> carried;  ///< until that year is closed
  std::set<ArmedTimer> timers;
  std::map<AlertId, Alert> alerts;
  std::map<AlertKey, AlertId> alert_by_key;
  /// Open alerts somebody owes an answer to, by the moment its day is over.
  std::set<std::pair<Instant, AlertId>> alert_deadlines;
  /// Sheets somebody owes, by the moment their day is over.
  std::set<std::tuple<Instant, InstanceId, int>> sheet_deadlines;
  std::map<OfficeYear, int> last_inquiry;      ///< number of the last letter about an alert
  std::map<AlertId, AlertHandling> handlings;  ///< of those somebody has done something with
  std::map<ExemptionKey, GrantedExemption> exemptions;
  std::map<NoticeId, Notice> outbox;
  /// Where the notices of the outbox still have to go; those that no channel has been named for yet
  /// are not in it.
  std::map<NoticeId, std::vector<Destination>> routes;
  std::map<LetterId, Letter> letters;  ///< on their way, to be tried again, or dead
  std::vector<ChannelRoute> channels;
  std::map<std::string, std::string> channels_off;  ///< name and why
  std::map<std::string, PluginRecord> plugins;      ///< by the name of their entry
  std::map<CheckId, Check> checks;                  ///< asked for and not yet reported

  InstanceId last_instance;
  AlertId last_alert;
  NoticeId last_notice;
  LetterId last_letter;
  BatchId last_batch;
  CheckId last_check;
  ImportId last_import;
  SubstitutionId last_substitution;
  MigrationId last_migration;
};

void set_organisation(State& state, Organisation organisation, ContentHash hash);

}  // namespace budget
