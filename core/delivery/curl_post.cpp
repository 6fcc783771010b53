#include "delivery/curl_post.h"

#include <arpa/inet.h>
#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace budget {
namespace {

constexpr std::size_t kKeptAnswer = 64U << 10U;
constexpr std::size_t kLargestAnswer = 4U << 20U;
constexpr long kConnectSeconds = 10;
constexpr long kHttpOk = 200;
constexpr long kFirstRefusal = 400;
constexpr int kLoginRefused = 535;

struct HandleDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct UrlDeleter {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Handle = std::unique_ptr<CURL, HandleDeleter>;
using List = std::unique_ptr<curl_slist, ListDeleter>;

void append(List& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

struct Collected {
  std::string text;
  std::size_t received = 0;
};

std::size_t collect(const char* data, std::size_t, std::size_t count, void* target) {
  auto& body = *static_cast<Collected*>(target);
  body.received += count;
  if (body.received > kLargestAnswer) return 0;
  body.text.append(data, std::min(count, kKeptAnswer - std::min(kKeptAnswer, body.text.size())));
  return count;
}

/// The server's last refusal, which says why a mail did not go out.
std::size_t last_refusal(const char* data, std::size_t, std::size_t count, void* target) {
  std::string line(data, std::min<std::size_t>(count, 512));
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
    line.pop_back();
  if (line.starts_with('4') || line.starts_with('5'))
    *static_cast<std::string*>(target) = std::move(line);
  return count;
}

struct Upload {
  std::string_view rest;
};

std::size_t hand_over(char* buffer, std::size_t, std::size_t room, void* source) {
  auto& upload = *static_cast<Upload*>(source);
  const std::size_t size = std::min(room, upload.rest.size());
  std::copy_n(upload.rest.data(), size, buffer);
  upload.rest.remove_prefix(size);
  return size;
}

plugin::Answer no_answer(std::string why) {
  return {0, std::move(why), 0};
}

/// By the address itself: "127.example.com" is a name, and anybody's.
bool is_this_machine(const std::string& host) {
  constexpr std::uint32_t kLoopback = 127;
  if (host == "localhost" || host == "[::1]" || host == "::1") return true;
  in_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1 &&
         ntohl(address.s_addr) >> 24U == kLoopback;
}

std::optional<std::string> part_of(const std::string& text, CURLUPart part) {
  const std::unique_ptr<CURLU, UrlDeleter> url(curl_url());
  char* found = nullptr;
  if (url == nullptr || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK ||
      curl_url_get(url.get(), part, &found, 0) != CURLUE_OK)
    return std::nullopt;
  std::string value(found);
  curl_free(found);
  return value;
}

/// What http and mail have in common.
class Transfer {
 public:
  explicit Transfer(const PostOptions& options) : handle_(curl_easy_init()) {
    if (handle_ == nullptr) throw std::runtime_error("expected to start libcurl, but it refused");
    set(CURLOPT_ERRORBUFFER, problem_.data());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT, std::min<long>(kConnectSeconds, options.timeout_s));
    set(CURLOPT_TIMEOUT, static_cast<long>(options.timeout_s));
    set(CURLOPT_PROXY, options.proxy.c_str());
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
    set(CURLOPT_WRITEFUNCTION, &collect);
    set(CURLOPT_WRITEDATA, &collected_);
  }

  template <typename Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle_.get(), option, value);
  }
  [[nodiscard]] CURLcode run() { return curl_easy_perform(handle_.get()); }
  [[nodiscard]] long status() const {
    long status = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    return status;
  }
  [[nodiscard]] std::int64_t retry_after_ms() const {
    curl_off_t seconds = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RETRY_AFTER, &seconds);
    return std::clamp<std::int64_t>(seconds, 0, 7 * 24 * 3600) * 1000;
  }
  [[nodiscard]] std::string problem(CURLcode code) const {
    return problem_[0] == '\0' ? curl_easy_strerror(code) : problem_.data();
  }
  [[nodiscard]] std::string& answer() { return collected_.text; }

 private:
  Handle handle_;
  std::array<char, CURL_ERROR_SIZE> problem_{};
  Collected collected_;
};

}  // namespace

