"""What the checks share: the files of the repository, C++ text without comments and strings, and
the way findings are reported."""

import re
import subprocess
import sys
from pathlib import Path

CPP = {".h", ".hpp", ".cpp"}


def files(root):
    """Files of the repository, tracked or not yet, ignored ones left out; relative, sorted.
    Where git cannot answer (an unpacked archive), everything but build output."""
    asked = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False)
    if asked.returncode == 0:
        names = {Path(name) for name in asked.stdout.decode().split("\0") if name}
    else:
        names = {path.relative_to(root) for path in Path(root).rglob("*")}
    hidden = {".git", "build", ".run", "__pycache__", "node_modules"}
    return sorted(name for name in names
                  if not hidden & set(name.parts) and (Path(root) / name).is_file())


def read(path):
    return Path(path).read_text(encoding="utf-8", errors="replace")


TOKEN = re.compile(
    r'(?P<comment>//(?:\\\n|[^\n])*|/\*.*?\*/)'
    r'|(?P<raw>R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)")'
    r"|(?P<string>\"(?:\\.|[^\"\\\n])*\")"
    r"|(?P<number>\b[0-9](?:'?[\w.])*)"
    r"|(?P<char>'(?:\\.|[^'\\\n])*')", re.S)


def blank(text, strings=True):
    """The C++ text with comments, and if wanted strings, turned into spaces. Lines keep their
    number. A string keeps its quotes."""
    def replace(match):
        found = match.group(0)
        if match.group("number") or not (strings or match.group("comment")):
            return found
        empty = re.sub(r"[^\n]", " ", found)
        return empty if match.group("comment") else found[-1] + empty[2:] + found[-1]
    return TOKEN.sub(replace, text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def report(what, findings):
    """Prints the findings and gives the exit code."""
    for finding in findings:
        print(finding)
    print(f"{what}: {len(findings)} found" if findings else f"{what}: in order")
    return 1 if findings else 0


def root_from_arguments():
    return Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
