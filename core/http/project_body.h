#pragma once

#include "http/json_reader.h"
#include "model/project.h"

namespace budget {

/// A project as docs/http-api.md tells it; `path` is its place in the body. Private to core/http.
[[nodiscard]] Project read_project(const boost::json::value& value, const std::string& path,
                                   std::vector<Finding>& findings);

}  // namespace budget