plugin::Answer post_http(const plugin::Request& request, const PostOptions& options) {
  const std::optional<std::string> scheme = part_of(request.url, CURLUPART_SCHEME);
  const std::optional<std::string> host = part_of(request.url, CURLUPART_HOST);
  if (!scheme || !host || (*scheme != "http" && *scheme != "https"))
    return {400, "expected an http or https address, but it is another one", 0};
  if (*scheme == "http" && !options.allow_plain && !is_this_machine(*host)) {
    return {400,
            "expected https to another machine, but the address is http; allow_plain of the "
            "channel permits it",
            0};
  }
  Transfer transfer(options);
  List headers;
  append(headers, "Expect:");
  append(headers, "User-Agent: budgetd/" BUDGETD_VERSION);
  for (const auto& [name, value] : request.headers)
    append(headers, name + ": " + value);
  transfer.set(CURLOPT_PROTOCOLS_STR, "http,https");
  transfer.set(CURLOPT_URL, request.url.c_str());
  transfer.set(CURLOPT_HTTPHEADER, headers.get());
  transfer.set(CURLOPT_POST, 1L);
  transfer.set(CURLOPT_POSTFIELDS, request.body.data());
  transfer.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  const CURLcode code = transfer.run();
  const long status = transfer.status();
  // Once a status has come the request has arrived, whatever became of the rest of the answer (it
  // broke off, it was endless): asking again would send it twice.
  if (code != CURLE_OK && status < kHttpOk) return no_answer(transfer.problem(code));
  return {static_cast<int>(status), std::move(transfer.answer()), transfer.retry_after_ms()};
}

plugin::Answer post_mail(const plugin::Request& request, const PostOptions& options) {
  const bool is_tls = request.security == "tls";
  const std::string url = (is_tls ? "smtps://" : "smtp://") + request.server;
  const std::optional<std::string> host = part_of(url, CURLUPART_HOST);
  if (!host || request.server.find_first_of("/@?#") != std::string::npos)
    return {501, "expected a mail server such as mail.example.gov.cn:587, but it is not", 0};
  const bool is_plain = !is_tls && request.security != "starttls";
  if (is_plain && !options.allow_plain && !is_this_machine(*host)) {
    return {554,
            "expected to encrypt mail to another machine, but security is \"none\"; "
            "allow_plain of the channel permits it",
            0};
  }
  Transfer transfer(options);
  List recipients;
  for (const std::string& address : request.to)
    append(recipients, "<" + address + ">");
  const std::string sender = "<" + request.sender + ">";
  Upload upload{request.body};
  std::string line;
  transfer.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  transfer.set(CURLOPT_URL, url.c_str());
  if (!is_plain) transfer.set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  if (!request.user.empty()) {
    transfer.set(CURLOPT_USERNAME, request.user.c_str());
    transfer.set(CURLOPT_PASSWORD, request.password.c_str());
    if (request.authentication == "login") transfer.set(CURLOPT_LOGIN_OPTIONS, "AUTH=LOGIN");
    if (request.authentication == "plain") transfer.set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN");
  }
  transfer.set(CURLOPT_MAIL_FROM, sender.c_str());
  transfer.set(CURLOPT_MAIL_RCPT, recipients.get());
  transfer.set(CURLOPT_UPLOAD, 1L);
  transfer.set(CURLOPT_READFUNCTION, &hand_over);
  transfer.set(CURLOPT_READDATA, &upload);
  transfer.set(CURLOPT_HEADERFUNCTION, &last_refusal);
  transfer.set(CURLOPT_HEADERDATA, &line);
  const CURLcode code = transfer.run();
  const long status = transfer.status();
  if (code == CURLE_OK) return {static_cast<int>(status == 0 ? kHttpOk : status), line, 0};
  // A refusal has the server's own number, a login put off (454) too; where no way to log in was
  // offered there is none; anything else never came to an answer.
  if (status >= kFirstRefusal) return {static_cast<int>(status), line, 0};
  if (code == CURLE_LOGIN_DENIED) return {kLoginRefused, line, 0};
  return no_answer(transfer.problem(code));
}

}  // namespace budget
