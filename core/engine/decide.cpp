#include "engine/decide.h"

#include "engine/authorize.h"
#include "engine/decision.h"

namespace budget {
namespace {

constexpr std::size_t kLongestKey = 200;

}  // namespace

Error invalid(std::string message, std::string hint) {
  return {ErrorCode::invalid_input, std::move(message), std::move(hint)};
}
Error conflict(std::string message, std::string hint) {
  return {ErrorCode::conflict, std::move(message), std::move(hint)};
}

std::string subject_of(const State& state, const Instance& instance) {
  return state.directory.name_of(instance.department) + std::to_string(instance.year.value()) +
         "年度预算";
}

void Decision::notify(InstanceId instance, NoticeTopic topic, std::vector<PersonId> recipients,
                      std::string text) {
  last_notice_ = NoticeId(last_notice_.value() + 1);
  record(NoticeQueued{
      {last_notice_, instance, topic, std::move(recipients), std::move(text), 0, now()}});
}

Result<Decided> decide(const State& state, const Command& command, const Context& context) {
  TRY(authorize(state, command));
  if (command.key.size() > kLongestKey)
    return invalid("expected an idempotency key of at most 200 bytes, but it is longer");
  Decision decision(state, command, context);
  TRY(std::visit([&](const auto& action) { return decide_on(decision, action); }, command.action));
  return decision.take();
}

}  // namespace budget
