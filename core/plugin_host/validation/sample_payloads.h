#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace budget {

/// A request such as the host makes for a capability.
struct SamplePayload {
  std::string payload{};
  std::string attachment{};
};

/// The usual ones; empty for a capability this host does not know.
[[nodiscard]] std::vector<SamplePayload> sample_payloads(std::string_view capability);
/// One of a large office: about as much work as a call ever is.
[[nodiscard]] SamplePayload large_payload(std::string_view capability);

/// What nobody should send: how it is called, and the bytes.
struct WrongPayload {
  const char* what;
  std::string payload;
};
/// None of them is a payload of any capability.
[[nodiscard]] std::vector<WrongPayload> wrong_payloads();

/// A sample changed at random, the same for the same seed: bytes flipped, cut or doubled, values
/// replaced by others.
[[nodiscard]] SamplePayload fuzzed(const SamplePayload& sample, std::uint64_t seed);

}  // namespace budget
