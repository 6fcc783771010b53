#pragma once

#include "engine/queries.h"

namespace budget::test {

/// A reader that knows nothing; tests override what they ask for.
class NoQueries : public Queries {
 public:
  Result<StatusRow> status(std::optional<FiscalYear>) override { return nothing(); }
  Result<std::vector<CycleRow>> cycles() override { return nothing(); }
  Result<std::vector<InstanceRow>> instances(const InstanceFilter&, Page) override {
    return nothing();
  }
  Result<InstanceRow> instance(InstanceId) override { return nothing(); }
  Result<std::vector<EventRow>> history(InstanceId, Page) override { return nothing(); }
  Result<std::vector<EventRow>> log(Page) override { return nothing(); }
  Result<std::vector<ProjectRow>> projects(InstanceId) override { return nothing(); }
  Result<ProjectRow> project(FiscalYear, const ProjectCode&) override { return nothing(); }
  Result<CheckMaterial> material(InstanceId) override { return nothing(); }
  Result<std::vector<ImportRow>> imports(InstanceId) override { return nothing(); }
  Result<std::vector<DocumentRow>> documents(InstanceId) override { return nothing(); }
  Result<DocumentRow> document(ImportId, int) override { return nothing(); }
  Result<ReportRow> report(InstanceId) override { return nothing(); }
  Result<std::vector<AlertRow>> alerts(const AlertFilter&, Page) override { return nothing(); }
  Result<AlertRow> alert(AlertId) override { return nothing(); }
  Result<std::vector<SheetTaskRow>> sheet_tasks(const SheetFilter&, Page) override {
    return nothing();
  }
  Result<std::vector<SheetRow>> sheets(InstanceId, int) override { return nothing(); }
  Result<std::vector<SheetRow>> evaluations_before(InstanceId) override { return nothing(); }
  Result<std::vector<BulletinRow>> bulletin(FiscalYear, int, const std::optional<RegionCode>&,
                                            const std::optional<Sight>&) override {
    return nothing();
  }
  Result<std::vector<AlertLetterRow>> alert_letters(const AlertFilter&, Page) override {
    return nothing();
  }
  Result<AlertLetterRow> alert_letter(AlertId) override { return nothing(); }
  Result<std::vector<BatchRow>> batches(Page) override { return nothing(); }
  Result<std::vector<PaymentRow>> payments(std::optional<FiscalYear>, Page) override {
    return nothing();
  }
  Result<RepeatedRows> repeated(BatchId, int) override { return nothing(); }
  Result<std::vector<RejectRow>> rejects(std::optional<BatchId>, Page) override {
    return nothing();
  }
  Result<std::vector<NoticeRow>> notices(const NoticeFilter&, Page) override { return nothing(); }
  Result<std::vector<LetterRow>> dead_letters(Page) override { return nothing(); }
  Result<std::vector<ChannelRow>> channels() override { return nothing(); }
  Result<std::vector<AlertTotalRow>> alert_totals(AlertGrouping, const AlertFilter&,
                                                  Date) override {
    return nothing();
  }
  Result<std::vector<SpendingRow>> spending(SpendingGrouping, const SpendingFilter&,
                                            Page) override {
    return nothing();
  }
  Result<RuleSet> rule_set(const ContentHash&) override { return nothing(); }
  Result<std::vector<CarriedRow>> carried(InstanceId) override { return nothing(); }
  Result<std::optional<AskedMovement>> asked_movement(InstanceId) override { return nothing(); }
  Result<std::vector<GrantedExemption>> exemptions(InstanceId) override { return nothing(); }
  Result<std::vector<QueueRow>> queue(const PersonId&, const std::optional<Sight>&, Date) override {
    return nothing();
  }
  Result<std::vector<SubstitutionRow>> substitutions(bool, Page) override { return nothing(); }
  Result<std::vector<OccasionRow>> occasions(std::optional<FiscalYear>) override {
    return nothing();
  }
  Result<TurnRow> turn(InstanceId, Date) override { return nothing(); }
  Result<DeadlineRow> deadline(InstanceId) override { return nothing(); }
  Result<std::vector<WorkflowRow>> workflows() override { return nothing(); }
  Result<OfficeFacts> office() override { return nothing(); }
  Result<std::vector<MigrationRow>> migrations(Page) override { return nothing(); }
  Result<MigrationRow> migration(MigrationId) override { return nothing(); }
  Result<std::vector<MigratedRow>> migrated(MigrationId, Page) override { return nothing(); }
  Result<std::vector<MigratedRow>> preview_migration(const MigrationPlan&,
                                                     const std::vector<PersonId>&, Instant,
                                                     const std::vector<PluginInfo>&) override {
    return nothing();
  }

 private:
  static Error nothing() {
    return {ErrorCode::unavailable, "expected to read the tables, but the test has none"};
  }
};

}  // namespace budget::test
