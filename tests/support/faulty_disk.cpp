#include "support/faulty_disk.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace budget::test {
namespace {

constexpr int kSlots = SQLITE_SHM_NLOCK;

void write_at(std::string& content, std::int64_t at, std::string_view bytes) {
  const auto end = static_cast<std::size_t>(at) + bytes.size();
  if (content.size() < end) content.resize(end);
  content.replace(static_cast<std::size_t>(at), bytes.size(), bytes);
}

}  // namespace

/// SQLite gives the memory and calls no constructor.
struct Handle {
  sqlite3_file base;
  FaultyDisk* disk;
  FaultyDisk::File* file;
  int lock;
  bool maps_memory;
  std::array<bool, kSlots> shared;
  std::array<bool, kSlots> exclusive;
};

struct FaultyVfs {
  using File = FaultyDisk::File;

  static FaultyDisk& disk_of(sqlite3_vfs* layer) {
    return *static_cast<FaultyDisk*>(layer->pAppData);
  }
  static Handle& handle_of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }

  static int open(sqlite3_vfs* layer, const char* name, sqlite3_file* opened, int flags,
                  int* out_flags) {
    FaultyDisk& disk = disk_of(layer);
    Handle& handle = handle_of(opened);
    handle.base.pMethods = nullptr;
    if (disk.powerless_) return SQLITE_IOERR;
    std::shared_ptr<File> file;
    if (name == nullptr) {
      file = disk.unlinked_.emplace_back(std::make_shared<File>());
    } else if (const auto found = disk.files_.find(name); found != disk.files_.end()) {
      file = found->second;
    } else {
      if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
      Fault fault = Fault::none;
      if (disk.admit(fault) != SQLITE_OK) return SQLITE_CANTOPEN;
      file = disk.files_[name] = std::make_shared<File>();
    }
    handle.disk = &disk;
    handle.file = file.get();
    handle.lock = SQLITE_LOCK_NONE;
    handle.maps_memory = false;
    handle.shared.fill(false);
    handle.exclusive.fill(false);
    file->handles.push_back(&handle);
    handle.base.pMethods = methods();
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
  }

  static int close(sqlite3_file* file) {
    Handle& handle = handle_of(file);
    std::erase(handle.file->handles, &handle);
    return SQLITE_OK;
  }

  static int read(sqlite3_file* file, void* buffer, int amount, sqlite3_int64 at) {
    const Handle& handle = handle_of(file);
    if (handle.disk->powerless_) return SQLITE_IOERR_READ;
    const std::string& content = handle.file->content;
    const auto start = std::min(static_cast<std::size_t>(at), content.size());
    const auto there = std::min(content.size() - start, static_cast<std::size_t>(amount));
    std::memset(buffer, 0, static_cast<std::size_t>(amount));
    std::memcpy(buffer, content.data() + start, there);
    return there == static_cast<std::size_t>(amount) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
  }

  static int write(sqlite3_file* file, const void* buffer, int amount, sqlite3_int64 at) {
    const Handle& handle = handle_of(file);
    std::string_view bytes(static_cast<const char*>(buffer), static_cast<std::size_t>(amount));
    Fault fault = Fault::none;
    const int code = handle.disk->admit(fault);
    const bool is_torn = fault == Fault::torn_write || fault == Fault::power_cut;
    if (code != SQLITE_OK && !is_torn) return fault == Fault::io_error ? SQLITE_IOERR_WRITE : code;
    if (is_torn) bytes = bytes.substr(0, bytes.size() / 2);
    write_at(handle.file->content, at, bytes);
    handle.file->changes.push_back({false, at, std::string(bytes), false});
    return code == SQLITE_OK ? SQLITE_OK : SQLITE_IOERR_WRITE;
  }

  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    const Handle& handle = handle_of(file);
    Fault fault = Fault::none;
    if (handle.disk->admit(fault) != SQLITE_OK) return SQLITE_IOERR_TRUNCATE;
    handle.file->content.resize(static_cast<std::size_t>(size));
    handle.file->changes.push_back({true, size, {}, false});
    return SQLITE_OK;
  }

  static int sync(sqlite3_file* file, int) {
    File& content = *handle_of(file).file;
    Fault fault = Fault::none;
    if (handle_of(file).disk->admit(fault) != SQLITE_OK) {
      for (FaultyDisk::Change& change : content.changes)
        change.lost = true;
      return SQLITE_IOERR_FSYNC;
    }
    content.durable = FaultyDisk::after(content, Survivors::all);
    content.is_durable = true;
    content.changes.clear();
    return SQLITE_OK;
  }

  static int size(sqlite3_file* file, sqlite3_int64* bytes) {
    *bytes = static_cast<sqlite3_int64>(handle_of(file).file->content.size());
    return SQLITE_OK;
  }

  static bool others_hold(const Handle& handle, int level) {
    return std::ranges::any_of(handle.file->handles, [&](const Handle* other) {
      return other != &handle && other->lock >= level;
    });
  }

  static int lock(sqlite3_file* file, int level) {
    Handle& handle = handle_of(file);
    if (handle.lock >= level) return SQLITE_OK;
    if (level == SQLITE_LOCK_SHARED && others_hold(handle, SQLITE_LOCK_PENDING)) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_RESERVED && others_hold(handle, SQLITE_LOCK_RESERVED))
      return SQLITE_BUSY;
    if (level == SQLITE_LOCK_EXCLUSIVE && others_hold(handle, SQLITE_LOCK_SHARED)) {
      handle.lock = SQLITE_LOCK_PENDING;
      return SQLITE_BUSY;
    }
    handle.lock = level;
    return SQLITE_OK;
  }

  static int unlock(sqlite3_file* file, int level) {
    handle_of(file).lock = level;
    return SQLITE_OK;
  }

  static int is_reserved(sqlite3_file* file, int* answer) {
    const Handle& handle = handle_of(file);
    *answer =
        handle.lock >= SQLITE_LOCK_RESERVED || others_hold(handle, SQLITE_LOCK_RESERVED) ? 1 : 0;
    return SQLITE_OK;
  }

  static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
  static int sector(sqlite3_file*) { return 512; }
  static int character(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

  static int map_memory(sqlite3_file* file, int region, int bytes, int extend,
                        void volatile** memory) {
    handle_of(file).maps_memory = true;
    auto& regions = handle_of(file).file->shared_memory;
    const auto index = static_cast<std::size_t>(region);
    *memory = nullptr;
    if (index >= regions.size() && extend == 0) return SQLITE_OK;
    while (regions.size() <= index)
      regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(bytes)));
    *memory = regions[index].get();
    return SQLITE_OK;
  }

  static int lock_memory(sqlite3_file* file, int first, int count, int flags) {
    Handle& handle = handle_of(file);
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    const bool unlocks = (flags & SQLITE_SHM_UNLOCK) != 0;
    for (int slot = first; slot < first + count && !unlocks; ++slot) {
      const auto i = static_cast<std::size_t>(slot);
      for (const Handle* other : handle.file->handles) {
        if (other != &handle && (other->exclusive[i] || (exclusive && other->shared[i])))
          return SQLITE_BUSY;
      }
    }
    for (int slot = first; slot < first + count; ++slot) {
      const auto i = static_cast<std::size_t>(slot);
      (exclusive ? handle.exclusive : handle.shared)[i] = !unlocks;
    }
    return SQLITE_OK;
  }

  static void barrier(sqlite3_file*) {}

  /// The memory goes with the last one who maps it; the next one then reads the write-ahead file
  /// anew.
  static int unmap_memory(sqlite3_file* file, int) {
    Handle& handle = handle_of(file);
    handle.maps_memory = false;
    handle.shared.fill(false);
    handle.exclusive.fill(false);
    if (std::ranges::none_of(handle.file->handles, &Handle::maps_memory))
      handle.file->shared_memory.clear();
    return SQLITE_OK;
  }

  static int remove(sqlite3_vfs* layer, const char* name, int syncs_folder) {
    FaultyDisk& disk = disk_of(layer);
    const auto found = disk.files_.find(name);
    if (found == disk.files_.end()) return SQLITE_IOERR_DELETE_NOENT;
    Fault fault = Fault::none;
    if (disk.admit(fault) != SQLITE_OK) return SQLITE_IOERR_DELETE;
    disk.unlinked_.push_back(found->second);
    if (syncs_folder == 0 && found->second->is_durable)
      disk.may_come_back_[name] = found->second->durable;
    disk.files_.erase(found);
    return SQLITE_OK;
  }

  static int access(sqlite3_vfs* layer, const char* name, int, int* answer) {
    *answer = disk_of(layer).files_.contains(name) ? 1 : 0;
    return SQLITE_OK;
  }

  static int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
  }

  static const sqlite3_io_methods* methods() {
    static const sqlite3_io_methods kMethods = {
        2,           close,   read,         write,   truncate, sync,      size,
        lock,        unlock,  is_reserved,  control, sector,   character, map_memory,
        lock_memory, barrier, unmap_memory, nullptr, nullptr};
    return &kMethods;
  }
};

