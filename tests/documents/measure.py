#!/usr/bin/env python3
"""Reads made documents with budgetctl and says what was read otherwise than it was written.

measure.py read BUDGETCTL [--wide] [--show N] [--keep FOLDER] [--only WORDS]
measure.py defects BUDGETCTL [--wide] [--show N] [--keep FOLDER] [--only WORDS]
"""
import argparse
import collections
import decimal
import json
import pathlib
import subprocess
import sys
import tempfile

import defects as seeded
import forms
import printing
import sheets
import variants
from office import make_office

SUFFIX = {"csv": "csv", "docx": "docx", "xlsx": "xlsx", "one_sheet": "xlsx"}


def bytes_of(blocks, how, encoding):
    if how == "docx":
        return printing.docx(blocks)
    if how in ("xlsx", "one_sheet"):
        return printing.xlsx(blocks, how == "xlsx")
    lines = {"tabs": printing.tabs, "cells": printing.cells, "pipes": printing.pipes, "spaces": printing.spaces,
             "broken_spaces": lambda b: printing.spaces(b, 24), "csv": printing.csv}[how](blocks)
    return "\n".join(lines + [""]).encode(encoding)


def answers(budgetctl, files, with_document):
    """What budgetctl says of each file, by its name."""
    found = {}
    config = pathlib.Path(__file__).resolve().parents[2] / "config/budgetd.toml"
    for at in range(0, len(files), 40):
        command = [budgetctl, "--json", "check", "--config", str(config), *map(str, files[at:at + 40])]
        run = subprocess.run(command + (["--document"] if with_document else []), capture_output=True, check=False)
        if run.returncode not in (0, 1):
            sys.exit(f"budgetctl ended with {run.returncode}: {run.stderr.decode()[-500:]}")
        for answer in json.loads(run.stdout)["files"]:
            found[pathlib.Path(answer["file"]).name] = answer
    return found


NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.")


def compact(text):
    return "".join((text or "").split())


def same(want, have):
    """Without blanks; amounts as decimals: Excel prints no zeros behind."""
    if compact(want) == (have or ""):
        return True
    numbers = [text.replace(",", "").translate(NARROW) for text in (want, have or "")]
    return all("." in n or n.isdigit() for n in numbers) and all(
        n.replace(".", "", 1).isdigit() for n in numbers) and decimal.Decimal(numbers[0]) == decimal.Decimal(numbers[1])


def text_of(value):
    return compact(value["text"]) if value else ""


def fen_of(value):
    return str(value["fen"]) if value and "fen" in value else compact(value["printed"]) if value else ""


def fields_of(document):
    """{field: text} of budget.document/1, by the names of forms.expected."""
    found = {"year": str(document["fiscal_year"]), "kind": document["kind"], "projects": str(len(document["projects"]))}
    for i, p in enumerate(document["projects"], 1):
        at = f"project {i} "
        found.update({at + "name": text_of(p["name"]) or text_of(p["title"]), at + "code": text_of(p["code"]),
                      at + "budget": fen_of(p["budget"]), at + "fiscal": fen_of(p["fiscal"]), at + "other": fen_of(p["other"]),
                      at + "purpose": text_of(p["purpose"]), at + "unit": (p["unit_code"] or "") + compact(p["unit_name"]),
                      at + "goals": compact("|".join(g.get("clean", g["text"]) for g in p["goals"])), at + "indicators": str(len(p["indicators"]))})
        for node in (p["plan"] or {}).get("nodes", []):
            found[at + f"plan {node['month']}"] = str(node.get("cumulative_fen", ""))
        for row in p["indicators"]:
            value = row["value"]
            each = dict(level1=row["level1"], level2=row["level2"], level3=row["level3"], description=row["description"],
                        basis=row["basis"], comparator=value["comparator"], number=value["number"], unit=value["unit"])
            found.update({f"{at}indicator {row['number']} {key}": compact(text) for key, text in each.items()})
    found["department sheets"] = str(len(document["department_sheets"]))
    for table in document["other_tables"]:
        if "任务" in text_of(table["title"]):
            found["tasks"] = str(len(table["rows"]))
    for table in document["tables"]:
        at = f"table {table['number']} "
        found[at + "rows"] = str(len(table["rows"]))
        found[at + "columns"] = compact("".join(table["columns"]))
        for i, row in enumerate(table["rows"], 1):
            for column, text in zip(table["columns"], row):
                name = column if "/" in column else "/" + column
                found[f"{at}row {i} {compact(name)}"] = compact(text)
    for section in document["sections"]:
        if section["number"]:
            found[f"section {section['number']}"] = "there"
    return found


