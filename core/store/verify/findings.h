#pragma once

#include <utility>

#include "store/verify.h"

namespace budget {

/// Collects discrepancies up to a number, and counts the rest.
class Findings {
 public:
  Findings(VerifyReport& report, std::size_t most) : report_(report), most_(most) {}

  void add(Discrepancy discrepancy) {
    if (report_.discrepancies.size() < most_) {
      report_.discrepancies.push_back(std::move(discrepancy));
    } else {
      ++report_.untold;
    }
  }
  void add_event(Tampering what, std::int64_t seq, std::string message) {
    add({what, "events", std::to_string(seq), EventSeq(seq), std::move(message)});
  }
  void not_checked(std::string what) { report_.not_checked.push_back(std::move(what)); }

 private:
  VerifyReport& report_;
  std::size_t most_;
};

}  // namespace budget
