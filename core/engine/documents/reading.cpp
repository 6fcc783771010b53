#include "engine/documents/reading.h"

#include <algorithm>

#include <budget/json.h>
#include <budget/plugin.h>

#include "engine/documents/document_shape.h"

namespace budget {

Result<ReadFile> read_file(PluginCatalog& plugins, const std::string& name, std::string bytes,
                           std::int64_t budget_ms) {
  PluginCall call;
  call.capability = BUDGET_IMPORT_READ;
  call.attachment = std::move(bytes);
  call.budget_ms = budget_ms;
  call.payload = Json::object().set("schema", BUDGET_IMPORT_READ).set("file_name", name).to_text();
  Error refusal{ErrorCode::unsupported,
                "expected an importer for " + name + ", but none is configured",
                "add the importer budget_document as [[plugins]] to the configuration"};
  for (const PluginInfo& info : plugins.plugins()) {
    const auto& known = info.capabilities;
    if (info.stage != PluginStage::active ||
        std::find(known.begin(), known.end(), BUDGET_IMPORT_READ) == known.end())
      continue;
    Result<PluginReply> reply = plugins.call(info.name, call);
    if (reply) {
      const Json document = TRY(Json::parse(reply->result));
      TRY(check_shape(document));
      return ReadFile{{PluginName(info.name), info.version, info.hash}, reply->result};
    }
    refusal = reply.error();
  }
  return refusal;
}

bool has_budget(const Json& document) {
  if (document["schema"].text() != "budget.document/1") return true;
  constexpr std::size_t kNarrative = 3;  // sections of 情况说明 in a file of its own
  const auto has = [&](const char* list) { return !document[list].items().empty(); };
  return document["kind"].text() == "budget_disclosure" || has("projects") ||
         has("department_sheets") || has("tables") ||
         document["sections"].items().size() >= kNarrative;
}

Error no_budget_in(const std::string& name) {
  return {ErrorCode::unsupported,
          "expected a budget document, but " + name +
              " has neither a goal sheet nor a table of a budget disclosure",
          "name the file of a department's goal sheets or of its published budget"};
}

}  // namespace budget
