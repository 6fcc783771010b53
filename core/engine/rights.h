#pragma once

#include <string>
#include <vector>

#include "engine/directory.h"
#include "model/instance.h"
#include "model/substitution.h"
#include "model/workflow_definition.h"

namespace budget {

/// Whom the work of an instance is about, as seen on one day. Decisions make it of the state,
/// queries of what they read: both ask the same questions below.
struct Turn {
  const Directory& directory;
  const Substitutions& substitutions;
  const WorkflowDefinition& definition;
  const Instance& instance;
  Date today;
};

/// That somebody may do something, and for whom: the role's holder first, then those in between.
/// Empty: in their own right.
struct Right {
  SubstitutionChain principals;

  /// Whose right it is.
  [[nodiscard]] const PersonId& holder(const PersonId& actor) const {
    return principals.empty() ? actor : principals.front();
  }
  friend bool operator==(const Right&, const Right&) = default;
};

/// May this person perform this act now? `on_behalf_of`: empty for whatever right they have, their
/// own first.
///
/// Errors: forbidden with the condition that failed; conflict where nobody may (suspended, with
/// somebody else, already signed).
[[nodiscard]] Result<Right> may_act(const Turn& turn, const Transition& transition,
                                    const PersonId& actor, const PersonId& on_behalf_of = {});

/// May this person do any act of the stage whose turn it is? Errors: of the first one.
[[nodiscard]] Result<Right> has_turn(const Turn& turn, const PersonId& actor);

/// May this person enter and drop projects now?
[[nodiscard]] Result<Right> may_edit(const Turn& turn, const PersonId& actor);

/// Every way by which somebody may fill in and hand in a month's sheets, their own right first:
/// whoever drafts for the department, and self-evaluations whoever does that stage too. Not empty.
///
/// Errors: forbidden.
[[nodiscard]] Result<std::vector<Right>> ways_to_fill_sheets(const Turn& turn, int month,
                                                             const PersonId& actor);
/// Likewise to accept sheets, send them back and check them: finance's side of the monitoring.
/// Whose own sheets nobody accepts is the caller's question (has_hand_in).
[[nodiscard]] Result<std::vector<Right>> ways_to_judge_sheets(const Turn& turn,
                                                              const PersonId& actor);
/// The role that accepts sheets; empty: whoever keeps the payments does. Null: nobody.
[[nodiscard]] const RoleId* monitoring_role(const WorkflowDefinition& definition);
/// The roles that fill in a month's sheets.
[[nodiscard]] std::vector<RoleId> filling_roles(const WorkflowDefinition& definition, int month);

/// May work of this stage be put into this person's hands, to prepare or to sign it, though they
/// hold no role in it?
[[nodiscard]] Result<void> may_help(const Turn& turn, const PersonId& person);

/// Those whose signatures an act needs, as things are.
[[nodiscard]] std::vector<PersonId> signers_of(const Turn& turn, const Transition& transition);

/// Whether the signatures given and one more of `signer` are enough.
[[nodiscard]] bool is_signed_with(const Turn& turn, const Transition& transition,
                                  const PersonId& signer);

/// One act somebody may do.
struct PossibleAct {
  PersonId person;
  ActId act;
  Right right;
};

/// Who can do what in the current stage, holders first. Nobody where it is closed.
[[nodiscard]] std::vector<PossibleAct> who_can_act(const Turn& turn);

/// Those who hold a role for a department, and those who stand in for one of them that day.
[[nodiscard]] std::vector<PersonId> holders_and_substitutes(const Directory& directory,
                                                            const Substitutions& substitutions,
                                                            const RoleId& role,
                                                            const DepartmentId& department,
                                                            Date today);

/// Whose turn it is: those who can take the work onward, whoever it was delegated to, or the
/// holders of the role where it waits for something else.
[[nodiscard]] std::vector<PersonId> whose_turn(const Turn& turn);

}  // namespace budget
