#pragma once

#include <optional>
#include <vector>

#include "engine/queries/document_rows.h"
#include "engine/queries/instance_rows.h"
#include "engine/queries/money_rows.h"
#include "engine/queries/notice_rows.h"
#include "engine/queries/page.h"
#include "engine/queries/people_rows.h"
#include "engine/queries/sheet_rows.h"
#include "engine/queries/workflow_rows.h"
#include "model/office_lint.h"

namespace budget {

struct PluginInfo;

// What people look at. Read from snapshots, never from the engine's memory; a page holds at most
// kLargestPage rows.

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
  /// `most`: of the rows told.
  [[nodiscard]] virtual Result<RepeatedRows> repeated(BatchId batch, int most) = 0;
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
