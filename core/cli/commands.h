#pragma once

#include "cli/client/api.h"
#include "cli/options.h"
#include "cli/terminal.h"

namespace budget::cli {

// Each command is a function on its options. An Error is a refusal; whatever is wrong with the
// command line or with a file it names is said at once and ends with ExitCode::usage.

// Asking the daemon: commands/<noun>.cpp.
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const StatusOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal, const MeOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const CycleOpenOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const CycleListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const InstanceListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const InstanceShowOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const InstanceHistoryOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const InstanceChildrenOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const InstanceOpenChildOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const InstanceCarriedOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const InstanceReportOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const InstanceCheckOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const InstanceRepinOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const ProjectImportOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const ImportOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const ProjectListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const ProjectShowOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const ProjectDropOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal, const ActOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const InstancePeopleOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const InstanceArrangeOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal, const QueueOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const SubstitutionListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const SubstitutionAppointOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const SubstitutionEndOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const OccasionListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const OccasionNameOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const WhyDeadlineOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const PaymentImportOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const PaymentBatchesOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const PaymentRejectsOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const AlertListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const AlertShowOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const NoticeListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const PluginListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const PluginShowOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const PluginActOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const NoticeDeadOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const NoticeRetryOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const NoticeDiscardOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const ChannelListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const ChannelEnableOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const ChannelTestOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const ExportOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const CalendarOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const WhyAlertOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const WhyScoreOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const AlertActOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal, const ChartOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const ChartListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const AlertTotalsOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const AlertNotAssessedOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const AlertExemptOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const AlertExemptionsOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const BudgetMoveOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const BudgetAskOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const BudgetAskedOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const ProjectProgressOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const SheetListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const SheetShowOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const SheetTemplateOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const SheetFillOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const SheetActOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const EvaluationCheckOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const EvaluationSummaryOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const EvaluationBeforeOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const BulletinOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const AlertLettersOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const AlertLetterOptions& options);

[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const WorkflowListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const WorkflowDeployOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const WorkflowMigrateOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const MigrationListOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const MigrationShowOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const MigrationConfirmOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const MigrationDropOptions& options);
[[nodiscard]] Result<ExitCode> run(Api& api, const Terminal& terminal,
                                   const MigrationUndoOptions& options);

// Of files of this machine, or of what the daemon has, which the globals say how to reach.
[[nodiscard]] Result<ExitCode> run(const GlobalOptions& globals, const Terminal& terminal,
                                   const WorkflowShowOptions& options);
[[nodiscard]] Result<ExitCode> run(const GlobalOptions& globals, const Terminal& terminal,
                                   const WorkflowDiffOptions& options);
[[nodiscard]] Result<ExitCode> run(const GlobalOptions& globals, const Terminal& terminal,
                                   const WorkflowDrawOptions& options);

// On files of this machine.
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal,
                                   const WorkflowSimulateOptions& options);
/// With an instance it asks the daemon too, which the globals say how to reach.
[[nodiscard]] Result<ExitCode> run(const GlobalOptions& globals, const Terminal& terminal,
                                   const PublishOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const VerifyOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const BackupCreateOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const BackupRestoreOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const BackupCheckOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const RehearseOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const ReplayOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const ConfigCheckOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const CheckOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const RulesListOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const RulesExplainOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const TokenNewOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const PluginValidateOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const PluginNewOptions& options);
[[nodiscard]] Result<ExitCode> run(const Terminal& terminal, const PaymentPreviewOptions& options);

}  // namespace budget::cli
