#include "cli/workflow_source.h"

#include <boost/json/serialize.hpp>

#include "cli/client/api.h"
#include "cli/client/curl_client.h"
#include "cli/findings.h"
#include "config/workflow_file.h"
#include "store/codec/content.h"
#include "store/content_hash.h"

namespace budget::cli {
namespace {

Result<WorkflowDefinition> in_file(const Terminal& terminal, const std::string& file) {
  Loaded<WorkflowDefinition> loaded = load_workflow_file(file);
  const std::vector<Finding> findings = loaded.report.findings();
  print_findings(terminal, terminal.err, findings);
  if (loaded.report.has_errors()) {
    return Error{ErrorCode::invalid_input,
                 "expected a workflow without errors in " + file + ", but it has some",
                 "mend them first; workflows/README.md tells the format"};
  }
  loaded.value.hash = content_hash(loaded.value);
  return std::move(loaded.value);
}

}  // namespace

Result<WorkflowDefinition> definition_named(const GlobalOptions& globals, const Terminal& terminal,
                                            const std::string& name) {
  if (name.ends_with(".toml")) return in_file(terminal, name);
  std::string token = TRY(read_token(globals.token_file));
  const auto client = TRY(CurlClient::open(globals, std::move(token)));
  Api api(*client);
  const auto answer = TRY(api.get("/v1/workflows/" + percent_encoded(name)));
  return from_json<WorkflowDefinition>(boost::json::serialize(at(answer, "definition")));
}

}  // namespace budget::cli
