#pragma once

#include <vector>

#include "engine/ports.h"

namespace budget::test {

using Commits = std::vector<std::vector<Entry>>;

/// What an engine wrote when the small office lived through a year, with every kind of event in it,
/// and opened the next.
[[nodiscard]] const Commits& scripted_year();
/// The same without what happens to notices, which was told by other events before there were
/// channels.
[[nodiscard]] const Commits& scripted_year_without_channels();

/// A draft whose gate is asked: reports that are fresh, stale and dropped, and other versions
/// pinned.
[[nodiscard]] const Commits& scripted_checks();

/// Writes the commits to a store as an engine would, going on from `state`. Stops at the first
/// error and returns it. `state` is then what the store should hold if that commit is not counted.
[[nodiscard]] Result<void> write(EventStore& store, State& state, const Commits& commits);

}  // namespace budget::test
