#pragma once

#include "daemon/channel_runner.h"

namespace budget {

/// Takes what the outbox holds to the channels, each on its own thread: a slow or broken one holds
/// up neither an act nor the others.
class NoticeRunner {
 public:
  NoticeRunner() = default;
  NoticeRunner(const NoticeRunner&) = delete;
  NoticeRunner& operator=(const NoticeRunner&) = delete;
  ~NoticeRunner() { stop(); }

  /// Before start.
  void add_channel(std::unique_ptr<ChannelRunner> channel);

  /// Hands each to its channel; what is for none of them waits in the outbox. [any]
  void add(Errands errands);

  void start();
  void stop();  ///< [any]

  [[nodiscard]] std::vector<ChannelFigures> figures() const;  ///< [any]
  /// Prometheus text. [any]
  [[nodiscard]] std::string metrics() const;

 private:
  [[nodiscard]] ChannelRunner* find(const std::string& channel) const;

  std::vector<std::unique_ptr<ChannelRunner>> channels_;
};

}  // namespace budget
