#include "memory_files.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <new>

#include <zip.h>

namespace budget::xlsx {

std::size_t MemoryFile::read(char* to, std::size_t size) {
  if (position_ >= bytes_.size()) return 0;
  const std::size_t count = std::min(size, bytes_.size() - position_);
  std::memcpy(to, bytes_.data() + position_, count);
  position_ += count;
  return count;
}

std::size_t MemoryFile::write(const char* from, std::size_t size) noexcept {
  try {
    const std::size_t end = position_ + size;
    if (end > bytes_.size()) bytes_.resize(end);
    std::memcpy(bytes_.data() + position_, from, size);
    position_ = end;
    return size;
  } catch (const std::exception&) {  // no memory
    return 0;
  }
}

bool MemoryFile::seek(std::int64_t offset, int origin) {
  std::int64_t from = 0;
  if (origin == SEEK_CUR) from = static_cast<std::int64_t>(position_);
  if (origin == SEEK_END) from = static_cast<std::int64_t>(bytes_.size());
  if (from + offset < 0) return false;
  position_ = static_cast<std::size_t>(from + offset);
  return true;
}

namespace {

thread_local MemoryFile* written_to = nullptr;

// The face of the C library (fopencookie); the file is the stream's own.

MemoryFile& file_of(void* cookie) {
  return *static_cast<MemoryFile*>(cookie);
}

ssize_t read_stream(void* cookie, char* to, std::size_t size) {
  return static_cast<ssize_t>(file_of(cookie).read(to, size));
}

ssize_t write_stream(void* cookie, const char* from, std::size_t size) {
  return static_cast<ssize_t>(file_of(cookie).write(from, size));
}

int seek_stream(void* cookie, off64_t* offset, int origin) {
  if (!file_of(cookie).seek(*offset, origin)) return -1;
  *offset = static_cast<off64_t>(file_of(cookie).position());
  return 0;
}

int close_stream(void* cookie) {
  delete &file_of(cookie);  // NOLINT: made by lxw_tmpfile below
  return 0;
}

// The face of minizip; the file is `written_to`, which outlives the archive.

voidpf open_archive(voidpf file, const void* /*path*/, int /*mode*/) {
  return file;
}

uLong read_archive(voidpf /*opaque*/, voidpf file, void* to, uLong size) {
  return file_of(file).read(static_cast<char*>(to), size);
}

uLong write_archive(voidpf /*opaque*/, voidpf file, const void* from, uLong size) {
  return file_of(file).write(static_cast<const char*>(from), size);
}

ZPOS64_T tell_archive(voidpf /*opaque*/, voidpf file) {
  return file_of(file).position();
}

long seek_archive(voidpf /*opaque*/, voidpf file, ZPOS64_T offset, int origin) {
  return file_of(file).seek(static_cast<std::int64_t>(offset), origin) ? 0 : -1;
}

int leave_archive(voidpf /*opaque*/, voidpf /*file*/) {
  return 0;
}

}  // namespace

WritesTo::WritesTo(MemoryFile& file) {
  written_to = &file;
}

WritesTo::~WritesTo() {
  written_to = nullptr;
}

}  // namespace budget::xlsx

// NOLINTBEGIN(readability-identifier-naming): the names of libxlsxwriter and minizip.
extern "C" {

/// In place of libxlsxwriter's: a stream over memory that goes when it is closed.
BUDGET_SHOWN FILE* lxw_tmpfile(char* /*folder*/) {
  auto file =
      std::unique_ptr<budget::xlsx::MemoryFile>(new (std::nothrow) budget::xlsx::MemoryFile());
  if (file == nullptr) return nullptr;
  FILE* stream = fopencookie(file.get(), "w+",
                             {.read = budget::xlsx::read_stream,
                              .write = budget::xlsx::write_stream,
                              .seek = budget::xlsx::seek_stream,
                              .close = budget::xlsx::close_stream});
  if (stream != nullptr) (void)file.release();  // close_stream deletes it
  return stream;
}

/// In place of minizip's: an archive in the MemoryFile this thread's workbooks go to.
BUDGET_SHOWN zipFile zipOpen(const char* path, int append) {
  if (budget::xlsx::written_to == nullptr) return nullptr;
  zlib_filefunc64_def face{.zopen64_file = budget::xlsx::open_archive,
                           .zread_file = budget::xlsx::read_archive,
                           .zwrite_file = budget::xlsx::write_archive,
                           .ztell64_file = budget::xlsx::tell_archive,
                           .zseek64_file = budget::xlsx::seek_archive,
                           .zclose_file = budget::xlsx::leave_archive,
                           .zerror_file = budget::xlsx::leave_archive,
                           .opaque = budget::xlsx::written_to};
  return zipOpen2_64(path, append, nullptr, &face);
}

}  // extern "C"
// NOLINTEND(readability-identifier-naming)
