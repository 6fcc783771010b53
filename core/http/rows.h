#pragma once

#include "engine/queries.h"
#include "http/json_writer.h"

namespace budget {

// How what people look at is written as JSON; the fields are told in docs/http-api.md.

/// "2026-130605-203"
[[nodiscard]] std::string instance_key(FiscalYear year, const DepartmentId& department);

void write(JsonWriter& json, const InstanceRow& row);
void write(JsonWriter& json, const ReportRow& row);
void write(JsonWriter& json, const PluginPin& pin);
void write(JsonWriter& json, const ProjectRow& row);
void write(JsonWriter& json, const AlertRow& row);
void write(JsonWriter& json, const EventRow& row);
void write(JsonWriter& json, const BatchRow& row);
void write(JsonWriter& json, const RejectRow& row);
void write(JsonWriter& json, const NoticeRow& row);
void write(JsonWriter& json, const LetterRow& row);
void write(JsonWriter& json, const ChannelRow& row);
void write(JsonWriter& json, const CycleRow& row);
void write(JsonWriter& json, const PaymentReject& reject);

// workflow_rows.cpp
void write(JsonWriter& json, const WorkflowRow& row);
void write(JsonWriter& json, const MigrationRow& row);
void write(JsonWriter& json, const MigratedRow& row);
/// "annual_budget": the current one; "annual_budget@3": by its label; or the beginning of a hash,
/// at least six digits, alone or behind @. Errors: not_found; conflict when it is not clear.
[[nodiscard]] Result<WorkflowRow> workflow_named(const std::string& name,
                                                 const std::vector<WorkflowRow>& rows);

// people_rows.cpp
/// [{"id", "name"}]
void write(JsonWriter& json, const std::vector<PersonName>& people);
/// What is done with the work in hand, as fields of the instance.
void write_work(JsonWriter& json, const StageWork& work);
void write(JsonWriter& json, const TurnRow& row);
void write(JsonWriter& json, const QueueRow& row);
void write(JsonWriter& json, const SubstitutionRow& row);
void write(JsonWriter& json, const OccasionRow& row);
void write(JsonWriter& json, const DeadlineRow& row);

}  // namespace budget
