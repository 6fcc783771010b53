#include "daemon/log_channel.h"

namespace budget {

Result<void> LogChannel::deliver(const Notice& notice) {
  std::string people;
  for (const PersonId& person : notice.recipients)
    people += (people.empty() ? "" : ",") + person.text();
  logger_.write(LogLevel::info, "notice",
                {{"id", notice.id.value()},
                 {"topic", name_of(notice.topic)},
                 {"instance", notice.instance.value()},
                 {"to", people},
                 {"text", notice.text}});
  return {};
}

}  // namespace budget
