#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/json.h>

#include "cli/documents/document_check.h"
#include "cli/documents/instance_document.h"
#include "cli/options/global.h"
#include "cli/options/papers.h"

namespace budget::cli {

/// What is to be published, put together from files or by the daemon.
struct PublicationSources {
  Json document;                 ///< budget.document/1
  Json sources = Json::array();  ///< the files: name and sha256; those of an instance with import
  std::optional<InstanceDocument> instance{};
  std::vector<Finding> findings{};  ///< the daemon's, where an instance is published
  std::size_t errors_found = 0;     ///< by the check of what is published
  std::size_t rules_run = 0;        ///< likewise

  /// The region's code: as said, that of the instance, or as most project codes begin.
  [[nodiscard]] std::string region(const std::string& said) const;
  /// The department's code; empty where nothing tells it.
  [[nodiscard]] std::string department() const;
};

/// A document, or a budget.document/1 as a bundle has it, with what the check has to say of it.
/// Errors: why nobody reads it.
[[nodiscard]] Result<CheckedDocument> checked_document(DocumentCheck& check,
                                                       const std::string& file);

/// Errors: those of a file, of files that contradict each other, and what the daemon refuses.
[[nodiscard]] Result<PublicationSources> read_sources(const GlobalOptions& globals,
                                                      const PublishOptions& options,
                                                      DocumentCheck& check);

}  // namespace budget::cli
