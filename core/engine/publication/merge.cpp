#include "engine/publication/merge.h"

#include <algorithm>
#include <functional>

#include "engine/publication/differences.h"
#include "engine/publication/page_blocks.h"

namespace budget {
namespace {

using Key = std::function<std::string(const Json&)>;

Error two_of(const std::string& what, const NamedDocument& other, const Difference& first) {
  return {ErrorCode::conflict,
          "expected files that complete each other, but " + other.name + " has another " + what +
              ": " + first.where + " " + first.what + " is \"" + first.after + "\", not \"" +
              first.before + "\"",
          "leave out the file that is not in force"};
}

/// What two documents do not agree on is an error, or told where there is somebody to tell.
Result<void> not_agreed(Error error, const std::string& chinese, std::vector<Finding>* told) {
  if (told == nullptr) return error;
  told->push_back({.rule = RuleId("publish.documents_differ"),
                   .level = FindingLevel::warning,
                   .place = {},
                   .message = "几份导入的文件说法不同：" + chinese,
                   .quote = {},
                   .treatment = "按先说的印出：有公开表的文件在先，后导入的在先"});
  return {};
}

std::string in_chinese(const NamedDocument& other, const Difference& first) {
  return other.name + " 的" + first.where + "“" + first.what + "”是“" + first.after +
         "”，别的文件是“" + first.before + "”";
}

/// Takes over what the list lacks; what it has must be the same.
Result<void> join(Json& into, const NamedDocument& other, const char* list, const Key& key,
                  std::vector<Finding>* told) {
  Json::Array all = into[list].items();
  for (const Json& item : other.document[list].items()) {
    const std::string name = key(item);
    const auto there =
        std::ranges::find_if(all, [&](const Json& each) { return key(each) == name; });
    if (there == all.end()) {
      all.push_back(item);
      continue;
    }
    const auto alone = [&](const Json& one) {
      return Json::object().set(list, Json::array().push(one));
    };
    const auto changed = differences(alone(*there), alone(item));
    if (!changed.empty()) {
      TRY(not_agreed(two_of(list, other, changed.front()), in_chinese(other, changed.front()),
                     told));
    }
  }
  into.set(list, Json(std::move(all)));
  return {};
}

Result<void> agree(const NamedDocument& other, const char* member, const std::string& mine,
                   const std::string& theirs, std::vector<Finding>* told) {
  if (mine.empty() || theirs.empty() || folded(mine) == folded(theirs)) return {};
  return not_agreed({ErrorCode::conflict,
                     std::string("expected documents of one department and year, but the ") +
                         member + " of " + other.name + " is " + theirs + ", not " + mine,
                     "publish each department and year by itself"},
                    other.name + " 印的是“" + theirs + "”，别的文件是“" + mine + "”", told);
}

std::string year_of(const Json& document) {
  const Json& year = document["fiscal_year"];
  return year.is_integer() ? std::to_string(year.integer()) : std::string();
}

void fill(Json& into, const Json& from, const char* member) {
  const Json& mine = into[member];
  const bool is_missing = mine.is_null() || (mine.is_text() && mine.text().empty()) ||
                          (mine.is_integer() && mine.integer() == 0);
  if (is_missing && !from[member].is_null()) into.set(member, from[member]);
}

Result<Json> put_together(const std::vector<NamedDocument>& documents, std::vector<Finding>* told) {
  if (documents.empty())
    return Error{ErrorCode::not_found, "expected a document to publish, but there is none"};
  Json whole = documents.front().document;
  for (std::size_t i = 1; i < documents.size(); ++i) {
    const NamedDocument& other = documents[i];
    TRY(agree(other, "year", year_of(whole), year_of(other.document), told));
    TRY(agree(other, "department", words_of(whole["department_name"]),
              words_of(other.document["department_name"]), told));
    for (const char* member :
         {"fiscal_year", "department_code", "department_code_derived", "department_name", "title"})
      fill(whole, other.document, member);
    TRY(join(
        whole, other, "tables", [](const Json& t) { return std::to_string(t["number"].integer()); },
        told));
    TRY(join(
        whole, other, "other_tables", [](const Json& t) { return words_of(t["title"]); }, told));
    const auto section_key = [](const Json& s) {
      return s["kind"].text() + std::to_string(s["number"].integer());
    };
    TRY(join(whole, other, "sections", section_key, told));
    const auto project_key = [](const Json& p) {
      const std::string& code = words_of(p["code"]);
      return code.empty() ? folded(words_of(p["name"])) : code;
    };
    TRY(join(whole, other, "projects", project_key, told));
    TRY(join(whole, other, "department_sheets", project_key, told));
    Json part = whole["department"];
    for (const char* member : {"overall", "goals", "safeguards"})
      if (part[member].items().empty() && !other.document["department"][member].items().empty())
        part.set(member, other.document["department"][member]);
    whole.set("department", std::move(part));
  }
  return whole;
}

}  // namespace

Result<Json> merged(const std::vector<NamedDocument>& documents) {
  return put_together(documents, nullptr);
}

Json merged_as_first_said(const std::vector<NamedDocument>& documents,
                          std::vector<Finding>& findings) {
  if (documents.empty()) return Json::object();
  return put_together(documents, &findings).value();
}

}  // namespace budget
