#include "store/tables/channels.h"

#include "engine/letters.h"
#include "store/codec/content.h"

namespace budget {
namespace {

std::vector<NoticeId> notices_of(Database& database, LetterId letter) {
  Rows rows = database.statement("SELECT notices FROM letters WHERE id = ?1").query(letter);
  return rows.next() ? from_json<std::vector<NoticeId>>(rows.text(0)) : std::vector<NoticeId>();
}

}  // namespace

void write_channels(Database& database, const State& after) {
  database.statement("DELETE FROM channels").run();
  Statement& insert = database.statement("INSERT INTO channels VALUES (?1, ?2, ?3, ?4, ?5)");
  int place = 0;
  for (const ChannelRoute& channel : after.channels) {
    const auto off = after.channels_off.find(channel.name);
    const bool is_off = off != after.channels_off.end();
    insert.run(channel.name, place++, to_json(channel), is_off,
               is_off ? off->second : std::string());
  }
  for (const auto& [name, problem] : after.channels_off) {
    if (find_channel(after, name) == nullptr) insert.run(name, -1, "", true, problem);
  }
}

void write_letter(Database& database, const std::string& channel, const LetterContent& content,
                  Instant at) {
  database.statement("INSERT INTO letters VALUES (?1, ?2, ?3, ?4, 0, ?5, '', 'waiting', 0)")
      .run(content.letter, channel, content.person, to_json(content.notices), at);
}

void write_delivered(Database& database, LetterId letter, Instant at) {
  if (letter == LetterId()) return;
  database.statement("UPDATE letters SET state = 'delivered', changed_at_ms = ?2 WHERE id = ?1")
      .run(letter, at);
}

void write_failed(Database& database, const LetterFailed& event, Instant at) {
  database
      .statement(
          "INSERT INTO letters VALUES (?1, ?2, ?3, ?4, 1, coalesce(?5, 0), ?6, "
          "iif(?5 IS NULL, 'dead', 'waiting'), ?7) ON CONFLICT DO UPDATE SET "
          "attempts = attempts + 1, next_try_ms = coalesce(?5, next_try_ms), "
          "problem = excluded.problem, state = excluded.state, "
          "changed_at_ms = excluded.changed_at_ms")
      .run(event.letter.letter, event.channel, event.letter.person, to_json(event.letter.notices),
           event.next_try, event.problem, at);
  Statement& update = database.statement(
      "UPDATE notices SET attempts = attempts + 1, channel = ?2, problem = ?3, "
      "next_try_ms = coalesce(?4, next_try_ms) WHERE id = ?1");
  for (const NoticeId notice : event.letter.notices)
    update.run(notice, event.channel, event.problem, event.next_try);
}

std::vector<NoticeId> write_revived(Database& database, LetterId letter, Instant at) {
  database
      .statement(
          "UPDATE letters SET state = 'waiting', attempts = 0, next_try_ms = ?2, "
          "changed_at_ms = ?2 WHERE id = ?1")
      .run(letter, at);
  return notices_of(database, letter);
}

std::vector<NoticeId> write_discarded(Database& database, LetterId letter, Instant at) {
  database.statement("UPDATE letters SET state = 'discarded', changed_at_ms = ?2 WHERE id = ?1")
      .run(letter, at);
  return notices_of(database, letter);
}

std::vector<NoticeId> queued_notices(Database& database) {
  std::vector<NoticeId> ids;
  Rows rows =
      database.statement("SELECT id FROM notices WHERE state = 'queued' ORDER BY id").query();
  while (rows.next())
    ids.emplace_back(rows.integer(0));
  return ids;
}

Letter read_letter(const Rows& rows) {
  Letter letter;
  letter.id = LetterId(rows.integer(0));
  letter.channel = rows.string(1);
  letter.person = rows.id<PersonId>(2);
  letter.notices = from_json<std::vector<NoticeId>>(rows.text(3));
  letter.attempts = rows.number(4);
  letter.next_try = rows.instant(5);
  letter.problem = rows.string(6);
  letter.is_dead = rows.text(7) == "dead";
  letter.changed_at = rows.instant(8);
  return letter;
}

void load_channels(Database& database, State& state) {
  Rows channels =
      database
          .statement("SELECT name, place, content, is_off, problem FROM channels ORDER BY place")
          .query();
  while (channels.next()) {
    if (channels.number(1) >= 0)
      state.channels.push_back(from_json<ChannelRoute>(channels.text(2)));
    if (channels.flag(3)) state.channels_off[channels.string(0)] = channels.string(4);
  }
  static const std::string kSelect = std::string("SELECT ") + kLetterColumns +
                                     " FROM letters WHERE state <> 'delivered' "
                                     "AND state <> 'discarded'";
  Rows letters = database.statement(kSelect.c_str()).query();
  while (letters.next()) {
    Letter letter = read_letter(letters);
    const LetterId id = letter.id;
    state.letters.emplace(id, std::move(letter));
  }
  state.last_letter = LetterId(database.integer("SELECT max(id) FROM letters"));
}

}  // namespace budget
