"""Defects as offices make them, one in each clean document, and whether the rules and the reader see them.

A defect changes the department, its tables, its narrative or the printed lines, and names the rules that may tell of it;
`beside` are others that rightly speak up, too (a changed sum breaks more than one equation).
"""
import collections
import copy

import forms
import variants
from office import checked, make_office, wan
from tables import figures_of, narrative_of, tables_of

SHEET, TABLE, PRINT = [], [], []


def of(place, rules, beside=""):
    def keep(change):
        place.append((change.__name__, rules.split(), beside.split(), change))
        return change
    return keep


def row_of(p, level2, like=""):
    return next(r for r in p["indicators"] if r["level2"].startswith(level2) and like in r["name"])


# ---- goal sheets: (office, project, style)
@of(SHEET, "missing_indicator_category indicator_classes")
def no_satisfaction(o, p, s): p["indicators"] = [r for r in p["indicators"] if "满意度" not in r["level2"]]
@of(SHEET, "missing_indicator_category indicator_classes")
def no_timeliness(o, p, s): p["indicators"] = [r for r in p["indicators"] if r["level2"] != "时效指标"]
@of(SHEET, "missing_indicator_category indicator_classes")
def no_quantity(o, p, s): p["indicators"] = [r for r in p["indicators"] if r["level2"] != "数量指标"]
@of(SHEET, "missing_indicator_category indicator_classes")
def no_benefit(o, p, s): p["indicators"] = [r for r in p["indicators"] if r["level1"] != "效益指标"]
@of(SHEET, "pair_not_in_template level_mismatch indicator_pair", "missing_indicator_category indicator_classes")
def wrong_pair(o, p, s): row_of(p, "质量指标")["level2"] = "社会效益指标"
@of(SHEET, "value_missing")
def no_value(o, p, s): row_of(p, "质量指标")["value"] = ""
@of(SHEET, "value_ambiguous")
def ambiguous_value(o, p, s): row_of(p, "数量指标")["value"] = "每月不少于20次，全年240次"
@of(SHEET, "doubled_value", "percent_out_of_range")
def doubled_value(o, p, s): row_of(p, "服务对象满意度")["value"] = "≥90≥90%"
@of(SHEET, "doubled_value", "percent_out_of_range percent_range")
def value_glued(o, p, s): row_of(p, "服务对象满意度")["value"] = "9090%"
@of(SHEET, "percent_out_of_range", "default_one_glued percent_range")
def percent_over_100(o, p, s): row_of(p, "服务对象满意度")["value"] = "≥190%"
@of(SHEET, "cost_budget_mismatch cost_above_budget")
def cost_above_budget(o, p, s): row_of(p, "成本指标").update(name="总成本", value=f"≤{wan(p['budget'] * 2)}万元")
@of(SHEET, "cost_sum_mismatch cost_budget_mismatch")
def costs_above_budget(o, p, s):
    row = row_of(p, "成本指标")
    row.update(name="材料费用", description="购买材料的支出", value=f"≤{wan(p['budget'] * 7 // 10)}万元")
    p["indicators"].insert(p["indicators"].index(row), dict(row, name="人工费用", description="支付人工的支出"))
@of(SHEET, "per_capita_equals_total", "cost_budget_mismatch unit_scale_suspect cost_sum_mismatch")
def per_person_is_total(o, p, s):
    row_of(p, "数量指标").update(name="聘用人数", description="在岗的聘用人员", value="=12人")
    row_of(p, "成本指标").update(name="人均费用", description="平均每人的支出", value=f"≤{wan(p['budget'])}万元")
