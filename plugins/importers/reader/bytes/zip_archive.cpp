#include "reader/bytes/zip_archive.h"

#include <zip.h>

namespace budget::reader {

struct ZipArchive::Handle {
  zip_t* archive = nullptr;
  ~Handle() {
    if (archive != nullptr) zip_discard(archive);
  }
};

namespace {

Error broken(const std::string& what) {
  return {ErrorCode::invalid_input, "expected to unpack the file, but " + what,
          "open it in Word, WPS or Excel and save it again"};
}

}  // namespace

ZipArchive::ZipArchive(std::unique_ptr<Handle> handle, std::size_t left)
    : handle_(std::move(handle)), left_(left) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive> ZipArchive::open(std::string_view bytes, std::size_t unpacked_limit) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_error_fini(&error);
  if (source == nullptr) return broken("there is no memory for it");
  auto handle = std::make_unique<Handle>();
  zip_error_init(&error);
  handle->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  const std::string why = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (handle->archive == nullptr) {
    zip_source_free(source);
    return broken("it is no whole archive: " + why);
  }
  return ZipArchive(std::move(handle), unpacked_limit);
}

bool ZipArchive::has(const std::string& name) const {
  return zip_name_locate(handle_->archive, name.c_str(), 0) >= 0;
}

Result<std::string> ZipArchive::read(const std::string& name) {
  const zip_int64_t index = zip_name_locate(handle_->archive, name.c_str(), 0);
  if (index < 0) {
    return Error{ErrorCode::not_found, "expected the part " + name + ", but the file has none",
                 "check that the file is a Word or Excel document"};
  }
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(handle_->archive, static_cast<zip_uint64_t>(index), 0, &stat) != 0 ||
      (stat.valid & ZIP_STAT_SIZE) == 0) {
    return broken("the size of " + name + " is not known");
  }
  if (stat.size > left_) {
    return Error{ErrorCode::too_large,
                 "expected parts of at most " + std::to_string(left_) + " bytes, but " + name +
                     " unpacks to " + std::to_string(stat.size),
                 "split the document, or raise the limit"};
  }
  zip_file_t* file = zip_fopen_index(handle_->archive, static_cast<zip_uint64_t>(index), 0);
  if (file == nullptr) return broken(name + " cannot be opened; it may be encrypted");
  std::string text(static_cast<std::size_t>(stat.size), '\0');
  std::size_t read = 0;
  while (read < text.size()) {
    const zip_int64_t got = zip_fread(file, text.data() + read, text.size() - read);
    if (got <= 0) break;
    read += static_cast<std::size_t>(got);
  }
  // Closed whatever came: a part whose stream breaks off has memory, too.
  const bool closed = zip_fclose(file) == 0;
  if (read != text.size() || !closed) return broken(name + " is damaged");
  left_ -= text.size();
  return text;
}

}  // namespace budget::reader
