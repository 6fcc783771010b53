#include "cli/client/api.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <budget/money.h>

#include "cli/client/secret.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr int kPage = 1000;

ErrorCode code_of(int status) {
  switch (status) {
    case 401:
      return ErrorCode::unauthenticated;
    case 403:
      return ErrorCode::forbidden;
    case 404:
      return ErrorCode::not_found;
    case 409:
      return ErrorCode::conflict;
    case 422:
      return ErrorCode::blocked;
    case 413:
      return ErrorCode::too_large;
    case 429:
    case 502:
    case 503:
    case 504:
      return ErrorCode::unavailable;
    default:
      return status >= 500 ? ErrorCode::internal : ErrorCode::invalid_input;
  }
}

Result<json::value> parse(std::string_view body) {
  boost::system::error_code problem;
  json::value value = json::parse(json::string_view(body.data(), body.size()), problem);
  if (problem) {
    return Error{ErrorCode::internal,
                 "expected an answer in JSON, but it is something else: " + problem.message(),
                 "is --url the address of budgetd?"};
  }
  return value;
}

}  // namespace

Result<json::value> Api::get(const std::string& target) {
  return ask(Request{.method = Method::get, .target = target});
}

Result<json::array> Api::list(const std::string& target) {
  json::array items;
  std::string next;
  const std::string first = target + (target.find('?') == std::string::npos ? "?" : "&") +
                            "limit=" + std::to_string(kPage);
  do {
    const json::value page =
        TRY(get(next.empty() ? first : first + "&after=" + percent_encoded(next)));
    for (const json::value& item : array_at(page, "items")) {
      items.push_back(item);
    }
    next = text_at(page, "next");
  } while (!next.empty());
  return items;
}

Result<json::array> Api::whole_list(const std::string& target) {
  const json::value answer = TRY(get(target));
  return array_at(answer, "items");
}

Result<json::value> Api::post(const std::string& target, const json::value& body) {
  return ask(Request{.method = Method::post,
                     .target = target,
                     .body = json::serialize(body),
                     .key = random_hex(16)});
}

Result<json::value> Api::remove(const std::string& target) {
  return ask(Request{.method = Method::del, .target = target, .key = random_hex(16)});
}

Result<std::string> Api::get_text(const std::string& target) {
  return ask_text(Request{.method = Method::get, .target = target});
}

Result<std::string> Api::ask_text(const Request& request) {
  Response response = TRY(client_.send(request));
  if (response.status < 200 || response.status > 299) {
    const Result<json::value> problem = parse(response.body);
    findings_ = problem ? findings_in(*problem) : std::vector<Finding>();
    return refusal(response.status, response.body);
  }
  return std::move(response.body);
}

Result<json::value> Api::ask(const Request& request) {
  const std::string body = TRY(ask_text(request));
  if (body.empty()) {
    return json::value();
  }
  return parse(body);
}

Error refusal(int status, std::string_view body) {
  Error error{code_of(status),
              "expected budgetd to do it, but it answered " + std::to_string(status)};
  const Result<json::value> problem = parse(body);
  if (problem) {
    const std::string detail = text_at(*problem, "detail");
    error.message = detail.empty() ? error.message : detail;
    error.hint = text_at(*problem, "hint");
  }
  // The daemon's own hint is about headers.
  if (status == 401)
    error.hint =
        "give the access token with --token-file FILE, or in BUDGETCTL_TOKEN or "
        "BUDGETCTL_TOKEN_FILE";
  return error;
}

std::vector<Finding> findings_in(const json::value& answer) {
  std::vector<Finding> findings;
  for (const json::value& item : array_at(answer, "findings")) {
    Finding finding;
    finding.rule = RuleId(text_at(item, "rule"));
    const std::string level = text_at(item, "level");
    finding.level = level == "info"      ? FindingLevel::info
                    : level == "warning" ? FindingLevel::warning
                                         : FindingLevel::error;
    finding.place.field = text_at(item, "field");
    finding.message = text_at(item, "message");
    finding.quote = text_at(item, "quote");
    finding.treatment = text_at(item, "treatment");
    findings.push_back(std::move(finding));
  }
  return findings;
}

Query& Query::add(std::string_view name, std::string_view value) {
  if (!value.empty()) {
    text_ += text_.empty() ? '?' : '&';
    text_ += name;
    text_ += '=';
    text_ += percent_encoded(value);
  }
  return *this;
}

Query& Query::add_flag(std::string_view name, bool is_set) {
  return is_set ? add(name, "true") : *this;
}

const json::value& at(const json::value& value, std::string_view path) {
  static const json::value nothing;
  const json::value* found = &value;
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(name.size() + 1, path.size()));
    const json::object* object = found->if_object();
    found = object == nullptr ? nullptr
                              : object->if_contains(json::string_view(name.data(), name.size()));
    if (found == nullptr) {
      return nothing;
    }
  }
  return *found;
}

std::string text_at(const json::value& value, std::string_view path) {
  const json::value& found = at(value, path);
  if (const auto* text = found.if_string()) {
    return std::string(text->begin(), text->end());
  }
  if (const auto* flag = found.if_bool()) {
    return *flag ? "是" : "否";
  }
  return found.is_null() ? std::string() : json::serialize(found);
}

std::int64_t number_at(const json::value& value, std::string_view path) {
  const json::value& found = at(value, path);
  return found.is_int64() ? found.get_int64() : 0;
}

bool flag_at(const json::value& value, std::string_view path) {
  const json::value& found = at(value, path);
  return found.is_bool() && found.get_bool();
}

const json::array& array_at(const json::value& value, std::string_view path) {
  static const json::array nothing;
  const json::value& found = at(value, path);
  return found.is_array() ? found.get_array() : nothing;
}

std::string wan_at(const json::value& value, std::string_view path) {
  const Result<Money> amount = Money::parse_wan(text_at(value, path));
  return amount ? amount->to_wan_shown() : std::string();
}

}  // namespace budget::cli
