#include "plugin_host/crash_marker.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <mutex>
#include <new>

namespace budget {
namespace {

// A slot: one byte of state, one for the signal, then the name with its zero.
constexpr char kFree = 0;
constexpr char kRunning = 'r';
constexpr char kCrashed = 'c';
constexpr std::size_t kName = 2;

constexpr int kSignals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

// A signal handler reaches nothing but globals.
thread_local char* running_slot = nullptr;
struct sigaction handlers_before[NSIG];

void on_crash(int number, siginfo_t* info, void*) {
  if (running_slot != nullptr) {
    running_slot[1] = static_cast<char>(number);
    running_slot[0] = kCrashed;
  }
  // What was there before takes over: it meets the same fault again, or is sent the same signal.
  sigaction(number, &handlers_before[number], nullptr);
  if (info->si_code <= 0) raise(number);
}

void install_handlers() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction ours {};
    ours.sa_sigaction = on_crash;
    ours.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (const int number : kSignals)
      sigaction(number, &ours, &handlers_before[number]);
  });
}

/// The file with room for `size` bytes, locked for this process; -1: it cannot be had. The room is
/// really there: writing to a mapped file on a full disk would end the process.
int open_marker(const std::filesystem::path& file, std::size_t size) {
  if (file.empty()) return -1;
  const int descriptor =
      open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);  // NOLINT
  if (descriptor < 0) return -1;
  const auto length = static_cast<off_t>(size);
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0 && posix_fallocate(descriptor, 0, length) == 0)
    return descriptor;
  close(descriptor);
  return -1;
}

}  // namespace

CrashMarker::CrashMarker(const std::filesystem::path& file) {
  constexpr std::size_t kSize = kSlots * kSlotBytes;
  descriptor_ = open_marker(file, kSize);
  void* memory = mmap(nullptr, kSize, PROT_READ | PROT_WRITE,
                      descriptor_ >= 0 ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS, descriptor_, 0);
  if (memory == MAP_FAILED) {
    if (descriptor_ >= 0) close(descriptor_);
    throw std::bad_alloc();
  }
  memory_ = static_cast<char*>(memory);
  read_what_is_left();
  install_handlers();
}

CrashMarker::~CrashMarker() {
  munmap(memory_, kSlots * kSlotBytes);
  if (descriptor_ >= 0) close(descriptor_);
}

void CrashMarker::read_what_is_left() {
  for (std::size_t i = 0; i < kSlots; ++i) {
    char* at = slot(i);
    if (at[0] == kRunning || at[0] == kCrashed) {
      const std::string name(at + kName, strnlen(at + kName, kSlotBytes - kName));
      left_.push_back({name, at[0] == kCrashed ? at[1] : 0});
    }
    std::memset(at, 0, kSlotBytes);
  }
}

CrashMarker::Mark::Mark(CrashMarker& marker, const std::string& name)
    : marker_(marker), slot_(0), before_(running_slot) {
  while (slot_ < kSlots && marker_.taken_[slot_].exchange(true))
    ++slot_;
  if (slot_ == kSlots) return;  // more threads than slots: the last ones run unmarked
  char* at = marker_.slot(slot_);
  const std::size_t length = std::min(name.size(), kSlotBytes - kName - 1);
  std::memcpy(at + kName, name.data(), length);
  at[kName + length] = 0;
  at[0] = kRunning;
  running_slot = at;
}

CrashMarker::Mark::~Mark() {
  running_slot = before_;
  if (slot_ == kSlots) return;
  marker_.slot(slot_)[0] = kFree;
  marker_.taken_[slot_] = false;
}

}  // namespace budget
