#include "plugin_host/validation/process_traces.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cfenv>
#include <clocale>
#include <filesystem>

namespace budget {
namespace {

mode_t mask_now() {
  const mode_t mask = umask(0);
  umask(mask);
  return mask;
}

}  // namespace

ProcessTraces::ProcessTraces()
    : locale_(std::setlocale(LC_ALL, nullptr)),
      mask_(mask_now()),
      rounding_(std::fegetround()),
      at_the_end_(std::get_terminate()) {
  std::error_code gone;
  folder_ = std::filesystem::current_path(gone).string();
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry)
    environment_.emplace_back(*entry);
  sigset_t blocked;
  pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
  for (std::size_t i = 1; i < kSignals; ++i) {
    const int number = static_cast<int>(i);
    struct sigaction action {};
    sigaction(number, nullptr, &action);
    handlers_[i] = action.sa_handler;
    if (sigismember(&blocked, number) == 1) blocked_.push_back(number);
  }
  for (std::size_t i = 0; i < kLimits; ++i) {
    rlimit limit{};
    if (getrlimit(static_cast<__rlimit_resource>(i), &limit) != 0) continue;
    limits_[2 * i] = limit.rlim_cur;
    limits_[2 * i + 1] = limit.rlim_max;
  }
}

std::string ProcessTraces::changed_since(const ProcessTraces& before) const {
  if (locale_ != before.locale_) return "its locale";
  if (folder_ != before.folder_) return "its working folder";
  if (environment_ != before.environment_) return "its environment";
  if (mask_ != before.mask_) return "its umask";
  if (rounding_ != before.rounding_) return "its rounding of floating point";
  if (handlers_ != before.handlers_) return "what it does on a signal";
  if (blocked_ != before.blocked_) return "which signals it blocks";
  if (limits_ != before.limits_) return "one of its rlimits";
  if (at_the_end_ != before.at_the_end_) return "its terminate handler";
  return {};
}

}  // namespace budget
