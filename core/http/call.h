#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "engine/engine.h"
#include "engine/plugin_catalog.h"
#include "engine/queries.h"
#include "http/accounts.h"
#include "http/message.h"
#include "http/metrics.h"
#include "http/query_parameters.h"
#include "http/router.h"

namespace budget {

/// One request, understood as far as its route goes.
struct Call {
  Request request;
  PathParameters path;
  QueryParameters query;
  std::shared_ptr<const Account>
      account;  // shared with the table it came from; null on routes open to anyone
};

/// What came back from a channel's test message.
struct ChannelAnswer {
  std::string outcome;       ///< delivered, retry, refused, gone, busy
  std::string answer;        ///< what the service said; empty: nothing
  std::string problem;       ///< why it is not delivered
  std::int64_t wait_ms = 0;  ///< busy: until the quota has room; retry: as the service asked
};
/// Sends the test message that event `asked` stands for, to `person` where a channel writes to
/// people, and waits for its end. Errors: unavailable. [worker]
using SendTest = std::function<Result<ChannelAnswer>(const std::string& channel,
                                                     const PersonId& person, EventSeq asked)>;

/// A workflow definition as it was sent, held against this office.
struct WorkflowReading {
  WorkflowDefinition definition;  ///< with its hash; whole when no finding is an error
  std::vector<Finding> findings;  ///< each with its line and column
};
/// Reads a definition's file. Errors: unavailable. [worker]
using ReadWorkflow = std::function<Result<WorkflowReading>(const std::string& toml)>;

/// What a handler may ask.
struct Desk {
  Queries& queries;
  const Metrics& metrics;
  std::size_t commands_waiting = 0;
  const std::function<std::string()>& more_metrics;
  PluginCatalog* catalog = nullptr;                ///< null: no plugins
  std::atomic<bool>* long_work_in_hand = nullptr;  ///< set while a LongTurn is taken
  const SendTest* send_test = nullptr;             ///< null: there are no channels
  std::atomic<bool>* test_in_hand = nullptr;       ///< set while one is on its way
  Date today{};                                    ///< in the office
  Instant now{};
  const ReadWorkflow* read_workflow = nullptr;  ///< null: definitions cannot be sent
};

/// What a request wants done, or why it cannot be understood (with its findings).
using Prepared = std::variant<Action, Response>;

/// Answers at once. [net] or [worker]
using Read = Result<Response> (*)(const Call&, Desk&);
/// Makes a command's action of a request. [net] or [worker]
using Prepare = Result<Prepared> (*)(const Call&, Desk&);
/// Tells what a command led to; when it was repeated there are no events. [net] or [worker]
using Tell = Response (*)(const Call&, const Outcome&);
/// Tells what the events alone do not say: the report that holds an act back. [worker]
using TellMore = Response (*)(const Call&, Desk&, const Result<Outcome>&);

}  // namespace budget
