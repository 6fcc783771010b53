#include "store/tables/notices.h"

#include <algorithm>

#include "store/codec/content.h"
#include "store/tables/words_column.h"

namespace budget {

namespace {

const char* state_of(const State& after, NoticeId id, const char* when_gone) {
  if (!after.outbox.contains(id)) return when_gone;
  const auto route = after.routes.find(id);
  if (route == after.routes.end()) return "queued";
  const bool is_dead = std::ranges::all_of(route->second, [&](const Destination& each) {
    const auto letter = after.letters.find(each.letter);
    return letter != after.letters.end() && letter->second.is_dead;
  });
  return is_dead ? "given_up" : "queued";
}

std::string route_text(const State& after, NoticeId id) {
  const auto route = after.routes.find(id);
  return route == after.routes.end() ? std::string("[]") : to_json(route->second);
}

}  // namespace

void write_notice(Database& database, const Notice& notice, Instant queued_at, const State& after) {
  database.statement("INSERT INTO notices VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, '', '', ?10)")
      .run(notice.id, notice.instance, name_of(notice.topic), to_json(notice.recipients),
           notice.text, notice.attempts, notice.next_try, queued_at,
           state_of(after, notice.id, "no_channel"), route_text(after, notice.id));
}

void write_state(Database& database, NoticeId id, const State& after, const char* when_gone,
                 const std::string& channel) {
  database
      .statement(
          "UPDATE notices SET state = ?2, route = ?3, channel = iif(?4 = '', channel, ?4) "
          "WHERE id = ?1")
      .run(id, state_of(after, id, when_gone), route_text(after, id), channel);
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
      std::string("SELECT ") + kNoticeColumns +
      ", route FROM notices WHERE id IN "
      "(SELECT id FROM notices INDEXED BY notices_queued WHERE state = 'queued' "
      "UNION SELECT value FROM letters INDEXED BY letters_open, json_each(letters.notices) "
      "WHERE letters.state <> 'delivered' AND letters.state <> 'discarded') "
      "ORDER BY id";
  Rows rows = database.statement(kSelect.c_str()).query();
  while (rows.next()) {
    Notice notice = read_notice(rows);
    const NoticeId id = notice.id;
    auto route = from_json<std::vector<Destination>>(rows.text(kNoticeColumnCount));
    if (!route.empty()) state.routes.emplace(id, std::move(route));
    state.outbox.emplace(id, std::move(notice));
  }
  state.last_notice = NoticeId(database.integer("SELECT max(id) FROM notices"));
}

}  // namespace budget
