#pragma once

#include <array>
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

struct ProjectKeyHash {
  std::size_t operator()(const ProjectKey& key) const noexcept {
    return std::hash<ProjectCode>{}(key.code) ^ (static_cast<std::size_t>(key.year.value()) << 1U);
  }
};

/// What the engine needs of a project in memory; the whole goal sheet is in the store.
struct ProjectState {
  ProjectCode code;
  InstanceId instance;
  std::string name;
  UnitCode unit;
  Funds funds;
  bool has_indicators = false;
  Plan draft;                         ///< as entered
  std::vector<PlanVersion> versions;  ///< as approved, ascending by number
  std::array<Money, 12> paid{};       ///< per month, not cumulative
  bool has_payments = false;  ///< also when they add up to nothing; such a project is never dropped
  friend bool operator==(const ProjectState&, const ProjectState&) = default;
};

/// Paid from the year's start to the end of a month. 分.
[[nodiscard]] Money paid_by(const ProjectState& project, int month);

struct InstanceState {
  Instance data;
  std::vector<ProjectCode> projects;  ///< ascending
  std::set<AlertId> open_alerts;
  std::optional<Report> report{};  ///< the latest; what it found is in the store
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

struct CycleKey {
  RegionCode region;
  FiscalYear year;
  WorkflowId workflow;
  friend auto operator<=>(const CycleKey&, const CycleKey&) = default;
};

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

  std::unordered_map<InstanceId, InstanceState> instances;
  std::unordered_map<ProjectKey, ProjectState, ProjectKeyHash> projects;
  std::set<ArmedTimer> timers;
  std::map<AlertId, Alert> alerts;
  std::map<AlertKey, AlertId> alert_by_key;
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
};

void set_organisation(State& state, Organisation organisation, ContentHash hash);

}  // namespace budget
