#pragma once

#include "engine/queries.h"
#include "store/database.h"
#include "store/queries/definition_cache.h"
#include "store/queries/people_cache.h"

// What SqliteQueries answers, each inside the caller's snapshot.

namespace budget {

[[nodiscard]] StatusRow read_status(Database& database, DefinitionCache& definitions,
                                    std::optional<FiscalYear> year);

/// Where rows for people get their titles and names from.
struct Names {
  DefinitionCache& definitions;
  PeopleCache& people;
};

/// Errors: invalid_input when the stage asked for is in no workflow.
[[nodiscard]] Result<std::vector<InstanceRow>> read_instances(Database& database, Names names,
                                                              const InstanceFilter& filter,
                                                              Page page);
[[nodiscard]] Result<InstanceRow> read_instance_row(Database& database, Names names, InstanceId id);
[[nodiscard]] bool has_instance(Database& database, InstanceId id);

[[nodiscard]] std::vector<EventRow> read_history(Database& database, Names names, InstanceId id,
                                                 Page page);
[[nodiscard]] std::vector<EventRow> read_log(Database& database, Names names, Page page);

[[nodiscard]] std::vector<ProjectRow> read_projects(Database& database, InstanceId id);
[[nodiscard]] Result<ProjectRow> read_project_row(Database& database, FiscalYear year,
                                                  const ProjectCode& code);

[[nodiscard]] std::vector<ImportRow> read_imports(Database& database, PeopleCache& people,
                                                  InstanceId id);
[[nodiscard]] std::vector<DocumentRow> read_documents(Database& database, InstanceId id);
[[nodiscard]] Result<DocumentRow> read_document(Database& database, ImportId id, int number);

[[nodiscard]] Result<CheckMaterial> read_material(Database& database, Names names, InstanceId id);
[[nodiscard]] Result<ReportRow> read_report_row(Database& database, Names names, InstanceId id);

[[nodiscard]] std::vector<AlertRow> read_alerts(Database& database, const AlertFilter& filter,
                                                Page page);
[[nodiscard]] Result<AlertRow> read_alert_row(Database& database, AlertId id);

[[nodiscard]] std::vector<AlertTotalRow> read_alert_totals(Database& database, AlertGrouping by,
                                                           const AlertFilter& filter, Date today);
[[nodiscard]] std::vector<SpendingRow> read_spending(Database& database,
                                                     DefinitionCache& definitions,
                                                     SpendingGrouping by,
                                                     const SpendingFilter& filter, Page page);
[[nodiscard]] std::vector<GrantedExemption> read_exemptions(Database& database, InstanceId id);

[[nodiscard]] std::vector<SheetTaskRow> read_sheet_tasks(Database& database,
                                                         const SheetFilter& filter, Page page);
[[nodiscard]] Result<std::vector<SheetRow>> read_sheet_rows(Database& database, PeopleCache& people,
                                                            InstanceId id, int month);
[[nodiscard]] Result<std::vector<SheetRow>> read_evaluations_before(Database& database,
                                                                    PeopleCache& people,
                                                                    InstanceId id);
[[nodiscard]] Result<std::vector<BulletinRow>> read_bulletin(
    Database& database, FiscalYear year, int month, const std::optional<RegionCode>& region,
    const std::optional<Sight>& sight);
[[nodiscard]] std::vector<AlertLetterRow> read_alert_letters(Database& database,
                                                             PeopleCache& people,
                                                             const AlertFilter& filter, Page page);
[[nodiscard]] Result<AlertLetterRow> read_alert_letter(Database& database, PeopleCache& people,
                                                       AlertId id);

[[nodiscard]] std::vector<BatchRow> read_batches(Database& database, Page page);
[[nodiscard]] std::vector<PaymentRow> read_payment_rows(Database& database,
                                                        std::optional<FiscalYear> year, Page page);
[[nodiscard]] RepeatedRows read_repeated(Database& database, BatchId batch, int most);
[[nodiscard]] std::vector<RejectRow> read_reject_rows(Database& database,
                                                      std::optional<BatchId> batch, Page page);
[[nodiscard]] std::vector<NoticeRow> read_notices(Database& database, PeopleCache& people,
                                                  const NoticeFilter& filter, Page page);
[[nodiscard]] std::vector<LetterRow> read_dead_letters(Database& database, PeopleCache& people,
                                                       Page page);
[[nodiscard]] std::vector<ChannelRow> read_channels(Database& database);

[[nodiscard]] Result<TurnRow> read_turn(Database& database, Names names, InstanceId id, Date today);
[[nodiscard]] Result<std::vector<QueueRow>> read_queue(Database& database, Names names,
                                                       const PersonId& person,
                                                       const std::optional<Sight>& sight,
                                                       Date today);
[[nodiscard]] std::vector<SubstitutionRow> read_substitutions(Database& database,
                                                              PeopleCache& people, bool ended,
                                                              Page page);
[[nodiscard]] std::vector<OccasionRow> read_occasions(Database& database, PeopleCache& people,
                                                      std::optional<FiscalYear> year);
[[nodiscard]] Result<DeadlineRow> read_deadline(Database& database, DefinitionCache& definitions,
                                                InstanceId id);

[[nodiscard]] std::vector<WorkflowRow> read_workflows(Database& database);
[[nodiscard]] OfficeFacts read_office(Database& database);
[[nodiscard]] std::vector<MigrationRow> read_migrations(Database& database, PeopleCache& people,
                                                        Page page);
[[nodiscard]] Result<MigrationRow> read_migration(Database& database, PeopleCache& people,
                                                  MigrationId id);
[[nodiscard]] std::vector<MigratedRow> read_migrated(Database& database,
                                                     DefinitionCache& definitions, MigrationId id,
                                                     Page page);
[[nodiscard]] Result<std::vector<MigratedRow>> read_migration_preview(
    Database& database, const MigrationPlan& plan, const std::vector<PersonId>& movers, Instant now,
    const std::vector<PluginInfo>& plugins);

}  // namespace budget
