#include "store/queries/conditions.h"
#include "store/queries/readers.h"
#include "store/tables/notices.h"

namespace budget {
namespace {

/// The log knows an instance's notices; an index for this alone would be one more page to write
/// with every act. So the histories of the instances asked for are walked, and nobody else's.
constexpr char kOfInstances[] =
    "id IN (WITH RECURSIVE history (seq, before) AS ("
    "SELECT e.seq, e.before FROM asked CROSS JOIN events e ON e.seq = asked.last_event "
    "UNION ALL SELECT e.seq, e.before FROM history h CROSS JOIN events e ON e.seq = h.before) "
    "SELECT json_extract(e.payload, '$.notice.id') FROM history h CROSS JOIN events e ON e.seq = "
    "h.seq WHERE e.type = 'notice_queued')";

/// The notices that are asked for, in the order of their numbers.
Statement statement_for(Database& database, const NoticeFilter& filter, Page page) {
  Conditions of_instances;
  if (filter.sight) of_instances.add(*filter.sight);
  if (filter.instance) of_instances.add("i.id = ", filter.instance->value());
  const bool is_everything = of_instances.text().empty();
  const char* index = filter.instance ? "" : " INDEXED BY instances_by_department";
  const std::string asked =
      is_everything ? ""
                    : "WITH asked AS MATERIALIZED (SELECT i.last_event FROM instances i" +
                          std::string(index) + of_instances.text() + ") ";
  Statement statement = database.prepare(
      asked + "SELECT " + kNoticeColumns +
      ", queued_at_ms, state, channel, problem FROM notices WHERE id > " +
      of_instances.bound(page.after) + (is_everything ? "" : std::string(" AND ") + kOfInstances) +
      " ORDER BY id LIMIT " + of_instances.bound(page.limit));
  of_instances.bind(statement);
  return statement;
}

}  // namespace

std::vector<NoticeRow> read_notices(Database& database, PeopleCache& people,
                                    const NoticeFilter& filter, Page page) {
  constexpr int kFirst = kNoticeColumnCount;
  Statement statement = statement_for(database, filter, page);
  Rows rows = statement.query();
  const std::shared_ptr<const People> known = people.current(database);
  std::vector<NoticeRow> notices;
  while (rows.next()) {
    NoticeRow& row = notices.emplace_back();
    row.data = read_notice(rows);
    for (const PersonId& person : row.data.recipients)
      row.recipient_names.push_back(known->name_of(person));
    row.queued_at = rows.instant(kFirst);
    row.state = rows.string(kFirst + 1);
    row.channel = rows.string(kFirst + 2);
    row.problem = rows.string(kFirst + 3);
  }
  return notices;
}

}  // namespace budget
