#include "http/api.h"

#include <algorithm>

#include "http/problem.h"
#include "http/sha256.h"

namespace budget {
namespace {

constexpr std::size_t kQuickBody =
    4096;  // bytes parsed on the net thread without keeping others waiting
constexpr std::size_t kLongestCommandKey = 200;  // of Command::key

std::vector<std::string> route_names() {
  std::vector<std::string> names;
  for (const Endpoint& endpoint : endpoints()) {
    names.push_back(std::string(name_of(endpoint.method)) + " " + std::string(endpoint.pattern));
  }
  return names;
}

bool is_all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_quick(const Endpoint& endpoint, const Call& call) {
  return endpoint.where == Where::net && call.request.body.size() <= kQuickBody &&
         is_all_digits(call.path[0]);
}

Result<void> check_key(std::string_view key) {
  const bool is_printable = std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7f'; });
  if (is_printable && key.size() <= kLongestCommandKey) return {};
  return Error{
      ErrorCode::invalid_input,
      "expected an Idempotency-Key of at most 200 printable ASCII characters, but it is not"};
}

bool is_json(std::string_view content_type) {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (type.ends_with(' '))
    type.remove_suffix(1);
  return type == kJson;
}

Via via_of(std::string_view client) {
  if (client == name_of(Via::console)) return Via::console;
  if (client == name_of(Via::cli)) return Via::cli;
  return Via::api;
}

Error not_signed_in(std::string_view authorization) {
  if (!carries_token(authorization)) {
    return {ErrorCode::unauthenticated, "expected an access token, but no access token was sent",
            "send the header Authorization: Bearer TOKEN"};
  }
  return {ErrorCode::unauthenticated,
          "expected the access token of a person of this office, but the access token is not known",
          "check the token file, or ask the security administrator for a new token"};
}

/// What an idempotency key stands for: the same request again has the same bytes.
std::string digest_of(const Request& request) {
  std::string text = name_of(request.method);
  text += ' ';
  text += request.path;
  text += '\n';
  text += request.body;
  return to_hex(sha256(text));
}

Response fault_met() {
  return problem(Error{ErrorCode::internal,
                       "expected to handle the request, but the program met a fault",
                       "the log has the details"});
}

Response no_route(const NoRoute& none, const Request& request) {
  if (none.allow.empty()) {
    return problem(Error{ErrorCode::not_found,
                         "expected a path of this API, but there is no " + request.path,
                         "docs/http-api.md lists the routes"});
  }
  Response response =
      problem(Refusal::method_not_allowed, "expected one of " + none.allow + " for this path");
  response.headers.emplace_back("Allow", none.allow);
  return response;
}

}  // namespace

Api::Api(Parts parts) : parts_(std::move(parts)), metrics_(route_names(), parts_.version) {
  for (const Endpoint& endpoint : endpoints())
    router_.add(endpoint.method, endpoint.pattern);
}

void Api::handle(Ticket ticket, Request& request) {
  auto found = router_.find(request.method, request.path);
  if (const auto* none = std::get_if<NoRoute>(&found)) {
    return answer(ticket, Metrics::kNoRoute, no_route(*none, request));
  }
  auto match = std::get<RouteMatch>(std::move(found));
  const std::size_t route = match.route;
  const Endpoint& endpoint = endpoints()[route];
  if (endpoint.method == Method::post && !is_json(request.content_type)) {
    return answer(ticket, route,
                  problem(Refusal::unsupported_media_type, "expected a body in JSON",
                          "send it with Content-Type: application/json"));
  }
  Result<SharedCall> call = understand(endpoint, std::move(match), request);
  if (!call) return answer(ticket, route, problem(call.error()));
  if (is_quick(endpoint, **call)) return run(ticket, route, *std::move(call));
  parts_.workers.submit(
      [this, ticket, route, shared = *std::move(call)] { run(ticket, route, shared); },
      [this, ticket, route] { answer(ticket, route, fault_met()); });
}

Result<Api::SharedCall> Api::understand(const Endpoint& endpoint, RouteMatch match,
                                        Request& request) const {
  auto call = std::make_shared<Call>();
  if (endpoint.access == Access::person) {
    call->account = parts_.accounts.authenticate(request.authorization);
    if (call->account == nullptr) return not_signed_in(request.authorization);
  }
  call->query = TRY(QueryParameters::parse(request.query, endpoint.parameters));
  if (endpoint.prepare != nullptr) TRY(check_key(request.idempotency_key));
  call->path = std::move(match.parameters);
  call->request = std::move(request);
  return call;
}

/// The last line for faults in handlers: they are logged, answered 500, and the daemon goes on.
template <typename Work>
Response Api::guarded(const Call& call, Work work) const {
  try {
    return work();
  } catch (const std::exception& fault) {
    parts_.logger.write(LogLevel::error, "request_fault",
                        {{"method", name_of(call.request.method)},
                         {"path", call.request.path},
                         {"what", fault.what()}});
    return fault_met();
  }
}

Desk Api::desk() {
  return {.queries = parts_.queries,
          .metrics = metrics_,
          .commands_waiting = parts_.engine.waiting(),
          .more_metrics = parts_.more_metrics,
          .catalog = parts_.catalog,
          .long_work_in_hand = &long_work_in_hand_,
          .send_test = parts_.send_test ? &parts_.send_test : nullptr,
          .test_in_hand = &test_in_hand_,
          .today = parts_.clock->now().date(),
          .now = parts_.clock->now(),
          .read_workflow = parts_.read_workflow ? &parts_.read_workflow : nullptr};
}

void Api::run(Ticket ticket, std::size_t route, SharedCall call) {
  const Endpoint& endpoint = endpoints()[route];
  std::optional<Action> action;
  Response response = guarded(*call, [&]() -> Response {
    Desk desk = this->desk();
    if (endpoint.read != nullptr) {
      Result<Response> read = endpoint.read(*call, desk);
      return read ? *std::move(read) : problem(read.error());
    }
    Result<Prepared> made = endpoint.prepare(*call, desk);
    if (!made) return problem(made.error());
    if (auto* refusal = std::get_if<Response>(&*made)) return std::move(*refusal);
    action = std::get<Action>(*std::move(made));
    return {};
  });
  if (!action) return answer(ticket, route, std::move(response));
  submit(ticket, route, std::move(call), *std::move(action));
}

void Api::submit(Ticket ticket, std::size_t route, SharedCall call, Action action) {
  Command command{.actor = call->account->id,
                  .via = via_of(call->request.client),
                  .key = call->request.idempotency_key,
                  .action = std::move(action)};
  if (!command.key.empty()) command.request = digest_of(call->request);
  const bool is_short = endpoints()[route].where == Where::net;
  parts_.engine.submit(std::move(command), [this, ticket, route, is_short, call = std::move(call)](
                                               Result<Outcome> result) mutable {
    metrics_.count_command(result ? Result<void>() : Result<void>(result.error()));
    const Endpoint& endpoint = endpoints()[route];
    const bool tells_more = endpoint.tell == nullptr || (endpoint.tell_more != nullptr && !result &&
                                                         result.error().code == ErrorCode::blocked);
    if (tells_more) {
      auto kept = std::make_shared<Result<Outcome>>(std::move(result));
      return parts_.workers.submit(
          [this, ticket, route, call, kept] { tell_more(ticket, route, *call, *kept); },
          [this, ticket, route] { answer(ticket, route, fault_met()); });
    }
    // A refusal may come on this thread at once, see EngineThread::submit; what was done comes on
    // the engine's, which has better to do than to tell it.
    if (is_short && !result) return answer(ticket, route, problem(result.error()));
    auto tell = [this, route, call = std::move(call), result = std::move(result)] {
      return told(route, *call, result);
    };
    if (is_short) return answers_.push_back({ticket, std::move(tell)});
    parts_.workers.submit([this, ticket, tell = std::move(tell)] { parts_.answer(ticket, tell()); },
                          [this, ticket, route] { answer(ticket, route, fault_met()); });
  });
}

void Api::flush() {
  parts_.answer_many(std::exchange(answers_, {}));
}

Response Api::told(std::size_t route, const Call& call, const Result<Outcome>& result) {
  Response response = guarded(call, [&]() -> Response {
    if (!result) return problem(result.error());
    Response done = endpoints()[route].tell(call, *result);
    if (result->repeated) done.headers.emplace_back("Idempotent-Replayed", "true");
    return done;
  });
  metrics_.count_request(route, response.status);
  return response;
}

void Api::tell_more(Ticket ticket, std::size_t route, const Call& call,
                    const Result<Outcome>& result) {
  Response response = guarded(call, [&]() -> Response {
    Desk desk = this->desk();
    Response told = endpoints()[route].tell_more(call, desk, result);
    if (result && result->repeated) told.headers.emplace_back("Idempotent-Replayed", "true");
    return told;
  });
  answer(ticket, route, std::move(response));
}

void Api::answer(Ticket ticket, std::size_t route, Response response) {
  metrics_.count_request(route, response.status);
  parts_.answer(ticket, std::move(response));
}

}  // namespace budget
