#include "delivery/placeholders.h"

#include <algorithm>
#include <map>

#include "delivery/digest.h"

namespace budget {
namespace {

using Escape = std::string (*)(const std::string&);

std::string as_is(const std::string& text) {
  return text;
}

std::string percent_encoded(const std::string& text) {
  std::string out;
  for (const char each : text) {
    const bool is_unreserved = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
                               (each >= '0' && each <= '9') ||
                               std::string_view("-._~").find(each) != std::string_view::npos;
    if (is_unreserved) {
      out += each;
      continue;
    }
    std::string hex = to_hex(std::string(1, each));
    std::ranges::transform(hex, hex.begin(),
                           [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
    out += "%" + hex;
  }
  return out;
}

std::string json_escaped(const std::string& text) {
  std::string quoted;
  append_json_text(quoted, text);
  return quoted.substr(1, quoted.size() - 2);
}

class Filler {
 public:
  explicit Filler(const SecretSource& secrets) : secrets_(secrets) {}

  void know(const std::string& name, std::string value) { values_[name] = std::move(value); }

  [[nodiscard]] Result<std::string> fill(const std::string& text, Escape escape) const {
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", done)) {
      out.append(text, done, at - done);
      const std::size_t end = text.find('}', at);
      if (end == std::string::npos) {
        done = at;
        break;
      }
      const std::string name = text.substr(at + 2, end - at - 2);
      const auto known = values_.find(name);
      if (known != values_.end()) {
        out += escape(known->second);
        done = end + 1;
      } else if (name.starts_with("secret:")) {
        out += escape(TRY(secrets_(name.substr(7))));
        done = end + 1;
      } else {
        out += "${";
        done = at + 2;
      }
    }
    return out.append(text, done);
  }

 private:
  const SecretSource& secrets_;
  std::map<std::string, std::string> values_;
};

Result<std::string> signed_by(const plugin::Signature& signature, const Filler& filler) {
  if (signature.algorithm != "hmac-sha256") {
    return Error{ErrorCode::unsupported,
                 "expected a signature by hmac-sha256, but it is by " + signature.algorithm};
  }
  std::string key = TRY(filler.fill(signature.key, as_is));
  if (signature.key_encoding == "base64") {
    constexpr std::string_view kPrefix = "whsec_";  // as Standard Webhooks writes its secrets
    if (key.starts_with(kPrefix)) key.erase(0, kPrefix.size());
    const Result<std::string> decoded = from_base64(key);
    if (!decoded) {
      return Error{ErrorCode::invalid_input,
                   "expected the secret behind " + signature.key + " to be base64, but it is not"};
    }
    key = *decoded;
  }
  const std::string digest = hmac_sha256(key, TRY(filler.fill(signature.text, as_is)));
  return signature.encoding == "hex" ? to_hex(digest) : to_base64(digest);
}

bool is_json(const plugin::Request& request) {
  return std::ranges::any_of(request.headers, [](const auto& header) {
    std::string name = header.first;
    std::ranges::transform(name, name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return name == "content-type" && header.second.find("json") != std::string::npos;
  });
}

Result<void> stays_in_its_line(const std::string& text, const char* what) {
  if (text.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos) return {};
  return Error{ErrorCode::invalid_input,
               std::string("expected ") + what + " of one line, but it holds a line break"};
}

constexpr std::size_t kShortestSecret = 4;  // below, anything would be taken for it

}  // namespace

std::string hidden(std::string text, const std::vector<std::string>& secrets) {
  constexpr std::string_view kMask = "***";
  for (const std::string& secret : secrets) {
    if (secret.size() < kShortestSecret) continue;
    for (const Escape form : {as_is, percent_encoded, json_escaped}) {
      const std::string shown = form(secret);
      for (std::size_t at = text.find(shown); at != std::string::npos;
           at = text.find(shown, at + kMask.size()))
        text.replace(at, shown.size(), kMask);
    }
  }
  return text;
}

Result<plugin::Request> filled(const plugin::Request& request, const SecretSource& secrets) {
  Filler filler(secrets);
  for (const plugin::Signature& signature : request.signatures)
    filler.know(signature.name, TRY(signed_by(signature, filler)));
  plugin::Request out = request;
  out.signatures.clear();
  out.url = TRY(filler.fill(request.url, percent_encoded));
  TRY(stays_in_its_line(out.url, "an address"));
  for (auto& [name, value] : out.headers) {
    value = TRY(filler.fill(value, as_is));
    TRY(stays_in_its_line(name + value, "a header"));
  }
  if (request.kind == plugin::Request::Kind::http)
    out.body = TRY(filler.fill(request.body, is_json(request) ? json_escaped : as_is));
  for (std::string* text : {&out.server, &out.user, &out.password, &out.sender}) {
    *text = TRY(filler.fill(*text, as_is));
    TRY(stays_in_its_line(*text, "a field of the mail"));
  }
  for (const std::string& address : out.to)
    TRY(stays_in_its_line(address, "an address"));
  return out;
}

}  // namespace budget
