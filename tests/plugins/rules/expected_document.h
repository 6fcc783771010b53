#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <budget/json.h>
#include <budget/money.h>

namespace budget::tests {

/// The transcribed documents; not everywhere.
inline const std::filesystem::path kExpected = "../shared/expected";
inline const std::filesystem::path kSeeds = "../shared/seeds";

inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline Json read_expected(const std::string& name) {
  const auto json = Json::parse(text_of(kExpected / (name + ".json")));
  return json ? *json : Json();
}

inline Json fen_of(const Json& wan) {
  const auto amount = wan.is_text() ? Money::parse_wan(wan.text()) : Result<Money>(Error{});
  return amount ? Json(amount->fen()) : Json();
}

inline Json project_payload(const Json& from) {
  constexpr int kMonths[] = {3, 6, 10, 12};
  Json project = Json::object();
  project.set("code", from["project_code"].text()).set("name", from["name"].text());
  project.set("purpose", from["purpose"].text()).set("budget_fen", fen_of(from["budget"]));
  project.set("line", from["lines"].items()[0]);
  Json lines = Json::object();
  lines.set("goals", from["goals_line"]).set("plan", from["plan"]["line"]);
  project.set("lines", std::move(lines)).set("goals", from["goals"]);
  Json plan = Json::array();
  const auto& nodes = from["plan"]["cumulative_wan"].items();
  for (std::size_t i = 0; i < nodes.size() && i < 4; ++i)
    plan.push(Json::object().set("month", kMonths[i]).set("cumulative_fen", fen_of(nodes[i])));
  project.set("plan", std::move(plan));
  Json indicators = Json::array();
  for (const Json& row : from["indicators"].items()) {
    Json indicator = Json::object();
    for (const char* name : {"level1", "level2", "level3", "description", "basis", "unit"})
      indicator.set(name, row[name].text());
    indicator.set("printed", row["value_printed"].text());
    indicator.set("comparator", row["comparator"].text()).set("value", row["number"].text());
    indicator.set("line", row["lines"].items()[0]);
    indicators.push(std::move(indicator));
  }
  return project.set("indicators", std::move(indicators));
}

inline Json tables_of(const Json& from);
inline Json sections_of(const std::string& text);

inline Json empty_payload(std::int64_t fiscal_year) {
  Json payload = Json::object();
  payload.set("schema", "budget.rule.check/1").set("today", "2026-01-15").set("moment", "check");
  payload.set("fiscal_year", fiscal_year).set("projects", Json::array());
  return payload;
}

/// The payload a reader would hand to the rules.
inline Json payload_of(const Json& expected) {
  Json payload = empty_payload(std::stoi(expected["document"]["fiscal_year"].text()));
  Json projects = Json::array();
  for (const Json& project : expected["projects"].items())
    projects.push(project_payload(project));
  payload.set("projects", std::move(projects));
  Json document = Json::object();
  document.set("kind", expected["document"]["kind_slug"].text());
  document.set("title", expected["document"]["kind"].text());
  document.set("tables", tables_of(expected["open_tables"]));
  document.set("other_tables", tables_of(expected["other_tables"]));
  document.set("contents", expected["document"]["contents"]);
  if (!expected["open_tables"].items().empty())
    document.set("sections",
                 sections_of(text_of(kSeeds.parent_path() / expected["source"]["file"].text())));
  return payload.set("document", std::move(document));
}

/// The nine tables and the others, as a reader hands them over.
inline Json tables_of(const Json& from) {
  Json tables = Json::array();
  for (const Json& table : from.items()) {
    Json one = Json::object();
    one.set("number", table["no"].integer()).set("title", table["title"].text());
    one.set("money_unit", "万元").set("line", table["title_line"].integer(table["line"].integer()));
    if (table["columns"].is_array()) {
      one.set("columns", table["columns"]);
    } else if (table["header_rows"].items().size() == 1) {
      one.set("columns", table["header_rows"].items()[0]);
    } else {  // two header rows: group over column
      Json columns = Json::array();
      std::string group;
      const auto& heads = table["header_rows"].items();
      for (std::size_t i = 0; i < heads[0].items().size(); ++i) {
        const std::string above = heads[0].items()[i].text();
        const std::string below = heads[1].items()[i].text();
        if (!above.empty()) group = above;
        columns.push(below.empty() ? group : group + "/" + below);
      }
      one.set("columns", std::move(columns));
    }
    for (const char* name : {"column_numbers", "rows", "row_lines", "note", "empty", "corrections"})
      one.set(name, table[name]);
    tables.push(std::move(one));
  }
  return tables;
}

/// The narrative's sections from the text file: headings that count 一、 to 九、 behind the
/// contents, and the lines under them that are no table.
inline Json sections_of(const std::string& text) {
  const std::vector<std::string> headings = {"职责",     "总体情况", "机关运行", "三公", "绩效信息",
                                             "政府采购", "国有资产", "名词解释", "其他"};
  Json sections = Json::array();
  Json open;
  std::istringstream in(text);
  std::size_t next = 0;
  int line = 0;
  for (std::string each; std::getline(in, each);) {
    ++line;
    if (each.find("....") != std::string::npos || each.find('\t') != std::string::npos) continue;
    const bool is_heading = next < headings.size() && line > 700 && each.size() < 90 &&
                            each.find("、") == 3 && each.find(headings[next]) != std::string::npos;
    if (is_heading) {
      if (!open.is_null()) sections.push(std::move(open));
      open = Json::object();
      open.set("number", ++next);
      Json heading = Json::object();
      heading.set("text", each).set("source", Json::object().set("line", line));
      open.set("heading", std::move(heading)).set("paragraphs", Json::array());
    } else if (!open.is_null() && each.size() > 2) {
      Json paragraph = Json::object();
      paragraph.set("text", each).set("source", Json::object().set("line", line));
      Json paragraphs = open["paragraphs"];
      paragraphs.push(std::move(paragraph));
      open.set("paragraphs", std::move(paragraphs));
    }
  }
  if (!open.is_null()) sections.push(std::move(open));
  return sections;
}

/// One kind of defect in one document.
struct Score {
  int expected = 0;
  int found = 0;
  int findings = 0;
  int wrong = 0;         ///< findings no anomaly of the kind explains
  int wrong_silent = 0;  ///< of these: no anomaly of any kind on that line
  std::vector<std::string> missed, extra;
};

inline bool has_line(const Json& anomaly, std::int64_t line) {
  for (const Json& entry : anomaly["where"]["lines"].items())
    if (entry.integer() == line) return true;
  return false;
}

/// Whether a finding in this project, at this line, is what the anomaly says.
inline bool explains(const Json& anomaly, std::int64_t line, std::int64_t project) {
  if (has_line(anomaly, line)) return true;
  if (anomaly["where"]["project_index"].integer() == project && project > 0) return true;
  for (const Json& index : anomaly["project_indexes"].items())
    if (index.integer() == project) return true;
  return false;
}

inline Score score(const Json& expected, const Json& report, const std::string& kind) {
  Score score;
  std::vector<const Json*> anomalies;
  for (const Json& anomaly : expected["anomalies"].items())
    if (anomaly["kind"].text() == kind) anomalies.push_back(&anomaly);
  std::vector<bool> hit(anomalies.size());
  const auto project_at = [&](std::int64_t line) -> std::int64_t {
    for (const Json& project : expected["projects"].items()) {
      const auto& lines = project["lines"].items();
      if (line >= lines[0].integer() && line <= lines[1].integer())
        return project["index"].integer();
    }
    return 0;
  };
  for (const Json& finding : report["findings"].items()) {
    if (finding["rule"].text() != kind) continue;
    ++score.findings;
    const std::int64_t line = finding["place"]["line"].integer();
    bool is_right = false;
    for (std::size_t i = 0; i < anomalies.size(); ++i) {
      // A row's finding belongs to the anomaly on its line when there is one, else to its
      // project's.
      if (!explains(*anomalies[i], line, project_at(line)) &&
          !(line == 0 && kind == "document_year_not_in_title"))
        continue;
      is_right = true;
      if (has_line(*anomalies[i], line) || !hit[i]) hit[i] = true;
    }
    if (is_right) continue;
    ++score.wrong;
    bool is_known = false;
    for (const Json& anomaly : expected["anomalies"].items())
      is_known =
          is_known || (has_line(anomaly, line) && anomaly["kind"].text() != "ocr_space_in_text");
    score.wrong_silent += is_known ? 0 : 1;
    score.extra.push_back("line " + std::to_string(line) + ": " + finding["message"].text());
  }
  score.expected = static_cast<int>(anomalies.size());
  for (std::size_t i = 0; i < anomalies.size(); ++i) {
    if (hit[i]) {
      ++score.found;
    } else {
      score.missed.push_back((*anomalies[i])["what"].text());
    }
  }
  return score;
}

}  // namespace budget::tests
