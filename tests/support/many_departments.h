#pragma once

#include <string>

#include "support/daemon_process.h"

namespace budget::test {

// An office of many departments for load and crash runs: department i is 130605-(100 + i), drafted
// by "drafter_<i>"; "officer" opens the cycle and records payments. Instances are numbered from 1
// in the order of the departments.

/// organisation.toml of such an office.
[[nodiscard]] std::string organisation_of(int departments);

/// The code of the one project of department i.
[[nodiscard]] std::string project_of(int department);

/// Opens the year and enters each department's project, so that every drafter can submit and
/// withdraw for ever. Throws std::runtime_error when the daemon refuses.
void open_departments(DaemonProcess& daemon, int departments, int fiscal_year = 2026);

}  // namespace budget::test
