#!/usr/bin/env python3
"""Takes the conditions of core/engine/{authorize,rights}.cpp away one by one and expects the attack table to notice.

    scripts/mutate_authorize.py build/dev [core/engine/authorize.cpp | core/engine/rights.cpp] [first line]

One at a time, every refusal is replaced by a pass, every TRY of a condition and every right asked of another function
left out, and every operand of && and || taken away; what makes room for a right is made to hold always. A file is compiled
once with all its mutants, each behind its number, and linked with the attack table (tests/unit/engine/attack_mutants.cpp),
which asks once what may be done and then holds each mutant against it up to the first difference; what belongs to the
decisions and the queries is held against their own tests (engine_test). A mutant that passes means that no attack tries
this condition: the script says which line it was and fails. The build must be up to date (targets attack_test,
attack_mutants and engine_test); nothing in it is changed.
"""

import itertools
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time

FILES = ["core/engine/authorize.cpp", "core/engine/rights.cpp"]
# Whom work may be given to, how many signatures are enough and whose turn it is belong to the decisions and the queries.
ELSEWHERE = ["may_help", "signers_of", "regular_signers", "is_signed_with", "candidates", "who_can_act",
             "holders_and_substitutes", "whose_turn", "add_once"]
WORDS = ["acts_of"]  # what a refusal says
# They spare work: whoever they let through without reason is refused by what follows.
SPARING = ["add_reached", "add_substitutes"]
# (Function, operand) taken away without anybody being able to do more or less, and why.
SAME = {
    # Only which refusal is told.
    ("may_act", "!first"), ("may_act", "(holds && way.size() <= 1)"), ("may_act", "holds"), ("may_act", "way.size() <= 1"),
    ("may_edit", "!right"),
    ("has_turn", "transition.kind == ActKind::automatic"),
    ("seen_migration", "TRY(not_administrator());"),
    # Nobody holds a role without a name.
    ("filling_roles", "!stage.role.empty()"),
    # Spares work, see SPARING.
    ("holders_and_substitutes", "!reached.contains(substitute)"),
}
# A call that is no condition: it says that something may be done, or what.
NO_CONDITION = re.compile(r"return (refuse|wait|Right|Error|turn_of|std::visit|std::cref|invalid)\b")
# A lookup that found something: without asking, what is not there would be read.
GUARD = re.compile(r"[!=]= (nullptr|[\w.]+\.end\(\))$")
DELIMITERS = {"&&": ("||", "&&"), "||": ("||",)}


def function_at(text, at):
    """Name and returned type of the function a place is in; of a lambda, of the function around it."""
    found = None
    for head in re.finditer(r"^ *(?:static |template <[^>]*>\s*)?(Result<([\w:<> ]+)>|std::vector<\w+>|void|bool|Error|Turn|std::string"
                            r"|const Stage&) (operator\(\)\((?:const )?\w+|\w+\()", text[:at], re.M):
        found = head
    return found.group(3).replace("operator()(const ", "").rstrip("("), found.group(2)


def code_of(text):
    """The text with strings and comments blanked, places kept."""
    blank = lambda match: re.sub(r"[^\n]", " ", match.group())
    return re.sub(r'"(?:\\.|[^"\\])*"|//[^\n]*', blank, text)


def end_of_statement(code, at):
    """Behind the semicolon of the statement that begins here."""
    depth = 0
    while code[at] != ";" or depth != 0:
        depth += (code[at] in "({[") - (code[at] in ")}]")
        at += 1
    return at + 1


def edge(code, at, step, operator):
    """Where the operand on one side of an operator ends: a bracket around it or an operator that binds no closer."""
    depth = 0
    opening, closing = ("({[", ")}]") if step > 0 else (")}]", "({[")
    while True:
        char = code[at]
        if char in opening:
            depth += 1
        elif char in closing:
            if depth == 0:
                return at
            depth -= 1
        elif depth == 0:
            if char in ";,?{}" or (char == ":" and ":" not in (code[at - 1], code[at + 1])):
                return at
            two = code[min(at, at + step):min(at, at + step) + 2]
            if two in DELIMITERS[operator]:
                return at
            is_assignment = char == "=" and "=" not in (code[at - 1], code[at + 1]) and code[at - 1] not in "<>!"
            if is_assignment or (step < 0 and code[at - 6:at + 1] == "return "):
                return at
        at += step


