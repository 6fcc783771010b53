#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace budget::reader {

/// How a workbook shows a number.
struct NumberFormat {
  bool date = false;
  bool percent = false;
  int decimals = -1;  ///< -1: as many as the number has
};
/// By the built-in format's number (1–49) or the format's own code ("0.00%", "yyyy-mm-dd").
[[nodiscard]] NumberFormat number_format(int id, std::string_view code);

/// The number as the sheet shows it: without the noise of binary fractions (37.700000000000003
/// is 37.7), in decimal arithmetic only.
[[nodiscard]] std::string shown_number(std::string_view stored, const NumberFormat& format);

/// A day number of the 1900 system as 2022-12-31; nullopt beyond four-digit years.
[[nodiscard]] std::optional<std::string> shown_date(std::string_view stored);

}  // namespace budget::reader
