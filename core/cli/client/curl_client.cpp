#include "cli/client/curl_client.h"

#include <curl/curl.h>

#include <array>
#include <optional>

namespace budget::cli {
namespace {

constexpr std::size_t kLargestAnswer = 256U << 20U;
constexpr long kConnectSeconds = 5;
constexpr long kAnswerSeconds = 120;  // a node check over a province is one commit
constexpr int kAttempts = 3;

struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct UrlDeleter {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using HeaderList = std::unique_ptr<curl_slist, ListDeleter>;

void append(HeaderList& headers, const std::string& line) {
  headers.reset(curl_slist_append(headers.release(), line.c_str()));
}

std::size_t collect(const char* data, std::size_t, std::size_t count, void* target) {
  auto& body = *static_cast<std::string*>(target);
  if (body.size() + count > kLargestAnswer) {
    return 0;
  }
  body.append(data, count);
  return count;
}

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  std::string found;
  if (curl_url_get(url, part, &text, 0) == CURLUE_OK) {
    found = text;
    curl_free(text);
  }
  return found;
}

bool is_this_machine(const std::string& host) {
  return host == "localhost" || host == "[::1]" || host.rfind("127.", 0) == 0;
}

/// Whether a token may go there at all.
std::optional<Error> check_address(const GlobalOptions& options, const std::string& token) {
  const std::unique_ptr<CURLU, UrlDeleter> url(curl_url());
  if (curl_url_set(url.get(), CURLUPART_URL, options.url.c_str(), 0) != CURLUE_OK) {
    return Error{ErrorCode::invalid_input,
                 "expected an address like http://127.0.0.1:8480, but it is " + options.url};
  }
  const std::string scheme = part_of(url.get(), CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") {
    return Error{ErrorCode::invalid_input,
                 "expected an http or https address, but it is " + options.url};
  }
  const bool in_the_open = scheme == "http" && options.socket.empty() &&
                           !is_this_machine(part_of(url.get(), CURLUPART_HOST));
  if (in_the_open && !token.empty()) {
    return Error{ErrorCode::invalid_input,
                 "expected to keep the access token secret, but " + options.url +
                     " is another machine without https",
                 "use an https address, or an ssh tunnel to 127.0.0.1"};
  }
  return std::nullopt;
}

/// Whether the request surely never reached the daemon.
bool never_arrived(CURLcode code) {
  return code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST ||
         code == CURLE_SSL_CONNECT_ERROR;
}

}  // namespace

struct CurlClient::Connection {
  CURL* handle = curl_easy_init();
  std::string base;
  std::string token;
  bool is_socket = false;
  std::string address;  ///< as shown in messages
  std::array<char, CURL_ERROR_SIZE> problem{};

  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { curl_easy_cleanup(handle); }

  [[nodiscard]] HeaderList headers_for(const Request& request) const {
    HeaderList headers;
    append(headers, "Accept: application/json");
    append(headers, "Budget-Client: cli");
    append(headers, "Expect:");  // no round trip before a large body
    if (!request.body.empty()) {
      append(headers, "Content-Type: application/json");
    }
    if (!token.empty()) {
      append(headers, "Authorization: Bearer " + token);
    }
    if (!request.key.empty()) {
      append(headers, "Idempotency-Key: " + request.key);
    }
    return headers;
  }
};

CurlClient::CurlClient(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)) {}
CurlClient::~CurlClient() = default;

Result<std::unique_ptr<Client>> CurlClient::open(const GlobalOptions& options, std::string token) {
  if (auto refusal = check_address(options, token)) {
    return *std::move(refusal);
  }
  auto connection = std::make_unique<Connection>();
  if (connection->handle == nullptr) {
    return Error{ErrorCode::internal, "expected to start libcurl, but it refused"};
  }
  connection->base = options.url;
  while (!connection->base.empty() && connection->base.back() == '/') {
    connection->base.pop_back();
  }
  connection->token = std::move(token);
  connection->address = options.socket.empty() ? options.url : options.socket;

  connection->is_socket = !options.socket.empty();

  CURL* handle = connection->handle;
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, connection->problem.data());
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &collect);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, kAnswerSeconds);
  curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "budgetctl/" BUDGETCTL_VERSION);
  if (!options.socket.empty()) {
    curl_easy_setopt(handle, CURLOPT_UNIX_SOCKET_PATH, options.socket.c_str());
  }
  return std::unique_ptr<Client>(new CurlClient(std::move(connection)));
}

Result<Response> CurlClient::send(const Request& request) {
  CURL* handle = connection_->handle;
  const HeaderList headers = connection_->headers_for(request);
  const std::string url = connection_->base + request.target;
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, nullptr);
  if (request.method == Method::get) {
    curl_easy_setopt(handle, CURLOPT_HTTPGET, 1L);
  } else {
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.c_str());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    if (request.method == Method::del) {
      curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, "DELETE");
    }
  }

  const bool may_repeat = request.method == Method::get || !request.key.empty();
  Response response;
  CURLcode code = CURLE_OK;
  for (int attempt = 1; attempt <= kAttempts; ++attempt) {
    response.body.clear();
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &response.body);
    code = curl_easy_perform(handle);
    if (code == CURLE_OK || code == CURLE_OPERATION_TIMEDOUT || never_arrived(code) ||
        !may_repeat) {
      break;
    }
  }
  if (code != CURLE_OK) {
    const std::string why = connection_->is_socket && never_arrived(code)
                                ? "nobody listens on this socket"
                            : connection_->problem[0] == '\0' ? curl_easy_strerror(code)
                                                              : connection_->problem.data();
    return Error{ErrorCode::unavailable,
                 "expected to reach budgetd at " + connection_->address + ", but " + why,
                 never_arrived(code)
                     ? "is it running? --url or --socket names another place"
                     : "the request may or may not have been carried out; ask for the state first"};
  }
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<int>(status);
  return response;
}

}  // namespace budget::cli
