#!/usr/bin/env python3
"""Holds plugin.h to what was promised: against the frozen copy of revision 1.0 it only grows. What
was there keeps its name, type, order, value, size and offset; structs grow at their end; whatever
is new raises BUDGET_ABI_MINOR. scripts/check_contract.py [root]"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from repository import blank, read, report, root_from_arguments

FROZEN = "tests/contract_abi/plugin_1_0/budget/plugin.h"
TODAY = "core/sdk/include/budget/plugin.h"

STRUCT = re.compile(r"\bstruct\s+(budget_\w+)\s*\{(.*?)\}", re.S)
DEFINE = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+(?:\([^)]*\))?)((?:\\\n|[^\n])*)$", re.M)
DECLARATION = re.compile(r"^(typedef (?!struct)|extern (?!\"C\"))[^;]*;", re.M)
FIELD_NAME = re.compile(r"\(\s*\*\s*(\w+)\s*\)|(\w+)$")
MINOR = "BUDGET_ABI_MINOR"


def squeezed(text):
    return re.sub(r"\s+", " ", text.replace("\\\n", " ")).strip()


def fields(body):
    """[(name, declaration)] of a struct's body."""
    found = []
    for declaration in (squeezed(part) for part in body.split(";")):
        if declaration:
            name = FIELD_NAME.search(declaration)
            found.append((name.group(1) or name.group(2), declaration))
    return found


class Contract:
    def __init__(self, path):
        code = blank(read(path), strings=False)
        self.structs = {match.group(1): fields(match.group(2)) for match in STRUCT.finditer(code)}
        self.defines = {match.group(1): squeezed(match.group(2)) for match in DEFINE.finditer(code)}
        self.others = [squeezed(match.group(0)) for match in DECLARATION.finditer(code)]

    def minor(self):
        return int(self.defines.get(MINOR, "0"))

    def content(self):
        return (self.structs, {**self.defines, MINOR: ""}, self.others)


def layout(header, contract):
    """{"struct.field": "offset size"} and {"struct": "size"} as the C compiler sees them."""
    lines = ["#include <budget/plugin.h>", "#include <stdio.h>", "int main(void) {"]
    for struct, members in contract.structs.items():
        for name, _ in members:
            lines.append(f'  printf("{struct}.{name} %zu %zu\\n", offsetof({struct}, {name}), '
                         f"sizeof((({struct}*)0)->{name}));")
    lines += ["  return 0;", "}"]
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder) / "layout.c", Path(folder) / "layout"
        source.write_text("\n".join(lines), encoding="utf-8")
        command = [os.environ.get("CC", "cc"), "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror",
                   f"-I{Path(header).parent.parent}", str(source), "-o", str(program)]
        built = subprocess.run(command, capture_output=True, text=True, check=False)
        if built.returncode != 0:
            return None, built.stderr.strip().splitlines()[0]
        printed = subprocess.run([str(program)], capture_output=True, text=True, check=True).stdout
    return dict(line.split(" ", 1) for line in printed.splitlines()), ""


def compare(frozen, today):
    for struct, members in frozen.structs.items():
        if struct not in today.structs:
            yield f"struct {struct} is gone"
            continue
        for place, (name, declaration) in enumerate(members):
            now = today.structs[struct][place:place + 1]
            if not now or now[0][1] != declaration:
                yield (f"{struct}.{name} was '{declaration}', field {place + 1}; "
                       f"now {repr(now[0][1]) if now else 'nothing'} stands there")
    for name, value in frozen.defines.items():
        if name == MINOR:
            continue
        if today.defines.get(name) != value:
            yield f"#define {name} was '{value}'; now it is {today.defines.get(name)!r}"
    for declaration in frozen.others:
        if declaration not in today.others:
            yield f"'{declaration}' is gone"


def check(root):
    root = Path(root)
    frozen, today = Contract(root / FROZEN), Contract(root / TODAY)
    findings = [f"{TODAY}: {what}: plugins built years ago rely on it"
                for what in compare(frozen, today)]
    if today.minor() <= frozen.minor() and today.content() != frozen.content() and not findings:
        findings.append(f"{TODAY}: it has grown, but {MINOR} is still {today.minor()}: a plugin "
                        "could not say which host it needs")
    if findings:
        return findings
    before, trouble_before = layout(root / FROZEN, frozen)
    after, trouble = layout(root / TODAY, today)
    if before is None or after is None:
        return [f"{TODAY if after is None else FROZEN}: is no C99: {trouble or trouble_before}"]
    return [f"{TODAY}: {field} was at offset and size {place}, now {after.get(field)}"
            for field, place in before.items() if after.get(field) != place]


if __name__ == "__main__":
    sys.exit(report("contract", check(root_from_arguments())))
