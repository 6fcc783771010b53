#pragma once

#include <string>
#include <vector>

#include <budget/text.h>
#include <budget/plugin/instance.hpp>

namespace budget::plugin {

// A notifier turns messages into requests and judges the answers. It never sends: the daemon does,
// with secrets, signatures, quotas, retries and dead letters in one place. Texts of a request may
// hold "${secret:KEY}" and the names of its signatures, "${sign}"; the daemon fills them in.

struct Recipient {
  std::string id, name;
  std::string email, mobile;  ///< empty: none is known
};

struct Message {
  std::int64_t id = 0;
  std::string topic;  ///< "your_turn", "returned", "reminder", "overdue", "node_result", "closed"
  bool is_urgent = false;
  std::string title;   ///< a few Chinese words
  std::string text;    ///< one or more Chinese sentences
  std::string due_on;  ///< "2026-03-31" or empty
  std::vector<Recipient> recipients;
};

struct Batch {
  std::string key;          ///< the same for every attempt at these messages
  std::int64_t now_ms = 0;  ///< UTC
  int attempt = 1;
  std::string channel;  ///< its name in the configuration
  std::vector<Message> messages;

  [[nodiscard]] static Result<Batch> from(const Json& payload);
};

/// An HMAC the daemon computes when it sends. `key` and `text` may hold "${secret:KEY}".
struct Signature {
  std::string name;  ///< "${name}" in url, headers and body is replaced
  std::string algorithm = "hmac-sha256";
  std::string key, text;
  std::string encoding = "base64";    ///< or "hex"
  std::string key_encoding = "text";  ///< or "base64": the key is decoded first
};

/// One thing to send; fields that do not belong to its kind stay empty.
struct Request {
  enum class Kind { http, smtp, file, log };
  Kind kind = Kind::http;
  std::vector<std::int64_t> messages{};  ///< the ids it carries
  // http: a POST
  std::string url{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string
      body{};  ///< http: the body; file: the content; log: the line; smtp: the mail (RFC 5322)
  std::vector<Signature> signatures{};
  // smtp
  std::string server{};                              ///< "host:port"
  std::string security{};                            ///< "starttls", "tls" or "none"
  std::string user{}, password{}, authentication{};  ///< "login", "plain" or empty
  std::string sender{};
  std::vector<std::string> to{};
  // file
  std::string name{};  ///< a plain file name in the channel's folder
};

/// What came back. status 0: no answer, `body` says why.
struct Answer {
  int status = 0;
  std::string body;
  std::int64_t retry_after_ms = 0;  ///< as the server asked; 0: it did not
};

enum class Outcome { delivered, retry, refused, gone };
struct Verdict {
  Outcome outcome = Outcome::delivered;
  std::string reason{};  ///< for the dead-letter list
  std::int64_t retry_after_ms = 0;
};

/// A notifier plugin: override build(), and judge() when a 2xx alone does not mean success.
class Notifier : public Instance {
 public:
  static std::vector<std::string_view> capabilities() {
    return {BUDGET_NOTIFY_BUILD, BUDGET_NOTIFY_JUDGE};
  }
  /// Every message is carried by at least one request. Pure: the same batch gives the same bytes.
  [[nodiscard]] virtual Result<std::vector<Request>> build(const Batch& batch,
                                                           const Call& call) const = 0;
  /// 2xx delivered, 410 gone, 408, 425, 429, 5xx and no answer retry, anything else refused.
  [[nodiscard]] virtual Verdict judge(const Answer& answer) const;

  [[nodiscard]] Result<Json> run(std::string_view capability, const Call& call) final;
};

}  // namespace budget::plugin

#include <budget/plugin/notifier_payload.hpp>
