#include "engine/decide/decide.h"

#include "engine/authorize.h"
#include "engine/decide/decision.h"

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

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

Result<void> check_reason(const std::string& reason, ReasonNeeded needed,
                          const std::string& what_for) {
  if (reason.size() > kLongestWords) {
    return invalid("expected a reason of at most 4000 bytes, but it has " +
                   std::to_string(reason.size()));
  }
  if (needed == ReasonNeeded::yes && is_blank(reason)) {
    return invalid("expected a reason for " + what_for + ", but none was given",
                   "say what has to be changed; the drafter will read it");
  }
  return {};
}

void Decision::notify(InstanceId instance, NoticeTopic topic, std::vector<PersonId> recipients,
                      std::string text) {
  last_notice_ = NoticeId(last_notice_.value() + 1);
  record(NoticeQueued{
      {last_notice_, instance, topic, std::move(recipients), std::move(text), 0, now()}});
}

Result<Decided> decide(const State& state, const Command& command, const Context& context) {
  Right right = TRY(authorize(state, command, context.now.date()));
  if (command.key.size() > kLongestKey)
    return invalid("expected an idempotency key of at most 200 bytes, but it is longer");
  Decision decision(state, command, context, std::move(right));
  TRY(std::visit([&](const auto& action) { return decide_on(decision, action); }, command.action));
  return decision.take();
}

}  // namespace budget
