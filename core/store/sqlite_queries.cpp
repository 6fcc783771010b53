#include "store/sqlite_queries.h"

#include "store/migrator.h"
#include "store/queries/readers.h"
#include "store/tables/asked_movements.h"
#include "store/tables/carried_over.h"
#include "store/tables/cycles.h"
#include "store/tables/definitions.h"

namespace budget {
namespace {

Result<void> check(Page page) {
  if (page.limit >= 1 && page.limit <= kLargestPage && page.after >= 0) return {};
  return Error{ErrorCode::invalid_input,
               "expected a page of 1 to " + std::to_string(kLargestPage) +
                   " rows behind row 0 or later, but got limit " + std::to_string(page.limit) +
                   " behind row " + std::to_string(page.after),
               "ask for fewer rows at once, and for the next page behind the last row of this one"};
}

Error no_instance(InstanceId id) {
  return {ErrorCode::not_found, "expected to find instance " + std::to_string(id.value()) +
                                    ", but there is none of this number"};
}

}  // namespace

SqliteQueries::SqliteQueries(const std::string& path, OpenOptions options)
    : snapshots_(path, std::move(options)) {}

Result<std::unique_ptr<SqliteQueries>> SqliteQueries::open(const std::string& path,
                                                           const std::string& vfs) {
  OpenOptions options;
  options.vfs = vfs;
  std::unique_ptr<SqliteQueries> queries(new SqliteQueries(path, options));
  TRY(queries->snapshots_.read([](Database& database) { return require_current(database); }));
  return queries;
}

Result<StatusRow> SqliteQueries::status(std::optional<FiscalYear> year) {
  return snapshots_.read([&](Database& database) -> Result<StatusRow> {
    return read_status(database, definitions_, year);
  });
}

Result<std::vector<CycleRow>> SqliteQueries::cycles() {
  return snapshots_.read(
      [](Database& database) -> Result<std::vector<CycleRow>> { return read_cycles(database); });
}

Result<std::vector<InstanceRow>> SqliteQueries::instances(const InstanceFilter& filter, Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) {
    return read_instances(database, {definitions_, people_}, filter, page);
  });
}

Result<InstanceRow> SqliteQueries::instance(InstanceId id) {
  return snapshots_.read([&](Database& database) {
    return read_instance_row(database, {definitions_, people_}, id);
  });
}

Result<std::vector<EventRow>> SqliteQueries::history(InstanceId id, Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<EventRow>> {
    if (!has_instance(database, id)) return no_instance(id);
    return read_history(database, {definitions_, people_}, id, page);
  });
}

Result<std::vector<EventRow>> SqliteQueries::log(Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<EventRow>> {
    return read_log(database, {definitions_, people_}, page);
  });
}

Result<std::vector<ProjectRow>> SqliteQueries::projects(InstanceId id) {
  return snapshots_.read([&](Database& database) -> Result<std::vector<ProjectRow>> {
    if (!has_instance(database, id)) return no_instance(id);
    return read_projects(database, id);
  });
}

Result<ProjectRow> SqliteQueries::project(FiscalYear year, const ProjectCode& code) {
  return snapshots_.read(
      [&](Database& database) { return read_project_row(database, year, code); });
}

Result<CheckMaterial> SqliteQueries::material(InstanceId id) {
  return snapshots_.read([&](Database& database) {
    return read_material(database, {definitions_, people_}, id);
  });
}

Result<std::vector<ImportRow>> SqliteQueries::imports(InstanceId id) {
  return snapshots_.read([&](Database& database) -> Result<std::vector<ImportRow>> {
    return read_imports(database, people_, id);
  });
}

Result<std::vector<DocumentRow>> SqliteQueries::documents(InstanceId id) {
  return snapshots_.read([&](Database& database) -> Result<std::vector<DocumentRow>> {
    return read_documents(database, id);
  });
}

