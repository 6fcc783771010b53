#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "config/source_report.h"
#include "model/organisation.h"

namespace budget {

struct OrganisationFile {
  Organisation organisation;
  /// SHA-256 of each person's access token, 64 lower-case hex digits. People without one cannot
  /// sign in.
  std::map<PersonId, std::string> token_hashes;
  friend bool operator==(const OrganisationFile&, const OrganisationFile&) = default;
};

[[nodiscard]] Loaded<OrganisationFile> read_organisation(std::string_view text, std::string file);
[[nodiscard]] Loaded<OrganisationFile> load_organisation_file(const std::filesystem::path& path);

}  // namespace budget
