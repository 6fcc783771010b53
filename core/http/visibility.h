#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/call.h"
#include "http/json_writer.h"

namespace budget {

// The one place that decides what a person gets to see. What they may not see does not exist for
// them: not_found.

/// "7", or "2026-130605-203" looked up. Says nothing about visibility. Errors: not_found,
/// invalid_input.
[[nodiscard]] Result<InstanceId> instance_named(const std::string& text, Desk& desk);

/// An instance the caller may see. Errors: not_found, invalid_input.
[[nodiscard]] Result<InstanceRow> visible_instance(const Call& call, Desk& desk,
                                                   const std::string& text);
[[nodiscard]] Result<InstanceRow> visible_instance(const Call& call, Desk& desk, InstanceId id);

/// What the caller may see, for a query's filter; nothing when they see everything.
[[nodiscard]] std::optional<Sight> sight_of(const Call& call);

/// All instances the caller may see; for callers without `read_all`, who have few. Errors:
/// unavailable.
[[nodiscard]] Result<std::vector<InstanceRow>> visible_instances(const Call& call, Desk& desk,
                                                                 std::optional<FiscalYear> year);

/// Errors: forbidden.
[[nodiscard]] Result<void> may_see_budgets(const Call& call);
[[nodiscard]] Result<void> may_read_all(const Call& call);
[[nodiscard]] Result<void> may_see_plugins(const Call& call);
[[nodiscard]] Result<void> may_read_payments(const Call& call);

/// A page of rows and where the next one starts.
template <typename Row>
struct Listed {
  std::vector<Row> rows;
  std::optional<std::int64_t> next;
};

/// Reads pages until one of visible rows is full.
///
/// fetch(Page) reads rows; `position(row, before)` is the value of `after` that continues behind a
/// row.
template <typename Row, typename Fetch, typename IsVisible, typename Position>
[[nodiscard]] Result<Listed<Row>> visible_rows(Page page, Fetch fetch, IsVisible is_visible,
                                               Position position) {
  const auto wanted = static_cast<std::size_t>(page.limit);
  Page reading{std::min(page.limit + 1, kLargestPage), page.after};
  Listed<Row> listed;
  while (true) {
    std::vector<Row> rows = TRY(fetch(reading));
    const bool is_last = rows.size() < static_cast<std::size_t>(reading.limit);
    for (Row& row : rows) {
      if (listed.rows.size() == wanted) {
        listed.next = reading.after;
        return listed;
      }
      reading.after = position(row, reading.after);
      if (is_visible(row)) listed.rows.push_back(std::move(row));
    }
    if (is_last) return listed;
    reading.limit = kLargestPage;
  }
}

/// {"items": […], "next": "…"} with write(json, row) for each.
template <typename Row>
[[nodiscard]] Response list_of(const Listed<Row>& listed) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const Row& row : listed.rows)
    write(json, row);
  json.end_array().key("next");
  if (listed.next) {
    json.value(std::to_string(*listed.next));
  } else {
    json.null();
  }
  json.end_object();
  return Response{.body = std::move(json).text()};
}

}  // namespace budget
