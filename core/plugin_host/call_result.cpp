#include "plugin_host/call_result.h"

#include <budget/json.h>

namespace budget {
namespace {

ErrorCode code_of(budget_status status) {
  switch (status) {
    case BUDGET_INVALID_INPUT:
      return ErrorCode::invalid_input;
    case BUDGET_TOO_LARGE:
      return ErrorCode::too_large;
    case BUDGET_UNSUPPORTED:
      return ErrorCode::unsupported;
    default:
      return ErrorCode::unavailable;
  }
}

}  // namespace

CallResult faulty(std::string sentence) {
  return {.status = BUDGET_FAULT, .error = std::move(sentence)};
}

bool is_fault(const CallResult& result) {
  return result.status == BUDGET_FAULT || result.status < BUDGET_OK || result.status > BUDGET_FAULT;
}

Result<PluginReply> reply_of(CallResult result) {
  if (result.status == BUDGET_OK) return std::move(result.reply);
  std::string sentence = std::move(result.error);
  if (sentence.empty()) {
    sentence = "expected the plugin to answer, but it ended with status " +
               std::to_string(result.status) + " and no word why";
  }
  return Error{code_of(result.status), std::move(sentence)};
}

void check_result(CallResult& result) {
  if (result.status != BUDGET_OK) return;
  const Result<Json> json = Json::parse(result.reply.result);
  if (json) return;
  result = faulty("expected one JSON value as the result, but: " + json.error().message);
}

}  // namespace budget
