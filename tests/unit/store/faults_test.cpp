#include <gtest/gtest.h>

#include "store/sqlite_event_store.h"
#include "store/verify.h"
#include "support/faulty_disk.h"
#include "support/scripted_year.h"
#include "support/state_difference.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

using test::Commits;
using test::Fault;
using test::FaultyDisk;
using test::Survivors;

/// The scripted year: what comes before, and a few commits that between them touch every table.
struct Story {
  Commits before;
  Commits told;
};

const Story& story() {
  static const Story kStory = [] {
    constexpr std::size_t kBefore = 4;  // the office is configured
    constexpr std::size_t kCommits = 4;
    Story made;
    const Commits& year = test::scripted_year();
    const std::size_t each = (year.size() - kBefore) / kCommits + 1;
    for (std::size_t i = 0; i < year.size(); ++i) {
      if (i < kBefore) {
        made.before.push_back(year[i]);
        continue;
      }
      if ((i - kBefore) % each == 0) made.told.emplace_back();
      made.told.back().insert(made.told.back().end(), year[i].begin(), year[i].end());
    }
    return made;
  }();
  return kStory;
}

/// A disk and a state as they are before one of the commits.
struct Moment {
  FaultyDisk::Image disk;
  State state;
};

class FaultsTest : public testing::Test {
 protected:
  FaultsTest() {
    auto store = open();
    EXPECT_TRUE(test::write(*store, state_, story().before));
    for (const std::vector<Entry>& commit : story().told) {
      moments_.push_back({disk_.image(), state_});
      EXPECT_TRUE(test::write(*store, state_, Commits{commit}));
    }
    moments_.push_back({disk_.image(), state_});
  }

  std::unique_ptr<SqliteEventStore> open() {
    StoreOptions options;
    options.vfs = disk_.vfs();
    Result<std::unique_ptr<SqliteEventStore>> store = SqliteEventStore::open(path_, options);
    EXPECT_TRUE(store) << store.error().message;
    return std::move(store).value();
  }

  void begin(std::size_t moment) {
    store_.reset();
    disk_.load(moments_[moment].disk);
    state_ = moments_[moment].state;
    store_ = open();
  }

  /// Makes the commit of a moment. False: it was refused, in the way the engine expects.
  bool commits(std::size_t moment) {
    const Result<void> written = test::write(*store_, state_, Commits{story().told[moment]});
    if (written) return true;
    EXPECT_EQ(written.error().code, ErrorCode::unavailable) << written.error().message;
    EXPECT_FALSE(written.error().hint.empty());
    return false;
  }

  void expect_state(const State& expected) {
    const Result<State> loaded = store_->load();
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(test::difference(*loaded, expected), std::vector<std::string>());
  }

  void expect_sound() {
    VerifyOptions options;
    options.vfs = disk_.vfs();
    const Result<VerifyReport> report = verify(path_, options);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_TRUE(report->is_sound()) << report->discrepancies.at(0).message;
  }

  /// Power off and on again, without any chance to tidy up.
  void reboot(Survivors survivors) {
    if (!disk_.is_powerless()) disk_.fail_at(1, Fault::power_cut);
    store_.reset();
    disk_.restore_power(survivors);
    store_ = open();
  }

  /// Lets the disk fail at every operation of every commit in turn and hands the rest to `then`.
  template <typename Then>
  void at_every_operation(Fault fault, const Then& then) {
    int faults = 0;
    for (std::size_t moment = 0; moment < story().told.size(); ++moment) {
      for (int operation = 1; !HasFailure(); ++operation) {
        SCOPED_TRACE("commit " + std::to_string(moment) + ", operation " +
                     std::to_string(operation));
        begin(moment);
        disk_.fail_at(operation, fault);
        const bool accepted = commits(moment);
        const bool failed = disk_.has_failed();
        then(moment, accepted);  // also when nothing failed: what was accepted must last
        if (!failed) break;
        if (++faults % 64 == 0) expect_sound();
      }
    }
    EXPECT_GT(faults, 100);
  }

  /// The disk is mended: nothing of what was refused is there, and the same store goes on.
  void goes_on_after(Fault fault) {
    at_every_operation(fault, [&](std::size_t moment, bool accepted) {
      disk_.heal();
      expect_state(moments_[accepted ? moment + 1 : moment].state);
      EXPECT_TRUE(accepted || commits(moment));
      reboot(Survivors::none);
      expect_state(moments_[moment + 1].state);
    });
  }

