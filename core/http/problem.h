#pragma once

#include <span>

#include <budget/finding.h>
#include <budget/result.h>

#include "http/message.h"

namespace budget {

/// The HTTP status of an error code.
[[nodiscard]] int status_of(ErrorCode code) noexcept;

/// An error as application/problem+json (RFC 9457); `findings` are all that is wrong, at once.
[[nodiscard]] Response problem(const Error& error, std::span<const Finding> findings = {});

/// What only HTTP knows: a request that never reached a handler.
enum class Refusal { method_not_allowed, timeout, unsupported_media_type, headers_too_large };
[[nodiscard]] Response problem(Refusal refusal, std::string_view detail,
                               std::string_view hint = {});

}  // namespace budget
