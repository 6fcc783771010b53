#include "store/tables/notices.h"

#include "store/codec/content.h"
#include "store/tables/words_column.h"

namespace budget {

void write_notice(Database& database, const Notice& notice, Instant queued_at) {
  database
      .statement("INSERT INTO notices VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'queued', '', '')")
      .run(notice.id, notice.instance, name_of(notice.topic), to_json(notice.recipients),
           notice.text, notice.attempts, notice.next_try, queued_at);
}

void write_outcome(Database& database, const NoticesDelivered& event) {
  Statement& update =
      database.statement("UPDATE notices SET state = 'delivered', channel = ?2 WHERE id = ?1");
  for (const NoticeId id : event.notices)
    update.run(id, event.channel);
}

void write_outcome(Database& database, const NoticeFailed& event) {
  database
      .statement(
          "UPDATE notices SET attempts = attempts + 1, channel = ?2, problem = ?3, "
          "next_try_ms = coalesce(?4, next_try_ms), state = iif(?4 IS NULL, 'given_up', 'queued') "
          "WHERE id = ?1")
      .run(event.notice, event.channel, event.problem, event.next_try);
}

Notice read_notice(const Rows& rows) {
  Notice notice;
  notice.id = NoticeId(rows.integer(0));
  notice.instance = InstanceId(rows.integer(1));
  notice.topic = read_word<NoticeTopic>(rows, 2);
  notice.recipients = from_json<std::vector<PersonId>>(rows.text(3));
  notice.text = rows.string(4);
  notice.attempts = rows.number(5);
  notice.next_try = rows.instant(6);
  return notice;
}

void load_outbox(Database& database, State& state) {
  static const std::string kSelect =
      std::string("SELECT ") + kNoticeColumns + " FROM notices WHERE state = 'queued' ORDER BY id";
  Rows rows = database.statement(kSelect.c_str()).query();
  while (rows.next()) {
    Notice notice = read_notice(rows);
    const NoticeId id = notice.id;
    state.outbox.emplace(id, std::move(notice));
  }
  state.last_notice = NoticeId(database.integer("SELECT max(id) FROM notices"));
}

}  // namespace budget
