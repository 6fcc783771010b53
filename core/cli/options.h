#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/terminal.h"

namespace budget::cli {

/// How the daemon is reached and how answers are shown; the same for every command.
struct GlobalOptions {
  std::string url = "http://127.0.0.1:8480";
  std::string socket{};      ///< path of the daemon's unix socket; empty: by TCP
  std::string token_file{};  ///< empty: $BUDGETCTL_TOKEN
  bool json = false;
  bool quiet = false;
  ColorMode color = ColorMode::automatic;
};

constexpr const char* kUsualConfig = "config/budgetd.toml";

// One struct per command, named after noun and verb.

struct StatusOptions {
  std::optional<int> year{};
};

struct MeOptions {};

struct CycleOpenOptions {
  int year = 0;
  std::string region{};                    ///< empty: the region of the asking person
  std::vector<std::string> departments{};  ///< empty: all of the region
  std::string workflow = "annual_budget";
};

struct CycleListOptions {};

struct InstanceListOptions {
  std::optional<int> year{};
  std::string department{};
  std::string stage{};
  bool open = false;
  bool overdue = false;
};

/// An instance is named by its number or as year-region-department, "2026-130605-203".
struct InstanceShowOptions {
  std::string instance{};
};

struct InstanceChildrenOptions {
  std::string instance;
};

struct InstanceOpenChildOptions {
  std::string instance;
  std::string workflow;
  std::string about;
  std::int64_t alert = 0;  ///< 0: none
};

struct InstanceCarriedOptions {
  std::string instance;
};

struct InstanceHistoryOptions {
  std::string instance{};
};

struct InstanceReportOptions {
  std::string instance{};
};

struct InstanceCheckOptions {
  std::string instance{};
};

struct InstanceRepinOptions {
  std::string instance{};
  std::string reason{};
};

struct InstancePeopleOptions {
  std::string instance{};
};

/// One of the arrangements of docs/http-api.md, the command itself.
struct InstanceArrangeOptions {
  std::string arrangement{};
  std::string instance{};
  std::vector<std::string> people{};
  std::string stage{};
  std::string reason{};
  std::int64_t expected_revision = 0;
};

struct QueueOptions {
  std::string person{};  ///< empty: one's own
};

struct SubstitutionListOptions {
  bool ended = false;
};
struct SubstitutionAppointOptions {
  std::string person{};  ///< empty: oneself
  std::string substitute{};
  std::string first_day{};
  std::string last_day{};
  std::vector<std::string> roles{};
  std::string reason{};
};
struct SubstitutionEndOptions {
  std::int64_t substitution = 0;
  std::string reason{};
};

struct OccasionListOptions {
  std::optional<int> year{};
};
struct OccasionNameOptions {
  std::string occasion{};
  std::string day{};
  int year = 0;
  std::string region{};  ///< empty: that of the asking person
  std::string reason{};
};

struct WhyDeadlineOptions {
  std::string instance{};
};

struct ProjectImportOptions {
  std::string file{};
  std::string instance{};
};

struct ImportOptions {
  std::vector<std::string> files{};
  std::optional<int> year{};  ///< these three: empty where the files say it
  std::string region{};
  std::string department{};
  std::string answers{};        ///< a TOML file
  std::string template_file{};  ///< where questions are written to be answered; empty: nowhere
  bool preview = false;
  bool yes = false;
};

struct ProjectListOptions {
  std::string instance{};
};

struct ProjectShowOptions {
  int year = 0;
  std::string code{};
};

struct ProjectDropOptions {
  std::string instance{};
  std::string code{};
};

struct ActOptions {
  std::string act{};
  std::string instance{};
  std::string reason{};
  std::int64_t expected_revision = 0;
  std::string on_behalf_of{};  ///< whose substitute acts; empty: in one's own right
  std::string to{};            ///< a stage the act offers
};

struct PaymentImportOptions {
  std::string file{};
  int year = 0;
  std::string source{};  ///< empty: "budgetctl"
  bool preview = false;
  std::string unit{};      ///< yuan, wan or fen; empty: as the file says
  std::string encoding{};  ///< utf8 or gb18030; empty: found out
  std::string columns{};   ///< of a file without a header, joined by commas
};
/// `payment import --preview`: looks at the file and asks no daemon.
struct PaymentPreviewOptions : PaymentImportOptions {
  explicit PaymentPreviewOptions(const PaymentImportOptions& options)
      : PaymentImportOptions(options) {}
};

struct PaymentBatchesOptions {};

struct PaymentRejectsOptions {
  std::optional<std::int64_t> batch{};
  std::string out{};  ///< a CSV to be mended and imported again; empty: a table
};

struct AlertListOptions {
  std::optional<int> year{};
  std::string state{};
  std::optional<int> month{};
  std::string level{};
  std::string instance{};
};

struct AlertShowOptions {
  std::int64_t alert = 0;
};

/// `why alert N`: the arithmetic, from what was kept.
struct WhyAlertOptions {
  std::int64_t alert = 0;
};
struct AlertActOptions {
  std::int64_t alert = 0;
  std::string act{};
  std::string text{};
  std::vector<std::string> causes{};
  std::string attachment{};
  std::string day{};
};
struct AlertTotalsOptions {
  std::optional<int> year{};
  std::string by = "department";
};
struct AlertNotAssessedOptions {
  std::string instance{};
  int month = 0;
};
struct AlertExemptOptions {
  std::string instance{};
  std::string code{};
  std::string rule{};
  std::string reason{};
  std::string until{};
  bool lift = false;
};
struct AlertExemptionsOptions {
  std::string instance{};
};
struct BudgetMoveOptions {
  std::string instance{};
  std::string file{};  ///< JSON, as POST /v1/instances/{id}/movements takes it
};
struct BudgetAskOptions {
  std::string instance{};
  std::string file{};  ///< JSON, as POST /v1/instances/{id}/asked-movement takes it
};
struct BudgetAskedOptions {
  std::string instance{};
};
struct ProjectProgressOptions {
  std::string instance{};
  std::string code{};
  int month = 0;
  std::string achieved{};  ///< percent
  std::string note{};
};

struct ChartOptions {
  std::string of{};  ///< projects, departments, regions or office: the command itself
  int year = 0;
  std::string key{};  ///< empty: the office
  std::optional<int> years{};
};
struct ChartListOptions {
  int year = 0;
  std::string by = "department";
  std::string region{};
  std::string department{};
};

struct NoticeListOptions {
  std::string instance{};
};

struct NoticeDeadOptions {};
struct NoticeRetryOptions {
  std::int64_t letter = 0;
};
struct NoticeDiscardOptions {
  std::int64_t letter = 0;
  std::string reason{};
};
struct ChannelListOptions {};
struct ChannelEnableOptions {
  std::string channel{};
};
struct ChannelTestOptions {
  std::string channel{};
};

/// What of the office is asked for.
struct ExportChoice {
  std::optional<int> year{};
  std::string department{};
  std::string person{};  ///< a calendar only: what waits for them
};

struct ExportOptions {
  std::string what{};          ///< rows, the calendar, or printed sheets, bulletins and letters
  std::string format = "csv";  ///< the exporter's name in budgetd.toml
  std::string instance{};
  ExportChoice choice{};
  std::string out{};  ///< empty: standard output
  std::optional<int> month{};
  std::string project{};
  std::string region{};
  std::optional<std::int64_t> alert{};
};

/// Which sheets: monitoring of a month, or without one the self-evaluation.
struct SheetChoice {
  std::string instance{};
  std::optional<int> month{};
};
struct SheetListOptions {
  std::optional<int> year{};
  std::string instance{};
  std::string month{};
  bool evaluation = false;
};
struct SheetShowOptions {
  SheetChoice choice{};
  std::string project{};  ///< empty: all of them, one line each
};
struct SheetTemplateOptions {
  SheetChoice choice{};
  std::string project{};
  std::string out{};
};
struct SheetFillOptions {
  SheetChoice choice{};
  std::string file{};
  bool hand_in = false;
};
struct SheetActOptions {
  SheetChoice choice{};
  std::string act{};
  std::vector<std::string> projects{};  ///< empty: all that can be
  std::string reason{};
};
struct EvaluationCheckOptions {
  std::string instance{};
  std::string code{};
  std::string text{};
  std::vector<std::string> scores{};  ///< NUMBER=SCORE:REASON
};
struct EvaluationSummaryOptions {
  std::string instance{};
  bool suspicious = false;
};
struct EvaluationBeforeOptions {
  std::string instance{};
};
struct BulletinOptions {
  int year = 0;
  int month = 0;
  std::string region{};
};
struct AlertLettersOptions {
  std::optional<int> year{};
  std::string instance{};
};
struct AlertLetterOptions {
  std::int64_t alert = 0;
};

struct CalendarOptions {
  ExportChoice choice{};
  bool ics = false;
  std::string format = "ical";  ///< the exporter's name in budgetd.toml
  std::string out{};            ///< empty: standard output
};

/// Which database an offline command looks at: its file, or the one a configuration names.
struct DatabaseChoice {
  std::string database{};
  std::string config{};
};

struct VerifyOptions {
  DatabaseChoice from{};
  std::string expected_head{};  ///< "412:5a…": that event's hash; "5a…": that of the last event
};

struct BackupCreateOptions {
  DatabaseChoice from{};
  std::string to{};
};

struct BackupRestoreOptions {
  std::string file{};
  std::string to{};
  bool replace = false;
};

struct BackupCheckOptions {
  std::string file{};
};

struct RehearseOptions {
  std::vector<int> years{};
  DatabaseChoice
      from{};  ///< both may be given: a copy of the database, with the configuration deployed on it
  std::string region{};  ///< empty: that of the projects, or the only one there is
  std::string workflow = "annual_budget";
  std::string definition{};                ///< of workflow simulate: a file that replaces it
  std::vector<std::string> departments{};  ///< likewise: empty: all
  std::vector<std::string> projects{};
  std::vector<std::string> payments{};
  bool by_person = false;
  bool by_stage = false;
  bool by_day = false;
  bool messages = false;
  std::string starts_on{};  ///< empty: 1 September of the year before the first
  std::string made_up{};    ///< "60x30": so many departments with so many projects each
  std::string keep{};       ///< where the rehearsed database is left; empty: nowhere
};

struct ReplayOptions {
  DatabaseChoice from{};
  std::string changed{};                 ///< a whole configuration; empty: none
  std::vector<std::string> workflows{};  ///< files
  std::vector<std::string> rules{};      ///< likewise
};

struct CheckOptions {
  std::vector<std::string> files{};  ///< documents, or folders of them
  std::string config = kUsualConfig;
  std::string region{};
  std::string day{};           ///< "2026-01-15"; empty: the first of the document's year
  bool with_document = false;  ///< JSON: what was read as well
  std::string report{};        ///< html, xlsx or json; empty: the terminal
  std::string out{};           ///< the report's file; with xlsx and several documents a folder
};

struct RulesListOptions {
  std::string config = kUsualConfig;
  std::string region{};  ///< only those that hold there
  std::string plugin{};
  std::string level{};  ///< error, warning or info
};

struct RulesExplainOptions {
  std::string rule{};
  std::string config = kUsualConfig;
};

struct PublishOptions {
  std::vector<std::string> files{};  ///< documents of one department and year
  std::string out{};                 ///< a folder that is not there yet
  std::string config = kUsualConfig;
  std::string layouts{};               ///< folder; empty: layouts beside the rule sets
  std::string region{};                ///< empty: as the project codes say
  std::string name{};                  ///< of the files; empty: budget-YEAR-DEPARTMENT
  std::vector<std::string> formats{};  ///< exporters' names; empty: all that are configured
  std::vector<int> empty_tables{};     ///< of the nine, with nothing to print in them
  std::string against{};               ///< an earlier bundle or document
  std::string instance{};              ///< what was approved there is compared, or published
};

struct ConfigCheckOptions {
  std::string file = kUsualConfig;
};

struct TokenNewOptions {
  std::string to{};  ///< a new file, readable by its owner only; empty: standard output
};

struct PluginListOptions {};

struct PluginShowOptions {
  std::string name{};
};

struct PluginActOptions {
  std::string act{};  ///< enable, shadow or quarantine: the command itself
  std::string name{};
  std::string reason{};
};
struct PluginEnableOptions : PluginActOptions {
  PluginEnableOptions() { act = "enable"; }
};
struct PluginShadowOptions : PluginActOptions {
  PluginShadowOptions() { act = "shadow"; }
};
struct PluginQuarantineOptions : PluginActOptions {
  PluginQuarantineOptions() { act = "quarantine"; }
};

struct PluginValidateOptions {
  std::string file{};
  std::string room = "both";  ///< inside, isolated or both
  std::string options{};      ///< a TOML file; empty: what the plugin's schema says
  std::optional<std::uint64_t> reproduced{};
  int limit_s = 15;  ///< of one test
};

struct PluginNewOptions {
  std::string kind{};
  std::string name{};
  std::string to{};  ///< a new folder; empty: the name
};

/// A definition is named by its file (*.toml), or as the daemon knows it: ID, ID@VERSION, hash.
struct WorkflowListOptions {};

struct WorkflowShowOptions {
  std::string workflow{};
};

struct WorkflowDiffOptions {
  std::string before{};
  std::string after{};
};

struct WorkflowDrawOptions {
  std::string workflow{};
  std::string as = "text";  ///< text, mermaid or dot
};

struct WorkflowDeployOptions {
  std::string file{};
  std::string reason{};
  bool check = false;
};

struct WorkflowSimulateOptions {
  std::string file{};
  int year = 0;
  std::string config = "config/budgetd.toml";
  std::string department{};  ///< empty: all
  std::vector<std::string> projects{};
  std::vector<std::string> payments{};
  bool by_person = false;
};

struct WorkflowMigrateOptions {
  std::string file{};
  bool propose = false;
};

struct MigrationListOptions {};

struct MigrationShowOptions {
  std::int64_t migration = 0;
};

struct MigrationConfirmOptions {
  std::int64_t migration = 0;
};

struct MigrationDropOptions {
  std::int64_t migration = 0;
  std::string reason{};
};

struct MigrationUndoOptions {
  std::int64_t migration = 0;
  std::string reason{};
};

using CommandOptions = std::variant<
    StatusOptions, MeOptions, CycleOpenOptions, CycleListOptions, InstanceListOptions,
    InstanceShowOptions, InstanceHistoryOptions, InstanceReportOptions, InstanceCheckOptions,
    InstanceRepinOptions, ProjectImportOptions, ProjectListOptions, ProjectShowOptions,
    ProjectDropOptions, ActOptions, PaymentImportOptions, PaymentBatchesOptions,
    PaymentRejectsOptions, AlertListOptions, AlertShowOptions, NoticeListOptions, NoticeDeadOptions,
    NoticeRetryOptions, ChannelListOptions, ChannelEnableOptions, ExportOptions, CalendarOptions,
    VerifyOptions, BackupCreateOptions, BackupRestoreOptions, BackupCheckOptions, RehearseOptions,
    ConfigCheckOptions, TokenNewOptions, CheckOptions, PublishOptions, PluginListOptions,
    PluginShowOptions, PluginEnableOptions, PluginShadowOptions, PluginQuarantineOptions,
    PluginValidateOptions, PluginNewOptions, ImportOptions, RulesListOptions, RulesExplainOptions,
    NoticeDiscardOptions, ChannelTestOptions, InstancePeopleOptions, InstanceArrangeOptions,
    QueueOptions, SubstitutionListOptions, SubstitutionAppointOptions, SubstitutionEndOptions,
    OccasionListOptions, OccasionNameOptions, WhyDeadlineOptions, WhyAlertOptions, AlertActOptions,
    AlertTotalsOptions, AlertNotAssessedOptions, AlertExemptOptions, AlertExemptionsOptions,
    BudgetMoveOptions, BudgetAskOptions, BudgetAskedOptions, ProjectProgressOptions, WorkflowListOptions, WorkflowShowOptions,
    WorkflowDiffOptions, WorkflowDrawOptions, WorkflowDeployOptions, WorkflowSimulateOptions,
    WorkflowMigrateOptions, MigrationListOptions, MigrationShowOptions, MigrationConfirmOptions,
    MigrationDropOptions, MigrationUndoOptions, ReplayOptions, InstanceChildrenOptions,
    InstanceOpenChildOptions, InstanceCarriedOptions, ChartOptions, ChartListOptions,
    SheetListOptions, SheetShowOptions, SheetTemplateOptions, SheetFillOptions, SheetActOptions,
    EvaluationCheckOptions, EvaluationSummaryOptions, EvaluationBeforeOptions, BulletinOptions,
    AlertLettersOptions, AlertLetterOptions>;

}  // namespace budget::cli
