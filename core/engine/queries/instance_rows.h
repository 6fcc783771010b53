#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/queries/page.h"
#include "engine/queries/people_rows.h"
#include "engine/state.h"

namespace budget {

struct InstanceRow {
  Instance data;
  std::string department_name;
  std::string workflow_title;
  bool is_main = false;  ///< a department's budget of the year, see is_main
  std::string stage_title;
  bool is_editable = false;         ///< whether projects may be entered in its stage
  std::string stage_role;           ///< whose turn it is
  std::string stage_role_title;     ///< of the organisation in use
  std::string last_act_title;       ///< empty: no act yet, or one the definition has no more
  std::vector<PersonName> authors;  ///< as Instance::authors
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
  std::vector<CarriedAlert> alerts;
  Instant at;
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

struct CycleRow {
  RegionCode region;
  std::string region_name;
  FiscalYear year;
  WorkflowId workflow;
  Instant opened_at;
  int instances = 0;
  int closed = 0;
};

/// How many instances of a workflow, whatever its version, are in a stage.
struct StageCount {
  std::string workflow_title;
  std::string title;
  int instances = 0;
  friend bool operator==(const StageCount&, const StageCount&) = default;
};

/// The office at a glance, for one year or all.
struct StatusRow {
  std::vector<StageCount> stages;  ///< in their workflow's order
  int instances = 0;
  int budgets = 0;  ///< those of them that are departments' budgets, and not an office's year or
                    ///< something opened beside a budget
  int overdue = 0;
  int projects = 0;
  Money budget;
  Money paid;
  std::map<AlertLevel, int> open_alerts;
  int queued_notices = 0;
  std::vector<std::pair<std::string, std::string>> channels_off;  ///< name, and why
  EventSeq last_event;
  Instant last_at;

  void count(const std::string& workflow_title, const std::string& title, int more) {
    for (StageCount& stage : stages) {
      if (stage.workflow_title != workflow_title || stage.title != title) continue;
      stage.instances += more;
      return;
    }
    stages.push_back({workflow_title, title, more});
  }
};

}  // namespace budget
