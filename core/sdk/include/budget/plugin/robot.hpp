#pragma once

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <budget/plugin/notifier.hpp>

namespace budget::plugin {

// What notifiers for chat groups have in common: texts cut to what a service takes, and answers
// whose success stands in their body.

/// One text of a batch, and the messages that are in it.
struct TextPart {
  std::string text;
  std::vector<std::int64_t> messages;
  std::vector<Recipient> people;  ///< whom it is for, each once
};

/// The longest beginning that fits, at least one character, never half of one.
[[nodiscard]] inline std::size_t longest_fit(std::string_view text,
                                             const std::function<bool(std::string_view)>& fits) {
  const auto boundary = [&](std::size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
      --at;
    return at;
  };
  std::size_t low = 0;
  std::size_t high = text.size();
  while (low < high) {
    const std::size_t middle = (low + high + 1) / 2;
    if (fits(text.substr(0, boundary(middle)))) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  std::size_t size = boundary(low);
  if (size > 0 || text.empty()) return size;
  do
    ++size;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U);
  return size;
}

/// Puts the messages, each as `render` says, into as few texts as `fits` allows. A message too long
/// for one is continued in the next.
[[nodiscard]] inline std::vector<TextPart> text_parts(
    const Batch& batch, const std::function<std::string(const Message&)>& render,
    const std::function<bool(const TextPart&)>& fits) {
  std::vector<TextPart> parts;
  const auto with = [](TextPart part, const Message& message, std::string_view text) {
    if (!part.text.empty() && !text.empty()) part.text += "\n\n";
    part.text += text;
    if (std::ranges::count(part.messages, message.id) == 0) part.messages.push_back(message.id);
    for (const Recipient& person : message.recipients) {
      if (std::ranges::count(part.people, person.id, &Recipient::id) == 0)
        part.people.push_back(person);
    }
    return part;
  };
  TextPart open;
  for (const Message& message : batch.messages) {
    const std::string block = render(message);
    TextPart longer = with(open, message, block);
    if (fits(longer)) {
      open = std::move(longer);
      continue;
    }
    if (!open.text.empty()) parts.push_back(std::move(open));
    std::string_view rest = block;
    open = with({}, message, rest);
    while (!fits(open)) {
      const std::size_t size =
          longest_fit(rest, [&](std::string_view piece) { return fits(with({}, message, piece)); });
      parts.push_back(with({}, message, rest.substr(0, size)));
      rest.remove_prefix(size);
      open = with({}, message, rest);
      if (rest.empty()) break;
    }
  }
  if (!open.text.empty()) parts.push_back(std::move(open));
  return parts;
}

/// "王芳、李强"; nobody: "（无人）".
[[nodiscard]] inline std::string names_of(const std::vector<Recipient>& people) {
  std::string names;
  for (const Recipient& person : people)
    names += (names.empty() ? "" : "、") + person.name;
  return names.empty() ? "（无人）" : names;
}

/// What a service's own code means, besides 0 for success.
struct CodeMeaning {
  std::int64_t code = 0;
  Outcome outcome = Outcome::refused;
  std::int64_t retry_after_ms = 0;
};

/// A 2xx counts only with code 0 in the JSON body, in the first of the `names` that is there. An
/// unknown code refuses; a body that is no JSON is no answer of the service.
[[nodiscard]] inline Verdict judge_by_code(const Answer& answer, const Verdict& by_status,
                                           std::span<const std::string_view> names,
                                           std::string_view message,
                                           std::span<const CodeMeaning> meanings) {
  if (by_status.outcome == Outcome::gone) return by_status;
  const Result<Json> body = Json::parse(answer.body);
  const Json* code = nullptr;
  for (const std::string_view name : names) {
    if (code == nullptr && body) code = body->find(name);
  }
  if (code == nullptr || !code->is_integer()) {
    if (by_status.outcome != Outcome::delivered) return by_status;
    return {Outcome::retry, "the server answered " + std::to_string(answer.status) +
                                " without a code: something in between may have answered"};
  }
  if (code->integer() == 0) return by_status;
  const std::string reason =
      "code " + std::to_string(code->integer()) + ": " + (*body)[message].text();
  for (const CodeMeaning& meaning : meanings) {
    if (meaning.code == code->integer())
      return {meaning.outcome, reason, std::max(meaning.retry_after_ms, answer.retry_after_ms)};
  }
  if (by_status.outcome == Outcome::retry) return {Outcome::retry, reason, answer.retry_after_ms};
  return {Outcome::refused, reason};
}

}  // namespace budget::plugin
