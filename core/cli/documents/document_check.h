#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/json.h>

#include "engine/plugin_catalog.h"
#include "model/check.h"

namespace budget::cli {

/// A file the importers have read, with what they and the rules had to say of it.
struct CheckedDocument {
  std::string file;
  std::optional<Error> unreadable;    ///< why no importer took it; nothing else is set then
  std::string importer;               ///< the plugin that read it
  Json document;                      ///< budget.document/1
  std::vector<Finding> findings;      ///< the importer's and the rules', in the order of the file
  std::vector<PluginReport> reports;  ///< one per rule plugin, without their findings

  [[nodiscard]] std::size_t count(FindingLevel level) const;
  /// The name of the project a finding is about; empty where it is about none.
  [[nodiscard]] std::string project_of(const Finding& finding) const;
  [[nodiscard]] std::size_t rules_run() const;
  [[nodiscard]] std::vector<RuleNotRun> rules_not_run() const;
};

/// What the file does not say of itself.
struct CheckSetting {
  std::optional<Date> today;  ///< empty: the first day of the document's fiscal year
  RegionCode region;          ///< empty: as most project codes say
};

/// Reads files with the importers of a catalog and holds them against its rules. Needs no daemon.
class DocumentCheck {
 public:
  explicit DocumentCheck(PluginCatalog& plugins);

  /// Never fails: what could not be done is part of the answer.
  [[nodiscard]] CheckedDocument check(const std::filesystem::path& file,
                                      const CheckSetting& setting);

  /// The same of a document that was read already; its importer's findings stand in it.
  [[nodiscard]] CheckedDocument check(Json document, const std::string& name,
                                      const CheckSetting& setting);

  /// What rules are called, by their ids.
  [[nodiscard]] const std::map<RuleId, std::string>& titles() const { return titles_; }

  /// Plugins of the configuration that take no part, and why.
  [[nodiscard]] const std::vector<PluginInfo>& missing() const { return missing_; }

 private:
  struct Rules {
    PluginInfo info;
    std::vector<RuleId> listed;
  };

  [[nodiscard]] Result<Json> read(const std::filesystem::path& file, CheckedDocument& checked);
  void hold(CheckedDocument& checked, const CheckSetting& setting);
  [[nodiscard]] PluginReport ask(const Rules& rules, const std::string& payload);

  PluginCatalog& plugins_;
  std::vector<Rules> rules_;
  std::map<RuleId, std::string> titles_;
  std::vector<PluginInfo> missing_;
};

}  // namespace budget::cli
