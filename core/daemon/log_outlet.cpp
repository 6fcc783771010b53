#include "daemon/log_outlet.h"

namespace budget {

Attempt LogOutlet::deliver(const std::string& /*key*/, const Parcel& parcel) {
  for (const auto& [notice, due_on, is_late] : parcel.notices) {
    std::string people;
    for (const PersonId& person : notice.recipients)
      people += (people.empty() ? "" : ",") + person.text();
    logger_.write(LogLevel::info, "notice",
                  {{"id", notice.id.value()},
                   {"topic", name_of(notice.topic)},
                   {"instance", notice.instance.value()},
                   {"to", people},
                   {"text", notice.text}});
  }
  return {};
}

}  // namespace budget
