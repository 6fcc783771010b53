#include "ical.h"

#include <cstdlib>
#include <memory>

#include <libical/ical.h>

#include <budget/date.h>
#include <budget/text.h>

namespace budget::ical {
namespace {

constexpr std::size_t kEntriesBetweenLooks = 200;

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

icaltimetype day_of(Date day) {
  icaltimetype time = icaltime_null_date();
  time.year = day.year();
  time.month = day.month();
  time.day = day.day();
  return time;
}

/// RFC 5545 allows no control characters in a text but tab and line break.
std::string printable(const std::string& text) {
  std::string kept;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == '\r') continue;
    kept += (byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F ? ' ' : c;
  }
  return kept;
}

/// libical leaves the comma of a category bare, and a bare comma parts two of them.
std::string one_word(const std::string& category) {
  std::string word;
  for (const char c : category)
    word += c == ',' ? "，" : std::string(1, c);
  return word;
}

Error wrong(const Json& entry, const std::string& what) {
  return {ErrorCode::invalid_input,
          "expected a calendar entry, but '" + shortened(entry["uid"].text(), 80) + "' " + what};
}

/// An alarm some days before the end, as the display of the entry's title.
icalcomponent* alarm(std::int64_t days, const std::string& title) {
  icalcomponent* made = icalcomponent_new_valarm();
  icaltriggertype trigger{};
  trigger.time = icaltime_null_time();
  trigger.duration = icaldurationtype_null_duration();
  trigger.duration.is_neg = 1;
  trigger.duration.days = static_cast<unsigned>(days);
  icalproperty* property = icalproperty_new_trigger(trigger);
  icalproperty_add_parameter(property, icalparameter_new_related(ICAL_RELATED_END));
  icalcomponent_add_property(made, icalproperty_new_action(ICAL_ACTION_DISPLAY));
  icalcomponent_add_property(made, property);
  icalcomponent_add_property(made, icalproperty_new_description(title.c_str()));
  return made;
}

}  // namespace

plugin::About IcalExporter::about() {
  plugin::About about;
  about.id = "cn.budgetd.exporters.ical";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "日历（iCalendar）";
  about.title_en = "Calendar (iCalendar)";
  about.flags = BUDGET_FLAG_PURE;
  about.options = {
      {.key = "todo_as",
       .type = OptionType::text,
       .fallback = "todo",
       .help = "待办写成什么：todo 待办；event 全天日程（有的手机日历不显示待办）。",
       .one_of = {"todo", "event"}},
      {.key = "remind_days",
       .type = OptionType::integer,
       .unit = "天",
       .fallback = 0,
       .help = "截止前多少天由日历软件提醒；0 为不提醒（系统本身另有提醒）。",
       .low = 0,
       .high = 60},
  };
  return about;
}

Result<void> IcalExporter::configure(const Json& config) {
  todo_as_event_ = config["todo_as"].text() == "event";
  remind_days_ = config["remind_days"].integer();
  return {};
}

namespace {

/// A VTODO due on its day, or a VEVENT that lasts from start_on to due_on, both days included.
Result<Component> component_of(const Json& entry, const icaltimetype& stamp, bool todo_as_event,
                               std::int64_t remind_days) {
  const std::string& kind = entry["kind"].text();
  if (kind != "todo" && kind != "event") return wrong(entry, "is neither todo nor event");
  if (entry["uid"].text().empty()) return wrong(entry, "has no uid");
  const Date due = TRY(Date::parse(entry["due_on"].text()));
  Date start = due;
  if (!entry["start_on"].text().empty()) start = TRY(Date::parse(entry["start_on"].text()));
  if (start > due) return wrong(entry, "ends before it starts");

  const bool is_todo = kind == "todo" && !todo_as_event;
  Component made(is_todo ? icalcomponent_new_vtodo() : icalcomponent_new_vevent());
  const auto add = [&](icalproperty* property) {
    icalcomponent_add_property(made.get(), property);
  };
  const std::string title = printable(entry["title"].text());
  add(icalproperty_new_uid(printable(entry["uid"].text()).c_str()));
  add(icalproperty_new_dtstamp(stamp));
  add(icalproperty_new_summary(title.c_str()));
  if (!entry["text"].text().empty())
    add(icalproperty_new_description(printable(entry["text"].text()).c_str()));
  if (is_todo) {
    // DUE must be later than DTSTART: a to-do of one day has DUE alone.
    if (start < due) add(icalproperty_new_dtstart(day_of(start)));
    add(icalproperty_new_due(day_of(due)));
  } else {
    add(icalproperty_new_dtstart(day_of(start)));
    add(icalproperty_new_dtend(day_of(due.plus_days(1))));  // the end is excluded
    add(icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
  }
  for (const Json& category : entry["categories"].items())
    add(icalproperty_new_categories(one_word(printable(category.text())).c_str()));
  if (remind_days > 0) icalcomponent_add_component(made.get(), alarm(remind_days, title));
  return made;
}

}  // namespace

Result<Json> IcalExporter::write(const Json& payload, const plugin::Call& call) const {
  if (payload["what"].text() != "calendar") {
    return Error{ErrorCode::unsupported,
                 "expected the calendar, but '" + payload["what"].text() + "' is a table",
                 "export it as csv or json_lines"};
  }
  constexpr std::int64_t kSecond = 1'000;
  const icaltimetype stamp =
      icaltime_from_timet_with_zone(static_cast<time_t>(payload["now_ms"].integer() / kSecond), 0,
                                    icaltimezone_get_utc_timezone());
  Component calendar(icalcomponent_new_vcalendar());
  const auto add = [&](icalproperty* property) {
    icalcomponent_add_property(calendar.get(), property);
  };
  add(icalproperty_new_prodid("-//budgetd//budgetd//ZH"));
  add(icalproperty_new_version("2.0"));
  add(icalproperty_new_calscale("GREGORIAN"));
  add(icalproperty_new_method(ICAL_METHOD_PUBLISH));
  icalproperty* name = icalproperty_new_x(printable(payload["title"].text()).c_str());
  icalproperty_set_x_name(name, "X-WR-CALNAME");
  add(name);
  const Json::Array& entries = payload["entries"].items();
  for (std::size_t at = 0; at < entries.size(); ++at) {
    if (at % kEntriesBetweenLooks == 0 && call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected to finish, but the export was cancelled"};
    Component entry = TRY(component_of(entries[at], stamp, todo_as_event_, remind_days_));
    icalcomponent_add_component(calendar.get(), entry.release());
  }
  const std::unique_ptr<char, decltype(&std::free)> text(
      icalcomponent_as_ical_string_r(calendar.get()), &std::free);
  if (text == nullptr)
    return Error{ErrorCode::unavailable, "expected to print the calendar, but memory is short"};
  TRY(call.write_file("calendar.ics", text.get()));
  Json file = Json::object();
  file.set("name", "calendar.ics").set("media_type", "text/calendar; charset=utf-8");
  file.set("title", payload["title"].text());
  Json result = Json::object();
  result.set("schema", "budget.export.files/1").set("files", Json::array().push(std::move(file)));
  return result.set("rows", entries.size());
}

}  // namespace budget::ical
