#include "config/payment_csv.h"

#include <csv.h>
#include <utf8proc.h>

#include <algorithm>
#include <iterator>
#include <new>

namespace budget {
namespace {

/// The bytes of the character at the beginning of a text; 0 when it is none, or a control
/// character.
std::size_t character_size(std::string_view text) {
  utf8proc_int32_t character = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &character);
  const bool is_control =
      (character < 0x20 && character != '\t' && character != '\r' && character != '\n') ||
      character == 0x7F;
  return size <= 0 || is_control ? 0 : static_cast<std::size_t>(size);
}

/// Where the first line end stands; the size without one.
std::size_t line_end(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  return std::min(text.find('\r'), text.size());
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

void remove_end(std::string& line) {
  line.resize(line.find_last_not_of("\r\n") + 1);
}

}  // namespace

bool is_readable_line(std::string_view text) {
  const auto is_printable = [](char c) { return c >= ' ' && c <= '~'; };
  while (true) {
    const auto other = std::find_if_not(text.begin(), text.end(), is_printable);
    text.remove_prefix(static_cast<std::size_t>(other - text.begin()));
    if (text.empty()) return true;
    const std::size_t size = character_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
}

CsvReader::CsvReader(std::istream& input, char delimiter, TextEncoding encoding)
    : input_(input),
      delimiter_(delimiter),
      encoding_(encoding),
      decoder_(encoding),
      buffer_(kLongestRecord),
      parser_(std::make_unique<csv_parser>()) {
  start_parser();
}

void CsvReader::start_parser() {
  csv_init(parser_.get(), CSV_STRICT | CSV_STRICT_FINI);
  csv_set_delim(parser_.get(), static_cast<unsigned char>(delimiter_));
}

CsvReader::~CsvReader() {
  csv_free(parser_.get());
}

bool CsvReader::has_byte() {
  if (begin_ < end_) return true;
  input_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  begin_ = 0;
  end_ = static_cast<std::size_t>(input_.gcount());
  return end_ > 0;
}

CsvReader::Line CsvReader::read_line() {
  Line line;
  bool has_end = false;
  while (!has_end && has_byte()) {
    const std::string_view left(buffer_.data() + begin_, end_ - begin_);
    const std::size_t end = line_end(left);
    has_end = end < left.size();
    std::string_view piece = left.substr(0, end + 1);
    begin_ += piece.size();
    line.is_too_long = line.is_too_long || line.text.size() + piece.size() > kLongestRecord;
    if (line.is_too_long) piece = piece.substr(0, kLongestRecord - line.text.size());
    line.text += piece;
    if (has_end && left[end] == '\r' && has_byte() && buffer_[begin_] == '\n') {
      ++begin_;
      line.text += '\n';
    }
  }
  return line;
}

std::optional<CsvReader::Line> CsvReader::take_line() {
  Line line;
  const bool is_new = given_back_.empty();
  if (is_new) {
    line = read_line();
  } else {
    line = std::move(given_back_.front());
    given_back_.pop_front();
  }
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (at_start_ && line.text.starts_with(kByteOrderMark)) line.text.erase(0, kByteOrderMark.size());
  at_start_ = false;
  if (line.text.empty()) return std::nullopt;
  if (is_new && !line.is_too_long && encoding_ != TextEncoding::utf8) {
    std::optional<std::string> decoded = decoder_.decode(line.text);
    line.is_foreign = !decoded;
    if (decoded) line.text = std::move(*decoded);
  }
  return line;
}

/// False at a misplaced quotation mark.
bool CsvReader::feed(const std::string& text) {
  const auto end_field = [](void* field, std::size_t size, void* self) {
    static_cast<CsvReader*>(self)->record_.fields.emplace_back(static_cast<const char*>(field),
                                                               size);
  };
  const auto end_record = [](int, void* self) {
    static_cast<CsvReader*>(self)->is_complete_ = true;
  };
  const std::size_t parsed =
      csv_parse(parser_.get(), text.data(), text.size(), end_field, end_record, this);
  if (csv_error(parser_.get()) == CSV_ENOMEM) throw std::bad_alloc();
  return parsed == text.size();
}

/// The fields of a line without quotation marks, as libcsv gives them: without the blanks around
/// them. Most lines are such, and this is much quicker.
void CsvReader::split(std::string_view text) {
  const auto is_space = [this](char c) { return (c == ' ' || c == '\t') && c != delimiter_; };
  text = text.substr(0, text.find_last_not_of("\r\n") + 1);
  std::size_t count = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(delimiter_, begin), text.size());
    std::string_view field = text.substr(begin, end - begin);
    while (!field.empty() && is_space(field.front()))
      field.remove_prefix(1);
    while (!field.empty() && is_space(field.back()))
      field.remove_suffix(1);
    if (count == record_.fields.size()) record_.fields.emplace_back();
    record_.fields[count++].assign(field);
    begin = end + 1;
  }
  record_.fields.resize(count);
  is_complete_ = true;
}

void CsvReader::reset() {
  csv_free(parser_.get());
  start_parser();
}

void CsvReader::read_record(Line first) {
  record_.problem.clear();
  is_complete_ = false;
  const bool is_plain = first.text.find('"') == std::string::npos;
  if (!is_plain) record_.fields.clear();
  std::vector<Line> swallowed;  // the lines behind an open quotation mark
  std::size_t size = 0;
  for (const Line* line = &first; line != nullptr;) {
    size += line->text.size();
    // The last line of a file may lack its end, which libcsv needs to close the record.
    const bool has_end = line->text.ends_with('\n') || line->text.ends_with('\r');
    if (line->is_too_long || size > kLongestRecord) {
      record_.problem = "该行过长";
    } else if (line->is_foreign || !is_readable_line(line->text)) {
      record_.problem = "不是UTF-8文字，或含有控制字符；请另存为UTF-8格式的CSV";
    } else if (is_plain) {
      split(line->text);
    } else if (!feed(has_end ? line->text : line->text + "\n")) {
      record_.problem = "引号的位置不对";
    }
    if (is_complete_ || !record_.problem.empty()) break;
    std::optional<Line> next = take_line();
    if (!next) record_.problem = "引号没有结束";
    if (next) swallowed.push_back(std::move(*next));
    line = next ? &swallowed.back() : nullptr;
  }
  record_.text = std::move(first.text);
  if (record_.problem.empty()) {
    for (const Line& line : swallowed)
      record_.text += line.text;
    const bool fits = std::ranges::all_of(
        record_.fields, [](const std::string& f) { return f.size() <= kLongestField; });
    if (!fits) record_.problem = "字段过长，至多" + std::to_string(kLongestField) + "字节";
  } else {
    reset();
    record_.fields.clear();
    given_back_.insert(given_back_.begin(), std::make_move_iterator(swallowed.begin()),
                       std::make_move_iterator(swallowed.end()));
  }
  remove_end(record_.text);
}

const CsvRecord* CsvReader::next() {
  for (std::optional<Line> line = take_line(); line; line = take_line()) {
    if (is_blank(line->text)) continue;
    read_record(std::move(*line));
    return &record_;
  }
  return nullptr;
}

}  // namespace budget
