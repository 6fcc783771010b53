#!/usr/bin/env python3
"""Writes the manifest of a test plugin: write_manifest.py LIBRARY MINOR MIN_HOST_MINOR

It says what the plugin ought to be, whatever the library does; only the hash is its own."""

import hashlib
import json
import sys
from pathlib import Path

library = Path(sys.argv[1])
minor, min_host_minor = (int(word or 0) for word in sys.argv[2:4])
MAJORS = {"older_major": 0, "newer_major": 2}
if library.stem == "newer_host":
    minor = min_host_minor = 1000
capabilities = ["budget.rule.check/1", "budget.rule.list/1"]
if library.stem == "built_1_1":
    capabilities.append("budget.rule.explain/1")
manifest = {
    "schema": "budget.plugin.manifest/1",
    "library": library.name,
    "sha256": hashlib.sha256(library.read_bytes()).hexdigest(),
    "abi": {"major": MAJORS.get(library.stem, 1), "minor": minor, "min_host_minor": min_host_minor},
    "room": "isolated",
    "plugins": [{
        "id": f"cn.budgetd.tests.{library.stem}",
        "version": "1.0.0",
        "capabilities": capabilities,
        "flags": 1,
    }],
}
library.with_suffix(".json").write_text(json.dumps(manifest) + "\n", encoding="utf-8")
