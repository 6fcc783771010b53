#include "store/verify/chain_check.h"

#include <algorithm>

namespace budget {
namespace {

constexpr std::size_t kMostSuspects = 16;
constexpr std::int64_t kMostShift = 64;
constexpr std::int64_t kUnknown = -1;

std::string event(std::int64_t seq) {
  return "event " + std::to_string(seq);
}

}  // namespace

ChainCheck::Suspect::Suspect(const LogLine& line)
    : plain(line),
      actor(line.actor),
      via(line.via),
      key(line.key),
      type(line.type),
      payload(line.payload),
      request(line.request) {}

/// The line as it would read under another number.
LogLine ChainCheck::Suspect::line(std::int64_t seq) const {
  LogLine line = plain;
  line.seq = seq;
  line.actor = actor;
  line.via = via;
  line.key = key;
  line.type = type;
  line.payload = payload;
  line.request = request;
  return line;
}

void ChainCheck::take(const LogLine& line) {
  if (line.seq != last_seq_ + 1) {
    explain();
    findings_.add_event(Tampering::events_missing, last_seq_ + 1,
                        "expected " + event(last_seq_ + 1) + " behind " + event(last_seq_) +
                            ", but the next one is " + event(line.seq) + ": " +
                            std::to_string(line.seq - last_seq_ - 1) + " were dropped");
    left_in_entry_ = line.entry_size > 0 ? line.entry_size : kUnknown;
  } else if (hash_of(line, last_hash_, hasher_, buffer_) != line.hash) {
    if (suspects_.empty()) before_suspects_ = last_hash_;
    if (suspects_.size() < kMostSuspects) suspects_.emplace_back(line);
    ++suspect_count_;
    left_in_entry_ = kUnknown;
  } else {
    explain();
    check_entry(line);
  }
  check_lodged(line);
  if (left_in_entry_ > 0) --left_in_entry_;
  last_seq_ = line.seq;
  last_hash_ = line.hash;
}

void ChainCheck::check_entry(const LogLine& line) {
  const bool begins = line.entry_size > 0;
  if (left_in_entry_ == kUnknown || begins == (left_in_entry_ == 0)) {
    if (begins) left_in_entry_ = line.entry_size;
    return;
  }
  findings_.add_event(Tampering::events_missing, line.seq,
                      "expected " + event(line.seq) +
                          (!begins ? " to begin a command" : " to belong to the command before") +
                          ", but it does not: events between were dropped and the chain made anew");
  left_in_entry_ = line.entry_size;
}

void ChainCheck::check_lodged(const LogLine& line) {
  if (!lodged_ || line.seq != lodged_->seq.value() || hex(line.hash) == lodged_->hash) return;
  findings_.add_event(Tampering::log_rewritten, line.seq,
                      "expected the hash of " + event(line.seq) + " to be the lodged " +
                          lodged_->hash + ", but it is " + hex(line.hash) +
                          ": the log up to here is not the one that was written");
}

void ChainCheck::finish() {
  explain();
  if (lodged_ && last_seq_ < lodged_->seq.value()) {
    findings_.add_event(Tampering::log_truncated, last_seq_ + 1,
                        "expected the log to reach the lodged " + event(lodged_->seq.value()) +
                            ", but it ends with " + event(last_seq_) + ": " +
                            std::to_string(lodged_->seq.value() - last_seq_) + " were cut off");
  } else if (left_in_entry_ > 0) {
    findings_.add_event(Tampering::log_truncated, last_seq_ + 1,
                        "expected " + std::to_string(left_in_entry_) +
                            " more events of the last command, but the log ends with " +
                            event(last_seq_));
  }
}

void ChainCheck::explain() {
  if (suspects_.empty()) return;
  if (!explain_hash() && !explain_renumbering() && !explain_exchange()) {
    for (const Suspect& suspect : suspects_) {
      findings_.add_event(
          Tampering::event_changed, suspect.plain.seq,
          "expected " + event(suspect.plain.seq) +
              " to give its hash, but it does not: it was changed after it was written");
    }
    const std::int64_t more = suspect_count_ - static_cast<std::int64_t>(suspects_.size());
    if (more > 0) {
      findings_.add_event(Tampering::event_changed, suspects_.back().plain.seq + 1,
                          "and so were the " + std::to_string(more) + " events that follow");
    }
  }
  suspects_.clear();
  suspect_count_ = 0;
}

/// Only a stored hash was touched: the line and the next are right with the hash the line should
/// have.
bool ChainCheck::explain_hash() {
  if (suspect_count_ > 2) return false;
  const Suspect& first = suspects_.front();
  const Sha256 right = hash_of(first.line(first.plain.seq), before_suspects_, hasher_, buffer_);
  if (suspect_count_ == 2) {
    const Suspect& second = suspects_.back();
    if (hash_of(second.line(second.plain.seq), right, hasher_, buffer_) != second.plain.hash)
      return false;
    findings_.add_event(Tampering::event_changed, first.plain.seq,
                        "expected the hash of " + event(first.plain.seq) + " to be " + hex(right) +
                            ", but it is " + hex(first.plain.hash) +
                            ": the hash was changed, the event itself is intact");
    return true;
  }
  return false;
}

/// Events were dropped, or put in, and those behind them numbered anew.
bool ChainCheck::explain_renumbering() {
  if (suspects_.size() < 2) return false;
  const Suspect& first = suspects_[0];
  const Suspect& second = suspects_[1];
  for (std::int64_t shift = -kMostShift; shift <= kMostShift; ++shift) {
    if (shift == 0) continue;
    const LogLine moved = second.line(second.plain.seq + shift);
    if (hash_of(moved, first.plain.hash, hasher_, buffer_) != second.plain.hash) continue;
    const std::string many = std::to_string(shift > 0 ? shift : -shift);
    findings_.add_event(
        Tampering::events_moved, first.plain.seq,
        "expected " + event(first.plain.seq) +
            " and those behind it to stand under their own numbers, but they were " +
            event(first.plain.seq + shift) + " and so on: " + many +
            (shift > 0 ? " were dropped before it and the rest numbered anew"
                       : " were put in before it"));
    return true;
  }
  return false;
}

/// The number under which a suspect's content gives a hash that stands among the suspects.
std::optional<std::int64_t> ChainCheck::place_of(const Suspect& suspect) {
  for (const Suspect& place : suspects_) {
    if (place.plain.seq == suspect.plain.seq) continue;
    const LogLine there = suspect.line(place.plain.seq);
    const auto fits = [&](const Sha256& previous) {
      const Sha256 hash = hash_of(there, previous, hasher_, buffer_);
      return hash == suspect.plain.hash || hash == place.plain.hash;
    };
    const bool found = fits(before_suspects_) ||
                       std::ranges::any_of(
                           suspects_, [&](const Suspect& other) { return fits(other.plain.hash); });
    if (found) return place.plain.seq;
  }
  return std::nullopt;
}

bool ChainCheck::explain_exchange() {
  std::vector<std::pair<std::int64_t, std::int64_t>> moves;
  for (const Suspect& suspect : suspects_) {
    if (const auto place = place_of(suspect)) moves.emplace_back(suspect.plain.seq, *place);
  }
  for (const auto& [stands, belongs] : moves) {
    findings_.add_event(Tampering::events_moved, stands,
                        "expected the content of " + event(stands) + " to be " + event(belongs) +
                            ": the order was changed");
  }
  return !moves.empty();
}

}  // namespace budget
