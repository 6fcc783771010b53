#include "model/command.h"

namespace budget {

Action::Action() = default;
Action::Action(const Action&) = default;
Action::Action(Action&&) noexcept = default;
Action& Action::operator=(const Action&) = default;
Action& Action::operator=(Action&&) noexcept = default;
Action::~Action() = default;

const PersonId& system_actor() {
  static const PersonId id("system");
  return id;
}

const char* name_of(Via via) noexcept {
  switch (via) {
    case Via::console:
      return "console";
    case Via::cli:
      return "cli";
    case Via::api:
      return "api";
    case Via::batch:
      return "batch";
    case Via::timer:
      return "timer";
    case Via::runner:
      return "runner";
    case Via::startup:
      return "startup";
  }
  return "";
}

}  // namespace budget
