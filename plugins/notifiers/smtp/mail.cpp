#include "mail.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <budget/date.h>

namespace budget::notifiers {
namespace {

constexpr std::size_t kLongestLine = 76;  // of a header line with an encoded word, RFC 2047 2
constexpr std::string_view kOpen = "=?UTF-8?B?";
constexpr std::string_view kClose = "?=";

bool is_control(char c) {
  return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

std::string without_controls(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (!is_control(c)) out += c;
  return out;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::size_t character_size(std::string_view text, std::size_t at) {
  std::size_t size = 1;
  while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0U) == 0x80U)
    ++size;
  return size;
}

/// Encoded words, folded; `column` is where the first one starts.
std::string encoded_words(std::string_view text, std::size_t column) {
  std::string out;
  std::size_t done = 0;
  while (done < text.size()) {
    const std::size_t room = kLongestLine - column - kOpen.size() - kClose.size();
    const std::size_t most = room / 4 * 3;
    std::size_t size = 0;
    while (done + size < text.size()) {
      const std::size_t next = character_size(text, done + size);
      if (size > 0 && size + next > most) break;
      size += next;
    }
    if (!out.empty()) out += "\r\n ";
    out += std::string(kOpen) + base64(text.substr(done, size)) + std::string(kClose);
    done += size;
    column = 1;
  }
  return out;
}

/// Words of a display name that need no quotes (RFC 5322 atoms).
bool is_plain_name(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ';
  });
}

}  // namespace

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      group <<= 8U;
      if (i < count) group |= static_cast<unsigned char>(bytes[at + i]);
    }
    for (std::size_t i = 0; i < 4; ++i)
      out += i <= count ? kDigits[(group >> (18 - 6 * i)) & 63U] : '=';
  }
  return out;
}

std::string text_header(std::string_view name, std::string_view value) {
  const std::string clean = without_controls(value);
  std::string header = std::string(name) + ": ";
  const bool is_readable = is_ascii(clean) && header.size() + clean.size() <= kLongestLine &&
                           clean.find("=?") == std::string::npos;
  return header + (is_readable ? clean : encoded_words(clean, header.size())) + "\r\n";
}

std::string address_header(std::string_view name, std::string_view display,
                           std::string_view address) {
  const std::string clean = without_controls(display);
  std::string header = std::string(name) + ": ";
  if (clean.empty()) return header + std::string(address) + "\r\n";
  header += is_plain_name(clean) && header.size() + clean.size() <= kLongestLine
                ? clean
                : encoded_words(clean, header.size());
  return header + "\r\n <" + std::string(address) + ">\r\n";
}

std::string mail_date(std::int64_t ms) {
  constexpr std::array kDays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date day = Instant(ms).date();
  const std::int64_t seconds = (ms - Instant::at(day).ms()) / 1000;
  std::array<char, 48> text{};
  const int size =
      std::snprintf(text.data(), text.size(), "%s, %d %s %d %02d:%02d:%02d +0800",
                    kDays.at(static_cast<std::size_t>(day.weekday() - 1)), day.day(),
                    kMonths.at(static_cast<std::size_t>(day.month() - 1)), day.year(),
                    static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60),
                    static_cast<int>(seconds % 60));
  return {text.data(), static_cast<std::size_t>(size)};
}

std::string encoded_body(std::string_view text) {
  std::string lines;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') lines += '\r';
    lines += c;
  }
  const std::string encoded = base64(lines);
  std::string out;
  for (std::size_t at = 0; at < encoded.size(); at += kLongestLine)
    out += encoded.substr(at, kLongestLine) + "\r\n";
  return out;
}

bool is_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return text.size() <= 254 && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && std::ranges::all_of(text, [](char c) {
           return c > ' ' && c < '\x7f' &&
                  std::string_view("<>()[]\\,;:\"").find(c) == std::string_view::npos;
         });
}

}  // namespace budget::notifiers
