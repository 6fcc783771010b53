#include "cli/documents/instance_document.h"

namespace budget::cli {
namespace {

FindingLevel level_in(const Json& finding) {
  const std::string& level = finding["level"].text();
  if (level == "error") return FindingLevel::error;
  return level == "info" ? FindingLevel::info : FindingLevel::warning;
}

std::vector<Difference> differences_in(const Json& list) {
  std::vector<Difference> all;
  for (const Json& each : list.items())
    all.push_back(
        {each["where"].text(), each["what"].text(), each["before"].text(), each["after"].text()});
  return all;
}

}  // namespace

Result<InstanceDocument> document_of_instance(Api& api, const std::string& instance) {
  const std::string target = "/v1/instances/" + percent_encoded(instance) + "/document";
  const std::string text = TRY(api.get_text(target));
  const Json answer = TRY(Json::parse(text));
  InstanceDocument made;
  made.key = answer["key"].text();
  made.is_approved = answer["approved"].boolean();
  made.document = answer["document"];
  for (const Json& source : answer["documents"].items()) {
    Json told = Json::object().set("name", source["name"]).set("sha256", source["sha256"]);
    made.sources.push(told.set("import", source["import"]).set("number", source["number"]));
  }
  made.since_import = differences_in(answer["since_import"]);
  made.since_approval = differences_in(answer["since_approval"]);
  for (const Json& told : answer["findings"].items()) {
    Finding finding;
    finding.rule = RuleId(told["rule"].text());
    finding.level = level_in(told);
    finding.message = told["message"].text();
    finding.quote = told["quote"].text();
    finding.treatment = told["treatment"].text();
    made.findings.push_back(std::move(finding));
  }
  return made;
}

}  // namespace budget::cli
