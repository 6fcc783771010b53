#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

namespace budget::bench {

/// Wall time and processor time of some work, of this process and of children that have ended.
struct Taken {
  double seconds = 0;
  double cpu = 0;
};

inline double cpu_seconds() {
  double sum = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    ::getrusage(who, &usage);
    for (const timeval& t : {usage.ru_utime, usage.ru_stime})
      sum += static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  }
  return sum;
}

inline Taken time_of(const std::function<void()>& work) {
  const double cpu = cpu_seconds();
  const auto begin = std::chrono::steady_clock::now();
  work();
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return {seconds, cpu_seconds() - cpu};
}

inline double seconds_of(const std::function<void()>& work) {
  return time_of(work).seconds;
}

inline std::int64_t resident_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::atoll(line.c_str() + 6);
  }
  return 0;
}

/// How busy the machine is besides: told with every figure.
inline std::string load() {
  std::ifstream file("/proc/loadavg");
  std::string one;
  file >> one;
  return "load " + one;
}

inline void expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "expected to measure, but %s\n", what);
  std::exit(1);
}

}  // namespace budget::bench
