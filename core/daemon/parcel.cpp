#include "daemon/parcel.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace budget {
namespace {

/// FNV-1a over the numbers: which notices travel together.
std::string digest_of(const std::vector<WaitingNotice>& notices) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const WaitingNotice& each : notices) {
    auto number = static_cast<std::uint64_t>(each.notice.id.value());
    for (int octet = 0; octet < 8; ++octet, number >>= 8U)
      hash = (hash ^ (number & 255U)) * 1099511628211ULL;
  }
  std::array<char, 16> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), hash, 16);
  return {text.data(), end.ptr};
}

}  // namespace

bool Parcel::is_urgent() const {
  return std::ranges::any_of(
      notices, [](const WaitingNotice& each) { return budget::is_urgent(each.notice.topic); });
}

LetterContent Parcel::content() const {
  LetterContent content{letter, person, {}};
  for (const WaitingNotice& each : notices)
    content.notices.push_back(each.notice.id);
  return content;
}

std::string key_of(const Parcel& parcel, const std::string& office, const std::string& channel) {
  std::string key = office + "." + channel;
  if (!parcel.person.empty()) key += "." + parcel.person.text();
  key += "." + std::to_string(parcel.notices.front().notice.id.value());
  if (parcel.notices.size() > 1) key += "-" + digest_of(parcel.notices);
  return key;
}

}  // namespace budget
