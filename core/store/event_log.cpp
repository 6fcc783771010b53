#include "store/event_log.h"

#include <array>
#include <charconv>
#include <concepts>
#include <utility>
#include <vector>

#include "store/codec/event_codec.h"
#include "store/row_insert.h"

namespace budget {
namespace {

void add_field(std::string& buffer, std::string_view bytes) {
  std::array<char, 24> size{};
  char* end = std::to_chars(size.data(), size.data() + size.size(), bytes.size()).ptr;
  *end++ = ':';
  buffer.append(size.data(), end);
  buffer += bytes;
  buffer += ',';
}

void add_field(std::string& buffer, std::int64_t number) {
  constexpr std::size_t kMostBeforeDigits = 3;  // a number has at most 20 digits
  std::array<char, 32> field{};
  char* const digits = field.data() + kMostBeforeDigits;
  char* end = std::to_chars(digits, field.data() + field.size(), number).ptr;
  const auto size = static_cast<std::size_t>(end - digits);
  char* begin = digits;
  *--begin = ':';
  *--begin = static_cast<char>('0' + size % 10);
  if (size >= 10) *--begin = static_cast<char>('0' + size / 10);
  *end++ = ',';
  buffer.append(begin, end);
}

template <typename T>
concept IsAboutInstance = requires(const T& event) {
  { event.instance } -> std::convertible_to<InstanceId>;
};

template <typename T>
concept ChangesAlert = requires(const T& event) {
  { event.alert } -> std::convertible_to<AlertId>;
};

}  // namespace

Sha256 hash_of(const LogLine& line, const Sha256& previous, Hasher& hasher, std::string& buffer) {
  buffer.clear();
  add_field(buffer, line.seq);
  add_field(buffer, line.at_ms);
  add_field(buffer, line.actor);
  add_field(buffer, line.via);
  add_field(buffer, line.entry_size);
  add_field(buffer, line.key);
  add_field(buffer, line.type);
  add_field(buffer, line.version);
  add_field(buffer, line.instance);
  add_field(buffer, line.payload);
  if (!line.request.empty()) add_field(buffer, line.request);
  return hasher.add(previous).add(buffer).finish();
}

LogLine read_line(const Rows& rows) {
  LogLine line;
  line.seq = rows.integer(0);
  line.at_ms = rows.integer(1);
  line.actor = rows.text(2);
  line.via = rows.text(3);
  line.entry_size = rows.integer(4);
  line.key = rows.text(5);
  line.type = rows.text(6);
  line.version = rows.integer(7);
  line.instance = rows.integer(8);
  line.before = rows.integer(9);
  line.payload = rows.text(10);
  line.hash = rows.hash(11);
  line.request = rows.text(12);
  return line;
}

InstanceId instance_of(const Event& event, const State& after) {
  return std::visit(
      [&]<typename T>(const T& one) {
        if constexpr (IsAboutInstance<T>) {
          return one.instance;
        } else if constexpr (ChangesAlert<T>) {
          return after.alerts.at(one.alert).instance;
        } else if constexpr (std::is_same_v<T, AlertRaised>) {
          return one.alert.instance;
        } else if constexpr (std::is_same_v<T, NoticeQueued>) {
          return one.notice.instance;
        } else {
          return InstanceId();
        }
      },
      event);
}

LogHead read_head(Database& database) {
  LogHead head;
  Rows rows = database.statement("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").query();
  if (rows.next()) head = {EventSeq(rows.integer(0)), rows.hash(1)};
  return head;
}

std::int64_t& LastEvents::find(InstanceId instance) {
  auto known = last_.find(instance);
  if (known == last_.end()) {
    Rows rows =
        database_.statement("SELECT last_event FROM instances WHERE id = ?1").query(instance);
    known = last_.emplace(instance, rows.next() ? rows.integer(0) : 0).first;
  }
  return known->second;
}

std::int64_t LastEvents::replace(InstanceId instance, std::int64_t seq) {
  return std::exchange(find(instance), seq);
}

EventSeq LastEvents::of(InstanceId instance) {
  return EventSeq(find(instance));
}

LogWriter::LogWriter(Database& database)
    : database_(database), head_(read_head(database)), last_events_(database) {}

Result<void> LogWriter::append(const Entry& entry, const State& after,
                               const PaymentsSummaries& payments) {
  static const InsertTexts kInsert("events", kLogColumnCount, 8);
  RowInsert insert(database_, kInsert, entry.events.size());
  std::vector<std::string> payloads;
  std::vector<Sha256> hashes;
  payloads.reserve(entry.events.size());
  hashes.reserve(entry.events.size());
  LogLine line;
  line.at_ms = entry.envelope.at.ms();
  line.actor = entry.envelope.actor.text();
  line.via = name_of(entry.envelope.via);
  line.entry_size = static_cast<std::int64_t>(entry.events.size());
  line.key = entry.key;
  line.request = entry.request;
  for (const Event& event : entry.events) {
    const auto* recorded = std::get_if<PaymentsRecorded>(&event);
    payloads.push_back(
        TRY(recorded == nullptr ? encode(event) : encode(payments.at(recorded->batch))));
    const EventType type = type_of(event);
    line.seq = head_.seq.value() + 1;
    line.type = type.name;
    line.version = type.version;
    line.instance = instance_of(event, after).value();
    line.before =
        line.instance == 0 ? 0 : last_events_.replace(InstanceId(line.instance), line.seq);
    line.payload = payloads.back();
    line.hash = hashes.emplace_back(hash_of(line, head_.hash, hasher_, buffer_));
    insert.add(line.seq, line.at_ms, line.actor, line.via, line.entry_size,
               line.key.empty() ? std::nullopt : std::optional(line.key), line.type, line.version,
               line.instance == 0 ? std::nullopt : std::optional(line.instance), line.before,
               line.payload, hashes.back(),
               line.request.empty() ? std::nullopt : std::optional(line.request));
    head_ = {EventSeq(line.seq), line.hash};
    line.entry_size = 0;
    line.key = {};
    line.request = {};
  }
  return {};
}

}  // namespace budget