Result<DocumentRow> SqliteQueries::document(ImportId id, int number) {
  return snapshots_.read([&](Database& database) { return read_document(database, id, number); });
}

Result<ReportRow> SqliteQueries::report(InstanceId id) {
  return snapshots_.read([&](Database& database) {
    return read_report_row(database, {definitions_, people_}, id);
  });
}

Result<std::vector<AlertRow>> SqliteQueries::alerts(const AlertFilter& filter, Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<AlertRow>> {
    return read_alerts(database, filter, page);
  });
}

Result<AlertRow> SqliteQueries::alert(AlertId id) {
  return snapshots_.read([&](Database& database) { return read_alert_row(database, id); });
}

Result<std::vector<AlertTotalRow>> SqliteQueries::alert_totals(AlertGrouping by,
                                                               const AlertFilter& filter,
                                                               Date today) {
  return snapshots_.read([&](Database& database) -> Result<std::vector<AlertTotalRow>> {
    return read_alert_totals(database, by, filter, today);
  });
}

Result<std::vector<SpendingRow>> SqliteQueries::spending(SpendingGrouping by,
                                                         const SpendingFilter& filter, Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<SpendingRow>> {
    return read_spending(database, definitions_, by, filter, page);
  });
}

Result<RuleSet> SqliteQueries::rule_set(const ContentHash& hash) {
  return snapshots_.read(
      [&](Database& database) -> Result<RuleSet> { return read_rule_set(database, hash.text()); });
}

Result<std::vector<CarriedRow>> SqliteQueries::carried(InstanceId id) {
  return snapshots_.read([&](Database& database) -> Result<std::vector<CarriedRow>> {
    const InstanceRow row = TRY(read_instance_row(database, {definitions_, people_}, id));
    return read_carried(database, row.data.department, row.data.year);
  });
}

Result<std::optional<AskedMovement>> SqliteQueries::asked_movement(InstanceId id) {
  return snapshots_.read([&](Database& database) -> Result<std::optional<AskedMovement>> {
    return read_asked(database, id);
  });
}

Result<std::vector<GrantedExemption>> SqliteQueries::exemptions(InstanceId id) {
  return snapshots_.read([&](Database& database) -> Result<std::vector<GrantedExemption>> {
    return read_exemptions(database, id);
  });
}

Result<std::vector<SheetTaskRow>> SqliteQueries::sheet_tasks(const SheetFilter& filter, Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<SheetTaskRow>> {
    return read_sheet_tasks(database, filter, page);
  });
}

Result<std::vector<SheetRow>> SqliteQueries::sheets(InstanceId id, int month) {
  return snapshots_.read([&](Database& database) -> Result<std::vector<SheetRow>> {
    if (!has_instance(database, id)) return no_instance(id);
    return read_sheet_rows(database, people_, id, month);
  });
}

Result<std::vector<SheetRow>> SqliteQueries::evaluations_before(InstanceId id) {
  return snapshots_.read([&](Database& database) -> Result<std::vector<SheetRow>> {
    if (!has_instance(database, id)) return no_instance(id);
    return read_evaluations_before(database, people_, id);
  });
}

Result<std::vector<BulletinRow>> SqliteQueries::bulletin(FiscalYear year, int month,
                                                         const std::optional<RegionCode>& region,
                                                         const std::optional<Sight>& sight) {
  return snapshots_.read(
      [&](Database& database) { return read_bulletin(database, year, month, region, sight); });
}

Result<std::vector<AlertLetterRow>> SqliteQueries::alert_letters(const AlertFilter& filter,
                                                                 Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<AlertLetterRow>> {
    return read_alert_letters(database, people_, filter, page);
  });
}

Result<AlertLetterRow> SqliteQueries::alert_letter(AlertId id) {
  return snapshots_.read(
      [&](Database& database) { return read_alert_letter(database, people_, id); });
}

