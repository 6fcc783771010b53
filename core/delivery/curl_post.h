#pragma once

#include <filesystem>
#include <string>

#include <budget/plugin/notifier.hpp>

namespace budget {

struct PostOptions {
  int timeout_s = 30;
  bool allow_plain = false;  ///< unencrypted to other machines than this one
  std::string proxy{};       ///< empty: none, whatever the environment says
  std::filesystem::path ca_file{};
};

/// Sends one http or smtp request by libcurl and waits for the answer. What never got one has
/// status 0 and the reason as its body; one whose end is missing has what came of it. Host names of
/// certificates are checked, redirects are not followed, of an answer 64 KiB are kept. [worker]
[[nodiscard]] plugin::Answer post_http(const plugin::Request& request, const PostOptions& options);
[[nodiscard]] plugin::Answer post_mail(const plugin::Request& request, const PostOptions& options);

}  // namespace budget
