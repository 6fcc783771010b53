#include "http/body.h"

#include "http/problem.h"

namespace budget {

FiscalYear read_year(ObjectReader& reader, std::string_view name) {
  const auto year = FiscalYear::of(static_cast<int>(reader.integer(name, 2000, 2099)));
  return year ? *year : FiscalYear();
}

Date read_day(ObjectReader& reader, std::string_view name) {
  const std::string text = reader.text(name);
  const Result<Date> day = Date::parse(text);
  if (day) return *day;
  if (!text.empty())
    reader.complain(name, "expected a day such as 2026-02-08, but it is none", text);
  return Date();
}

Prepared prepared(Action action, const std::vector<Finding>& findings) {
  if (findings.empty()) return action;
  const Finding& first = findings.front();
  const std::string place = first.place.field.empty() ? "the body" : first.place.field;
  std::string detail = "expected to read the request, but " + place + ": " + first.message;
  if (findings.size() > 1) detail += " (and " + std::to_string(findings.size() - 1) + " more)";
  return problem(
      Error{ErrorCode::invalid_input, std::move(detail), "docs/http-api.md tells the fields"},
      findings);
}

Response told(JsonWriter json, const Outcome& outcome, int fresh) {
  json.field("event", outcome.last).field("repeated", outcome.repeated).end_object();
  return Response{.status = outcome.events.empty() ? 200 : fresh, .body = std::move(json).text()};
}

}  // namespace budget