FaultyDisk::FaultyDisk(std::string name)
    : name_(std::move(name)), layer_(std::make_unique<sqlite3_vfs>()) {
  *layer_ = *sqlite3_vfs_find(nullptr);
  layer_->pNext = nullptr;
  layer_->szOsFile = sizeof(Handle);
  layer_->zName = name_.c_str();
  layer_->pAppData = this;
  layer_->xOpen = FaultyVfs::open;
  layer_->xDelete = FaultyVfs::remove;
  layer_->xAccess = FaultyVfs::access;
  layer_->xFullPathname = FaultyVfs::full_name;
  sqlite3_vfs_register(layer_.get(), 0);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(layer_.get());
}

void FaultyDisk::load(const Image& image) {
  files_.clear();
  unlinked_.clear();
  may_come_back_.clear();
  for (const auto& [name, content] : image) {
    auto file = std::make_shared<File>();
    file->content = content;
    file->durable = content;
    file->is_durable = true;
    files_[name] = std::move(file);
  }
  heal();
  fail_at(0, Fault::none);
}

FaultyDisk::Image FaultyDisk::image() const {
  Image image;
  for (const auto& [name, file] : files_)
    image[name] = file->content;
  return image;
}

void FaultyDisk::fail_at(int operation, Fault fault) {
  operations_ = 0;
  fails_at_ = operation;
  fault_ = fault;
  has_failed_ = false;
}