  /// Power comes back: everything acknowledged is there; of the commit under way all or nothing.
  void keeps_after_power_cut(Survivors survivors) {
    at_every_operation(Fault::power_cut, [&](std::size_t moment, bool accepted) {
      reboot(survivors);
      const Result<State> loaded = store_->load();
      ASSERT_TRUE(loaded) << loaded.error().message;
      const bool is_there = loaded->last_event != moments_[moment].state.last_event;
      EXPECT_TRUE(is_there || !accepted);
      EXPECT_EQ(test::difference(*loaded, moments_[is_there ? moment + 1 : moment].state),
                std::vector<std::string>());
    });
  }

  test::TemporaryFolder folder_;  // holds the lock, which is a real file
  std::string path_ = (folder_.path() / "budgetd.db").string();
  FaultyDisk disk_{"faulty"};
  std::vector<Moment> moments_;
  State state_;
  std::unique_ptr<SqliteEventStore> store_;
};

TEST_F(FaultsTest, GoesOnWhenAFullDiskHasRoomAgain) {
  goes_on_after(Fault::disk_full);
}
TEST_F(FaultsTest, GoesOnAfterAnErrorOfTheDisk) {
  goes_on_after(Fault::io_error);
}
TEST_F(FaultsTest, GoesOnAfterAWriteThatWasTorn) {
  goes_on_after(Fault::torn_write);
}
TEST_F(FaultsTest, GoesOnWhenAReadOnlyDiskCanBeWrittenAgain) {
  goes_on_after(Fault::read_only);
}
TEST_F(FaultsTest, KeepsWhatWasAcknowledgedWhenUnsyncedWritesAreForgotten) {
  keeps_after_power_cut(Survivors::none);
}
TEST_F(FaultsTest, KeepsWhatWasAcknowledgedWhenUnsyncedWritesReachTheDisk) {
  keeps_after_power_cut(Survivors::all);
}
TEST_F(FaultsTest, KeepsWhatWasAcknowledgedWhenSomeUnsyncedWritesReachTheDisk) {
  keeps_after_power_cut(Survivors::some);
}

/// Closing brings the write-ahead log into the database's own file.
TEST_F(FaultsTest, KeepsEverythingWhenClosingFails) {
  const std::size_t last = story().told.size();
  for (const Fault fault : {Fault::power_cut, Fault::io_error, Fault::disk_full}) {
    for (int operation = 1; !HasFailure(); ++operation) {
      SCOPED_TRACE("operation " + std::to_string(operation));
      begin(last);
      disk_.fail_at(operation, fault);
      store_.reset();
      if (!disk_.has_failed()) break;
      disk_.restore_power(operation % 2 == 0 ? Survivors::none : Survivors::some);
      store_ = open();
      expect_state(moments_[last].state);
      if (operation % 8 == 0) expect_sound();
    }
  }
}

TEST_F(FaultsTest, SaysWhatIsWrongAndWhatToDo) {
  begin(0);
  disk_.fail_at(1, Fault::disk_full);
  const Result<void> written = test::write(*store_, state_, Commits{story().told[0]});
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("the disk is full"), std::string::npos)
      << written.error().message;
  EXPECT_NE(written.error().hint.find("free space"), std::string::npos);
}

TEST_F(FaultsTest, MakesANewDatabaseWholeOrNotAtAll) {
  const StoreOptions options{Durability::full, disk_.vfs()};
  const std::string fresh = (folder_.path() / "fresh.db").string();
  for (int operation = 1; !HasFailure(); ++operation) {
    SCOPED_TRACE("operation " + std::to_string(operation));
    disk_.load({});
    disk_.fail_at(operation, Fault::power_cut);
    {
      const auto made = SqliteEventStore::open(fresh, options);
      EXPECT_NE(made.has_value(), disk_.has_failed());
    }
    if (!disk_.has_failed()) break;
    disk_.restore_power(operation % 2 == 0 ? Survivors::none : Survivors::some);
    const auto again = SqliteEventStore::open(fresh, options);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ((*again)->load().value().last_event, EventSeq(0));
  }
}

}  // namespace
}  // namespace budget
