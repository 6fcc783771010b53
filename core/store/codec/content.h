#pragma once

#include <string>
#include <string_view>

#include <budget/result.h>

#include "model/alert.h"
#include "model/calendar.h"
#include "model/channel.h"
#include "model/check.h"
#include "model/document_import.h"
#include "model/instance.h"
#include "model/migration.h"
#include "model/organisation.h"
#include "model/rule_set.h"
#include "model/unit_sheet.h"
#include "model/workflow_definition.h"
#include "store/codec/project_sheet.h"

namespace budget {

/// Canonical JSON of what is kept whole in one column. Instantiated in content.cpp for:
/// WorkflowDefinition, RuleSet, Calendar, Organisation, ProjectSheet, ChannelRoute, and vectors of
/// PersonId, NoticeId, Destination, StageActor, int, DeviationCause, PluginName, PluginReport,
/// PluginVerdict, ImportedFile, ImportAnswer, StageWork, Standing, MigrationTrace, MigrationPlan
/// and AdjustedScore; and WeighedSheet.
template <typename T>
[[nodiscard]] std::string to_json(const T& value);

/// The mirror. Throws StoreFault: nothing but this program writes these columns.
template <typename T>
[[nodiscard]] T from_json(std::string_view text);

}  // namespace budget
