#pragma once

#include <deque>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/text_encoding.h"

struct csv_parser;

namespace budget {

/// One record of a CSV text, or why it is none.
struct CsvRecord {
  std::vector<std::string> fields;
  std::string text;     ///< as sent, without its end of line; not always readable
  std::string problem;  ///< Chinese; empty when the fields are good
};

/// Splits RFC 4180 text into records: UTF-8 with or without BOM, or GB18030, given on as UTF-8;
/// CRLF, LF or CR; another separator than the comma; blank lines count for nothing.
///
/// A record that is broken costs itself alone: reading goes on with its next line, even when an
/// open quotation mark had swallowed more of them. Memory is bounded by kLongestRecord.
class CsvReader {
 public:
  static constexpr std::size_t kLongestRecord = 64UL * 1024;
  static constexpr std::size_t kLongestField = 1000;  ///< bytes

  explicit CsvReader(std::istream& input, char delimiter = ',',
                     TextEncoding encoding = TextEncoding::utf8);
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;
  ~CsvReader();

  /// The next record, valid until the next call; null at the end, or when the stream fails (see its
  /// state).
  [[nodiscard]] const CsvRecord* next();

 private:
  struct Line {
    std::string text;  ///< with its end of line, cut at kLongestRecord
    bool is_too_long = false;
    bool is_foreign = false;  ///< its bytes are none of the encoding
  };

  [[nodiscard]] bool has_byte();
  [[nodiscard]] Line read_line();
  [[nodiscard]] std::optional<Line> take_line();
  void read_record(Line first);
  [[nodiscard]] bool feed(const std::string& text);
  void split(std::string_view text);
  void reset();
  void start_parser();

  std::istream& input_;
  char delimiter_;
  TextEncoding encoding_;
  TextDecoder decoder_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  ///< of what is left in the buffer
  std::size_t end_ = 0;
  bool at_start_ = true;
  std::deque<Line> given_back_;

  std::unique_ptr<csv_parser> parser_;
  CsvRecord record_;
  bool is_complete_ = false;
};

/// Text that is valid UTF-8 and holds no control characters but tab and line ends.
[[nodiscard]] bool is_readable_line(std::string_view text);

}  // namespace budget
