#include "engine/state.h"

#include <utility>

namespace budget {

Money paid_by(const ProjectState& project, int month) {
  Money paid;
  for (int m = 1; m <= month && m <= 12; ++m)
    paid += project.paid[static_cast<std::size_t>(m - 1)];
  return paid;
}

void set_organisation(State& state, Organisation organisation, ContentHash hash) {
  state.directory = Directory(organisation);
  state.organisation = std::move(organisation);
  state.organisation_hash = std::move(hash);
}

}  // namespace budget