@of(SHEET, "unit_scale_suspect", "cost_budget_mismatch")
def wan_as_yuan(o, p, s): row_of(p, "成本指标").update(name="项目总支出", description="项目的全部支出", value=f"≤{wan(p['budget'])}元")
@of(SHEET, "comparator_direction")
def satisfaction_at_most(o, p, s): row_of(p, "服务对象满意度")["value"] = "≤90%"
@of(SHEET, "comparator_direction")
def quality_at_most(o, p, s): row_of(p, "质量指标").update(name="验收合格率", value="≤95%")
@of(SHEET, "comparator_direction")
def complaints_at_least(o, p, s): row_of(p, "服务对象满意度").update(name="群众投诉次数", description="收到的有效投诉", value="≥5次")
@of(SHEET, "cost_lower_bound comparator_direction")
def cost_at_least(o, p, s): row_of(p, "成本指标")["value"] = row_of(p, "成本指标")["value"].replace("≤", "≥")
@of(SHEET, "date_out_of_year deadline_year")
def next_years_date(o, p, s): row_of(p, "时效指标").update(name="完成时间", value=f"{o['year'] + 1}年5月底前")
@of(SHEET, "stale_year deadline_year date_out_of_year")
def last_years_date(o, p, s): row_of(p, "时效指标").update(name="完成时间", value=f"{o['year'] - 1}年10月底前")
@of(SHEET, "stale_year")
def last_years_plan(o, p, s): row_of(p, "数量指标")["basis"] = f"{o['year'] - 1}年工作计划"
@of(SHEET, "name_year_not_fiscal_year")
def last_year_in_name(o, p, s): p["name"] = f"{o['year'] - 1}年{p['name']}"
@of(SHEET, "code_year_not_fiscal_year project_code.year")
def code_of_last_year(o, p, s): p["code"] = checked(p["code"][:6] + f"{(o['year'] - 1) % 100:02d}" + p["code"][8:20])
@of(SHEET, "project_code.check_character code_form")
def code_mistyped(o, p, s): p["code"] = p["code"][:15] + str((int(p["code"][15]) + 1) % 10) + p["code"][16:]
@of(SHEET, "project_code.shape code_form")
def code_too_short(o, p, s): p["code"] = p["code"][:-2]
@of(SHEET, "placeholder_prefix placeholder placeholder_text")
def placeholder_goal(o, p, s): p["goals"][0] = "目标内容1" + p["goals"][0]
@of(SHEET, "placeholder_text placeholder")
def placeholder_indicator(o, p, s): row_of(p, "数量指标")["name"] = "数量指标"
@of(SHEET, "placeholder_text placeholder")
def placeholder_xx(o, p, s): p["purpose"] = "用于XX工作经费"
@of(SHEET, "basis_missing")
def no_basis(o, p, s): row_of(p, "数量指标")["basis"] = ""
@of(SHEET, "basis_copies_name")
def basis_is_name(o, p, s): row_of(p, "数量指标")["basis"] = row_of(p, "数量指标")["name"]
@of(SHEET, "basis_mismatch")
def basis_of_another(o, p, s):
    others = [q for q in o["projects"] if q is not p]
    p["name"] += "（冀财资〔2024〕31号）"
    others[0]["name"] += "（冀财资〔2024〕58号）"
    for row in p["indicators"]: row["basis"] = "冀财资〔2024〕31号"
    for row in others[0]["indicators"]: row["basis"] = "冀财资〔2024〕58号"
    row_of(p, "数量指标")["basis"] = "冀财资〔2024〕58号"
@of(SHEET, "only_qualitative", "value_unit_mismatch")
def only_words(o, p, s):
    for r, word in zip(p["indicators"], ("有效提升", "明显改善", "及时完成", "严格控制", "稳步提高", "基本满意", "较满意", "良好")): r["value"] = word
