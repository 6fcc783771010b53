#pragma once

#include <budget/plugin.hpp>

#include "book.h"

namespace budget::disclosure {

/// The nine disclosure tables, the narrative and the contents against each other: C01–C48.
class DisclosureChecks : public plugin::Rule {
 public:
  static plugin::About about();
  Result<void> configure(const Json& config) override;
  [[nodiscard]] std::vector<plugin::RuleText> rules() const override;
  Result<void> check(const plugin::Budget& budget, plugin::Report& report,
                     const plugin::Call& call) const override;

 private:
  Settings settings_;
};

}  // namespace budget::disclosure
