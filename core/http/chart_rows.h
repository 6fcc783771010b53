#pragma once

#include "engine/queries.h"
#include "http/json_writer.h"

namespace budget {

/// What a chart is drawn from, as of a day.
struct Chart {
  SpendingGrouping of;
  Date today;
  SpendingRow row;
};
void write(JsonWriter& json, const Chart& chart);

[[nodiscard]] const char* name_of(SpendingGrouping value) noexcept;

}  // namespace budget
