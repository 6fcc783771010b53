#include "workbook.h"

#include <sys/mman.h>
#include <unistd.h>

#include <utility>

#include <xlsxwriter.h>

namespace budget::xlsx {
namespace {

constexpr time_t kNoTime = 315532800;  // 1980-01-01: equal pages give equal bytes

std::string all_of(int file) {
  const off_t size = lseek(file, 0, SEEK_END);
  std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got =
        pread(file, bytes.data() + have, bytes.size() - have, static_cast<off_t>(have));
    if (got <= 0) return {};
    have += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace

Workbook::Workbook(int file, lxw_workbook* book, std::string font)
    : file_(file), book_(book), font_(std::move(font)) {}

Workbook::Workbook(Workbook&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      book_(std::exchange(other.book_, nullptr)),
      font_(std::move(other.font_)),
      formats_(std::move(other.formats_)) {}

Workbook::~Workbook() {
  if (book_ != nullptr) lxw_workbook_free(book_);
  if (file_ >= 0) close(file_);
}

Result<Workbook> Workbook::create(const std::string& title, std::string font) {
  // A process that has bound libxlsxwriter elsewhere writes to this path; a room that gives no such
  // file binds it here, and nothing is written to any path.
  const int file = memfd_create("workbook", MFD_CLOEXEC);
  const std::string path = "/proc/self/fd/" + std::to_string(file);
  lxw_workbook* book = workbook_new(path.c_str());
  if (book == nullptr) {
    close(file);
    return Error{ErrorCode::unavailable, "expected to begin a workbook, but there is no memory"};
  }
  lxw_doc_properties properties{};
  std::string kept = title.substr(0, 200);
  while (!kept.empty() && (static_cast<unsigned char>(title[kept.size()]) & 0xC0U) == 0x80U)
    kept.pop_back();
  properties.title = kept.data();
  properties.created = kNoTime;
  workbook_set_properties(book, &properties);
  return Workbook(file, book, std::move(font));
}

Result<lxw_worksheet*> Workbook::add_sheet(const std::string& name) {
  lxw_worksheet* sheet = workbook_add_worksheet(book_, name.c_str());
  if (sheet != nullptr) return sheet;
  return Error{ErrorCode::invalid_input,
               "expected a sheet named " + name + ", but the workbook does not take it"};
}

lxw_format* Workbook::format(const Look& look) {
  lxw_format*& format = formats_[look];
  if (format != nullptr) return format;
  format = workbook_add_format(book_);
  format_set_font_name(format, font_.c_str());
  format_set_font_size(format, look.size);
  if (look.is_bold) format_set_bold(format);
  if (look.is_wrapped) format_set_text_wrap(format);
  if (look.is_framed) format_set_border(format, LXW_BORDER_THIN);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  if (look.align == page::Align::centre) format_set_align(format, LXW_ALIGN_CENTER);
  if (look.align == page::Align::right) format_set_align(format, LXW_ALIGN_RIGHT);
  if (look.align == page::Align::left) format_set_align(format, LXW_ALIGN_LEFT);
  if (look.decimals >= 0) {
    std::string shape = "0";
    if (look.decimals > 0) shape += "." + std::string(static_cast<std::size_t>(look.decimals), '0');
    if (look.is_percent) shape += '%';
    format_set_num_format(format, shape.c_str());
  }
  return format;
}

Result<std::string> Workbook::take() {
  MemoryFile written;
  const WritesTo here(written);
  const lxw_error problem = workbook_close(std::exchange(book_, nullptr));
  if (problem != LXW_NO_ERROR) {
    return Error{ErrorCode::internal,
                 std::string("expected to write the workbook, but ") + lxw_strerror(problem)};
  }
  std::string bytes = written.bytes().empty() ? all_of(file_) : written.take();
  if (bytes.empty())
    return Error{ErrorCode::internal, "expected to read the workbook back, but it is cut off"};
  return bytes;
}

std::string sheet_name(const std::string& wished, std::set<std::string>& used) {
  constexpr std::size_t kMost = 28;  // UTF-16 units, as Excel counts; room for a number behind
  std::string name;
  std::size_t units = 0;
  for (const char c : wished) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0 ? 2 : 1;
    if (units > kMost) break;
    name +=
        byte < 0x20 || std::string_view("[]:*?/\\'").find(c) != std::string_view::npos ? '_' : c;
  }
  if (name.empty()) name = "表";
  // Excel takes no second sheet whose name differs in capitals only.
  const auto folded = [](std::string text) {
    for (char& c : text)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
  };
  std::string own = name;
  for (int number = 2; !used.insert(folded(own)).second; ++number)
    own = name + "_" + std::to_string(number);
  return own;
}

}  // namespace budget::xlsx
