// The frames between daemon and isolated room under arbitrary bytes: whole frames or an error,
// never a crash, and what was read is written back the same. The first byte chooses how the bytes
// are cut into pieces.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "plugin_host/frame.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace budget;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t piece = size == 0 ? 1 : data[0] % 64U + 1;
  FrameReader reader(1U << 16U);
  std::string again;
  std::string_view read = bytes;
  while (!bytes.empty()) {
    const std::size_t length = std::min(piece, bytes.size());
    reader.feed(bytes.substr(0, length));
    bytes.remove_prefix(length);
    while (true) {
      const auto frame = reader.next();
      if (!frame) return 0;
      if (!frame->has_value()) break;
      append_frame(again, **frame);
    }
  }
  if (read.substr(0, again.size()) != again) std::abort();
  return 0;
}
