#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "config/source_report.h"
#include "model/organisation.h"

namespace budget {

/// How to reach somebody; empty: not known. Never part of the organisation, whose every version is
/// kept in the log for ever.
struct Address {
  std::string email;
  std::string mobile;
  friend bool operator==(const Address&, const Address&) = default;
};

struct OrganisationFile {
  Organisation organisation;
  /// SHA-256 of each person's access token, 64 lower-case hex digits. People without one cannot
  /// sign in.
  std::map<PersonId, std::string> token_hashes;
  std::map<PersonId, Address> addresses;  ///< of those who have one
  friend bool operator==(const OrganisationFile&, const OrganisationFile&) = default;
};

[[nodiscard]] Loaded<OrganisationFile> read_organisation(std::string_view text, std::string file);
[[nodiscard]] Loaded<OrganisationFile> load_organisation_file(const std::filesystem::path& path);

}  // namespace budget
