#pragma once

#include "daemon/channel_runner.h"
#include "engine/queries.h"

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

  /// Sends a test message, see ChannelRunner::test. Errors: not_found too. [worker]
  [[nodiscard]] Result<Attempt> test(const std::string& channel, const PersonId& person,
                                     EventSeq asked);

  void start();
  void stop();  ///< [any]

  [[nodiscard]] std::vector<ChannelFigures> figures() const;  ///< [any]
  /// Prometheus text, with what the tables say of the channels. [any]
  [[nodiscard]] std::string metrics(const std::vector<ChannelRow>& rows) const;

 private:
  [[nodiscard]] ChannelRunner* find(const std::string& channel) const;

  std::vector<std::unique_ptr<ChannelRunner>> channels_;
};

}  // namespace budget
