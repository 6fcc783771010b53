#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace budget::test {

/// What goes wrong at the chosen operation. An operation is a write, sync, truncation, deletion or
/// making of a file.
enum class Fault {
  none,
  disk_full,  ///< this write and all later ones find no room, until the disk is healed
  io_error,  ///< this operation fails, the next ones do not; a failed sync never brings those bytes
             ///< to the disk
  torn_write,  ///< half of this write is done, then it fails
  read_only,   ///< from here on nothing may be written, until the disk is healed
  power_cut,   ///< nothing works any more, reading neither, until power is back
};

/// Which of the bytes that were written but not synced are there when power is back.
enum class Survivors { none, all, some };

/// A disk in memory that fails on demand, as a file layer (VFS) of SQLite. One thread. Connections
/// must be closed before power is restored.
class FaultyDisk {
 public:
  using Image = std::map<std::string, std::string>;

  explicit FaultyDisk(std::string name);
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  ~FaultyDisk();

  [[nodiscard]] const std::string& vfs() const { return name_; }

  /// Starts over with these files, all of them safely on the disk.
  void load(const Image& image);
  [[nodiscard]] Image image() const;

  /// The n-th operation from now on fails, counting from 1.
  void fail_at(int operation, Fault fault);
  [[nodiscard]] bool has_failed() const { return has_failed_; }
  [[nodiscard]] bool is_powerless() const { return powerless_; }
  /// Operations since fail_at or load.
  [[nodiscard]] int operations() const { return operations_; }

  void heal();
  void restore_power(Survivors survivors);

 private:
  friend struct FaultyVfs;
  friend struct Handle;
  struct Change {
    bool truncates = false;
    std::int64_t at = 0;  ///< or the new size
    std::string bytes;
    bool lost = false;  ///< a sync failed: it will never reach the disk
  };
  struct File {
    std::string content;          ///< as programs see it
    std::string durable;          ///< as it is after a power cut
    bool is_durable = false;      ///< whether its name survives
    std::vector<Change> changes;  ///< since the last sync
    std::vector<struct Handle*> handles;
    std::vector<std::unique_ptr<char[]>> shared_memory;
  };

  [[nodiscard]] int admit(Fault& fault);
  [[nodiscard]] static std::string after(const File& file, Survivors survivors);

  std::string name_;
  std::unique_ptr<sqlite3_vfs> layer_;
  std::map<std::string, std::shared_ptr<File>> files_;
  std::vector<std::shared_ptr<File>> unlinked_;  ///< deleted, perhaps while open
  Image may_come_back_;                          ///< deleted without a sync of the folder
  int operations_ = 0;
  int fails_at_ = 0;
  Fault fault_ = Fault::none;
  bool has_failed_ = false;
  bool powerless_ = false;
};

}  // namespace budget::test
