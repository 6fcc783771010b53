#pragma once

#include <functional>
#include <string>

#include "engine/engine.h"
#include "engine/rehearsal/virtual_clock.h"

namespace budget::bench {

/// A made-up province: counties with departments with projects, all of them in monitoring since
/// January 2026.
struct ProvinceSize {
  int regions = 180;
  int departments = 60;  ///< per region
  int projects = 30;     ///< per department
  int year = 2026;
};

[[nodiscard]] RegionCode province_region(int region);
[[nodiscard]] ProjectCode province_project(int region, int department, int project);
/// The person who records payments in a region.
[[nodiscard]] PersonId province_recorder(int region);

/// Deploys the configuration of config/ and workflows/ with the province's organisation, opens the
/// year, enters the projects and brings every department to monitoring. Throws std::runtime_error
/// when anything is refused.
void build_province(Engine& engine, VirtualClock& clock, const ProvinceSize& size,
                    const std::function<void(int)>& on_region);

/// Deploys the configuration with the province's own organisation, every gate open, and a policy
/// curve at the end of June beside the rules of config/rulesets/hebei.toml.
void deploy_province(Engine& engine, const ProvinceSize& size);
/// Opens the year and brings every department to monitoring.
void bring_to_monitoring(Engine& engine, VirtualClock& clock, const ProvinceSize& size,
                         const std::function<void(int)>& on_region);
/// From monitoring to closed: two payments for each project, every node, the evaluations.
void close_year(Engine& engine, VirtualClock& clock, const ProvinceSize& size);
/// Fires whatever is due.
void fire_all(Engine& engine, const Clock& clock);

/// The same, but every department is still drafting.
void build_drafts(Engine& engine, const ProvinceSize& size);

/// An act of a department's drafter; the act's name is the caller's.
[[nodiscard]] Command draft_act(int region, int department, InstanceId instance);

}  // namespace budget::bench
