#pragma once

#include <filesystem>

#include "province.h"
#include "store/sqlite_queries.h"

// The parts of province_bench, each on the engine as the one before has left it. They print the
// figure, the limit measured in the same run, and the ratio of the two.

namespace budget::bench {

/// P5: one more payment, read back, against one bare commit.
void measure_one_payment(Engine& engine, SqliteQueries& queries, VirtualClock& clock,
                         const std::filesystem::path& folder, const ProvinceSize& size);

/// P3: ten rows for each project from one CSV file, against sqlite3's .import of the file.
void measure_payment_file(Engine& engine, VirtualClock& clock, const std::filesystem::path& folder,
                          const ProvinceSize& size);

/// P4: the node at the end of June over all projects, against a bare loop over the same numbers.
void measure_node(Engine& engine, SqliteQueries& queries, VirtualClock& clock,
                  const std::filesystem::path& database, const ProvinceSize& size);

/// P14: acts, a node, a payment and the start of one county, before and after ten closed years.
void measure_growth();

}  // namespace budget::bench