Result<std::vector<BatchRow>> SqliteQueries::batches(Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<BatchRow>> {
    return read_batches(database, page);
  });
}

Result<std::vector<PaymentRow>> SqliteQueries::payments(std::optional<FiscalYear> year, Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<PaymentRow>> {
    return read_payment_rows(database, year, page);
  });
}

Result<RepeatedRows> SqliteQueries::repeated(BatchId batch, int most) {
  return snapshots_.read([&](Database& database) -> Result<RepeatedRows> {
    return read_repeated(database, batch, most);
  });
}

Result<std::vector<RejectRow>> SqliteQueries::rejects(std::optional<BatchId> batch, Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<RejectRow>> {
    return read_reject_rows(database, batch, page);
  });
}

Result<std::vector<NoticeRow>> SqliteQueries::notices(const NoticeFilter& filter, Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<NoticeRow>> {
    return read_notices(database, people_, filter, page);
  });
}

Result<std::vector<LetterRow>> SqliteQueries::dead_letters(Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<LetterRow>> {
    return read_dead_letters(database, people_, page);
  });
}

Result<std::vector<ChannelRow>> SqliteQueries::channels() {
  return snapshots_.read([](Database& database) -> Result<std::vector<ChannelRow>> {
    return read_channels(database);
  });
}

Result<TurnRow> SqliteQueries::turn(InstanceId id, Date today) {
  return snapshots_.read([&](Database& database) -> Result<TurnRow> {
    return read_turn(database, {definitions_, people_}, id, today);
  });
}

Result<std::vector<QueueRow>> SqliteQueries::queue(const PersonId& person,
                                                   const std::optional<Sight>& sight, Date today) {
  return snapshots_.read([&](Database& database) -> Result<std::vector<QueueRow>> {
    return read_queue(database, {definitions_, people_}, person, sight, today);
  });
}

Result<std::vector<SubstitutionRow>> SqliteQueries::substitutions(bool ended, Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<SubstitutionRow>> {
    return read_substitutions(database, people_, ended, page);
  });
}

Result<std::vector<OccasionRow>> SqliteQueries::occasions(std::optional<FiscalYear> year) {
  return snapshots_.read([&](Database& database) -> Result<std::vector<OccasionRow>> {
    return read_occasions(database, people_, year);
  });
}

Result<DeadlineRow> SqliteQueries::deadline(InstanceId id) {
  return snapshots_.read([&](Database& database) -> Result<DeadlineRow> {
    return read_deadline(database, definitions_, id);
  });
}

Result<std::vector<WorkflowRow>> SqliteQueries::workflows() {
  return snapshots_.read([&](Database& database) -> Result<std::vector<WorkflowRow>> {
    return read_workflows(database);
  });
}

Result<OfficeFacts> SqliteQueries::office() {
  return snapshots_.read(
      [&](Database& database) -> Result<OfficeFacts> { return read_office(database); });
}

Result<std::vector<MigrationRow>> SqliteQueries::migrations(Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<MigrationRow>> {
    return read_migrations(database, people_, page);
  });
}

Result<MigrationRow> SqliteQueries::migration(MigrationId id) {
  return snapshots_.read([&](Database& database) -> Result<MigrationRow> {
    return read_migration(database, people_, id);
  });
}

Result<std::vector<MigratedRow>> SqliteQueries::migrated(MigrationId id, Page page) {
  TRY(check(page));
  return snapshots_.read([&](Database& database) -> Result<std::vector<MigratedRow>> {
    return read_migrated(database, definitions_, id, page);
  });
}

Result<std::vector<MigratedRow>> SqliteQueries::preview_migration(
    const MigrationPlan& plan, const std::vector<PersonId>& movers, Instant now,
    const std::vector<PluginInfo>& plugins) {
  return snapshots_.read([&](Database& database) -> Result<std::vector<MigratedRow>> {
    return read_migration_preview(database, plan, movers, now, plugins);
  });
}

}  // namespace budget
