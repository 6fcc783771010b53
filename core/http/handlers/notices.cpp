#include <unordered_set>

#include "http/handlers/handlers.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

/// The instances whose notices the caller may see; a notice itself does not know its department.
Result<std::unordered_set<InstanceId>> own_instances(const Call& call, Desk& desk) {
  std::unordered_set<InstanceId> own;
  for (const InstanceRow& row : TRY(visible_instances(call, desk, std::nullopt)))
    own.insert(row.data.id);
  return own;
}

}  // namespace

Result<Response> get_notices(const Call& call, Desk& desk) {
  std::optional<InstanceId> instance;
  if (const std::string* text = call.query.find("instance")) {
    instance = TRY(visible_instance(call, desk, *text)).data.id;
  }
  const bool sees_every = call.account->reads_all || instance.has_value();
  std::unordered_set<InstanceId> own;
  if (!sees_every) own = TRY(own_instances(call, desk));
  const Page page = TRY(call.query.page());
  const auto is_visible = [&](const NoticeRow& row) {
    return sees_every || own.contains(row.data.instance);
  };
  const auto position = [](const NoticeRow& row, std::int64_t) { return row.data.id.value(); };
  const auto fetch = [&](Page next) { return desk.queries.notices(instance, next); };
  return list_of(TRY(visible_rows<NoticeRow>(page, fetch, is_visible, position)));
}

}  // namespace budget
