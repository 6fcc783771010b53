#pragma once

#include "store/codec/words.h"
#include "store/failure.h"
#include "store/statement.h"

namespace budget {

/// A value kept by its name_of(). Throws StoreFault for a name that is none.
template <HasWords T>
[[nodiscard]] T read_word(const Rows& rows, int column) {
  const std::optional<T> value = word_named<T>(rows.text(column));
  if (!value)
    throw StoreFault("expected a known word in the database, but found \"" + rows.string(column) +
                     "\"");
  return *value;
}

}  // namespace budget
