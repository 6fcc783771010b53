#include "cli/event_summary.h"

#include <boost/json/serialize.hpp>

#include "cli/client/api.h"
#include "cli/render.h"
#include "cli/text_width.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr int kPayloadColumns = 80;

std::string after(const char* sign, const std::string& text) {
  return text.empty() ? text : sign + text;
}

/// A member of the payload by its name, which stands beside the payload or in it.
std::string name_in(const json::value& event, const std::string& path) {
  const json::value& payload = at(event, "payload");
  const std::string beside = name_at(event, path);
  return beside.empty() ? name_at(payload, path) : beside;
}

}  // namespace

std::string event_summary(const json::value& event) {
  const std::string type = text_at(event, "type");
  const json::value& payload = at(event, "payload");
  if (type == "act_performed") {
    return name_in(event, "act") + "：" + name_in(event, "from") + " → " + name_in(event, "to") +
           after("；", text_at(payload, "reason")) +
           after("；未检查：", joined(array_at(payload, "gate.not_checked")));
  }
  if (type == "stage_entered") {
    return name_in(event, "stage") + after("，截止 ", text_at(payload, "due_on"));
  }
  if (type == "project_entered") {
    return text_at(payload, "project.code") + " " + text_at(payload, "project.name");
  }
  if (type == "notice_queued") {
    const std::string people = names_at(at(payload, "notice"), "recipients");
    return text_at(payload, "notice.text") + after(" → ", people);
  }
  if (type == "check_requested" || type == "check_reported" || type == "rules_pinned" ||
      type == "documents_imported") {
    return text_at(event, "summary");
  }
  if (type == "alert_raised") {
    return text_at(payload, "alert.sentence");
  }
  if (type == "alert_updated" || type == "alert_closed" || type == "alert_reopened") {
    return text_at(payload, "sentence");
  }
  return cut(json::serialize(payload), kPayloadColumns);
}

}  // namespace budget::cli
