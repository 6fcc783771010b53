#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <budget/result.h>

namespace budget {

// What daemon and isolated room say to each other over their socket.
//
// First the room sends one line, kRoomGreeting. Then frames go both ways, numbers little endian:
//
//   4 bytes  size of the body
//   4 bytes  kind
//   8 bytes  number of the call it belongs to, 0 for none
//   body     parts, each 4 bytes of size and as many bytes

inline constexpr std::string_view kRoomGreeting = "budget-plugin-host 1\n";

enum class FrameKind : std::uint32_t {
  load = 1,    ///< to the room: its setting as JSON
  loaded,      ///< description and protections, each as JSON
  configure,   ///< to the room: the checked options as JSON
  configured,  ///< no parts
  refused,     ///< code of the Error, message, hint
  call,        ///< to the room: capability, key, budget in ms, payload, attachment
  cancel,      ///< to the room: nobody waits any more
  reply,       ///< status, error, result, then name and bytes of each file
  log,         ///< level, line
  beat,        ///< the room is alive while a call takes its time
  close,       ///< to the room: end
};

struct Frame {
  FrameKind kind = FrameKind::beat;
  std::uint64_t call = 0;
  std::vector<std::string> parts{};
  friend bool operator==(const Frame&, const Frame&) = default;
};

/// Appends the frame's bytes. The caller keeps the parts below what the other side takes.
void append_frame(std::string& out, FrameKind kind, std::uint64_t call,
                  std::initializer_list<std::string_view> parts);
void append_frame(std::string& out, const Frame& frame);

/// Makes frames of bytes as they come in. Never holds much more than one frame of the limit,
/// whatever sizes the other side claims.
class FrameReader {
 public:
  explicit FrameReader(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  void feed(std::string_view bytes);
  /// The next whole frame, if there is one. Errors: too_large; invalid_input for what is no frame.
  /// After an error nothing more can be read.
  [[nodiscard]] Result<std::optional<Frame>> next();
  /// Bytes it keeps, read ones included.
  [[nodiscard]] std::size_t held() const { return buffer_.size(); }

 private:
  std::size_t most_bytes_;
  std::string buffer_;
  std::size_t begin_ = 0;  ///< of what has not been read yet
};

}  // namespace budget
