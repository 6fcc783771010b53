#pragma once

#include <span>
#include <vector>

#include "http/call.h"

namespace budget {

enum class Access { anyone, person };

/// Where a handler runs. `net`: at once, when it is quick: a small body, no database; `worker`:
/// always there.
enum class Where { net, worker };

/// One route of the API.
struct Endpoint {
  Method method = Method::get;
  std::string_view pattern;
  std::vector<std::string_view> parameters;  ///< of the query
  Access access = Access::person;
  Where where = Where::worker;
  Read read = nullptr;           ///< either this,
  Prepare prepare = nullptr;     ///< or these two
  Tell tell = nullptr;           ///< without: `tell_more` always
  TellMore tell_more = nullptr;  ///< of an act that a gate has blocked
};

/// All routes, in the order of docs/http-api.md.
[[nodiscard]] const std::vector<Endpoint>& endpoints();

}  // namespace budget
