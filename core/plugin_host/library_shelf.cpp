#include "plugin_host/library_shelf.h"

namespace budget {

bool LibraryShelf::run(const std::string& name, std::function<void()> job,
                       std::chrono::milliseconds limit) {
  const std::lock_guard turn(turn_);
  if (loader_ == nullptr) loader_ = std::make_unique<WorkCrew>("plugin-loader", 1);
  const auto end = loader_->run(
      [self = shared_from_this(), name, job = std::move(job)] {
        const CrashMarker::Mark mark(self->marker_, name);
        job();
      },
      {.turn = limit, .budget = limit, .grace = std::chrono::milliseconds(0)}, [] {});
  if (end == WorkCrew::End::lost) {
    loader_.reset();
    note_lost();
  }
  return end == WorkCrew::End::done;
}

Result<const PluginLibrary*> LibraryShelf::load(const std::filesystem::path& file,
                                                const std::string& hash, const std::string& name) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = libraries_.find(file.string());
    if (found != libraries_.end()) {
      if (found->second.hash == hash) return &found->second.library;
      return Error{ErrorCode::conflict,
                   "expected the library that is loaded already, but " + file.filename().string() +
                       " was replaced since",
                   "restart budgetd, give the new version another file name, or run it isolated"};
    }
  }
  PluginLibrary library = TRY(PluginLibrary::load_verified(file, hash));
  const std::lock_guard lock(mutex_);
  const auto kept = libraries_.emplace(file.string(), Kept{hash, name, std::move(library)});
  return &kept.first->second.library;
}

void LibraryShelf::finish(std::chrono::milliseconds limit) {
  std::map<std::string, Kept> all;
  {
    const std::lock_guard lock(mutex_);
    all = libraries_;
  }
  for (const auto& [file, kept] : all) {
    (void)run(
        kept.name,
        [library = kept.library]() mutable {
          try {
            library.finish();
          } catch (...) {  // it threw over the border while the process ends: nobody is hurt
          }
        },
        limit);
  }
}

bool LibraryShelf::has_lost() const {
  const std::lock_guard lock(mutex_);
  return has_lost_;
}

void LibraryShelf::note_lost() {
  const std::lock_guard lock(mutex_);
  has_lost_ = true;
}

bool LibraryShelf::has_libraries() const {
  const std::lock_guard lock(mutex_);
  return !libraries_.empty();
}

}  // namespace budget
