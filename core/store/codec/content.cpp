#include "store/codec/content.h"

#include "store/codec/budget_fields.h"
#include "store/codec/check_fields.h"
#include "store/codec/definition_fields.h"
#include "store/codec/import_fields.h"
#include "store/codec/migration_fields.h"
#include "store/codec/organisation_fields.h"
#include "store/codec/read.h"
#include "store/codec/sheet_fields.h"
#include "store/codec/work_fields.h"
#include "store/codec/write.h"
#include "store/content_hash.h"
#include "store/digest.h"
#include "store/failure.h"

namespace budget {

template <typename T>
std::string to_json(const T& value) {
  JsonText text;
  write_json(text, value);
  return text.take();
}

template <typename T>
T from_json(std::string_view text) {
  boost::system::error_code code;
  boost::json::monotonic_resource memory;
  const JsonValue json =
      boost::json::parse(boost::json::string_view(text.data(), text.size()), code, &memory);
  ReadProblem problem;
  if (code) problem.set("JSON");
  T value{};
  if (code || !read_json(problem, json, value)) {
    throw StoreFault("expected to read what the database keeps as JSON, but " + problem.path +
                     " should be " + problem.expected);
  }
  return value;
}

#define INSTANTIATE(...)                            \
  template std::string to_json(const __VA_ARGS__&); \
  template __VA_ARGS__ from_json(std::string_view)

INSTANTIATE(WorkflowDefinition);
INSTANTIATE(RuleSet);
INSTANTIATE(Calendar);
INSTANTIATE(Organisation);
INSTANTIATE(ProjectSheet);
INSTANTIATE(ChannelRoute);
INSTANTIATE(std::vector<PersonId>);
INSTANTIATE(std::vector<NoticeId>);
INSTANTIATE(std::vector<Destination>);
INSTANTIATE(std::vector<StageActor>);
INSTANTIATE(std::vector<RoleId>);
INSTANTIATE(StageWork);
INSTANTIATE(Origin);
INSTANTIATE(std::vector<CarriedAlert>);
INSTANTIATE(Standing);
INSTANTIATE(MigrationTrace);
INSTANTIATE(MigrationPlan);
INSTANTIATE(std::vector<int>);
INSTANTIATE(std::vector<DeviationCause>);
INSTANTIATE(std::vector<PluginName>);
INSTANTIATE(std::vector<PluginReport>);
INSTANTIATE(std::vector<PluginVerdict>);
INSTANTIATE(std::vector<ImportAnswer>);
INSTANTIATE(ImportedFile);
INSTANTIATE(WeighedSheet);
INSTANTIATE(std::vector<AdjustedScore>);
INSTANTIATE(AskedMovement);

#undef INSTANTIATE

ContentHash content_hash(const WorkflowDefinition& definition) {
  WorkflowDefinition content = definition;
  content.hash = ContentHash();
  return ContentHash(sha256_hex(to_json(content)));
}

ContentHash content_hash(const RuleSet& rule_set) {
  RuleSet content = rule_set;
  content.hash = ContentHash();
  return ContentHash(sha256_hex(to_json(content)));
}

ContentHash content_hash(const Calendar& calendar) {
  Calendar content = calendar;
  content.edition = ContentHash();
  return ContentHash(sha256_hex(to_json(content)));
}

ContentHash content_hash(const Organisation& organisation) {
  return ContentHash(sha256_hex(to_json(organisation)));
}

}  // namespace budget
