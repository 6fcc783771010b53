#include "daemon/plugin_outlet.h"

#include <algorithm>

#include "delivery/payload.h"

namespace budget {
namespace {

constexpr std::size_t kMostProgress = 10'000;  // letters half sent

/// A plugin that crashed or hangs may be well again; one that says no says it again.
Attempt failed(const Error& error) {
  const bool may_help = error.code == ErrorCode::unavailable || error.code == ErrorCode::internal;
  return {may_help ? Attempt::Outcome::retry : Attempt::Outcome::refused, error.message, 0};
}

Result<void> carries_all(const plugin::Batch& batch, const std::vector<plugin::Request>& requests) {
  for (const plugin::Message& message : batch.messages) {
    const bool is_carried = std::ranges::any_of(requests, [&](const plugin::Request& request) {
      return std::ranges::count(request.messages, message.id) > 0;
    });
    if (is_carried) continue;
    return Error{ErrorCode::invalid_input,
                 "expected the notifier to carry every message, but it "
                 "left out notice " +
                     std::to_string(message.id)};
  }
  return {};
}

}  // namespace

plugin::Batch PluginOutlet::batch_of(const std::string& key, const Parcel& parcel) const {
  plugin::Batch batch{key, parts_.clock.now().ms(), parcel.attempts + 1, channel_, {}};
  for (const auto& [notice, due_on] : parcel.notices) {
    plugin::Message message;
    message.id = notice.id.value();
    message.topic = name_of(notice.topic);
    message.is_urgent = is_urgent(notice.topic);
    message.title = title_of(notice.topic);
    message.text = notice.text;
    if (due_on) message.due_on = due_on->to_text();
    const std::vector<PersonId> alone{parcel.person};
    for (const PersonId& person : parcel.person.empty() ? notice.recipients : alone) {
      const AddressBook::Contact contact = parts_.people.find(person);
      message.recipients.push_back(
          {person.text(), contact.name, contact.address.email, contact.address.mobile});
    }
    batch.messages.push_back(std::move(message));
  }
  std::ranges::stable_sort(batch.messages, std::ranges::greater(), &plugin::Message::is_urgent);
  return batch;
}

Result<Json> PluginOutlet::ask(const char* capability, const Json& payload,
                               const std::string& key) {
  PluginCall call;
  call.capability = capability;
  call.payload = payload.to_text();
  call.key = key;
  const PluginReply reply = TRY(parts_.catalog.call(plugin_, call));
  return Json::parse(reply.result);
}

Result<std::vector<plugin::Request>> PluginOutlet::build(const plugin::Batch& batch) {
  const Json reply = TRY(ask(BUDGET_NOTIFY_BUILD, batch_to_json(batch), batch.key));
  std::vector<plugin::Request> requests = TRY(requests_from(reply));
  TRY(carries_all(batch, requests));
  return requests;
}

Result<plugin::Verdict> PluginOutlet::judge(const std::string& key, const plugin::Answer& answer) {
  const Json reply = TRY(ask(BUDGET_NOTIFY_JUDGE, answer_to_json(answer), key));
  return verdict_from(reply);
}

Attempt PluginOutlet::send(const std::string& key, const plugin::Request& request,
                           std::size_t number, Progress& progress) {
  const auto kept = progress.unjudged.find(number);
  if (kept == progress.unjudged.end()) {
    const std::int64_t wait_ms = throttle_.take(parts_.steady_ms());
    if (wait_ms > 0) return {Attempt::Outcome::busy, {}, wait_ms};
    const Result<plugin::Answer> answer = parts_.send(request);
    if (!answer) return failed(answer.error());
    progress.unjudged[number] = *answer;
  }
  const Result<plugin::Verdict> verdict = judge(key, progress.unjudged.at(number));
  if (!verdict) return failed(verdict.error());
  progress.unjudged.erase(number);
  switch (verdict->outcome) {
    case plugin::Outcome::delivered:
      progress.arrived.insert(number);
      return {};
    case plugin::Outcome::retry:
      return {Attempt::Outcome::retry, verdict->reason, verdict->retry_after_ms};
    case plugin::Outcome::gone:
      return {Attempt::Outcome::gone, verdict->reason, 0};
    case plugin::Outcome::refused:
      break;
  }
  return {Attempt::Outcome::refused, verdict->reason, 0};
}

Attempt PluginOutlet::deliver(const std::string& key, const Parcel& parcel) {
  const Result<std::vector<plugin::Request>> requests = build(batch_of(key, parcel));
  if (!requests) return failed(requests.error());
  if (progress_.size() >= kMostProgress) progress_.erase(progress_.begin());
  Progress& progress = progress_[key];
  // Split otherwise than before: what arrived cannot be told from what did not.
  if (progress.requests != requests->size()) progress = {requests->size(), {}, {}};
  for (std::size_t number = 0; number < requests->size(); ++number) {
    if (progress.arrived.contains(number)) continue;
    Attempt attempt = send(key, (*requests)[number], number, progress);
    if (attempt.outcome == Attempt::Outcome::delivered) continue;
    if (attempt.outcome == Attempt::Outcome::refused) progress_.erase(key);
    return attempt;
  }
  progress_.erase(key);
  return {};
}

}  // namespace budget
