#pragma once

#include <array>
#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace budget {

/// Knows, after a crash of the process, which plugin was running inside it.
///
/// A small file mapped into memory: a name is written before a plugin's code runs and taken out
/// afterwards. The handler of SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT marks the name of the
/// thread that crashed; what survives in the file without such a mark was merely running when the
/// process was killed, and is not blamed.
class CrashMarker {
 public:
  /// One plugin that ran when the process before this one ended.
  struct Left {
    std::string name;
    int signal = 0;  ///< 0: the process ended otherwise
  };

  /// Without a file, or when it cannot be made or another process has it, only this process knows.
  /// Installs the handlers.
  explicit CrashMarker(const std::filesystem::path& file);
  CrashMarker(const CrashMarker&) = delete;
  CrashMarker& operator=(const CrashMarker&) = delete;
  ~CrashMarker();

  /// As found when this object was made.
  [[nodiscard]] const std::vector<Left>& left_behind() const { return left_; }

  /// While it lives, this thread runs the plugin of that name.
  class Mark {
   public:
    Mark(CrashMarker& marker, const std::string& name);
    Mark(const Mark&) = delete;
    Mark& operator=(const Mark&) = delete;
    ~Mark();

   private:
    CrashMarker& marker_;
    std::size_t slot_;
    char* before_;
  };

 private:
  static constexpr std::size_t kSlots = 64;
  static constexpr std::size_t kSlotBytes = 80;

  [[nodiscard]] char* slot(std::size_t index) const { return memory_ + index * kSlotBytes; }
  void read_what_is_left();

  char* memory_ = nullptr;
  int descriptor_ = -1;  ///< keeps the file locked
  std::vector<Left> left_;
  std::array<std::atomic<bool>, kSlots> taken_{};
};

}  // namespace budget