void FaultyDisk::heal() {
  fault_ = Fault::none;
  fails_at_ = 0;
  powerless_ = false;
}

/// The code of the next operation, and what happens to it.
int FaultyDisk::admit(Fault& fault) {
  ++operations_;
  if (powerless_) return SQLITE_IOERR;
  const bool lasts = fault_ == Fault::disk_full || fault_ == Fault::read_only;
  if (fails_at_ == 0 || (operations_ != fails_at_ && !(lasts && operations_ > fails_at_)))
    return SQLITE_OK;
  has_failed_ = true;
  fault = fault_;
  switch (fault_) {
    case Fault::none:
      return SQLITE_OK;
    case Fault::disk_full:
      return SQLITE_FULL;
    case Fault::read_only:
      return SQLITE_READONLY;
    case Fault::power_cut:
      powerless_ = true;
      return SQLITE_IOERR;
    case Fault::io_error:
    case Fault::torn_write:
      return SQLITE_IOERR;
  }
  return SQLITE_IOERR;
}

std::string FaultyDisk::after(const File& file, Survivors survivors) {
  std::string content = file.durable;
  std::size_t number = 0;
  for (const Change& change : file.changes) {
    ++number;
    if (change.lost || survivors == Survivors::none ||
        (survivors == Survivors::some && number % 2 == 0))
      continue;
    if (change.truncates) {
      content.resize(static_cast<std::size_t>(change.at));
    } else {
      write_at(content, change.at, change.bytes);
    }
  }
  return content;
}

void FaultyDisk::restore_power(Survivors survivors) {
  Image image = survivors == Survivors::none ? may_come_back_ : Image();
  for (const auto& [name, file] : files_) {
    if (file->is_durable || survivors != Survivors::none) image[name] = after(*file, survivors);
  }
  load(image);
}

}  // namespace budget::test
