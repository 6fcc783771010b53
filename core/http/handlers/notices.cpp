#include "http/handlers/handlers.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {

Result<Response> get_notices(const Call& call, Desk& desk) {
  NoticeFilter filter;
  if (const std::string* text = call.query.find("instance")) {
    filter.instance = TRY(visible_instance(call, desk, *text)).data.id;
  } else {
    filter.sight = sight_of(call);
  }
  const Page page = TRY(call.query.page());
  const auto everything = [](const NoticeRow&) { return true; };
  const auto position = [](const NoticeRow& row, std::int64_t) { return row.data.id.value(); };
  const auto fetch = [&](Page next) { return desk.queries.notices(filter, next); };
  return list_of(TRY(visible_rows<NoticeRow>(page, fetch, everything, position)));
}

}  // namespace budget
