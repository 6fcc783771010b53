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

/// What a handler may ask.
struct Desk {
  Queries& queries;
  const Metrics& metrics;
  std::size_t commands_waiting = 0;
  const std::function<std::string()>& more_metrics;
  PluginCatalog* catalog = nullptr;             ///< null: no plugins
  std::atomic<bool>* export_in_hand = nullptr;  ///< set while one is being written
  Date today{};                                 ///< in the office
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
