#!/usr/bin/env python3
"""Takes the conditions of core/engine/{authorize,rights}.cpp away one by one and expects the attack table to notice.

    scripts/mutate_authorize.py build/dev

Every refusal is in turn replaced by a pass, and every TRY of a condition left out; the changed file is compiled with the
build's own command, linked with the attack table (tests/unit/engine/attack_table_test.cpp) and run. A mutant that passes
means that no attack tries this condition: the script says which line it was and fails. The build must be up to date
(target attack_test); nothing in it is changed.
"""

import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

FILES = ["core/engine/authorize.cpp", "core/engine/rights.cpp"]
# Not conditions of who may do what: how a right is asked of another function, or what an act without a right is told.
NOT_CONDITIONS = [
    "TRY(open_turn(", "= TRY(", "(TRY(", "return TRY(",
]
# Conditions that are no refusal of their own.
MORE = [
    ("core/engine/authorize.cpp",
     " &&\n                          state_.directory.is_concerned(person_, found->second.data.department)", ""),
]
# Whom work may be given to, and how many signatures are enough, belong to the decisions (work_test.cpp), not to authorize.
ELSEWHERE = ["may_help", "signers_of", "regular_signers", "is_signed_with"]


def function_at(text, at):
    """Name and returned type of the function a place is in."""
    found = None
    for head in re.finditer(r"^ *(Result<(\w+)>|std::vector<\w+>|bool|Error) (\w+|operator\(\))\(", text[:at], re.M):
        found = head
    return found.group(3), found.group(2)


def end_of_statement(text, at):
    """Behind the semicolon of the statement that begins here; brackets and strings are skipped."""
    depth = 0
    in_string = False
    while True:
        char = text[at]
        if in_string:
            if char == "\\":
                at += 1
            elif char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif char in "({":
            depth += 1
        elif char in ")}":
            depth -= 1
        elif char == ";" and depth == 0:
            return at + 1
        at += 1


def mutants(text):
    for site in re.finditer(r"return (refuse|wait)\(|return Error\{|^ *TRY\(", text, re.M):
        begin = site.start() + (len(site.group()) - len(site.group().lstrip()))
        end = end_of_statement(text, begin)
        statement = text[begin:end]
        name, returned = function_at(text, begin)
        if name in ELSEWHERE or returned is None or any(statement.startswith(no) for no in NOT_CONDITIONS):
            continue
        if statement.startswith("TRY("):
            replaced = ""
        else:
            replaced = {"void": "return {};", "Right": "return Right();"}.get(returned)
        if replaced is None:
            continue
        line = text.count("\n", 0, begin) + 1
        yield line, name, statement, text[:begin] + replaced + text[end:]


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/dev").resolve()
    commands = {entry["file"]: entry for entry in json.loads((build / "compile_commands.json").read_text())}
    link = subprocess.run(["ninja", "-t", "commands", "-s", "tests/attack_test"], cwd=build, capture_output=True, text=True,
                          check=True).stdout.splitlines()[-1]
    link = re.split(r" && ", link)[1]
    survivors = []
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            source = pathlib.Path(name).resolve()
            entry = commands[str(source)]
            text = source.read_text()
            more = []
            for file, condition, instead in MORE:
                if file != name:
                    continue
                if condition not in text:
                    sys.exit(f"{name}: expected to find {condition!r}, but it is not there; mend MORE in this script")
                place = text.index(condition)
                more.append((text.count("\n", 0, place) + 1, "more", condition, text.replace(condition, instead, 1)))
            for line, function, statement, mutated in more + list(mutants(text)):
                count += 1
                changed = pathlib.Path(folder) / f"{source.stem}_{line}.cpp"
                changed.write_text(mutated)
                program = pathlib.Path(folder) / "mutant"
                compile_it = entry["command"].replace(str(source), str(changed))
                compile_it = re.sub(r" -o \S+", f" -w -Wno-error -o {folder}/mutant.o", compile_it)
                compile_it = re.sub(r" -MD -MT \S+ -MF \S+", "", compile_it)
                compiled = subprocess.run(shlex.split(compile_it), cwd=entry["directory"], capture_output=True, text=True)
                if compiled.returncode != 0:
                    sys.exit(f"{name}:{line}: the mutant does not compile:\n{compiled.stderr[:2000]}")
                linked = re.sub(r"-o \S+", f"{folder}/mutant.o -o {program}", link, count=1)
                subprocess.run(linked, shell=True, cwd=build, check=True, capture_output=True)
                # "--" alone would run everything; the table is one test.
                ran = subprocess.run([str(program), "--gtest_brief=1"], capture_output=True, text=True)
                told = " ".join(statement.split())[:90]
                is_noticed = ran.returncode != 0
                print(f"{'noticed ' if is_noticed else 'SURVIVED'} {name}:{line} {function}: {told}", flush=True)
                if not is_noticed:
                    survivors.append(f"{name}:{line}")
    print(f"{count} conditions taken away, {count - len(survivors)} noticed")
    if survivors:
        sys.exit("no attack tries: " + ", ".join(survivors))


if __name__ == "__main__":
    main()