def operands(code):
    """Every operand of && and ||, and what stands for its absence."""
    seen = set()
    for site in re.finditer(r"&&|\|\|", code):
        operator = site.group()
        if code[site.end()] in "),>" or code[site.start() - 1].isalnum():
            continue  # a reference to what is moved
        sides = [(edge(code, site.start() - 1, -1, operator) + 1, site.start()),
                 (site.end(), edge(code, site.end(), 1, operator))]
        for begin, end in sides:
            begin += len(code[begin:end]) - len(code[begin:end].lstrip())
            end -= len(code[begin:end]) - len(code[begin:end].rstrip())
            if (begin, end) in seen:
                continue
            seen.add((begin, end))
            yield begin, end, "true" if operator == "&&" else "false"


def statements(text, code):
    """Refusals made a pass, conditions left out, what makes room for a right made to hold always."""
    for site in re.finditer(r"return \w+(::\w+)?\s*[({]|^ *TRY\(", code, re.M):
        begin = site.end() - len(site.group().lstrip())
        end = end_of_statement(code, begin)
        statement = text[begin:end]
        _, returned = function_at(text, begin)
        passing = {"void": "return {};", "Right": "return Right();"}.get(returned)
        if statement.startswith("TRY("):
            is_condition = not statement.startswith("TRY(open_turn(")
            yield from [(begin, end, "")] if is_condition else []
        elif passing and (re.match(r"return (refuse|wait|Error)\b", statement) or not NO_CONDITION.match(statement)):
            yield begin, end, passing
    for site in re.finditer(r"\bif \(", code):
        begin, end = site.end(), edge(code, site.end(), 1, "||")
        while code[end] != ")":
            end = edge(code, end + 2, 1, "||")
        if re.search(r"&&|\|\|", code[begin:end]):
            continue  # its operands are taken away one by one
        body = code[end + 1:end_of_statement(code, end + 1)].strip()
        if re.match(r"return (Right\(\)|\{\}|right|none|\w+\()", body) and not re.match(r"return (refuse|wait)", body):
            yield begin, end, "true"
        elif body == "continue;":
            yield begin, end, "false"


def mutants(text):
    """Places, what is put before and behind them, and what is told: `kMutant == n` takes the condition away."""
    code = code_of(text)
    for begin, end, instead in sorted([*operands(code), *statements(text, code)]):
        name, _ = function_at(text, begin)
        taken = " ".join(text[begin:end].split())
        if name in [*WORDS, *SPARING] or (name, taken) in SAME or GUARD.search(taken):
            continue
        line = text.count("\n", 0, begin) + 1
        yield begin, end, instead, line, name, taken + " -> " + (instead or "nothing")


def wrapped(text, found):
    """The file with all its mutants, each behind its number; one compilation for all of them."""
    pieces = []
    for number, (begin, end, instead, *_) in enumerate(found, 1):
        if instead in ("true", "false"):
            before, behind = f"(kMutant == {number} ? {instead} : static_cast<bool>(", "))"
        elif instead:
            before, behind = f"{{ if (kMutant == {number}) {instead} ", " }"
        else:
            before, behind = f"if (kMutant != {number}) {{ ", " }"
        # Of two that begin or end together the longer one is outside.
        pieces.append((begin, 1, -end, before))
        pieces.append((end, 0, -begin, behind))
    made, at = "", 0
    for place, _, _, piece in sorted(pieces):
        made += text[at:place] + piece
        at = place
    chosen = 'std::getenv("BUDGET_MUTANT")'
    return ('#include <cstdlib>\nextern "C" { int budget_mutant = ' + chosen + " ? std::atoi(" + chosen + ") : 0; }\n"
            "static const int& kMutant = budget_mutant;\n" + made + text[at:])


def link_of(build, target):
    """The command that links a test, with the place of the mutant's object and the program left open."""
    commands = subprocess.run(["ninja", "-t", "commands", "-s", target], cwd=build, capture_output=True, text=True,
                              check=True).stdout.splitlines()[-1]
    return re.split(r" && ", commands)[1]


