#include "cli/progress.h"

#include <algorithm>
#include <ostream>

namespace budget::cli {

Progress::Progress(const Terminal& terminal, std::string label, std::int64_t total)
    : terminal_(terminal), label_(std::move(label)), total_(total) {
  advance_to(0);
}

void Progress::finish() {
  if (!shown_.empty()) {
    terminal_.err << "\r\x1b[K" << std::flush;
    shown_.clear();
  }
}

void Progress::advance_to(std::int64_t done) {
  if (!terminal_.shows_progress || terminal_.is_quiet) {
    return;
  }
  std::string line = progress_line(label_, done, total_);
  if (line != shown_) {
    shown_ = std::move(line);
    terminal_.err << '\r' << shown_ << "\x1b[K" << std::flush;
  }
}

std::string progress_line(const std::string& label, std::int64_t done, std::int64_t total) {
  constexpr std::int64_t kBar = 20;
  if (total <= 0) {
    return label + "  " + grouped(done);
  }
  const std::int64_t part = std::clamp<std::int64_t>(done, 0, total);
  const auto filled = static_cast<std::size_t>(part * kBar / total);
  const std::string percent = std::to_string(part * 100 / total);
  return label + "  [" + std::string(filled, '#') +
         std::string(static_cast<std::size_t>(kBar) - filled, '-') + "]  " +
         std::string(3 - std::min<std::size_t>(percent.size(), 3), ' ') + percent + " %  " +
         grouped(part) + "/" + grouped(total);
}

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t place = digits.size(); place > first + 3;) {
    place -= 3;
    digits.insert(place, 1, ',');
  }
  return digits;
}

}  // namespace budget::cli
