#include "http/problem.h"

#include "http/json_writer.h"

namespace budget {
namespace {

struct Kind {
  std::string_view code;
  std::string_view title;
  int status;
};

constexpr const char* kRetryAfterSeconds = "5";

Kind kind_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_input:
      return {"invalid_input", "Invalid request", 400};
    case ErrorCode::unauthenticated:
      return {"unauthenticated", "Not signed in", 401};
    case ErrorCode::forbidden:
      return {"forbidden", "Not allowed", 403};
    case ErrorCode::not_found:
      return {"not_found", "Not found", 404};
    case ErrorCode::conflict:
      return {"conflict", "Conflict", 409};
    case ErrorCode::blocked:
      return {"blocked", "Blocked by a gate", 422};
    case ErrorCode::too_large:
      return {"too_large", "Too large", 413};
    case ErrorCode::unavailable:
      return {"unavailable", "Not available now", 503};
    case ErrorCode::unsupported:
      return {"unsupported", "Not supported", 501};
    case ErrorCode::internal:
      break;
  }
  return {"internal", "Internal error", 500};
}

Kind kind_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::method_not_allowed:
      return {"method_not_allowed", "Method not allowed", 405};
    case Refusal::timeout:
      return {"timeout", "Request timeout", 408};
    case Refusal::unsupported_media_type:
      return {"unsupported_media_type", "Unsupported media type", 415};
    case Refusal::headers_too_large:
      return {"headers_too_large", "Headers too large", 431};
  }
  return {"internal", "Internal error", 500};
}

Response write(const Kind& kind, std::string_view detail, std::string_view hint,
               std::span<const Finding> findings) {
  JsonWriter json;
  json.begin_object();
  json.field("type", "urn:budgetd:problem:" + std::string(kind.code));
  json.field("title", kind.title).field("status", kind.status).field("code", kind.code);
  json.field("detail", detail).field("hint", hint);
  json.key("findings").begin_array();
  for (const Finding& finding : findings)
    write(json, finding);
  json.end_array().end_object();
  return Response{.status = kind.status,
                  .content_type = kProblemJson,
                  .body = std::move(json).text(),
                  .headers = {}};
}

}  // namespace

int status_of(ErrorCode code) noexcept {
  return kind_of(code).status;
}

Response problem(const Error& error, std::span<const Finding> findings) {
  Response response = write(kind_of(error.code), error.message, error.hint, findings);
  if (error.code == ErrorCode::unauthenticated)
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (error.code == ErrorCode::unavailable)
    response.headers.emplace_back("Retry-After", kRetryAfterSeconds);
  return response;
}

Response problem(Refusal refusal, std::string_view detail, std::string_view hint) {
  return write(kind_of(refusal), detail, hint, {});
}

}  // namespace budget
