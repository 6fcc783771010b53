#pragma once

#include <memory>
#include <string>

#include "engine/queries.h"
#include "store/queries/definition_cache.h"
#include "store/queries/people_cache.h"
#include "store/queries/snapshots.h"

namespace budget {

/// Queries on read-only connections of their own: never waits for the writer, nor makes it wait.
/// [any]
class SqliteQueries : public Queries {
 public:
  /// The database must have been opened for writing once by this version of the program.
  /// Errors: unavailable; those of require_current(). `vfs`: see OpenOptions.
  [[nodiscard]] static Result<std::unique_ptr<SqliteQueries>> open(const std::string& path,
                                                                   const std::string& vfs = {});

  [[nodiscard]] Result<StatusRow> status(std::optional<FiscalYear> year) override;
  [[nodiscard]] Result<std::vector<CycleRow>> cycles() override;
  [[nodiscard]] Result<std::vector<InstanceRow>> instances(const InstanceFilter& filter,
                                                           Page page) override;
  [[nodiscard]] Result<InstanceRow> instance(InstanceId id) override;
  [[nodiscard]] Result<std::vector<EventRow>> history(InstanceId id, Page page) override;
  [[nodiscard]] Result<std::vector<EventRow>> log(Page page) override;
  [[nodiscard]] Result<std::vector<ProjectRow>> projects(InstanceId id) override;
  [[nodiscard]] Result<ProjectRow> project(FiscalYear year, const ProjectCode& code) override;
  [[nodiscard]] Result<CheckMaterial> material(InstanceId id) override;
  [[nodiscard]] Result<std::vector<ImportRow>> imports(InstanceId id) override;
  [[nodiscard]] Result<std::vector<DocumentRow>> documents(InstanceId id) override;
  [[nodiscard]] Result<DocumentRow> document(ImportId id, int number) override;
  [[nodiscard]] Result<ReportRow> report(InstanceId id) override;
  [[nodiscard]] Result<std::vector<AlertRow>> alerts(const AlertFilter& filter, Page page) override;
  [[nodiscard]] Result<AlertRow> alert(AlertId id) override;
  [[nodiscard]] Result<std::vector<AlertTotalRow>> alert_totals(AlertGrouping by,
                                                                const AlertFilter& filter,
                                                                Date today) override;
  [[nodiscard]] Result<std::vector<SpendingRow>> spending(SpendingGrouping by,
                                                          const SpendingFilter& filter,
                                                          Page page) override;
  [[nodiscard]] Result<RuleSet> rule_set(const ContentHash& hash) override;
  [[nodiscard]] Result<std::vector<CarriedRow>> carried(InstanceId id) override;
  [[nodiscard]] Result<std::optional<AskedMovement>> asked_movement(InstanceId id) override;
  [[nodiscard]] Result<std::vector<GrantedExemption>> exemptions(InstanceId id) override;
  [[nodiscard]] Result<std::vector<SheetTaskRow>> sheet_tasks(const SheetFilter& filter,
                                                              Page page) override;
  [[nodiscard]] Result<std::vector<SheetRow>> sheets(InstanceId id, int month) override;
  [[nodiscard]] Result<std::vector<SheetRow>> evaluations_before(InstanceId id) override;
  [[nodiscard]] Result<std::vector<BulletinRow>> bulletin(
      FiscalYear year, int month, const std::optional<RegionCode>& region,
      const std::optional<Sight>& sight) override;
  [[nodiscard]] Result<std::vector<AlertLetterRow>> alert_letters(const AlertFilter& filter,
                                                                  Page page) override;
  [[nodiscard]] Result<AlertLetterRow> alert_letter(AlertId id) override;
  [[nodiscard]] Result<std::vector<BatchRow>> batches(Page page) override;
  [[nodiscard]] Result<std::vector<PaymentRow>> payments(std::optional<FiscalYear> year,
                                                         Page page) override;
  [[nodiscard]] Result<RepeatedRows> repeated(BatchId batch, int most) override;
  [[nodiscard]] Result<std::vector<RejectRow>> rejects(std::optional<BatchId> batch,
                                                       Page page) override;
  [[nodiscard]] Result<std::vector<LetterRow>> dead_letters(Page page) override;
  [[nodiscard]] Result<std::vector<ChannelRow>> channels() override;
  [[nodiscard]] Result<TurnRow> turn(InstanceId id, Date today) override;
  [[nodiscard]] Result<std::vector<QueueRow>> queue(const PersonId& person,
                                                    const std::optional<Sight>& sight,
                                                    Date today) override;
  [[nodiscard]] Result<std::vector<SubstitutionRow>> substitutions(bool ended, Page page) override;
  [[nodiscard]] Result<std::vector<OccasionRow>> occasions(std::optional<FiscalYear> year) override;
  [[nodiscard]] Result<DeadlineRow> deadline(InstanceId id) override;
  [[nodiscard]] Result<std::vector<WorkflowRow>> workflows() override;
  [[nodiscard]] Result<OfficeFacts> office() override;
  [[nodiscard]] Result<std::vector<MigrationRow>> migrations(Page page) override;
  [[nodiscard]] Result<MigrationRow> migration(MigrationId id) override;
  [[nodiscard]] Result<std::vector<MigratedRow>> migrated(MigrationId id, Page page) override;
  [[nodiscard]] Result<std::vector<MigratedRow>> preview_migration(
      const MigrationPlan& plan, const std::vector<PersonId>& movers, Instant now,
      const std::vector<PluginInfo>& plugins) override;
  [[nodiscard]] Result<std::vector<NoticeRow>> notices(const NoticeFilter& filter,
                                                       Page page) override;

 private:
  SqliteQueries(const std::string& path, OpenOptions options);

  Snapshots snapshots_;
  DefinitionCache definitions_;
  PeopleCache people_;
};

}  // namespace budget
