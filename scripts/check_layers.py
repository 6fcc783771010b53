#!/usr/bin/env python3
"""Holds the code to its layers: who may include whom, which library lives where, who reads the
clock, and what lies at the top of the repository. scripts/check_layers.py [root]"""

import re
import sys
from pathlib import PurePosixPath

from repository import CPP, blank, files, line_of, read, report, root_from_arguments

# A layer may include itself and those named here.
EDGE = ["sdk", "model", "engine"]
ROOT = EDGE + ["store", "config", "http", "logging", "plugin_host", "delivery"]
BELOW = {
    "sdk": [],
    "model": ["sdk"],
    "engine": ["sdk", "model"],
    "store": EDGE, "config": EDGE, "http": EDGE, "logging": EDGE, "plugin_host": EDGE,
    "delivery": EDGE,
    "daemon": ROOT, "cli": ROOT, "plugin_room": ROOT,
}
CONSOLE = "console"  # the browser's files; no C++

STD_ONLY = ["sdk", "model", "engine"]
C_HEADERS = ["stdint.h", "stddef.h"]  # for the C contract of the sdk

# Third-party headers and the only places for them.
LIBRARIES = [
    ("sqlite3.h", ["store"], "the store port is what makes another database possible"),
    ("boost/dll", ["plugin_host"], "loading code is the plugin host's affair alone"),
    ("toml++/", ["config"], "configuration is read, and its errors placed, in one layer"),
    ("boost/beast", ["http", "daemon"], "the network edge stays in a few files"),
    ("boost/asio", ["http", "daemon"], "the network edge stays in a few files"),
    ("boost/json", ["store", "http", "cli"], "JSON is a form of the edges, not of the budget"),
    ("spdlog/", ["logging"], "others log through the sdk's Logger"),
    ("CLI/", ["cli"], "it takes 9 s to compile and belongs to the command line"),
    ("curl/", ["cli", "delivery"], "only the client and what sends notices call out"),
    ("lua", ["plugins"], "scripts run in a plugin's sandbox, never in the core"),
    ("libical/", ["plugins"], "calendars for other programs are an exporter's affair"),
    ("openssl/", ["store", "http", "cli", "daemon", "plugin_host", "delivery"],
     "cryptography stays at the edges"),
]

NO_FILES = ["fstream", "filesystem"]
CLOCK_HOME = "core/daemon/system_clock.cpp"
CLOCK = re.compile(
    r"\b(?:system_clock|high_resolution_clock|clock_gettime|gettimeofday|timespec_get|ftime)\b"
    r"|\btime\s*\(\s*(?:nullptr|NULL|0|&\s*\w+)\s*\)")
ANY_CLOCK = re.compile(r"\bsteady_clock\b")

TOP_LEVEL = {
    "CMakeLists.txt", "CMakePresets.json", "core", "plugins", "workflows", "tests", "config",
    "scripts", "docs", "README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md",
    "CHANGELOG.md", "LICENSE", ".ci", ".clang-format", ".clang-tidy", ".editorconfig",
    ".gitattributes", ".gitignore",
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)


def normal(path):
    """a/b/../c as a/c."""
    parts = []
    for part in path.parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return PurePosixPath(*parts)


def owner(path):
    """The layer of a file under core/, the plugin (plugins/kind/name) of one under plugins/."""
    parts = path.parts
    if parts[0] == "core" and len(parts) > 2:
        return parts[1]
    if parts[0] == "plugins" and len(parts) > 3:
        return "/".join(parts[:3])
    return None


def target(path, header, known):
    """Who owns an included header: a layer, a plugin, or nobody of ours."""
    if header.startswith("budget/"):
        return "sdk"
    for candidate in (path.parent / header, PurePosixPath("core") / header, PurePosixPath(header)):
        place = normal(candidate)
        if place in known:
            return owner(place)
    first = PurePosixPath(header).parts[0]
    return first if first in BELOW else None


def of_ours(layer, whose):
    """Why a file of this layer may not include a header of that owner, or None."""
    if layer == whose:
        return None
    if layer not in BELOW:
        return None if whose == "sdk" else "a plugin sees the sdk's <budget/...> and nothing else"
    if whose not in BELOW:
        return "core never names a plugin; it finds them through the catalog port"
    if whose in BELOW[layer]:
        return None
    if layer in BELOW[whose]:
        return "dependencies go down only, so that a lower layer can be read and tested alone"
    return "neighbours meet only in the composition roots, so that each can be replaced alone"


def of_others(layer, header, angled):
    """Why a file of this layer may not include this foreign header, or None."""
    kind = layer if layer in BELOW else "plugins"
    for prefix, places, reason in LIBRARIES:
        if header.startswith(prefix) and kind not in places:
            return f"{prefix.rstrip('/')} belongs to {', '.join(places)}: {reason}"
    if layer in ("model", "engine") and header in NO_FILES:
        return "the budget's decisions depend on their arguments, never on a file"
    foreign = not angled or "/" in header or header.endswith(".h")
    if layer in STD_ONLY and foreign and header not in C_HEADERS:
        return f"{layer} knows the standard library and our own lower layers only"
    return None


def check_includes(path, text, known):
    layer = owner(path)
    for match in INCLUDE.finditer(blank(text, strings=False)):
        header = match.group(2)
        whose = target(path, header, known)
        if whose:
            reason = of_ours(layer, whose)
        else:
            reason = of_others(layer, header, match.group(1) == "<")
        if reason:
            yield f"{path}:{line_of(text, match.start())}: {layer} must not include {header}: {reason}"


def check_clock(path, text):
    if str(path) == CLOCK_HOME:
        return
    code = blank(text)
    for match in CLOCK.finditer(code):
        yield (f"{path}:{line_of(code, match.start())}: {match.group(0)} outside {CLOCK_HOME}: "
               "time is a parameter, so that tests and the rehearsal run on a clock of their own")
    if owner(path) in ("model", "engine"):
        for match in ANY_CLOCK.finditer(code):
            yield (f"{path}:{line_of(code, match.start())}: {match.group(0)} in {owner(path)}: "
                   "a decision never reads a clock; the Clock port or an argument brings the time")


def check(root):
    listed = [PurePosixPath(name) for name in files(root)]
    known = set(listed)
    findings = []
    for extra in sorted({path.parts[0] for path in listed} - TOP_LEVEL):
        findings.append(f"{extra}: not one of the entries at the top of the repository: "
                        "a reader finds anything from a short, fixed list of folders")
    for layer in sorted({path.parts[1] for path in listed
                         if path.parts[0] == "core" and len(path.parts) > 2}):
        if layer not in BELOW and layer != CONSOLE:
            findings.append(f"core/{layer}: not a known layer: a new one is a decision, "
                            "written down in docs/adr and entered in scripts/check_layers.py")
    for path in listed:
        if path.suffix in CPP and owner(path) and owner(path) != CONSOLE:
            if path.parts[0] == "core" and owner(path) not in BELOW:
                continue
            text = read(root / path)
            findings += check_includes(path, text, known)
            findings += check_clock(path, text)
    return findings


if __name__ == "__main__":
    sys.exit(report("layers", check(root_from_arguments())))
