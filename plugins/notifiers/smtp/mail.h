#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace budget::notifiers {

// The forms of a mail: RFC 5322 (headers, dates), RFC 2045 (base64) and RFC 2047 (Chinese in
// headers). Nothing that goes in can end a header: line breaks and other controls are left out.

[[nodiscard]] std::string base64(std::string_view bytes);

/// "Subject: =?UTF-8?B?…?=", folded; ASCII stays readable. An encoded word has at most 75
/// characters and never ends within a character.
[[nodiscard]] std::string text_header(std::string_view name, std::string_view value);

/// "To: =?UTF-8?B?…?= <wang.fang@example.gov.cn>". Empty display name: the address alone.
[[nodiscard]] std::string address_header(std::string_view name, std::string_view display,
                                         std::string_view address);

/// "Sat, 21 Nov 2026 11:08:40 +0800"
[[nodiscard]] std::string mail_date(std::int64_t ms);

/// UTF-8 text as base64 in lines of 76, its own line ends as CRLF.
[[nodiscard]] std::string encoded_body(std::string_view text);

/// Whether it is one plain address: name@host, ASCII, without anything of a header in it.
[[nodiscard]] bool is_address(std::string_view text);

}  // namespace budget::notifiers
