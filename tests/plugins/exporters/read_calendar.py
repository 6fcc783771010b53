#!/usr/bin/env python3
"""Reads an iCalendar file with python3-icalendar, a library that is not ours, and prints what it
understood, one JSON object per component. read_calendar.py FILE; exits with 77 without the library."""

import json
import sys

try:
    import icalendar
except ImportError:
    sys.exit(77)


def plain(value):
    if isinstance(value, list):
        return [plain(each) for each in value]
    if hasattr(value, "cats"):
        return [str(each) for each in value.cats]
    if hasattr(value, "dt"):
        return value.dt.isoformat() if hasattr(value.dt, "isoformat") else str(value.dt)
    return str(value)


with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
for component in calendar.walk():
    members = {name.lower(): plain(value) for name, value in component.items()}
    print(json.dumps({"component": component.name.lower(), **members}, ensure_ascii=False))