@of(SHEET, "description_copies_name")
def description_is_name(o, p, s): row_of(p, "数量指标")["description"] = row_of(p, "数量指标")["name"]
@of(SHEET, "description_is_value")
def description_is_amount(o, p, s): row_of(p, "成本指标").update(description="12.5万元", value="严格控制")
@of(SHEET, "doubled_text")
def text_twice(o, p, s): row_of(p, "质量指标")["description"] *= 2
@of(SHEET, "typo")
def typo_in_name(o, p, s): row_of(p, "服务对象满意度")["name"] = "群众满意成度"
@of(SHEET, "typo")
def word_twice(o, p, s): p["purpose"] = "用于保障保障各项工作的的正常开展"
@of(SHEET, "mixed_punctuation")
def western_stop(o, p, s): p["purpose"] += "."
@of(SHEET, "nested_brackets")
def open_bracket(o, p, s): p["name"] += "（第二批（续建）"
@of(SHEET, "truncated_text")
def cut_number(o, p, s): row_of(p, "质量指标")["basis"] = "冀财社〔2024〕35"
@of(SHEET, "redacted", "missing_indicator_category indicators_missing")
def secret(o, p, s): p["purpose"] = "涉密"
@of(SHEET, "unit_incomplete")
def wan_alone(o, p, s): row_of(p, "成本指标")["value"] = f"≤{wan(p['budget'])}万"
@of(SHEET, "odd_unit")
def wan_people(o, p, s): row_of(p, "数量指标")["value"] = "≥1.2万人"
@of(SHEET, "odd_unit")
def percent_in_words(o, p, s): row_of(p, "服务对象满意度")["value"] = "≥90百分比"
@of(SHEET, "value_unit_mismatch")
def rate_in_pieces(o, p, s): row_of(p, "质量指标").update(name="验收合格率", value="≥3个")
@of(SHEET, "wrong_category")
def money_as_time(o, p, s):
    row = row_of(p, "时效指标")
    p["indicators"].insert(p["indicators"].index(row) + 1, dict(row, name="补助标准", description="平均每户发放的补助", value="≤4000元/户"))
@of(SHEET, "goal_indicator_mismatch")
def goal_says_more(o, p, s):
    row_of(p, "数量指标").update(name="培训人数", description="参加业务培训的人员", value="≥60人")
    p["goals"][0] += "，全年培训业务骨干80人"
@of(SHEET, "duplicate_goals")
def goal_twice(o, p, s): p["goals"] = [p["goals"][0]] * 2
@of(SHEET, "duplicate_indicator")
def indicator_twice(o, p, s): p["indicators"].insert(1, dict(p["indicators"][0]))
@of(SHEET, "duplicate_indicator_set copied_indicators copied_row", "copied_row cost_budget_mismatch wrong_category goal_indicator_mismatch")
def indicators_of_another(o, p, s): p["indicators"] = copy.deepcopy(next(q for q in o["projects"] if q is not p)["indicators"])
@of(SHEET, "duplicate_project_name", "near_duplicate_project duplicate_purpose")
def name_twice(o, p, s): next(q for q in o["projects"] if q is not p)["name"] = p["name"]
@of(SHEET, "duplicate_purpose")
def purpose_twice(o, p, s): p.update({k: copy.deepcopy(next(q for q in o["projects"] if q is not p)[k]) for k in ("purpose", "goals")})
@of(SHEET, "near_duplicate_project", "name_year_not_fiscal_year")
def name_almost_twice(o, p, s): next(q for q in o["projects"] if q is not p)["name"] = f"{o['year']}年度{p['name']}资金"
@of(SHEET, "copied_row")
def row_of_another(o, p, s):
    far = next(q for q in o["projects"][::-1] if q is not p)
    p["indicators"][-1].update(name=row_of(far, "服务对象满意度")["name"], description=row_of(far, "服务对象满意度")["description"])
