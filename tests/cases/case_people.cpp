#include "case_run.h"

#include "case_words.h"
#include "engine/authorize.h"

namespace budget::cases {
namespace {

Arrangement arrangement_named(const std::string& name) {
  for (int i = 0; i <= static_cast<int>(Arrangement::drop_repair); ++i) {
    if (name == name_of(static_cast<Arrangement>(i))) return static_cast<Arrangement>(i);
  }
  throw std::runtime_error("expected an arrangement, but \"" + name + "\" is none");
}

}  // namespace

void CaseRun::play_people(const std::vector<std::string>& words, const std::string& reason) {
  if (words[1] == "arranges") {
    ArrangeWork action{instance_of(words.at(4)), arrangement_named(words.at(2)), {}, {}, reason, 0};
    action.stage = StageId(word_after(words, "at"));
    const auto to = std::ranges::find(words, "to");
    for (auto word = to == words.end() ? to : to + 1; word != words.end() && *word != "at"; ++word)
      action.people.emplace_back(*word);
    command(words[0], std::move(action));
  } else if (words[1] == "appoints") {
    Substitution wanted;
    const std::string person = word_after(words, "for");
    wanted.person = PersonId(person.empty() ? words[0] : person);
    wanted.substitute = PersonId(words.at(2));
    wanted.first_day = day(word_after(words, "from"));
    wanted.last_day = day(word_after(words, "until"));
    if (const std::string role = word_after(words, "as"); !role.empty())
      wanted.roles.emplace_back(role);
    wanted.reason = reason;
    command(words[0], AppointSubstitute{wanted});
  } else if (words[1] == "ends") {
    command(words[0], EndSubstitution{SubstitutionId(std::stoi(words.at(3))), reason});
  } else {
    command(words[0], NameOccasion{RegionCode(given_.region), must(FiscalYear::of(given_.year)),
                                   OccasionId(words.at(2)), day(words.at(4)), reason});
  }
}

void CaseRun::show_people(const std::string& department) {
  const State& state = engine_.state();
  const Instance& instance = state.instances.at(instance_of(department)).data;
  const Turn turn = turn_of(state, instance, clock_.now().date());
  write_line("  轮到 " + names_of(whose_turn(turn)));
  for (const PossibleAct& possible : who_can_act(turn)) {
    std::string line = "  " + state.directory.name_of(possible.person);
    for (auto one = possible.right.principals.rbegin(); one != possible.right.principals.rend();
         ++one)
      line += " 代 " + state.directory.name_of(*one);
    write_line(line + ": " + possible.act.text());
  }
}

}  // namespace budget::cases
