#include "store/codec/content.h"
#include "store/queries/readers.h"
#include "store/tables/channels.h"

namespace budget {
namespace {

std::vector<std::string> texts_of(Database& database, LetterId letter) {
  std::vector<std::string> texts;
  Rows rows = database
                  .statement(
                      "SELECT notices.text FROM letters, json_each(letters.notices) each "
                      "JOIN notices ON notices.id = each.value WHERE letters.id = ?1")
                  .query(letter);
  while (rows.next())
    texts.push_back(rows.string(0));
  return texts;
}

}  // namespace

std::vector<LetterRow> read_dead_letters(Database& database, PeopleCache& people, Page page) {
  static const std::string kSelect = std::string("SELECT ") + kLetterColumns +
                                     " FROM letters WHERE state = 'dead' AND state <> 'delivered' "
                                     "AND id > ?1 ORDER BY id LIMIT ?2";
  const std::shared_ptr<const People> known = people.current(database);
  std::vector<LetterRow> letters;
  {
    Rows rows = database.statement(kSelect.c_str()).query(page.after, page.limit);
    while (rows.next()) {
      LetterRow& row = letters.emplace_back();
      row.data = read_letter(rows);
      if (!row.data.person.empty()) row.person_name = known->name_of(row.data.person);
    }
  }
  for (LetterRow& row : letters)
    row.texts = texts_of(database, row.data.id);
  return letters;
}

std::vector<ChannelRow> read_channels(Database& database) {
  std::vector<ChannelRow> channels;
  Rows rows = database
                  .statement(
                      "SELECT content, is_off, problem, "
                      "(SELECT count(*) FROM notices, json_each(notices.route) each "
                      "WHERE notices.state = 'queued' AND "
                      "json_extract(each.value, '$.channel') = channels.name), "
                      "(SELECT count(*) FROM letters WHERE letters.state = 'dead' AND "
                      "letters.state <> 'delivered' AND letters.channel = channels.name) "
                      "FROM channels WHERE place >= 0 ORDER BY place")
                  .query();
  while (rows.next()) {
    channels.push_back({from_json<ChannelRoute>(rows.text(0)), rows.flag(1), rows.string(2),
                        rows.number(3), rows.number(4)});
  }
  return channels;
}

}  // namespace budget
