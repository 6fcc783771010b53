#include "plugin_host/frame.h"

namespace budget {
namespace {

constexpr std::size_t kHead = 16;
constexpr std::size_t kPartHead = 4;
constexpr std::size_t kMostParts = 256;
constexpr auto kLastKind = static_cast<std::uint64_t>(FrameKind::close);

void append_number(std::string& out, std::uint64_t number, int bytes) {
  for (int i = 0; i < bytes; ++i)
    out += static_cast<char>((number >> (8 * i)) & 0xFFU);
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, int size) {
  std::uint64_t number = 0;
  for (int i = 0; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    number |= static_cast<std::uint64_t>(byte) << (8 * i);
  }
  return number;
}

template <typename Parts>
void append(std::string& out, FrameKind kind, std::uint64_t call, const Parts& parts) {
  std::size_t body = 0;
  for (const std::string_view part : parts)
    body += kPartHead + part.size();
  out.reserve(out.size() + kHead + body);
  append_number(out, body, 4);
  append_number(out, static_cast<std::uint64_t>(kind), 4);
  append_number(out, call, 8);
  for (const std::string_view part : parts) {
    append_number(out, part.size(), 4);
    out.append(part);
  }
}

Error no_frame(const std::string& why) {
  return {ErrorCode::invalid_input, "expected a frame, but " + why};
}

Result<std::vector<std::string>> parts_of(std::string_view body) {
  std::vector<std::string> parts;
  while (!body.empty()) {
    if (body.size() < kPartHead) return no_frame("its last part has no size");
    const std::size_t size = number_at(body, 0, 4);
    body.remove_prefix(kPartHead);
    if (size > body.size()) return no_frame("a part is longer than the frame");
    if (parts.size() == kMostParts) return no_frame("it has too many parts");
    parts.emplace_back(body.substr(0, size));
    body.remove_prefix(size);
  }
  return parts;
}

}  // namespace

void append_frame(std::string& out, FrameKind kind, std::uint64_t call,
                  std::initializer_list<std::string_view> parts) {
  append(out, kind, call, parts);
}

void append_frame(std::string& out, const Frame& frame) {
  append(out, frame.kind, frame.call, frame.parts);
}

void FrameReader::feed(std::string_view bytes) {
  // What was read is let go as soon as it is more than what was not: an end that never pauses
  // between two frames must not make this one grow.
  if (begin_ > buffer_.size() / 2) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  buffer_.append(bytes);
}

Result<std::optional<Frame>> FrameReader::next() {
  const std::string_view waiting = std::string_view(buffer_).substr(begin_);
  if (waiting.size() < kHead) return std::optional<Frame>();
  const std::size_t body = number_at(waiting, 0, 4);
  const std::uint64_t kind = number_at(waiting, 4, 4);
  if (kind == 0 || kind > kLastKind) return no_frame("its kind is " + std::to_string(kind));
  if (body > most_bytes_) {
    return Error{ErrorCode::too_large, "expected a frame of at most " +
                                           std::to_string(most_bytes_) + " bytes, but it has " +
                                           std::to_string(body)};
  }
  if (waiting.size() < kHead + body) return std::optional<Frame>();
  Frame frame;
  frame.kind = static_cast<FrameKind>(kind);
  frame.call = number_at(waiting, 8, 8);
  frame.parts = TRY(parts_of(waiting.substr(kHead, body)));
  begin_ += kHead + body;
  if (begin_ == buffer_.size() && buffer_.capacity() > 1024UL * 1024) {
    buffer_ = {};  // a large frame's memory is not kept
    begin_ = 0;
  }
  return std::optional(std::move(frame));
}

}  // namespace budget
