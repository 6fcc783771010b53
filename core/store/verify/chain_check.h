#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/event_log.h"
#include "store/verify/findings.h"

namespace budget {

/// Follows the chain line by line. A line that does not fit is a suspect; when the lines fit again,
/// or the log ends, the suspects together tell what happened.
class ChainCheck {
 public:
  ChainCheck(Findings& findings, std::optional<LodgedHead> lodged)
      : findings_(findings), lodged_(std::move(lodged)) {}

  void take(const LogLine& line);
  void finish();

 private:
  /// A line of its own, since the one that is read goes with the next.
  struct Suspect {
    explicit Suspect(const LogLine& line);
    [[nodiscard]] LogLine line(std::int64_t seq) const;

    LogLine plain;
    std::string actor, via, key, type, payload, request;
  };

  void check_entry(const LogLine& line);
  void check_lodged(const LogLine& line);
  void explain();
  [[nodiscard]] bool explain_hash();
  [[nodiscard]] bool explain_renumbering();
  [[nodiscard]] bool explain_exchange();
  [[nodiscard]] std::optional<std::int64_t> place_of(const Suspect& suspect);

  Findings& findings_;
  std::optional<LodgedHead> lodged_;
  Hasher hasher_;
  std::string buffer_;

  std::int64_t last_seq_ = 0;
  Sha256 last_hash_{};
  std::int64_t left_in_entry_ =
      0;  ///< events of the command still to come; kUnknown behind a break

  Sha256 before_suspects_{};
  std::vector<Suspect> suspects_;  ///< the first kMost of them
  std::int64_t suspect_count_ = 0;
};

}  // namespace budget
