#include "cli/documents/publication_sources.h"

#include <filesystem>

#include "cli/client/curl_client.h"
#include "config/text_file.h"
#include "engine/documents/named_document.h"
#include "engine/publication/merge.h"
#include "plugin_host/file_hash.h"

namespace budget::cli {
namespace {

constexpr const char* kDocumentSchema = "budget.document/1";

Error not_a_document(const std::string& file, const std::string& why) {
  return {ErrorCode::invalid_input,
          "expected a document as `check --json --document` prints it in " + file + ", but " + why,
          "give the printed document itself, or the .docx, .xlsx, .csv or .txt"};
}

/// "130605" and "203" of "2026-130605-203".
std::string region_in_key(const std::string& key) {
  const std::size_t first = key.find('-');
  return key.substr(first + 1, key.rfind('-') - first - 1);
}
std::string department_in_key(const std::string& key) {
  return key.substr(key.rfind('-') + 1);
}

Result<InstanceDocument> ask_for_instance(const GlobalOptions& globals,
                                          const std::string& instance) {
  std::string token = TRY(read_token(globals.token_file));
  const auto client = TRY(CurlClient::open(globals, std::move(token)));
  Api api(*client);
  return document_of_instance(api, instance);
}

}  // namespace

std::string PublicationSources::region(const std::string& said) const {
  if (!said.empty()) return said;
  return instance ? region_in_key(instance->key) : region_in(document).text();
}

std::string PublicationSources::department() const {
  std::string code = document["department_code"].text();
  if (code.empty()) code = document["department_code_derived"].text();
  return code.empty() && instance ? department_in_key(instance->key) : code;
}

Result<CheckedDocument> checked_document(DocumentCheck& check, const std::string& file) {
  if (!file.ends_with(".json")) {
    CheckedDocument checked = check.check(file, {});
    if (checked.unreadable) return *checked.unreadable;
    return checked;
  }
  const std::string text = TRY(read_text_file(file));
  Result<Json> json = Json::parse(text);
  if (!json) return not_a_document(file, json.error().message);
  if ((*json)["schema"].text() != kDocumentSchema)
    return not_a_document(file, "its schema is \"" + (*json)["schema"].text() + "\"");
  return check.check(*std::move(json), file, {});
}

Result<PublicationSources> read_sources(const GlobalOptions& globals, const PublishOptions& options,
                                        DocumentCheck& check) {
  PublicationSources from;
  if (!options.instance.empty()) from.instance = TRY(ask_for_instance(globals, options.instance));
  std::vector<NamedDocument> documents;
  const auto keep = [&](const std::string& name, CheckedDocument checked) {
    from.errors_found += checked.count(FindingLevel::error);
    from.rules_run += checked.rules_run();
    documents.push_back({name, std::move(checked.document)});
  };
  for (const std::string& file : options.files) {
    keep(file, TRY(checked_document(check, file)));
    const std::string hash = TRY(sha256_of_file(file));
    const std::string name = std::filesystem::path(file).filename().string();
    from.sources.push(Json::object().set("name", name).set("sha256", hash));
  }
  if (documents.empty() && from.instance) {
    CheckSetting setting;
    setting.region = RegionCode(from.region(options.region));
    keep(from.instance->key, check.check(from.instance->document, from.instance->key, setting));
    from.sources = from.instance->sources;
    from.findings = from.instance->findings;
  }
  if (documents.empty()) {
    return Error{ErrorCode::invalid_input,
                 "expected a document to publish, but no file and no instance is named",
                 "budgetctl publish FILE… --out DIR"};
  }
  from.document = TRY(merged(documents));
  return from;
}

}  // namespace budget::cli
