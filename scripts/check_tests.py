#!/usr/bin/env python3
"""Refuses tests that do not run: disabled, commented out, skipped without a reason, or left out of
the build. scripts/check_tests.py [root]"""

import re
import sys
from pathlib import Path

from repository import CPP, blank, files, line_of, read, report, root_from_arguments

DISABLED = re.compile(r"\bDISABLED_\w+")
SKIP = re.compile(r"\bGTEST_SKIP\s*\(\s*\)\s*(?!<<)\S")
COMMENTED = re.compile(r"(?:^[ \t]*//[ \t]*|/\*[\s*]*)(?:TEST(?:_[FP])?|TYPED_TEST)\s*\(", re.M)
COMMENTED_CMAKE = re.compile(
    r"^[ \t]*#[ \t]*(?:budget_test\s*\(\s*\w|add_test\s*\(|add_subdirectory\s*\(\w)"
    r"|^[ \t]*#[ \t]*\w+_test\.cpp\b", re.M)
DISABLED_CMAKE = re.compile(r"^[^#\n]*\b(DISABLED\s+(?:TRUE|ON|1))\b", re.M)
SKIPPED_PYTHON = re.compile(r"@(?:unittest\.)?skip\w*\b|^[ \t]*#[ \t]*def test_\w+", re.M)


def check_cpp(path, text):
    code = blank(text)
    for match in DISABLED.finditer(code):
        yield match.start(), f"{match.group(0)} is disabled"
    for match in SKIP.finditer(code):
        yield match.start(), "GTEST_SKIP() without a reason: add << \"why\""
    for match in COMMENTED.finditer(text):
        yield match.start(), "a commented-out test"


def check_cmake(path, text):
    for match in COMMENTED_CMAKE.finditer(text):
        yield match.start(), "a test commented out of the build"
    for match in DISABLED_CMAKE.finditer(text):
        yield match.start(1), "a test disabled by the build"


def check_python(path, text):
    for match in SKIPPED_PYTHON.finditer(text):
        yield match.start(), "a skipped or commented-out test"


def is_built(root, path):
    """Whether a CMakeLists.txt of the file's folder, or of one above it, lists the file."""
    for folder in path.parents:
        lists = root / folder / "CMakeLists.txt"
        name = re.escape(path.relative_to(folder).as_posix())
        if lists.is_file() and re.search(rf"^[^#\n]*(?<![\w/]){name}(?!\w)", read(lists), re.M):
            return True
    return False


def check(root):
    root = Path(root)
    findings = []
    for path in files(root):
        if path.parts[0] != "tests":
            continue
        if path.suffix in CPP:
            look = check_cpp
        elif path.name == "CMakeLists.txt":
            look = check_cmake
        elif path.name.endswith("_test.py"):
            look = check_python
        else:
            continue
        text = read(root / path)
        findings += [f"{path}:{line_of(text, offset)}: {what}; a test that does not run is no test"
                     for offset, what in look(path, text)]
        if path.name.endswith(("_test.cpp", "_test.py")) and not is_built(root, path):
            findings.append(f"{path}: in no CMakeLists.txt, so it never runs")
    return findings


if __name__ == "__main__":
    sys.exit(report("tests that do not run", check(root_from_arguments())))
