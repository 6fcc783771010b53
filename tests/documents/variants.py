"""Which documents are made: each changes the plain document in one thing, then some change many at once."""
import random

from forms import STYLE

PRINTINGS = ("tabs", "cells", "pipes", "spaces", "broken_spaces", "csv", "docx", "xlsx", "one_sheet")
CHANGES = {
    "plain": {}, "words 2": dict(words=1, months=1), "words 3": dict(words=2, months=2), "words 4": dict(words=3),
    "title numbered in han": dict(sheet_title=2), "title as annex": dict(sheet_title=3), "title bare": dict(sheet_title=4),
    "title of an application": dict(sheet_title=5), "title with comma": dict(sheet_title=1), "in yuan": dict(unit="元"),
    "in thousands": dict(unit="千元"), "commas": dict(commas=True), "yuan with commas": dict(unit="元", commas=True),
    "value before description": dict(order="value_first"), "sign, number, unit": dict(order="parted"),
    "no description": dict(order="short"), "first level on each row": dict(level1="each"),
    "first level merged": dict(level1="merged"), "one table": dict(joined=True), "national sheet": dict(sheet="national"),
    "national sheet, parted": dict(sheet="national", order="parted"),
    "national sheet, merged": dict(sheet="national", level1="merged", order="short"), "compact sheet": dict(sheet="compact"),
    "national titles": dict(titles="national"), "plain titles": dict(titles="plain"), "表1": dict(table_label="表{n}"),
    "公开01表": dict(table_label="公开{nn}表", titles="national"), "附表": dict(table_label="附表{n}："),
    "three codes": dict(codes="three"), "three codes, bare": dict(codes="three", counted=False, numbered=False, titles="national"),
    "not counted": dict(counted=False), "not numbered": dict(numbered=False),
    "neither": dict(numbered=False, counted=False, titles="national"), "pages of 7 rows": dict(page=7),
    "pages of 3 rows": dict(page=3), "zeros printed": dict(zeros=True), "bracketed headings": dict(headings="bracket"),
    "digit headings": dict(headings="digit"), "parts as headings": dict(headings="part"), "extra table": dict(extra=True),
    "no contents": dict(contents=False), "three public sixth": dict(table_order=(1, 2, 3, 4, 5, 6, 9, 7, 8)),
    "tables missing": dict(left_out=(8,)), "carry-over first": dict(carry_first=True), "only sheets": dict(kind="sheets"),
    "only tables": dict(kind="tables"), "tables in yuan": dict(kind="tables", unit="元", titles="national"),
    "nodes of other months": dict(months=4), "quarters": dict(months=5), "months from January": dict(months=6),
    "wide months": dict(months=7), "months in words": dict(months=8), "ends of quarters": dict(months=9, words=1),
    "nodes of four thirds": dict(months=10, words=3), "plan in percent": dict(plan="percent_sign"),
    "plan in bare percent": dict(plan="percent"), "unit behind each amount": dict(unit_in_cell=True),
    "in hundred millions": dict(unit="亿元"), "wide digits": dict(wide=True), "dashes for nothing": dict(nil="-"),
    "long dashes for nothing": dict(nil="—"), "strokes for nothing": dict(nil="/"),
    "goals behind commas": dict(goal_mark="comma"), "goals in brackets": dict(goal_mark="bracket"),
    "goals in circles": dict(goal_mark="circle"), "goals named": dict(goal_mark="named"), "goals in han": dict(goal_mark="han"), "goals on lines": dict(goal_mark="lines"),
    "name before code": dict(name_first=True), "unit in a row": dict(unit_row=True), "running lines": dict(page=4, running=True),
    "running lines, header once": dict(page=4, running=True, again=False), "header once": dict(page=5, again=False),
    "value over three columns": dict(order="grouped"), "value over three columns, joined": dict(order="grouped", joined=True),
    "national sheet, grouped": dict(sheet="national", order="grouped"), "basis before value": dict(order="basis_first"),
    "indicators counted": dict(order="counted"), "indicators weighted": dict(order="weighted"),
    "indicators with kinds": dict(order="kinds"), "unknown columns": dict(order="unknown"), "two levels": dict(order="two_levels"), "last year's value": dict(order="last_year"),
    "points with levels": dict(points=True, order="weighted"), "labels with colons": dict(sheet="colon"),
    "labels with colons, words 3": dict(sheet="colon", words=2), "labels on lines": dict(sheet="lines"),
    "columns reordered": dict(columns="reordered"), "national income": dict(columns="national", titles="national", carry_first=False),
    "remarks": dict(columns="remark"), "subject in one column": dict(columns="one_subject"), "office in each row": dict(columns="office"),
    "fewer columns": dict(columns="short"), "three public across": dict(public="across"), "overall titles": dict(titles="overall"),
    "two years": dict(years="said"), "two years, national": dict(years="said", whole="小计", titles="national", numbered=False, counted=False),
    "last year and this": dict(years="last"), "表1 below": dict(table_label="表{n}", label_below=True),
    "附表 below, national": dict(table_label="附表{n}", label_below=True, titles="national"), "no totals": dict(totals=False),
    "no totals, national": dict(totals=False, titles="national", numbered=False, counted=False),
    "income by units": dict(columns="units"), "counted notes": dict(notes=True), "department sheet": dict(department_sheet=True),
    "department sheet alone": dict(department_sheet=True, kind="sheets"),
    "overall titles, across": dict(titles="overall", public="across", numbered=False, counted=False, columns="national"),
}
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


def style_of(change):
    return dict(STYLE, **change)


def mixed(seed):
    """Several changes at once, a printing and an encoding."""
    rng = random.Random(seed)
    pick = rng.choice
    change = dict(words=rng.randrange(4), months=rng.randrange(3), sheet=pick(["hebei", "hebei", "national", "compact"]),
                  sheet_title=rng.randrange(5), unit=pick(["万元", "万元", "元"]), order=pick(["plain", "plain", "value_first", "parted", "short"]),
                  level1=pick(["once", "each", "merged"]), joined=rng.random() < 0.2, titles=pick(["hebei", "national", "plain"]),
                  table_label=pick(["", "表{n}", "公开{nn}表", "附表{n}："]), codes=pick(["one", "one", "three"]),
                  counted=rng.random() < 0.5, numbered=rng.random() < 0.5, page=pick([0, 0, 5, 12]), commas=rng.random() < 0.3,
                  zeros=rng.random() < 0.2, headings=pick(["han", "han", "bracket", "part"]), extra=rng.random() < 0.3,
                  contents=rng.random() < 0.7, carry_first=rng.random() < 0.3, kind=pick(["both", "both", "sheets", "tables"]))
    return change, pick(PRINTINGS), pick(ENCODINGS)


def variants(wide):
    """(name, seed of the office, change, printing, encoding)."""
    found = []
    for at, (name, change) in enumerate(CHANGES.items()):
        printings = PRINTINGS if wide else ("tabs", PRINTINGS[1 + at % (len(PRINTINGS) - 1)])
        for printing in printings:
            found.append((f"{name}, {printing}", at, change, printing, "utf-8"))
    for encoding in ENCODINGS[1:]:
        found.append((f"plain, {encoding}", 3, {}, "tabs", encoding))
        found.append((f"plain csv, {encoding}", 3, {}, "csv", encoding))
    for seed in range(600 if wide else 9):
        change, printing, encoding = mixed(seed)
        found.append((f"mixed {seed}, {printing}", seed, change, printing, encoding))
    return found
