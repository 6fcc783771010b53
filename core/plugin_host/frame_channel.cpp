#include "plugin_host/frame_channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>

namespace budget {
namespace {

constexpr std::size_t kPiece = 64UL * 1024;

Error gone() {
  return {ErrorCode::unavailable, "expected the other end to go on, but it is gone"};
}

/// False: nothing happened by `until`.
bool wait_for(int descriptor, short events, FrameChannel::Moment until) {
  while (true) {
    int wait_ms = -1;
    if (until != FrameChannel::Moment::max()) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
      wait_ms = static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, INT_MAX));
    }
    pollfd asked{.fd = descriptor, .events = events, .revents = 0};
    const int ready = poll(&asked, 1, wait_ms);
    if (ready > 0) return true;
    if (ready == 0) return false;
    if (errno != EINTR) return true;  // the call behind will say what is wrong
  }
}

}  // namespace

FrameChannel::FrameChannel(int descriptor, std::size_t most_bytes)
    : descriptor_(descriptor), reader_(most_bytes), piece_(kPiece, '\0') {}

FrameChannel::~FrameChannel() {
  close(descriptor_);
}

Result<void> FrameChannel::send(FrameKind kind, std::uint64_t call,
                                std::initializer_list<std::string_view> parts, Moment until) {
  const std::lock_guard lock(sending_);
  out_.clear();
  append_frame(out_, kind, call, parts);
  return send_bytes(out_, until);
}

Result<void> FrameChannel::send(const Frame& frame, Moment until) {
  const std::lock_guard lock(sending_);
  out_.clear();
  append_frame(out_, frame);
  return send_bytes(out_, until);
}

Result<void> FrameChannel::send_bytes(std::string_view bytes, Moment until) {
  while (!bytes.empty()) {
    const ssize_t sent =
        ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      if (!wait_for(descriptor_, POLLOUT, until)) {
        return Error{ErrorCode::unavailable,
                     "expected the other end to take what it is sent, but it does not in time"};
      }
    } else if (errno != EINTR) {
      return gone();
    }
  }
  return {};
}

Result<bool> FrameChannel::read_some(Moment until) {
  const bool is_patient = until == Moment::max();
  while (true) {
    if (!is_patient && !wait_for(descriptor_, POLLIN, until)) return false;
    const ssize_t size =
        recv(descriptor_, piece_.data(), piece_.size(), is_patient ? 0 : MSG_DONTWAIT);
    if (size > 0) {
      reader_.feed(std::string_view(piece_).substr(0, static_cast<std::size_t>(size)));
      return true;
    }
    if (size == 0 || (errno != EINTR && errno != EAGAIN)) return gone();
  }
}

Result<std::optional<Frame>> FrameChannel::receive(Moment until) {
  while (true) {
    std::optional<Frame> frame = TRY(reader_.next());
    if (frame) return frame;
    if (!TRY(read_some(until))) return std::optional<Frame>();
  }
}

Result<void> FrameChannel::expect(std::string_view greeting, Moment until) {
  std::string said;
  while (said.size() < greeting.size()) {
    char byte = 0;
    if (!wait_for(descriptor_, POLLIN, until)) {
      return Error{ErrorCode::unavailable, "expected a greeting, but none came in time"};
    }
    const ssize_t size = recv(descriptor_, &byte, 1, MSG_DONTWAIT);
    if (size == 0 || (size < 0 && errno != EINTR && errno != EAGAIN)) return gone();
    if (size == 1) said += byte;
    if (said != greeting.substr(0, said.size())) break;
  }
  if (said == greeting) return {};
  return Error{ErrorCode::unsupported,
               "expected a budget-plugin-host of this version, but it is another",
               "install budgetd and budget-plugin-host from one package"};
}

}  // namespace budget
