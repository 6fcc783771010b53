#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include <budget/plugin.h>
#include <budget/result.h>

#include "plugin_host/plugin_library.h"

namespace budget {

/// A host that watches a plugin closely: counts what it logs, how long it goes on writing when
/// nothing more is taken, and whether it calls what a struct does not hold.
///
/// Its structs can be made as large as a later host's, or smaller than there ever were.
class TrialHost {
 public:
  enum class Structs { as_today, larger, smaller };

  explicit TrialHost(Structs structs = Structs::as_today);
  TrialHost(const TrialHost&) = delete;
  TrialHost& operator=(const TrialHost&) = delete;
  ~TrialHost() = default;

  [[nodiscard]] const budget_host* host() const { return &host_.table; }
  [[nodiscard]] const budget_sink* sink() const { return &sink_.table; }
  /// A request; the payload must outlive it.
  [[nodiscard]] const budget_request* request(std::string_view payload,
                                              std::string_view attachment);

  /// From now on: not wanted any more.
  void cancel() { stop_at_ = std::chrono::steady_clock::time_point::min(); }
  void cancel_at(std::chrono::steady_clock::time_point moment) { stop_at_ = moment; }
  void forget();

  std::size_t most_bytes = 32UL * 1024 * 1024;  ///< of a result; NOLINT: a plain setting

  [[nodiscard]] const std::string& result() const { return result_; }
  [[nodiscard]] const std::string& error() const { return error_; }
  [[nodiscard]] std::uint64_t lines() const { return lines_; }
  [[nodiscard]] std::uint64_t pieces_refused() const { return refused_; }
  [[nodiscard]] bool was_asked_beyond_its_size() const { return beyond_; }

 private:
  /// A table with room behind it, filled with what must not be called.
  template <typename Table>
  struct Padded {
    Table table{};
    void (*later[8])(){};
  };

  static void on_log(const budget_host* host, std::int32_t level, budget_bytes message);
  static budget_status on_result(const budget_sink* sink, budget_bytes piece);
  static budget_status on_file(const budget_sink* sink, budget_bytes name, budget_bytes piece);
  static void on_error(const budget_sink* sink, budget_bytes message);
  static std::int32_t on_asked(const budget_request* request);
  budget_status take(std::string_view piece);

  Structs structs_;
  Padded<budget_host> host_;
  Padded<budget_sink> sink_;
  Padded<budget_request> request_;
  std::chrono::steady_clock::time_point stop_at_ = std::chrono::steady_clock::time_point::max();
  std::string result_, error_;
  std::size_t taken_ = 0;
  std::uint64_t refused_ = 0;
  std::atomic<std::uint64_t> lines_ = 0;
  std::atomic<bool> beyond_ = false;
};

}  // namespace budget
