#!/usr/bin/env python3
"""Refuses the coroutine forms g++ 12 miscompiles (double free, proved with the address sanitizer),
and coroutines outside core/http and core/daemon. scripts/check_coroutines.py [root]

Looked at statement by statement; a lambda's body is a text of its own. A heuristic, not a parser:
when it refuses harmless code, name the temporary first and await after."""

import re
import sys

from repository import CPP, blank, files, line_of, read, report, root_from_arguments

HOMES = ("core/http/", "core/daemon/")
KEYWORD = re.compile(r"\bco_(?:await|return|yield)\b")

CHOICE = re.compile(r"\?[^;]*:")
LAMBDA = re.compile(r"(?<![\w)\]])\[[^\[\]]*\]\s*(?:\(|\{|<|mutable)")
BRACES = re.compile(r"[(,=\w>]\s*\{")

LAMBDA_AT_TOP = re.compile(r"(?:=|\breturn|\bco_return|\bco_await|\bco_yield|^)\s*\[(?!\[)[^\[\]]*\]")
BLOCK_WORD = re.compile(r"\b(?:else|do|try|const|noexcept|override|final|mutable)\s*$")
BLOCK_HEAD = re.compile(
    r"^\s*(?:inline\s+|export\s+|typedef\s+|template\s*<.*>\s*)*"
    r"(?:namespace|struct|class|union|enum|extern|requires|concept)\b", re.S)
TRAILING_TYPE = re.compile(r"->[\w:<>,\s&*]+$")


def opens_block(before):
    """Whether the brace after this text opens a block of statements, not a list of values."""
    text = before.rstrip()
    if not text or text[-1] in ");:]}":
        return True
    if BLOCK_WORD.search(text) or TRAILING_TYPE.search(text):
        return True
    return bool(BLOCK_HEAD.search(text)) and not text.endswith("=")


class Frame:
    """What is being read between one pair of braces, from the outside in."""

    def __init__(self, kind):
        self.kind = kind      # "body", "lambda" or "values"
        self.text = []        # the statement so far
        self.start = None     # offset of its first character
        self.depth = 0        # open parentheses


def statements(code):
    """(offset, text) of each statement; a nested body is replaced by {}."""
    stack = [Frame("body")]

    def finish(frame):
        text = "".join(frame.text)
        frame.text, start, frame.start, frame.depth = [], frame.start, None, 0
        if text.strip():
            yield start, text

    for offset, char in enumerate(code):
        frame = stack[-1]
        if char == "{":
            before = "".join(frame.text)
            if frame.kind == "values" and before.rstrip()[-1:] not in (")", "]"):
                block = False
            else:
                block = opens_block(before)
            if not block:
                frame.text.append("{")
                inner = Frame("values")
                inner.start = offset
                stack.append(inner)
            elif frame.depth > 0 or frame.kind == "values" or LAMBDA_AT_TOP.search(before):
                stack.append(Frame("lambda"))
            else:
                yield from finish(frame)
                stack.append(Frame("body"))
        elif char == "}" and len(stack) > 1:
            closed = stack.pop()
            if closed.kind == "values":
                stack[-1].text.append("".join(closed.text) + "}")
            else:
                yield from finish(closed)
                if closed.kind == "lambda":
                    stack[-1].text.append("{}")
        elif char == ";" and frame.depth == 0 and frame.kind != "values":
            yield from finish(frame)
        else:
            frame.depth += (char == "(") - (char == ")")
            if frame.start is None and not char.isspace():
                frame.start = offset
            frame.text.append(char)
    yield from finish(stack[0])


def refusal(statement):
    """Why g++ 12 gets this statement wrong, or None."""
    if "co_await" not in statement:
        return None
    if CHOICE.search(statement.replace("::", "")):
        return "co_await beside ?: frees a temporary twice: write if and else"
    if LAMBDA.search(statement):
        return "a lambda made inside an awaiting statement is freed twice: name it, then move it"
    if BRACES.search(statement):
        return "a braced temporary inside an awaiting statement is freed twice: name it, then move it"
    return None


def check_text(path, text):
    code = blank(text)
    code = re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", lambda found: re.sub(r"[^\n]", " ", found.group(0)),
                  code, flags=re.M)
    if not path.startswith(HOMES):
        for match in KEYWORD.finditer(code):
            yield (f"{path}:{line_of(code, match.start())}: {match.group(0)} outside core/http and "
                   "core/daemon: g++ 12 miscompiles ordinary coroutines, so they stay in few files")
        return
    for offset, statement in statements(code):
        reason = refusal(statement)
        if reason:
            yield f"{path}:{line_of(code, offset)}: {reason}"


def check(root):
    findings = []
    for name in files(root):
        if name.suffix in CPP and name.parts[0] in ("core", "plugins"):
            findings += check_text(name.as_posix(), read(root / name))
    return findings


if __name__ == "__main__":
    sys.exit(report("coroutines", check(root_from_arguments())))
