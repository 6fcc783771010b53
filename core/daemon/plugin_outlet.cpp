#include "daemon/plugin_outlet.h"

#include <algorithm>

#include <budget/text.h>

#include "delivery/payload.h"

namespace budget {
namespace {

constexpr std::size_t kMostProgress = 10'000;  // letters half sent
constexpr std::size_t kLongestAnswer = 500;    // bytes, of what is shown
constexpr std::size_t kLongestReason = 1'000;  // bytes, of what a plugin says and the log keeps

/// A plugin that crashed or hangs may be well again; one that says no says it again.
Attempt failed(const Error& error) {
  const bool may_help = error.code == ErrorCode::unavailable || error.code == ErrorCode::internal;
  return {may_help ? Attempt::Outcome::retry : Attempt::Outcome::refused,
          readable(error.message, kLongestReason), 0};
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

/// What tells a letter's requests from one another, the same at every attempt: what they carry to
/// whom. Those to a whole group carry on where the one before them ended, so that another number of
/// them is another way to split the letter, of which nothing is known.
std::vector<std::string> parts_of(const std::vector<plugin::Request>& requests) {
  std::vector<std::string> parts;
  std::map<std::string, int> met;
  for (const plugin::Request& request : requests) {
    std::string part;
    for (const std::int64_t message : request.messages)
      part += std::to_string(message) + ",";
    for (const std::string& address : request.to)
      part += " " + address;
    if (request.to.empty()) part += "of " + std::to_string(requests.size());
    const int number = ++met[part];
    parts.push_back(part + "#" + std::to_string(number));
  }
  return parts;
}

std::string shown(const plugin::Answer& answer) {
  if (answer.status == 0) return {};
  return readable(std::to_string(answer.status) + " " + answer.body, kLongestAnswer);
}

/// Whether the next request may go out although this one did not arrive: to somebody else, from a
/// service that is there.
bool may_go_on(const plugin::Request& request, const Attempt& attempt) {
  if (request.to.empty()) return false;
  return attempt.outcome == Attempt::Outcome::refused ||
         (attempt.outcome == Attempt::Outcome::retry && !attempt.answer.empty());
}

}  // namespace

plugin::Batch PluginOutlet::batch_of(const std::string& key, const Parcel& parcel) const {
  plugin::Batch batch{key, parts_.clock.now().ms(), parcel.attempts + 1, channel_, {}};
  for (const auto& [notice, due_on, is_late] : parcel.notices) {
    plugin::Message message;
    message.id = notice.id.value();
    message.topic = name_of(notice.topic);
    message.is_urgent = is_urgent(notice.topic);
    message.title = parcel.title.empty() ? title_of(notice.topic) : parcel.title;
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
                           const std::string& part, Progress& progress) {
  if (!progress.unjudged.contains(part)) {
    const std::int64_t wait_ms = throttle_.take(parts_.steady_ms());
    if (wait_ms > 0) return {Attempt::Outcome::busy, {}, wait_ms};
    const Result<plugin::Answer> answer = parts_.send(request);
    if (!answer) return failed(answer.error());
    progress.unjudged[part] = *answer;
  }
  Result<plugin::Verdict> verdict = judge(key, progress.unjudged.at(part));
  if (!verdict) return failed(verdict.error());
  verdict->reason = readable(verdict->reason, kLongestReason);
  const std::string answer = shown(progress.unjudged.at(part));
  progress.unjudged.erase(part);
  switch (verdict->outcome) {
    case plugin::Outcome::delivered:
      progress.arrived.insert(part);
      return {.answer = answer};
    case plugin::Outcome::retry:
      return {Attempt::Outcome::retry, verdict->reason, verdict->retry_after_ms, answer};
    case plugin::Outcome::gone:
      return {Attempt::Outcome::gone, verdict->reason, 0, answer};
    case plugin::Outcome::refused:
      break;
  }
  const Attempt refused{Attempt::Outcome::refused, verdict->reason, 0, answer};
  progress.refused[part] = refused;
  return refused;
}

Attempt PluginOutlet::deliver(const std::string& key, const Parcel& parcel) {
  const Result<std::vector<plugin::Request>> requests = build(batch_of(key, parcel));
  if (!requests) return failed(requests.error());
  const auto known = progress_.find(key);
  if (known == progress_.end() && progress_.size() >= kMostProgress)
    progress_.erase(progress_.begin());
  Progress& progress = progress_[key];
  if (parcel.attempts == 0) progress.refused.clear();  // somebody wants it tried again
  const std::vector<std::string> parts = parts_of(*requests);
  Attempt result;
  std::optional<Attempt> failure;
  for (std::size_t number = 0; number < requests->size(); ++number) {
    const std::string& part = parts[number];
    if (progress.arrived.contains(part)) continue;
    const auto refused = progress.refused.find(part);
    Attempt attempt = refused != progress.refused.end()
                          ? refused->second
                          : send(key, (*requests)[number], part, progress);
    if (attempt.outcome == Attempt::Outcome::delivered) {
      result = std::move(attempt);
      continue;
    }
    if (!may_go_on((*requests)[number], attempt)) return attempt;
    // What may still arrive decides: a letter is dead when nothing of it can.
    const bool is_first = !failure || (failure->outcome == Attempt::Outcome::refused &&
                                       attempt.outcome == Attempt::Outcome::retry);
    if (is_first) failure = std::move(attempt);
  }
  if (failure) return *failure;
  progress_.erase(key);
  return result;
}

}  // namespace budget
