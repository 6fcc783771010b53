#!/usr/bin/env python3
"""Publishes made documents and has the data package judged by a validator that is not ours.

validate_package.py BUDGETCTL. The validator is npm's `datapackage`: NODE_PATH names the folder it was installed in
(npm install --prefix DIR datapackage; NODE_PATH=DIR/node_modules). Debian has none; without it: exit status 77, skipped.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import forms
import measure
import variants
from office import make_office

SKIPPED = 77


def validate(folder):
    script = pathlib.Path(__file__).with_name("validate_package.js")
    run = subprocess.run(["node", script, folder / "data/datapackage.json"], capture_output=True, text=True, check=False)
    return run.returncode == 0, run.stdout.strip() + run.stderr.strip()


def main():
    has_module = shutil.which("node") and subprocess.run(
        ["node", "-e", "require('datapackage')"], capture_output=True, check=False).returncode == 0
    if not has_module:
        print(f"skipped: npm's datapackage is not here (NODE_PATH={os.environ.get('NODE_PATH', '')})")
        sys.exit(SKIPPED)
    failed = False
    config = pathlib.Path(__file__).resolve().parents[2] / "config/budgetd.toml"
    with tempfile.TemporaryDirectory() as temporary:
        for seed in range(4):
            source, out = pathlib.Path(temporary, f"{seed}.txt"), pathlib.Path(temporary, f"out{seed}")
            style = variants.style_of({})
            source.write_bytes(measure.bytes_of(forms.document(make_office(seed), style), "tabs", "utf-8"))
            subprocess.run([sys.argv[1], "publish", "--config", config, "--out", out, source], capture_output=True, check=False)
            valid, words = validate(out)
            print(f"made {seed}: {words}")
            failed |= not valid
        # It must be able to say no.
        plans = out / "data/plans.csv"
        head, first, rest = plans.read_text(encoding="utf-8").split("\n", 2)
        cells = first.split(",")
        cells[-1] = "three"
        plans.write_text("\n".join([head, ",".join(cells), rest]), encoding="utf-8")
        valid, words = validate(out)
        print(f"with a word for an amount: {words}")
        failed |= valid
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
