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

}  // namespace budget
