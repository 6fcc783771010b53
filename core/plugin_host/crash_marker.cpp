#include "plugin_host/crash_marker.h"

#include <fcntl.h>
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

}  // namespace

CrashMarker::CrashMarker(const std::filesystem::path& file) {
  constexpr std::size_t kSize = kSlots * kSlotBytes;
  const int descriptor =
      file.empty() ? -1 : open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);  // NOLINT
  const bool is_in_file = descriptor >= 0 && ftruncate(descriptor, kSize) == 0;
  void* memory =
      mmap(nullptr, kSize, PROT_READ | PROT_WRITE,
           is_in_file ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS, is_in_file ? descriptor : -1, 0);
  if (descriptor >= 0) close(descriptor);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  memory_ = static_cast<char*>(memory);
  read_what_is_left();
  install_handlers();
}

CrashMarker::~CrashMarker() {
  munmap(memory_, kSlots * kSlotBytes);
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
