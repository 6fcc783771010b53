#pragma once

#include <string>

#include "engine/queries.h"

namespace budget {

/// The payload of budget.rule.check/1 (docs/plugin-payloads.md). The same check of the same
/// material gives the same bytes. Pure.
[[nodiscard]] std::string check_payload(const Check& check, const CheckMaterial& material);

}  // namespace budget
