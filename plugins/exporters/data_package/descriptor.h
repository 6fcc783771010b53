#pragma once

#include <string>

#include <budget/json.h>

namespace budget::data_package {

/// A resource of the descriptor: path, form of the file, and the Table Schema of its columns.
[[nodiscard]] Json resource_of(const Json& table, std::size_t bytes);

/// The whole descriptor, on lines people can read.
[[nodiscard]] std::string descriptor_text(const Json& payload, Json resources);

/// A table of `what: "data_package"` as CSV (RFC 4180, UTF-8 without a mark, CR LF).
/// Errors: invalid_input when a row does not fit or a value is not of its column's type.
[[nodiscard]] Result<std::string> csv_of(const Json& table);

}  // namespace budget::data_package
