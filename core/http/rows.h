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

}  // namespace budget
