#!/usr/bin/env python3
"""Sums up a CTest JUnit file: reasons of skipped tests, names of failed ones, and a last line
"N passed, N failed[, N skipped]". Exit code 1 when a test failed or none ran."""

import re
import sys
import xml.etree.ElementTree as ET


def outcome(case):
    """passed, failed or skipped. A test that could not be started counts as failed."""
    status = case.get("status")
    if status == "run":
        return "passed"
    skipped = case.find("skipped")
    message = skipped.get("message", "") if skipped is not None else ""
    if status == "disabled" or message.startswith("SKIP_"):
        return "skipped"
    return "failed"


def skip_reason(case):
    """What the test said: the lines after GoogleTest's "Skipped", or a script's line "skipped: …"."""
    output = case.findtext("system-out") or ""
    said = re.search(r": Skipped\n(.*?)\n*(?=\[  SKIPPED \]|\Z)", output, re.S)
    said = said or re.search(r"^skipped: (.+)$", output, re.M)
    if said and said.group(1).strip():
        return " ".join(said.group(1).split())
    return "disabled" if case.get("status") == "disabled" else "no reason given"


def summarise(cases):
    """The lines to print and whether all is well."""
    groups = {"passed": [], "failed": [], "skipped": []}
    for case in cases:
        groups[outcome(case)].append(case)
    lines = [f"skipped: {case.get('name')}: {skip_reason(case)}" for case in groups["skipped"]]
    lines += [f"failed: {case.get('name')}" for case in groups["failed"]]
    total = f"{len(groups['passed'])} passed, {len(groups['failed'])} failed"
    if groups["skipped"]:
        total += f", {len(groups['skipped'])} skipped"
    return lines + [total], bool(groups["passed"]) and not groups["failed"]


def main(path):
    try:
        cases = ET.parse(path).getroot().iter("testcase")
    except (OSError, ET.ParseError) as error:
        print(f"expected to read the test results, but {error}", file=sys.stderr)
        cases = []
    lines, good = summarise(cases)
    print("\n".join(lines))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
