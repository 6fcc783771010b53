#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/documents/questions.h"
#include "http/json_reader.h"
#include "model/organisation.h"

#include <budget/date.h>

namespace budget {

/// What POST /v1/imports and its preview are sent (docs/http-api.md). Private to core/http.
struct ImportBody {
  struct File {
    std::string name;
    std::string bytes;
  };
  std::vector<File> files;
  std::optional<FiscalYear> year;  ///< these three: empty where the files say it
  std::string region;
  std::string department;  ///< "203" or "130605-203"
  ImportAnswers answers;
  std::optional<std::int64_t> expected_revision;
};

[[nodiscard]] ImportBody read_import(const boost::json::value& body,
                                     std::vector<Finding>& findings);

}  // namespace budget
