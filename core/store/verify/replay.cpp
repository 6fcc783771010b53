#include "store/verify/replay.h"

#include "engine/apply/apply.h"
#include "store/codec/event_codec.h"
#include "store/codec/words.h"
#include "store/projection.h"
#include "store/tables/imports.h"
#include "store/tables/payments.h"

namespace budget {
namespace {

constexpr std::size_t kWriteAfter = 5'000;  // events

/// What differs between what the log says of a batch and its rows; empty when nothing does.
std::string difference(const PaymentsSummary& told, const PaymentsSummary& found) {
  if (found.count != told.count) {
    return std::to_string(told.count) + " rows, but there are " + std::to_string(found.count);
  }
  if (found.sum != told.sum)
    return "rows of " + told.sum.to_yuan() + " 元, but they add up to " + found.sum.to_yuan();
  if (found.rows != told.rows) return "the rows that were recorded, but some were changed";
  if (found.rejected != told.rejected) {
    return std::to_string(told.rejected) + " rejected rows, but there are " +
           std::to_string(found.rejected);
  }
  if (found.rejects != told.rejects)
    return "the rejected rows that were recorded, but some were changed";
  return {};
}

}  // namespace

Replay::Replay(Database& database, Database& expected, Findings& findings)
    : database_(database), expected_(expected), findings_(findings), last_events_(expected) {}

void Replay::stop(const LogLine& line, const std::string& why) {
  stopped_ = true;
  findings_.add_event(Tampering::event_impossible, line.seq, why);
}

Result<Event> Replay::read_event(const LogLine& line) {
  DecodedEvent decoded = TRY(decode(line.type, static_cast<int>(line.version), line.payload));
  if (decoded.payments) {
    auto& event = std::get<PaymentsRecorded>(decoded.event);
    attach_payments(event, *decoded.payments, line);
    payments_[event.batch] = std::move(*decoded.payments);
  }
  if (auto* imported = std::get_if<DocumentsImported>(&decoded.event))
    attach_documents(*imported, line);
  return std::move(decoded.event);
}

void Replay::attach_payments(PaymentsRecorded& event, const PaymentsSummary& told,
                             const LogLine& line) {
  event.rows = read_payments(database_, event.batch);
  event.rejects = read_rejects(database_, event.batch);
  const std::string differs = difference(told, summary_of(event));
  if (differs.empty()) return;
  findings_.add({Tampering::payments_changed, "payments", std::to_string(event.batch.value()),
                 EventSeq(line.seq),
                 "expected batch " + std::to_string(event.batch.value()) + " to hold " + differs});
}

/// A text that is gone altogether is told when the tables are compared.
void Replay::attach_documents(DocumentsImported& event, const LogLine& line) {
  for (ImportedFile& file : event.files) {
    file.document = read_document_text(database_, file.document_hash);
    if (file.document.empty() || sha256_hex(file.document) == file.document_hash.text()) continue;
    findings_.add({Tampering::row_changed, "documents", file.document_hash.text(),
                   EventSeq(line.seq),
                   "expected the document of " + file.name +
                       " to have this SHA-256, but its text was changed"});
  }
}

void Replay::take(const LogLine& line) {
  if (stopped_) return;
  const bool begins = line.entry_size > 0 || entries_.empty();
  if (begins && (waiting_ >= kWriteAfter || closes_)) write();
  try {
    Result<Event> event = read_event(line);
    if (!event) return stop(line, event.error().message);
    const std::optional<Via> via = word_named<Via>(line.via);
    if (!via)
      return stop(line, "expected a known way in, but it is \"" + std::string(line.via) + "\"");
    if (begins) {
      entries_.push_back({{Instant(line.at_ms), PersonId(std::string(line.actor)), *via},
                          std::string(line.key),
                          {}});
    }
    apply(state_, entries_.back().envelope, *event);
    if (instance_of(*event, state_).value() != line.instance) {
      findings_.add_event(Tampering::event_changed, line.seq,
                          "expected the column instance to be the one of the payload, but it is " +
                              std::to_string(line.instance));
    }
    check_history(line);
    closes_ = closes_ || closed_by(*event).has_value();
    entries_.back().events.push_back(std::move(*event));
    ++waiting_;
  } catch (const std::exception& fault) {
    stop(line, std::string("expected to apply the event, but ") + fault.what());
  }
}

void Replay::check_history(const LogLine& line) {
  const std::int64_t before =
      line.instance == 0 ? 0 : last_events_.replace(InstanceId(line.instance), line.seq);
  if (before == line.before) return;
  findings_.add_event(Tampering::event_changed, line.seq,
                      "expected the column before to be " + std::to_string(before) +
                          ", but it is " + std::to_string(line.before));
}

void Replay::finish() {
  if (!stopped_) write();
}

/// As a commit does it, cut into other pieces; instances that closed leave the state as they did
/// then.
void Replay::write() {
  try {
    write_projection(expected_, entries_, payments_, state_, last_events_);
  } catch (const std::exception& fault) {
    stopped_ = true;
    findings_.not_checked(std::string("the tables: they could not be made from the log, because ") +
                          fault.what());
  }
  for (const Entry& entry : entries_)
    forget_closed(state_, entry.events);
  entries_.clear();
  payments_.clear();
  waiting_ = 0;
  closes_ = false;
}

}  // namespace budget
