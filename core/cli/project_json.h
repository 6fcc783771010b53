#pragma once

#include <boost/json/object.hpp>

#include "model/project.h"

namespace budget::cli {

/// A project as POST /v1/instances/{id}/projects takes it (docs/http-api.md).
[[nodiscard]] boost::json::object to_json(const Project& project);

}  // namespace budget::cli
