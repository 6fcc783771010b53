#include "engine/documents/places.h"

#include <algorithm>
#include <array>

namespace budget {
namespace {

constexpr std::array kLists{"contents", "tables", "other_tables", "sections"};

std::int64_t line_of(const Json& value) {
  return value["source"]["line"].integer();
}

Json lines_of(const Json& sheet) {
  Json lines = Json::object();
  for (const char* field : {"name", "purpose", "plan"})
    if (line_of(sheet[field]) > 0) lines.set(field, line_of(sheet[field]));
  if (line_of(sheet["goals_text"]) > 0) lines.set("goals", line_of(sheet["goals_text"]));
  return lines;
}

/// The indicators of the payload are in the order they were entered in.
Json placed_indicators(const Json& indicators, const Json& printed) {
  Json placed = Json::array();
  for (std::size_t i = 0; i < indicators.items().size(); ++i) {
    Json indicator = indicators.items()[i];
    if (i < printed.items().size()) {
      const Json& there = printed.items()[i];
      const bool is_it = there["level3"].text() == indicator["level3"].text() ||
                         there["value"]["printed"].text() == indicator["printed"].text();
      if (is_it && line_of(there) > 0) indicator.set("line", line_of(there));
    }
    placed.push(std::move(indicator));
  }
  return placed;
}

}  // namespace

DocumentPlaces::DocumentPlaces(const std::vector<DocumentRow>& rows) {
  for (const DocumentRow& row : rows) {
    Result<Json> document = Json::parse(row.file.document);
    if (document) documents_.push_back(*std::move(document));
  }
}

Json DocumentPlaces::document() const {
  if (documents_.empty()) return {};
  const auto disclosure = std::ranges::find_if(documents_, [](const Json& document) {
    return document["kind"].text() == "budget_disclosure";
  });
  const Json& base = disclosure == documents_.end() ? documents_.front() : *disclosure;
  Json whole = Json::object();
  for (const auto& [name, value] : base.members()) {
    if (name != "projects" && name != "findings" && name != "unclaimed") whole.set(name, value);
  }
  for (const char* list : kLists) {
    if (!base[list].items().empty()) continue;
    const auto other = std::ranges::find_if(
        documents_, [&](const Json& document) { return !document[list].items().empty(); });
    if (other != documents_.end()) whole.set(list, (*other)[list]);
  }
  return whole;
}

void DocumentPlaces::place(Json& project) const {
  for (const Json& document : documents_) {
    for (const Json& sheet : document["projects"].items()) {
      if (sheet["code"]["text"].text() != project["code"].text()) continue;
      project.set("line", line_of(sheet)).set("lines", lines_of(sheet));
      project.set("indicators", placed_indicators(project["indicators"], sheet["indicators"]));
      return;
    }
  }
}

}  // namespace budget