def read(options, folder):
    made = {}
    for at, (name, seed, change, how, encoding) in enumerate(variants.variants(options.wide)):
        if options.only and not all(word in name for word in options.only.split("+")):
            continue
        style = variants.style_of(change)
        office = make_office(seed)
        path = folder / f"{at:04d}_{name.replace(' ', '_').replace(',', '').replace('/', '-')}.{SUFFIX.get(how, 'txt')}"
        path.write_bytes(bytes_of(forms.document(office, style), how, encoding))
        made[path.name] = (name, how, change, forms.expected(office, style), path)
    got = answers(options.budgetctl, [m[4] for m in made.values()], True)
    by_how = collections.defaultdict(lambda: [0, 0, 0, 0])
    kinds = collections.Counter()
    noise = collections.Counter()
    worst = []
    for file, (name, how, change, want, path) in made.items():
        answer = got[file]
        if "document" not in answer:
            print(f"{name}: not read: {answer}")
            by_how[how][0] += len(want)
            continue
        have = fields_of(answer["document"])
        different = [(k, v, have.get(k)) for k, v in want.items() if not same(v, have.get(k))]
        missing = len(answer["document"]["unclaimed"])
        if "projects" in want and have["projects"] != want["projects"]:
            different.append(("projects", want["projects"], have["projects"]))
        count = by_how[how]
        count[0] += len(want)
        count[1] += len(different)
        count[2] += 1
        count[3] += 1 if different else 0
        kinds.update(" ".join(w for w in k.split() if not w.isdigit()) for k, _, _ in different)
        rightly = ("c45", "reader.table_number_missing") if change.get("left_out") else ()
        if change.get("months") in sheets.NODES:  # Hebei looks at 3, 6, 10 and 12
            rightly = (*rightly, "plan_shape.nodes")
        levels = [f for f in answer["findings"] if f["level"] in ("error", "warning") and f["rule"] not in rightly]
        noise.update(f["rule"] for f in levels)
        if different or levels or missing:
            worst.append((len(different), name, different, levels, answer["document"]["unclaimed"], path))
    print(f"{'printed as':16} documents  not the same     fields     equal  different")
    for how, (fields, different, documents, wrong) in [*sorted(by_how.items()),
                                                      ("all", tuple(map(sum, zip(*by_how.values()))))]:
        print(f"{how:16} {documents:9} {wrong:13} {fields:10} {fields - different:9} {different:10}")
    print("errors and warnings on these clean documents:", dict(noise.most_common(40)) or "none")
    if kinds:
        print("different:", dict(kinds.most_common(25)))
    for count, name, different, levels, unclaimed, path in sorted(worst, key=lambda w: -w[0])[:options.show]:
        print(f"\n{name}: {count} different  {path}")
        for field, want, have in different[:8]:
            print(f"    {field}: {want!r} read as {have!r}")
        for finding in levels[:5]:
            print(f"    {finding['level']} {finding['rule']}: {finding['message'][:90]} | {finding.get('quote', '')[:60]}")
        for line in unclaimed[:5]:
            print(f"    unclaimed {line['line']}: {line['text'][:80]}")
    total = sum(count[1] for count in by_how.values())
    return total, sum(noise.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["read", "defects"])
    parser.add_argument("budgetctl")
    parser.add_argument("--wide", action="store_true")
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("--keep")
    parser.add_argument("--only", default="")
    parser.add_argument("--most", type=int, default=0, help="this many may be different, missed or false")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        wrong, noise = (read if options.what == "read" else seeded.run)(options, folder)
    sys.exit(1 if wrong + noise > options.most else 0)


if __name__ == "__main__":
    main()
