#!/usr/bin/env python3
"""Holds the pages to the tree: relative links lead somewhere, paths and commands shown as code
exist, a program shown "from" a file is that file, and no file names one particular machine.
scripts/check_docs.py [root]"""

import re
import sys
from pathlib import Path
from urllib.parse import unquote

from repository import files, line_of, read, report, root_from_arguments

LINK = re.compile(r"!?\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
REFERENCE = re.compile(r"^\[[^\]\n]+\]:[ \t]*(\S+)", re.M)
SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#)", re.I)
FENCE = re.compile(r"^[ \t]*(```|~~~)[^\n]*\n(.*?)^[ \t]*\1", re.M | re.S)
# <!-- from path/of/file --> before a fence: what is shown is that file, whole.
SHOWN = re.compile(r"^<!-- from (\S+) -->\n(?:```[^\n]*\n(.*?)^```[ \t]*$)?", re.M | re.S)
CODE = re.compile(r"`([^`\n]+)`")
# A path of this repository: it begins with one of its folders. Words with placeholders
# (<kind>, *, {id}, $X, ...) stand for many and are left alone.
PATH = re.compile(r"(?<![\w./<>*{}$~:-])(?:\./)?"
                  r"((?:core|plugins|workflows|tests|config|scripts|docs|\.ci)/[^\s`'\"()\[\],;|=]*)")
PLACEHOLDER = re.compile(r"[<>*{}$?…]|\.\.\.|NNNN|XXXX")
TAIL = re.compile(r"(?::\d+(?:-\d+)?)?[.:。，、）]*$")

# Spelled so that this file does not find itself.
MACHINE = re.compile(r"(?<![\w.\-/])/(?:wor[k]|roo[t])/"
                     r"|(?<![\w.\-/])/hom[e]/[a-z]\w*/")
REGISTRY = re.compile(r"\bregistry\.[a-z][\w-]*\.[a-z]+|\bregistry\.npm[j]s\b|\bpypi\.or[g]/simple"
                      r"|\bdeb\.debia[n]\.org|\bproxy\.golan[g]\.org"
                      r"|\"resolved\":\s*\"http", re.I)


def exists(root, page, link):
    place = unquote(link.split("#")[0].split("?")[0])
    base = root / place.lstrip("/") if place.startswith("/") else (root / page).parent / place
    return base.exists()


def check_links(root, page, text):
    prose = FENCE.sub(lambda found: re.sub(r"[^\n]", " ", found.group(0)), text)
    prose = CODE.sub(lambda found: " " * len(found.group(0)), prose)
    for pattern in (LINK, REFERENCE):
        for match in pattern.finditer(prose):
            link = match.group(1)
            if not SCHEME.match(link) and not exists(root, page, link):
                yield f"{page}:{line_of(text, match.start())}: link to {link}, which does not exist"


def check_paths(root, page, text):
    spans = [(match.start(2), match.group(2)) for match in FENCE.finditer(text)]
    prose = FENCE.sub(lambda found: re.sub(r"[^\n]", " ", found.group(0)), text)
    spans += [(match.start(1), match.group(1)) for match in CODE.finditer(prose)]
    for offset, span in spans:
        for match in PATH.finditer(span):
            word = TAIL.sub("", match.group(1))
            if PLACEHOLDER.search(word) or (root / word).exists():
                continue
            # A page inside a folder may speak of its own subfolders.
            if ((root / page).parent / word).exists():
                continue
            yield (f"{page}:{line_of(text, offset + match.start())}: names {word}, "
                   "which does not exist")


def check_shown(root, page, text):
    for match in SHOWN.finditer(text):
        path, shown = match.groups()
        where = f"{page}:{line_of(text, match.start())}"
        if not (root / path).is_file():
            yield f"{where}: shows {path}, which does not exist"
        elif shown != read(root / path):
            yield f"{where}: shows {path}, but the file says something else"


def check_machine(path, text):
    for pattern, what in ((MACHINE, "a path of one machine"), (REGISTRY, "a registry's address")):
        for match in pattern.finditer(text):
            yield (f"{path}:{line_of(text, match.start())}: {what} ({match.group(0)}): "
                   "the repository works wherever it is cloned")


def check(root):
    root = Path(root)
    findings = []
    for path in files(root):
        data = (root / path).read_bytes()
        if b"\0" in data[:8192]:
            continue
        text = data.decode("utf-8", errors="replace")
        findings += check_machine(path, text)
        if path.suffix == ".md":
            findings += check_links(root, path, text)
            findings += check_paths(root, path, text)
            findings += check_shown(root, path, text)
    return findings


if __name__ == "__main__":
    sys.exit(report("pages", check(root_from_arguments())))
