#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include <budget/logger.h>

#include "engine/engine_thread.h"
#include "http/accounts.h"
#include "http/endpoints.h"
#include "http/metrics.h"
#include "http/server.h"
#include "http/worker_pool.h"

namespace budget {

/// API version 1: finds the route, signs the caller in, lets a handler read or a command go to the
/// engine, answers.
class Api {
 public:
  struct Parts {
    EngineThread& engine;
    Queries& queries;
    WorkerPool& workers;
    const Accounts& accounts;
    Logger& logger;
    std::string version;
    std::function<void(Ticket, Response)> answer;          ///< Server::answer. [any]
    std::function<void(std::vector<Answer>)> answer_many;  ///< the same, of many. [any]
    std::function<std::string()> more_metrics;  ///< Prometheus text of other parts. [any]
    PluginCatalog* catalog = nullptr;           ///< asked for exports and imports; null: none
    SendTest send_test{};                       ///< empty: there are no channels
    const Clock* clock = nullptr;               ///< whose turn it is may hang on the day; needed
    ReadWorkflow read_workflow{};               ///< empty: definitions cannot be sent
  };

  explicit Api(Parts parts);

  /// The server's handler. [net]
  void handle(Ticket ticket, Request& request);
  /// Hands over what the engine's callbacks have left to be answered. [engine]
  void flush();

 private:
  using SharedCall =
      std::shared_ptr<Call>;  // shared by the steps of one request on its way through the threads

  [[nodiscard]] Result<SharedCall> understand(const Endpoint& endpoint, RouteMatch match,
                                              Request& request) const;
  void run(Ticket ticket, std::size_t route, SharedCall call);
  void submit(Ticket ticket, std::size_t route, SharedCall call, Action action);
  [[nodiscard]] Desk desk();
  [[nodiscard]] Response told(std::size_t route, const Call& call, const Result<Outcome>& result);
  void tell_more(Ticket ticket, std::size_t route, const Call& call, const Result<Outcome>& result);
  void answer(Ticket ticket, std::size_t route, Response response);
  template <typename Work>
  [[nodiscard]] Response guarded(const Call& call, Work work) const;

  Parts parts_;
  Router router_;
  Metrics metrics_;
  std::atomic<bool> long_work_in_hand_{false};
  std::atomic<bool> test_in_hand_{false};
  std::vector<Answer> answers_;  ///< of the engine's group in hand; engine thread only
};

}  // namespace budget
