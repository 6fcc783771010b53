#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/event.h"

namespace budget {

/// What of a definition has been walked.
struct WalkedParts {
  std::set<StageId> stages;
  std::set<std::pair<StageId, ActId>> acts;  ///< by the stage they leave
};

/// Which stages and acts of each definition instances have walked, told by the events of a log in
/// their order.
class Coverage {
 public:
  void add(const Event& event);
  [[nodiscard]] const std::map<ContentHash, WalkedParts>& walked() const { return walked_; }
  /// Adds what another log walked.
  void add(const Coverage& other);

 private:
  WalkedParts& parts_of(InstanceId instance);

  std::map<InstanceId, ContentHash> definitions_;
  std::map<ContentHash, WalkedParts> walked_;
};

/// How much of a definition was walked, and what was not: stages by id, acts as "stage.act".
struct CoverageSum {
  int stages = 0;
  int acts = 0;
  std::vector<std::string> missing;
};
[[nodiscard]] CoverageSum sum_of(const WorkflowDefinition& definition, const WalkedParts& walked);

}  // namespace budget
