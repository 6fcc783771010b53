#include "store/codec/event_codec.h"

#include "store/codec/event_fields.h"
#include "store/codec/read.h"
#include "store/codec/write.h"

namespace budget {
namespace {

constexpr std::size_t kUsualBytes = 1000;  // of an event; grows when there is more

/// The struct whose fields stand in the log for an event.
template <typename T>
const T& written(const T& event) {
  return event;
}
PaymentsSummary written(const PaymentsRecorded& event) {
  return summary_of(event);
}

Error bad_payload(std::string_view type, const ReadProblem& problem) {
  return {ErrorCode::invalid_input,
          "expected to read the event " + std::string(type) + ", but " +
              (problem.path.empty() ? "the payload" : problem.path) + " should be " +
              problem.expected,
          "the log was changed, or written by another program: run budgetctl verify"};
}

Result<std::string> canonical(const auto& value) {
  JsonText text(kUsualBytes);
  write_json(text, value);
  if (!text.is_utf8()) {
    return Error{ErrorCode::invalid_input,
                 "expected to record text in UTF-8, but it holds other bytes",
                 "convert the input to UTF-8 and send it again"};
  }
  return text.take();
}

template <typename T>
Result<T> parse(std::string_view type, std::string_view payload) {
  ReadProblem problem;
  boost::system::error_code code;
  boost::json::monotonic_resource memory;
  const JsonValue json =
      boost::json::parse(boost::json::string_view(payload.data(), payload.size()), code, &memory);
  T value{};
  if (code) {
    problem.set("JSON: " + code.message());
    return bad_payload(type, problem);
  }
  if (!read_json(problem, json, value)) return bad_payload(type, problem);
  const Result<std::string> again = canonical(value);
  if (!again || *again != payload) {
    problem.set("in canonical form: each field once, in order, without white space");
    return bad_payload(type, problem);
  }
  return value;
}

template <typename T>
Result<DecodedEvent> decode_as(std::string_view payload) {
  if constexpr (std::is_same_v<T, PaymentsRecorded>) {
    PaymentsSummary summary = TRY(parse<PaymentsSummary>(Described<T>::kType, payload));
    PaymentsRecorded event{
        summary.batch, summary.source, summary.digest, summary.year, summary.known, {}, {}};
    return DecodedEvent{std::move(event), std::move(summary)};
  } else {
    return DecodedEvent{TRY(parse<T>(Described<T>::kType, payload)), {}};
  }
}

template <typename T>
int version_of(const T& event) {
  if constexpr (requires { Described<T>::version_of(event); }) {
    return Described<T>::version_of(event);
  } else {
    return Described<T>::kVersion;
  }
}

Error unsupported(std::string_view type, int version) {
  return {ErrorCode::unsupported,
          "expected to read an event of a known type and version, but this is " +
              std::string(type) + " version " + std::to_string(version),
          "the log was written by a newer budgetd: upgrade this one"};
}

template <typename... Types>
Result<DecodedEvent> decode_one_of(std::variant<Types...>*, std::string_view type, int version,
                                   std::string_view payload) {
  Result<DecodedEvent> decoded = unsupported(type, version);
  const auto tried = [&]<typename T>(std::type_identity<T>) {
    if (type != Described<T>::kType || version < 1 || version > Described<T>::kVersion)
      return false;
    decoded = decode_as<T>(payload);
    if (!decoded) return true;
    if (version_of(std::get<T>(decoded->event)) != version) {
      ReadProblem problem;
      problem.set("what its version can say, and an older one cannot");
      decoded = bad_payload(type, problem);
    }
    return true;
  };
  static_cast<void>((tried(std::type_identity<Types>()) || ...));
  return decoded;
}

}  // namespace

EventType type_of(const Event& event) {
  return std::visit(
      []<typename T>(const T& one) {
        return EventType{Described<T>::kType, version_of(one)};
      },
      event);
}

Result<std::string> encode(const Event& event) {
  return std::visit([](const auto& one) { return canonical(written(one)); }, event);
}

Result<std::string> encode(const PaymentsSummary& summary) {
  return canonical(summary);
}

Result<DecodedEvent> decode(std::string_view type, int version, std::string_view payload) {
  return decode_one_of(static_cast<Event*>(nullptr), type, version, payload);
}

}  // namespace budget