class Build:
    """Both files with their mutants, and the programs that try them; in a folder of its own."""

    def __init__(self, folder, build):
        self.folder, self.build = folder, build
        entries = json.loads((build / "compile_commands.json").read_text())
        self.entries = {entry["file"]: entry for entry in entries}

    def make(self, source, mutated):
        entry = self.entries[str(source)]
        made = self.folder / source.stem
        changed = made.with_suffix(".cpp")
        changed.write_text(mutated)
        command = entry["command"].replace(str(source), str(changed))
        command = re.sub(r" -o \S+", f" -w -Wno-error -O1 -o {made}.o", command)
        command = re.sub(r" -MD -MT \S+ -MF \S+", "", command)
        compiled = subprocess.run(shlex.split(command), cwd=entry["directory"], capture_output=True, text=True)
        if compiled.returncode != 0:
            sys.exit(f"{source}: the mutants do not compile:\n{compiled.stderr[:3000]}")
        table = link_of(self.build, "tests/attack_test")
        table = re.sub(r"\S*/attack_test\.dir/\S+\.o", "", table)
        self.link(table, made, "attack", "tests/unit/engine/CMakeFiles/attack_mutants.dir/attack_mutants.cpp.o")
        self.link(link_of(self.build, "tests/engine_test"), made, "engine", "")

    def link(self, command, made, which, more):
        command = re.sub(r"-o \S+", f"{made}.o {more} -o {made}.{which}", command, count=1)
        subprocess.run(command, shell=True, cwd=self.build, check=True, capture_output=True)

    def tried_by_table(self, stem, numbers):
        """(Number, whether it was noticed, by whom) of each, as they come."""
        command = [f"{self.folder / stem}.attack", *map(str, numbers)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as table:
            for line in table.stdout:
                by_whom, verdict, number = re.fullmatch(r"(.*) (noticed|survived) (\d+)", line.strip("\n")).groups()
                yield int(number), verdict == "noticed", by_whom or "a crash"
        if table.returncode != 0:
            sys.exit(f"{command[0]} ended with {table.returncode}")

    def is_noticed_by_tests(self, stem, number):
        environment = dict(os.environ, BUDGET_BIN_DIR=str(self.build / "bin"), BUDGET_MUTANT=str(number))
        try:
            ran = subprocess.run([f"{self.folder / stem}.engine", "--gtest_brief=1", "--gtest_fail_fast"],
                                 env=environment, cwd=ROOT, capture_output=True, timeout=1800)
        except subprocess.TimeoutExpired:
            return True
        return ran.returncode != 0


ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    began = time.monotonic()
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/dev").resolve()
    files = [sys.argv[2]] if len(sys.argv) > 2 else FILES
    first_line = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    survivors = []
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        at = Build(pathlib.Path(folder), build)
        todo = {name: list(mutants((ROOT / name).read_text())) for name in files}
        for name, found in todo.items():
            at.make(ROOT / name, wrapped((ROOT / name).read_text(), found))
        for name, found in todo.items():
            stem = pathlib.Path(name).stem
            known = {number: one for number, one in enumerate(found, 1) if one[3] >= first_line}
            by_table = [number for number, one in known.items() if one[4] not in ELSEWHERE]
            by_tests = [number for number, one in known.items() if one[4] in ELSEWHERE]
            if at.is_noticed_by_tests(stem, 0):
                sys.exit("engine_test is red before anything is taken away")
            tried = at.tried_by_table(stem, [0, *by_table])
            if next(tried)[1]:
                sys.exit("the attack table is red before anything is taken away")
            others = ((number, at.is_noticed_by_tests(stem, number), "by engine_test") for number in by_tests)
            for number, is_noticed, by_whom in itertools.chain(tried, others):
                _, _, _, line, function, told = known[number]
                count += 1
                print(f"{'noticed ' if is_noticed else 'SURVIVED'} {name}:{line} {function}: {told[:110]}"
                      + (f" [{by_whom}]" if is_noticed else ""), flush=True)
                if not is_noticed:
                    survivors.append(f"{name}:{line} {told}")
    print(f"{count} conditions taken away, {count - len(survivors)} noticed, {len(SAME)} named as without effect, "
          f"in {time.monotonic() - began:.0f} s")
    if survivors:
        sys.exit("nothing tries:\n" + "\n".join(survivors))


if __name__ == "__main__":
    main()
