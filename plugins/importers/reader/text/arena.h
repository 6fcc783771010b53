#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace budget::reader {

/// Keeps pieces of text that are not in the source as they stand; views stay valid while it lives.
class Arena {
 public:
  [[nodiscard]] std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > left_) grow(text.size());
    std::memcpy(next_, text.data(), text.size());
    const std::string_view kept(next_, text.size());
    next_ += text.size();
    left_ -= text.size();
    return kept;
  }

 private:
  void grow(std::size_t needed) {
    constexpr std::size_t kBlock = 16 * 1024;
    left_ = needed > kBlock ? needed : kBlock;
    blocks_.push_back(std::make_unique<char[]>(left_));
    next_ = blocks_.back().get();
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace budget::reader
