#include "store/event_log.h"
#include "store/queries/readers.h"
#include "store/tables/notices.h"

namespace budget {
namespace {

std::string select(const char* where) {
  return std::string("SELECT ") + kNoticeColumns +
         ", queued_at_ms, state, channel, problem FROM notices " + where;
}

}  // namespace

std::vector<NoticeRow> read_notices(Database& database, PeopleCache& people,
                                    std::optional<InstanceId> instance, Page page) {
  static const std::string kAll = select("WHERE id > ?1 ORDER BY id LIMIT ?2");
  // The log knows an instance's notices; an index for this alone would be one more page to write
  // with every act.
  static const std::string kOfInstance =
      std::string(kHistory) +
      select(
          "WHERE id IN (SELECT json_extract(e.payload, '$.notice.id') FROM history h JOIN events e "
          "ON e.seq = h.seq "
          "WHERE e.type = 'notice_queued') AND id > ?3 ORDER BY id LIMIT ?4");
  constexpr int kFirst = kNoticeColumnCount;
  Rows rows =
      instance ? database.statement(kOfInstance.c_str()).query(*instance, 0, page.after, page.limit)
               : database.statement(kAll.c_str()).query(page.after, page.limit);
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
