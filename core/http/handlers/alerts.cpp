#include <array>

#include "http/handlers/handlers.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

/// One of an enumeration's names. Errors: invalid_input listing them.
template <typename Value, std::size_t kCount>
Result<std::optional<Value>> one_of(const Call& call, std::string_view name,
                                    const std::array<Value, kCount>& values) {
  const std::string* text = call.query.find(name);
  if (text == nullptr) return std::optional<Value>();
  std::string known;
  for (const Value value : values) {
    if (*text == name_of(value)) return std::optional(value);
    known += (known.empty() ? "" : ", ") + std::string(name_of(value));
  }
  return Error{ErrorCode::invalid_input,
               "expected \"" + std::string(name) + "\" to be one of " + known + ", but it is not"};
}

Result<AlertFilter> filter_of(const Call& call, Desk& desk) {
  AlertFilter filter;
  filter.year = TRY(call.query.year());
  if (const std::string* instance = call.query.find("instance")) {
    filter.instance = TRY(visible_instance(call, desk, *instance)).data.id;
  }
  filter.state = TRY(one_of(call, "state", std::array{AlertState::open, AlertState::closed}));
  if (const auto month = TRY(call.query.integer("month", 1, 12)))
    filter.month = static_cast<int>(*month);
  filter.level = TRY(one_of(
      call, "level",
      std::array{AlertLevel::info, AlertLevel::yellow, AlertLevel::orange, AlertLevel::red}));
  filter.phase =
      TRY(one_of(call, "phase",
                 std::array{AlertPhase::raised, AlertPhase::acknowledged, AlertPhase::inquired,
                            AlertPhase::explained, AlertPhase::rectifying, AlertPhase::rectified,
                            AlertPhase::accepted, AlertPhase::escalated}));
  return filter;
}

}  // namespace

Result<Response> get_alerts(const Call& call, Desk& desk) {
  AlertFilter filter = TRY(filter_of(call, desk));
  if (!filter.instance) filter.sight = sight_of(call);
  const Page page = TRY(call.query.page());
  const auto is_visible = [&call](const AlertRow& row) {
    return call.account->may_see(row.department);
  };
  const auto position = [](const AlertRow& row, std::int64_t) { return row.data.id.value(); };
  const auto fetch = [&](Page next) { return desk.queries.alerts(filter, next); };
  return list_of(TRY(visible_rows<AlertRow>(page, fetch, is_visible, position)));
}

Result<Response> get_alert(const Call& call, Desk& desk) {
  const std::int64_t number =
      TRY(parse_integer("id", call.path[0], 1, std::numeric_limits<std::int64_t>::max()));
  const Error none{ErrorCode::not_found, "expected to find alert " + std::to_string(number) +
                                             ", but there is none for you"};
  const Result<AlertRow> row = desk.queries.alert(AlertId(number));
  if (!row) return row.error().code == ErrorCode::not_found ? none : row.error();
  if (!call.account->may_see(row->department)) return none;
  JsonWriter json;
  write(json, *row);
  return Response{.body = std::move(json).text()};
}

}  // namespace budget