@of(SHEET, "plan_irregular", "plan_shape.late late_plan")
def plan_off_the_grid(o, p, s): p["plan"] = [p["budget"] * n // 1000 for n in (250, 500, 745, 1000)]
@of(SHEET, "plan_shape.falling")
def plan_falls(o, p, s): p["plan"] = [p["budget"] * n // 100 for n in (30, 60, 50, 100)]
@of(SHEET, "plan_shape.end")
def plan_ends_early(o, p, s): p["plan"] = [p["budget"] * n // 100 for n in (20, 40, 60, 90)]
@of(SHEET, "plan_shape.above_budget")
def plan_above_budget(o, p, s): p["plan"] = [p["budget"] * n // 100 for n in (20, 40, 60, 120)]
@of(SHEET, "plan_shape.year_end late_plan")
def plan_at_year_end(o, p, s): p["plan"] = [0, 0, 0, p["budget"]]
@of(SHEET, "plan_shape.funds")
def funds_do_not_add(o, p, s): p["fiscal"] = p["budget"] - 120000


@of(SHEET, "document_year_not_in_title document_year_missing", "several_fiscal_years")
def year_not_on_cover(o, p, s): s["cover_year"] = ""


# ---- tables and narrative: (tables, figures, office, style)
def row_with(t, number, key, length=None):
    return next(r for r in t[number][1:] if r[key] and (length is None or len(r["code"]) == length))


def c(rules, beside=""):
    return of(TABLE, rules, beside)


@c("c01")
def income_line(t, f, o, s): t[1][0]["amount"] += 10000
@c("c02")
def spending_line(t, f, o, s): next(r for r in t[1] if r["spent"])["spent"] += 10000
@c("c03")
def carried_over(t, f, o, s): t[1][-2]["amount"] += 10000
@c("c04")
def left_at_year_end(t, f, o, s): t[1][-2]["spent"] += 10000
@c("c05")
def grand_total(t, f, o, s): t[1][-1]["amount"] += 10000
@c("c06")
def income_row_total(t, f, o, s): row_with(t, 2, "total", 7)["carry"] += 10000
@c("c07")
def income_row_parts(t, f, o, s): row_with(t, 2, "appropriation", 7)["appropriation"] += 10000
@c("c08")
def item_in_group(t, f, o, s):
    r = row_with(t, 3, "basic", 7); r["basic"] += 10000; r["total"] += 10000
@c("c09")
def group_in_class(t, f, o, s):
    r = row_with(t, 5, "basic", 5); r["basic"] += 10000; r["total"] += 10000
@c("c10")
def class_in_total(t, f, o, s):
    r = row_with(t, 5, "basic", 3); r["basic"] += 10000; r["total"] += 10000
@c("c11")
def carry_in_income_table(t, f, o, s): t[2][0]["carry"] += 10000
@c("c12")
def spending_row(t, f, o, s): row_with(t, 3, "project", 7)["project"] += 10000
@c("c13")
def class_moved(t, f, o, s):
    names = [r for r in t[1] if r["spent"] and "、" in r["spending"]]
    names[0]["spent"] += 10000; names[1]["spent"] -= 10000
@c("c14")
def income_total(t, f, o, s): t[2][0]["total"] += 10000
@c("c15 c13")
def code_only_in_one(t, f, o, s): t[3].remove(row_with(t, 3, "basic", 7))
@c("c16")
def fund_column(t, f, o, s): next(r for r in t[4] if r["general"])["general"] += 10000
@c("c17")
def carry_parts(t, f, o, s): t[4][-4]["amount"] += 10000
@c("c18")
def appropriations_balance(t, f, o, s): t[4][-1]["amount"] += 10000
@c("c19")
def appropriation_income(t, f, o, s): t[4][0]["amount"] += 10000
@c("c20")
def general_budget_total(t, f, o, s):
    for r in t[5]:
        if r["code"] == "" or r["code"] in t_code(t, 5): r["basic"] += 10000; r["total"] += 10000
def t_code(t, number):
    code = row_with(t, number, "basic", 7)["code"]
    return (code[:3], code[:5], code)
@c("c21")
def general_row(t, f, o, s): row_with(t, 5, "basic", 7)["basic"] += 10000
@c("c22")
def basic_row(t, f, o, s): row_with(t, 6, "people", 5)["people"] += 10000
@c("c23")
def basic_sum(t, f, o, s):
    r = row_with(t, 6, "office", 5); r["office"] += 10000; r["total"] += 10000
@c("c24")
def people_as_office(t, f, o, s):
    r = row_with(t, 6, "people", 5); r["office"], r["people"] = r["people"], 0
@c("c25")
def basic_total(t, f, o, s):
    for r in t[6]:
        if r["code"] in ("", "302", "30201"): r["office"] += 10000; r["total"] += 10000
@c("c26")
def fund_table(t, f, o, s):
    if not t[7]: t[4][-6]["fund"] += 10000; t[4][-6]["spent"] += 10000
    for r in t[7]: r["project"] += 10000; r["total"] += 10000
@c("c27")
def capital_table(t, f, o, s):
    if not t[8]: t[4][-6]["capital"] += 10000; t[4][-6]["spent"] += 10000
    for r in t[8]: r["project"] += 10000; r["total"] += 10000
@c("c28 c20")
def spending_not_the_three(t, f, o, s):
    r = row_with(t, 5, "project", 7)
    for x in t[5]:
        if x["code"] in ("", r["code"], r["code"][:3], r["code"][:5]): x["project"] += 10000; x["total"] += 10000
@c("c29")
def public_row(t, f, o, s): t[9][8]["general"] += 10000
@c("c30")
def public_sum(t, f, o, s): t[9][1]["total"] += 10000; t[9][1]["general"] += 10000
@c("c30")
def cars_sum(t, f, o, s): t[9][7]["total"] += 10000; t[9][7]["general"] += 10000
@c("c31")
def guests_above(t, f, o, s):
    for i in (0, 1, 8):
        less = o["guests_in_projects"] + 10000
        t[9][i]["total"] -= less; t[9][i]["general"] -= less
    f["three"] = t[9][1]["total"]; f["guests"] = t[9][8]["total"]
@c("c32")
def running_costs_told(t, f, o, s): f["office_3"] = f["office"] + 10000
@c("c33")
def guests_told(t, f, o, s): f["guests"] += 10000
@c("c33")
def three_told(t, f, o, s): f["three"] += 10000
@c("c34")
def income_told(t, f, o, s): f["general"] += 10000
@c("c34")
def spending_told(t, f, o, s): f["project"] += 10000
@c("c36")
def growth_told(t, f, o, s): f["percent"] = "15.55"
@c("c37")
def pension_twice(t, f, o, s): move_basic(t, "30108", "30101")
@c("c38")
def housing_twice(t, f, o, s): move_basic(t, "30113", "30101")
def move_basic(t, source, target):
    a = next(r for r in t[6] if r["code"] == source); b = next(r for r in t[6] if r["code"] == target)
    for k in ("total", "people"): a[k] -= 10000; b[k] += 10000
@c("c40")
def assets_sum(t, f, o, s): s["assets_total"] = f["assets"] + 10000
@c("c40")
def assets_told(t, f, o, s): f["assets"] += 10000
@c("c41 empty_table_without_note")
def no_note(t, f, o, s): s["no_note"] = True
@c("c42")
def one_table_of_last_year(t, f, o, s): s["year_of"] = {5: o["year"] - 1}
@c("c42")
def one_table_of_another_office(t, f, o, s): s["code_of"] = {4: "999"}
@c("c42")
def one_table_in_yuan(t, f, o, s): s["unit_of"] = {6: "元"}
@c("c43")
def name_of_another(t, f, o, s): next(r for r in t[6] if r["code"] == "30201")["name"] = "印刷费"
@c("c43 name_differs_between_tables")
def class_named_wrong(t, f, o, s): row_with(t, 3, "total", 3)["name"] = "外交支出"
@c("c44")
def negative(t, f, o, s):
    r = row_with(t, 3, "project", 7); r["basic"] -= 20000; r["project"] += 20000
@c("c45 table_number_missing")
def table_left_out(t, f, o, s): s["left_out"] = (7,)
@c("c45 section_missing")
def section_left_out(t, f, o, s): s["sections_out"] = (6,)
@c("c45")
def tables_out_of_order(t, f, o, s): s["table_order"] = (2, 1, 3, 4, 5, 6, 7, 8, 9)
@c("c46")
def sheets_above_table(t, f, o, s):
    o["projects"][0]["budget"] += 5000000; o["projects"][0]["fiscal"] += 5000000
    o["projects"][0]["plan"] = [0, 0, 0, o["projects"][0]["budget"]]
@c("name_differs_between_tables", "c43")
def name_differs(t, f, o, s): row_with(t, 2, "total", 7)["name"] += "经费"
@c("row_number_gap table_rows_not_consecutive", "c08 c09 c10 c13 c15")
def row_lost(t, f, o, s): s["lost_row"] = (9, 4)


# ---- print: lines to lines
def replaced(line_has, old, new, every=False):
    def change(lines):
        done = False
        for at, line in enumerate(lines):
            if line_has in line and old in line and (every or not done):
                lines[at], done = line.replace(old, new, 1), True
        return lines if done else None
    return change


def p(rules, beside=""):
    return of(PRINT, rules, beside)


def code_in(lines):
    return next(part for line in lines if "项目编码" in line for part in line.split("\t") if len(part) == 21)


@p("ocr_space_in_code")
def blank_in_code(lines): code = code_in(lines); return replaced("项目编码", code, code[:14] + " " + code[14:])(lines)
@p("ocr_space_in_number")
def blank_in_amount(lines):
    at = next(i for i, line in enumerate(lines) if "本年收入合计" in line)
    cells = lines[at].split("\t")
    cells[2] = cells[2][:2] + " " + cells[2][2:]
    return lines[:at] + ["\t".join(cells)] + lines[at + 1:]
@p("latex_in_text")
def latex_value(lines): return replaced("%", "≥90%", "$\\geq 90\\%$")(lines)
@p("html_markup")
def html_break(lines): return replaced("质量指标", "质量指标\t", "质量指标\t<br/>")(lines)
@p("bookmark_markup")
def bookmark(lines): return replaced("绩效目标表", "1.", "[bookmark: _Toc_1]1.")(lines)
@p("markdown_in_text")
def markdown(lines): return replaced("基本支出：", "基本支出：", "**基本支出**：")(lines)
@p("full_width_digits")
def wide_digits(lines): return replaced("满意度指标", "≥90%", "≥９０％")(lines)
@p("plan_december_missing", "nodes end")
def december_lost(lines):
    for at, line in enumerate(lines):
        if "12月底" in line:
            lines[at] = line.replace("\t12月底", "")
            lines[at + 1] = "\t".join(lines[at + 1].split("\t")[:-2] + [""])
            return lines
@p("plan_cell_blank")
def june_blank(lines):
    for at, line in enumerate(lines):
        if "12月底" in line:
            cells = lines[at + 1].split("\t"); cells[3] = ""; lines[at + 1] = "\t".join(cells)
            return lines
@p("plan_label_mismatch")
def percent_label(lines): return replaced("资金支出计划", "资金支出计划（累计支出金额）", "资金支出计划（%）")(lines)
@p("page_split_row", "description_copies_name")
def row_over_pages(lines):
    at = next(i for i, line in enumerate(lines) if "质量指标" in line)
    cells = lines[at].split("\t")
    first = [c if k != 3 else c[:-3] for k, c in enumerate(cells)]
    rest = ["" if k != 3 else c[-3:] for k, c in enumerate(cells)]
    head = next(line for line in lines if line.startswith("一级指标"))
    return lines[:at] + ["\t".join(first), "", "- 7 -", "", head, "\t".join(rest)] + lines[at + 1:]
@p("code_split")
def code_over_pages(lines):
    at = next(i for i, line in enumerate(lines) if "\t2080505\t" in line)
    head = max(i for i in range(at) if lines[i].startswith("序号"))
    cells = lines[at].split("\t")
    first = [c if k != 1 else c[:5] for k, c in enumerate(cells)]
    rest = ["" if k != 1 else c[5:] for k, c in enumerate(cells)]
    return lines[:at] + ["\t".join(first), "", *lines[head:head + 3], "\t".join(rest)] + lines[at + 1:]
@p("columns_shifted cell_missing row_not_aligned", "value_missing basis_missing description_is_value missing_indicator_category")
def cell_lost(lines):
    at = next(i for i, line in enumerate(lines) if "质量指标" in line)
    cells = lines[at].split("\t"); del cells[3]; lines[at] = "\t".join(cells)
    return lines
@p("tabs_lost", "row_not_aligned")
def tabs_lost(lines):
    at = next(i for i, line in enumerate(lines) if "质量指标" in line)
    lines[at] = " ".join(c for c in lines[at].split("\t") if c)
    return lines
@p("file_cut_off plan_december_missing indicators_missing section_missing value_missing c45", "table_number_missing basis_missing missing_indicator_category")
def end_lost(lines): return lines[:len(lines) * 2 // 3]
@p("repeated_table_header")
def header_again(lines):
    at = next(i for i, line in enumerate(lines) if "时效指标" in line)
    head = next(line for line in lines if line.startswith("一级指标"))
    return lines[:at] + ["", head] + lines[at:]
def changed_documents(wide):
    """(kind, name, rules, beside, clean lines, lines with the defect)."""
    import printing
    seeds = range(12 if wide else 1)
    for seed in seeds:
        style = variants.style_of(dict(kind="sheets"))
        clean = make_office(seed)
        lines = printing.tabs(forms.document(clean, style))
        for name, rules, beside, change in SHEET:
            office = make_office(seed)
            changed = dict(style)
            change(office, office["projects"][seed % len(office["projects"])], changed)
            yield "sheet", f"{name}", rules, beside, lines, printing.tabs(forms.document(office, changed))
        tables_only = variants.style_of(dict(kind="tables"))
        style = variants.style_of({})
        both = printing.tabs(forms.document(clean, style))
        bare = printing.tabs(forms.document(clean, tables_only))
        for name, rules, beside, change in TABLE:
            style, lines = (variants.style_of({}), both) if "c46" in rules else (tables_only, bare)
            office, changed = make_office(seed), dict(style)
            tables = tables_of(office)
            figures = figures_of(office, tables)
            change(tables, figures, office, changed)
            yield "table", name, rules, beside, lines, printing.tabs(
                forms.document(office, changed, tables, told(office, figures, changed)))
        for name, rules, beside, change in PRINT:
            after = change(list(both))
            if after:
                yield "print", name, rules, beside, both, after


def told(office, figures, style):
    """The narrative with figures of its own."""
    shown = dict(figures)
    office_3 = shown.pop("office_3", None)
    percent = shown.pop("percent", None)
    sections = narrative_of(office, shown)
    if office_3:
        sections[2] = narrative_of(office, dict(shown, office=office_3))[2]
    if percent:
        number, words, paragraphs = sections[1]
        text = paragraphs[2]
        at = text.rfind("长") if "增长" in text else text.rfind("降")
        sections[1] = (number, words, paragraphs[:2] + [text[:at + 1] + percent + "%。"])
    return [s for s in sections if s[0] not in style.get("sections_out", ())]


def run(options, folder):
    from measure import answers
    files, of_file, clean_files = [], {}, {}
    for at, (kind, name, rules, beside, clean, lines) in enumerate(changed_documents(options.wide)):
        if options.only and options.only not in name:
            continue
        text = "\n".join(clean + [""])
        if text not in clean_files:
            path = folder / f"clean_{len(clean_files)}.txt"
            path.write_text(text)
            clean_files[text] = path
            files.append(path)
        path = folder / f"{at:04d}_{name}.txt"
        path.write_text("\n".join(lines + [""]))
        files.append(path)
        of_file[path] = (kind, name, rules, beside, clean_files[text])
    got = answers(options.budgetctl, files, False)
    counts = lambda path: collections.Counter((f["rule"], f["level"]) for f in got[path.name]["findings"])
    rows = collections.defaultdict(lambda: [0, 0, collections.Counter()])
    quiet = collections.Counter(rule for path in clean_files.values() for (rule, level), n in counts(path).items()
                                if level != "info" for _ in range(n))
    missed, false = 0, 0
    for path, (kind, name, rules, beside, clean) in of_file.items():
        new = counts(path) - counts(clean)
        spoke = {rule for rule, _ in new}
        hit = any(rule == r or rule.split(".")[-1] == r for rule in spoke for r in rules)
        row = rows[(kind, name, " ".join(rules))]
        row[0] += hit
        row[1] += not hit
        missed += not hit
        if kind != "table":  # a changed figure rightly breaks several equations
            others = {rule for rule, level in new if level != "info" and rule.split(".")[-1] not in rules + beside and rule not in rules}
            row[2].update(others)
            false += len(others)
    print(f"{'defect':28} found missed  other errors and warnings")
    for (kind, name, rules), (hit, miss, others) in rows.items():
        if miss or others or options.show > 10:
            print(f"{name:28} {hit:5} {miss:6}  {dict(others) or ''}   [{rules if miss else ''}]")
    found = sum(r[0] for r in rows.values())
    print(f"{len(rows)} kinds of defects in {len(of_file)} documents: found {found}, missed {missed}, false {false}; "
          f"errors and warnings on the {len(clean_files)} clean ones: {dict(quiet) or 'none'}")
    return missed, false + sum(quiet.values())
