#!/usr/bin/env python3
"""Recomputes self-evaluation scores from the written rules, with fractions and decimals, and compares.

Reads lines of JSON: {"rules": {…}, "sheet": {…}, "score": {…}}; numbers are decimal strings. It shares nothing with the
program but the rules of domain.md §4.1. Ends with 1 and says where, when a digit differs.
"""
import json
import sys
from decimal import Decimal
from fractions import Fraction


def half_up(value, decimals):
    """Rounded half up (away from zero) to so many decimals; value >= 0."""
    step = Fraction(1, 10 ** decimals)
    return int((value / step + Fraction(1, 2)).__floor__()) * step


def weights_of(rules, sheet):
    budget = Fraction(sheet["budget"])
    weights = [Fraction(rules["execution_weight"]) if budget > 0 else Fraction(0)]
    weights += [Fraction(line["weight"]) for line in sheet["indicators"]]
    total = sum(weights)
    if total == 100:
        return weights
    cents = [w * 10000 / total for w in weights]
    floors = [int(c.__floor__()) for c in cents]
    order = sorted(range(len(cents)), key=lambda i: (-(cents[i] - floors[i]), i))
    for i in range(10000 - sum(floors)):
        floors[order[i]] += 1
    return [Fraction(f, 100) for f in floors]


def line_score(rules, line, weight):
    decimals = rules["decimals"]
    unit = Fraction(1, 10 ** decimals)
    if line["comparator"] == "qualitative":
        if line["attainment"] is None:
            return Fraction(0)
        low, high = {"reached": (80, 100), "partly": (60, 80), "missed": (0, 60)}[line["attainment"]]
        given = Fraction(line["given"])
        if not low <= given <= high:
            return Fraction(0)
        return min(half_up(weight * given / 100, decimals), weight)
    if line["actual"] is None or line["target"] is None:
        return Fraction(0)
    actual, target = Fraction(line["actual"]), Fraction(line["target"])
    met = {">=": actual >= target, "<=": actual <= target, "=": actual == target, ">": actual > target,
           "<": actual < target}[line["comparator"]]
    equal_but_strict = line["comparator"] in "<>" and actual == target
    if met:
        share = Fraction(1)
    elif rules["unmet"] == "nothing" and line["comparator"] in ("=", "<", ">"):
        share = Fraction(0)
    else:
        small, large = min(actual, target), max(actual, target)
        if line["comparator"] in (">=", ">"):
            small, large = actual, target
        if line["comparator"] in ("<=", "<"):
            small, large = target, actual
        share = small / large if small > 0 and large > 0 else Fraction(0)
    far = line["comparator"] in (">=", ">") and target > 0 and actual * 100 > target * Fraction(rules["far_over"])
    if far:
        share *= 1 - Fraction(rules["far_over_deduction"]) / 100
    score = half_up(weight * share, decimals)
    if not met and equal_but_strict and rules["unmet"] == "proportional" and score > 0:
        score -= unit
    return min(score, weight)


def grade_of(total):
    for name, least in (("优", 90), ("良", 80), ("中", 60)):
        if total >= least:
            return name
    return "差"


def check(number, case):
    rules, sheet, score = case["rules"], case["sheet"], case["score"]
    weights = weights_of(rules, sheet)
    parts = []
    if Fraction(sheet["budget"]) > 0:
        base = Fraction(sheet["budget"])
        if rules["base"] == "time_progress":
            base = base * rules["month"] / 12
        rate = min(max(Fraction(sheet["paid"]) / base, Fraction(0)), Fraction(1))
        parts.append(min(half_up(weights[0] * rate, rules["execution_decimals"]), weights[0]))
    for line, weight in zip(sheet["indicators"], weights[1:]):
        parts.append(line_score(rules, line, weight))
    told = [Fraction(part) for part in score["parts"]]
    wrong = []
    if told != parts:
        wrong.append(f"parts {[str(Decimal(p.numerator) / Decimal(p.denominator)) for p in parts]} but told {score['parts']}")
    if Fraction(score["total"]) != sum(told):
        wrong.append(f"the printed total {score['total']} is not the sum of the parts")
    if score["grade"] != grade_of(sum(parts)):
        wrong.append(f"grade {grade_of(sum(parts))} but told {score['grade']}")
    for why in wrong:
        print(f"sheet {number}: {why}\n  {json.dumps(case, ensure_ascii=False)}")
    return not wrong


def main():
    checked = failed = 0
    for line in sys.stdin:
        checked += 1
        failed += not check(checked, json.loads(line))
    print(f"{checked} sheets, {failed} differ")
    return 1 if failed or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
