#include "http/handlers/handlers.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

Result<InstanceFilter> filter_of(const Call& call) {
  InstanceFilter filter;
  filter.year = TRY(call.query.year());
  if (auto department = TRY(call.query.name("department")))
    filter.department = DepartmentId(*std::move(department));
  if (auto stage = TRY(call.query.name("stage"))) filter.stage = StageId(*std::move(stage));
  filter.only_open = TRY(call.query.flag("open"));
  filter.only_overdue = TRY(call.query.flag("overdue"));
  filter.sight = sight_of(call);
  return filter;
}

}  // namespace

Result<Response> get_instances(const Call& call, Desk& desk) {
  const InstanceFilter filter = TRY(filter_of(call));
  const Page page = TRY(call.query.page());
  const auto is_visible = [&call](const InstanceRow& row) {
    return call.account->may_see(row.data.department);
  };
  const auto position = [](const InstanceRow& row, std::int64_t) { return row.data.id.value(); };
  const auto fetch = [&](Page next) { return desk.queries.instances(filter, next); };
  return list_of(TRY(visible_rows<InstanceRow>(page, fetch, is_visible, position)));
}

Result<Response> get_instance(const Call& call, Desk& desk) {
  JsonWriter json;
  write(json, TRY(visible_instance(call, desk, call.path[0])));
  return Response{.body = std::move(json).text()};
}

Result<Response> get_history(const Call& call, Desk& desk) {
  const InstanceId id = TRY(visible_instance(call, desk, call.path[0])).data.id;
  const Page page = TRY(call.query.page());
  const auto everything = [](const EventRow&) { return true; };
  const auto position = [](const EventRow& row, std::int64_t) { return row.seq.value(); };
  const auto fetch = [&](Page next) { return desk.queries.history(id, next); };
  return list_of(TRY(visible_rows<EventRow>(page, fetch, everything, position)));
}

}  // namespace budget
