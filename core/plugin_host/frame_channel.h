#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

#include "plugin_host/frame.h"

namespace budget {

/// One end of the socket between daemon and isolated room. Owns the descriptor.
class FrameChannel {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  FrameChannel(int descriptor, std::size_t most_bytes);
  FrameChannel(const FrameChannel&) = delete;
  FrameChannel& operator=(const FrameChannel&) = delete;
  ~FrameChannel();

  /// Errors: unavailable when the other end is gone, or has not taken it all by `until`. [any]
  [[nodiscard]] Result<void> send(FrameKind kind, std::uint64_t call,
                                  std::initializer_list<std::string_view> parts, Moment until);
  [[nodiscard]] Result<void> send(const Frame& frame, Moment until);
  [[nodiscard]] Result<void> send_bytes(std::string_view bytes, Moment until);

  /// The next frame; nothing when none has come by `until`. Errors: unavailable when the other end
  /// is gone; those of FrameReader. From one thread at a time.
  [[nodiscard]] Result<std::optional<Frame>> receive(Moment until);
  /// That the other end begins with these bytes. Before any receive.
  [[nodiscard]] Result<void> expect(std::string_view greeting, Moment until);

 private:
  [[nodiscard]] Result<bool> read_some(Moment until);

  int descriptor_;
  FrameReader reader_;
  std::string piece_;  ///< what one read brings
  std::mutex sending_;
  std::string out_;
};

}  // namespace budget
