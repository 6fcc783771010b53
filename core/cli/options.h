#pragma once

#include <variant>

#include "cli/options/global.h"
#include "cli/options/instance.h"
#include "cli/options/local.h"
#include "cli/options/money.h"
#include "cli/options/office.h"
#include "cli/options/papers.h"
#include "cli/options/plugins.h"
#include "cli/options/sheets.h"
#include "cli/options/workflow.h"

namespace budget::cli {

/// Every command with what was asked of it: one struct per command, named after noun and verb.
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
    OccasionListOptions, OccasionNameOptions, WhyDeadlineOptions, WhyAlertOptions, WhyScoreOptions,
    AlertActOptions, AlertTotalsOptions, AlertNotAssessedOptions, AlertExemptOptions,
    AlertExemptionsOptions, BudgetMoveOptions, BudgetAskOptions, BudgetAskedOptions,
    ProjectProgressOptions, WorkflowListOptions, WorkflowShowOptions, WorkflowDiffOptions,
    WorkflowDrawOptions, WorkflowDeployOptions, WorkflowSimulateOptions, WorkflowMigrateOptions,
    MigrationListOptions, MigrationShowOptions, MigrationConfirmOptions, MigrationDropOptions,
    MigrationUndoOptions, ReplayOptions, InstanceChildrenOptions, InstanceOpenChildOptions,
    InstanceCarriedOptions, ChartOptions, ChartListOptions, SheetListOptions, SheetShowOptions,
    SheetTemplateOptions, SheetFillOptions, SheetActOptions, EvaluationCheckOptions,
    EvaluationSummaryOptions, EvaluationBeforeOptions, BulletinOptions, AlertLettersOptions,
    AlertLetterOptions>;

}  // namespace budget::cli
