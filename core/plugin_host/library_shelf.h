#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "plugin_host/crash_marker.h"
#include "plugin_host/plugin_library.h"
#include "plugin_host/work_crew.h"

namespace budget {

/// The libraries loaded into this process, and the one thread that loads them: what
/// <budget/plugin.h> calls [main]. A library that hangs there costs that thread; another takes its
/// place.
class LibraryShelf : public std::enable_shared_from_this<LibraryShelf> {
 public:
  explicit LibraryShelf(const std::filesystem::path& crash_file) : marker_(crash_file) {}

  [[nodiscard]] CrashMarker& marker() { return marker_; }

  /// Does something of a plugin's on the loading thread. False: it did not end within `limit`.
  /// The job must own what it uses. [any]
  [[nodiscard]] bool run(const std::string& name, std::function<void()> job,
                         std::chrono::milliseconds limit);

  /// The library of a file, loaded at the first time of asking. `hash`: of the file, which must not
  /// change while the process lives. Errors: those of PluginLibrary::load, conflict. On the loading
  /// thread.
  [[nodiscard]] Result<const PluginLibrary*> load(const std::filesystem::path& file,
                                                  const std::string& hash, const std::string& name);

  /// Each library's deinit. [any]
  void finish(std::chrono::milliseconds limit);

  /// Whether code of a plugin runs that cannot be stopped any more. [any]
  [[nodiscard]] bool has_lost() const;
  void note_lost();
  /// Whether a library is mapped, whose destructors run at the end of the process. [any]
  [[nodiscard]] bool has_libraries() const;

 private:
  struct Kept {
    std::string hash;
    std::string name;  ///< the first entry that asked for it
    PluginLibrary library;
  };

  CrashMarker marker_;
  std::mutex turn_;  ///< one job at a time: [main] is one thread
  mutable std::mutex mutex_;
  std::map<std::string, Kept> libraries_;
  std::unique_ptr<WorkCrew> loader_;
  bool has_lost_ = false;
};

}  // namespace budget
