#pragma once

#include <budget/json.h>

#include "engine/queries.h"

namespace budget {

/// "问询〔2026〕3号"
[[nodiscard]] std::string letter_number(const AlertLetterRow& letter);
[[nodiscard]] const char* letter_title(AlertAct act) noexcept;  ///< 问询函 or 整改通知书

/// The letter as it went out, and the answer below it.
[[nodiscard]] Json letter_pages(const AlertLetterRow& letter);

}  // namespace budget
