"""A department on paper: goal sheets, tables and narrative as blocks, in the forms offices use.

A style says which form and which words; `expected` says what a reader must find in it.
"""
from office import wan
from printing import Cell, Table, Text
from sheets import expected_project, money, paged, running_lines, sheet_blocks, shown
from tables import figures_of, han, narrative_of, tables_of

HEBEI = {1: "部门预算收支总表", 2: "部门预算收入总表", 3: "部门预算支出总表", 4: "部门预算财政拨款收支总表",
         5: "部门预算一般公共预算财政拨款支出表", 6: "部门预算一般公共预算财政拨款基本支出表", 7: "部门预算政府基金预算财政拨款支出表",
         8: "部门预算国有资本经营预算财政拨款支出表", 9: "部门预算财政拨款“三公”经费支出表"}
NATIONAL = {1: "收支总表", 2: "收入总表", 3: "支出总表", 4: "财政拨款收支总表", 5: "一般公共预算支出表", 6: "一般公共预算基本支出表",
            7: "政府性基金预算支出表", 8: "国有资本经营预算支出表", 9: "财政拨款“三公”经费支出表"}
PLAIN = {1: "部门收支预算总表", 2: "部门收入预算总表", 3: "部门支出预算总表", 4: "财政拨款收支预算总表", 5: "一般公共预算财政拨款支出预算表",
         6: "一般公共预算财政拨款基本支出预算表", 7: "政府性基金预算支出预算表", 8: "国有资本经营预算支出预算表", 9: "一般公共预算“三公”经费支出预算表"}
OVERALL = {1: "部门收支总体情况表", 2: "部门收入总体情况表", 3: "部门支出总体情况表", 4: "财政拨款收支总体情况表", 5: "一般公共预算支出情况表",
           6: "一般公共预算基本支出情况表", 7: "政府性基金预算支出情况表", 8: "国有资本经营预算支出情况表", 9: "一般公共预算“三公”经费支出情况表"}
TITLES = {"hebei": HEBEI, "national": NATIONAL, "plain": PLAIN, "overall": OVERALL}

# The columns of a table: (group or None, name, meaning); a meaning in capitals is text.
CODE = [("功能分类科目", "科目编码", "CODE"), ("功能分类科目", "科目名称", "NAME")]
ECONOMY = [("支出部门经济分类科目", "科目编码", "CODE"), ("支出部门经济分类科目", "科目名称", "NAME")]
BY_FUND = [(None, "合计", "total"), (None, "基本支出", "basic"), (None, "项目支出", "project")]
COLUMNS = {
    1: [("收入", "项目", "ITEM"), ("收入", "预算数", "amount"), ("支出", "项目", "SPENDING"), ("支出", "预算数", "spent")],
    2: CODE + [(None, "合计", "total"), ("本年收入", "小计", "income"), ("本年收入", "财政拨款收入", "appropriation"),
               ("本年收入", "财政专户收入", ""), ("本年收入", "事业收入", ""), ("本年收入", "经营收入", ""), ("本年收入", "上级补助收入", ""),
               ("本年收入", "附属单位上缴收入", ""), ("本年收入", "其他收入", ""), (None, "上年结转", "carry")],
    3: CODE + BY_FUND + [(None, "经营支出", ""), (None, "上解上级支出", ""), (None, "对附属单位补助支出", "")],
    4: [("收入", "项目", "ITEM"), ("收入", "金额", "amount"), ("支出", "项目", "SPENDING"), ("支出", "合计", "spent"),
        ("支出", "一般公共预算财政拨款", "general"), ("支出", "政府性基金预算财政拨款", "fund"), ("支出", "国有资本经营预算财政拨款", "capital")],
    5: CODE + BY_FUND, 7: CODE + BY_FUND, 8: CODE + BY_FUND,
    6: ECONOMY + [("一般公共预算基本支出", "合计", "total"), ("一般公共预算基本支出", "人员经费", "people"), ("一般公共预算基本支出", "公用经费", "office")],
    9: [(None, "项目", "ITEM"), ("资金性质", "合计", "total"), ("资金性质", "一般公共预算财政拨款", "general"),
        ("资金性质", "政府性基金预算财政拨款", "fund"), ("资金性质", "国有资本经营预算财政拨款", "capital")]}
EMPTY = {7: "政府性基金预算", 8: "国有资本经营预算"}

STYLE = dict(words=0, months=0, sheet="hebei", sheet_title=0, unit="万元", order="plain", level1="once", joined=False,
             titles="hebei", table_label="", table_order=(1, 2, 3, 4, 5, 6, 7, 8, 9), codes="one", counted=True, numbered=True,
             page=0, commas=False, zeros=False, headings="han", extra=False, contents=True, left_out=(), carry_first=False,
             kind="both", plan="amount", nil="", wide=False, unit_in_cell=False, goal_mark="dot", points=False,
             name_first=False, unit_row=False, running=False, again=True, columns="plain", public="down", label_below=False,
             years="", whole="合计", totals=True, notes=False, department_sheet=False)


def heading(number, style):
    return {"han": f"{han(number)}、", "bracket": f"（{han(number)}）", "digit": f"{number}.", "part": f"第{han(number)}部分 "}[style]


NATIONAL_INCOME = [(None, "上年结转", "carry"), ("本年收入", "一般公共预算拨款收入", "from_general"),
                   ("本年收入", "政府性基金预算拨款收入", "from_fund"), ("本年收入", "国有资本经营预算拨款收入", "from_capital"),
                   ("本年收入", "财政专户管理资金收入", ""), ("本年收入", "事业收入", ""), ("本年收入", "事业单位经营收入", ""),
                   ("本年收入", "上级补助收入", ""), ("本年收入", "附属单位上缴收入", ""), ("本年收入", "其他收入", "")]
CARS = "公务用车购置及运行费"
PUBLIC_ACROSS = [(None, "“三公”经费合计", 1), (None, "因公出国（境）费", 2), (CARS, "小计", 5), (CARS, "公务用车购置费", 6),
                 (CARS, "公务用车运行费", 7), (None, "公务接待费", 8)]


def other_columns(number, columns, how):
    """The same columns as other offices have them."""
    coded = columns[0][2] == "CODE"
    if how == "reordered" and number in (3, 5, 7, 8):
        columns = columns[:3] + [columns[4], columns[3]] + columns[5:]
    if how == "national" and number == 2:
        columns = columns[:3] + NATIONAL_INCOME
    if how == "remark" and coded:
        columns = columns + [(None, "备注", "")]
    if how == "one_subject" and coded:
        columns = [(None, "科目编码及名称", "SUBJECT")] + columns[2:]
    if how == "office" and coded:
        columns = [(None, "部门编码", "OFFICE_CODE"), (None, "部门名称", "OFFICE_NAME")] + columns
    if how == "short" and number == 3:
        columns = columns[:5]
    if how == "units" and number == 2:
        columns = [(None, "部门（单位）代码", "OFFICE_CODE"), (None, "部门（单位）名称", "OFFICE_NAME")] + columns[2:]
    return columns


def two_years(number, columns, style):
    """Last year's money beside this year's; half the headings of a lost row say no year."""
    said = {"said": (f"{style['year'] - 1}年执行数", f"{style['year']}年预算数"), "last": ("上年预算数", "本年预算数")}
    last, own = said[style["years"]]
    if number == 1:
        sides = [columns[:2], columns[2:]]
        return [column for (group, item, text), (_, _, fen) in sides
                for column in ((group, item, text), (group, last, "before " + fen), (group, own, fen))]
    if number in (2, 4):
        return columns
    words, money_of = [c for c in columns if c[2].isupper()], [c for c in columns if not c[2].isupper()]
    named = [(style["whole"] if name == "合计" else name, meaning) for _, name, meaning in money_of]
    return words + [(last, name, "before " + meaning) for name, meaning in named] + [(own, name, meaning) for name, meaning in named]


def rows_of(rows, number, style):
    """The rows as the style prints them: by department, or without the one that adds them up."""
    if style["columns"] == "units" and number == 2:
        return rows[:1]
    if not style["totals"] and number in (2, 3, 5, 6, 7) and COLUMNS[number][0][2] == "CODE":
        return rows[1:]
    return rows


def table_columns(number, style):
    if number == 9 and style["public"] == "across":
        return list(PUBLIC_ACROSS)
    columns = other_columns(number, list(COLUMNS[number]), style["columns"])
    if style["years"]:
        columns = two_years(number, columns, style)
    if style["carry_first"] and number == 2:
        columns = columns[:3] + [columns[-1]] + columns[3:-1]
    if style["codes"] == "three" and columns[0][2] == "CODE":
        group = columns[0][0]
        columns = [(group, "类", "CODE3"), (group, "款", "CODE5"), (group, "项", "CODE7")] + columns[1:]
    if style["numbered"]:
        columns = [(None, "序号", "NUMBER")] + columns
    return columns


def cell_text(row, meaning, index, style):
    if meaning == "NUMBER":
        return str(index)
    if meaning.startswith("CODE"):
        code = row["code"]
        if meaning == "CODE":
            return code
        begin, end = {"CODE3": (0, 3), "CODE5": (3, 5), "CODE7": (5, 7)}[meaning]
        return code[begin:end] if len(code) >= end else ""
    if meaning == "SUBJECT":
        return " ".join(part for part in (row["code"], row["name"]) if part)
    if meaning.isupper():
        return row[meaning.lower()]
    times = 2 if meaning.startswith("before ") else 1
    meaning = meaning.removeprefix("before ")
    fen = times * row.get(meaning, 0) if meaning else 0
    return shown(money(fen, style["unit"], style["commas"]), style) if fen or style["zeros"] else style["nil"]


def table_texts(rows, number, style):
    columns = table_columns(number, style)
    rows = rows_of(rows, number, style)
    if columns == PUBLIC_ACROSS:
        return [[cell_text(rows[at], "total", 1, style) for _, _, at in columns]]
    return [[cell_text(row, column[2], i, style) for column in columns] for i, row in enumerate(rows, 1)]


def header_rows(number, style):
    columns = table_columns(number, style)
    groups, names, at = [], [], 0
    while at < len(columns):
        group = columns[at][0]
        if group is None:
            groups.append(Cell(columns[at][1], 1, 2))
            at += 1
            continue
        run = sum(1 for _ in (c for c in columns[at:at + next(
            (i for i, c in enumerate(columns[at:]) if c[0] != group), len(columns) - at)]))
        groups.append(Cell(group, run))
        names += [Cell(column[1]) for column in columns[at:at + run]]
        at += run
    rows = [groups, names] if names else [[cell._replace(down=1) for cell in groups]]
    if style["counted"]:
        counted = len(columns) - (1 if style["numbered"] else 0)
        rows.append(([Cell("栏次")] if style["numbered"] else []) + [Cell(str(i + 1)) for i in range(counted)])
    return rows


def table_blocks(office, number, position, rows, style):
    label = style["table_label"].format(n=position, nn=f"{position:02d}")
    year, unit = style.get("year_of", {}).get(number, office["year"]), style.get("unit_of", {}).get(number, style["unit"])
    code = style.get("code_of", {}).get(number, office["department"])
    furniture = [Text(f"{code} {office['name']}"), Text(f"预算年度：{year}"), Text(f"单位：{unit}")]
    title = Text((label + " " if label and not label.startswith("公开") else "") + TITLES[style["titles"]][number])
    before = [Text(label)] if label.startswith("公开") else []
    if style["label_below"]:
        title, before, furniture = Text(TITLES[style["titles"]][number]), [], [Text(label)] + furniture
    head = header_rows(number, style)
    rows = [dict(row, office_code=office["department"], office_name=office["name"]) for row in rows]
    body = [[Cell(text) for text in row] for row in table_texts(rows, number, style)]
    if style.get("lost_row", (0, 0))[0] == number:
        body.pop(style["lost_row"][1])
    table = Table(head + body, len(head))
    note = [] if rows or number not in EMPTY or style.get("no_note") else [Text(f"注：无{EMPTY[number]}财政拨款预算，空表列示。")]
    if style["notes"] and number == 3:
        note = [Text("注：1.本表金额四舍五入，个别科目与合计略有出入。"), Text("2.部分科目为预计数。")]
    between = running_lines(office, style) + (furniture if style["again"] else [])
    return before + [title] + furniture + paged(table, style["page"], between, style["again"]) + note


def extra_tables(office, style):
    head = [[Cell("项目名称"), Cell("金额"), Cell("备注")]]
    rows = [[Cell(p["name"]), Cell(money(p["budget"], style["unit"])), Cell("")] for p in office["projects"]]
    return [Text("项目支出明细表"), Text(f"单位：{style['unit']}"), Table(head + rows, 1)]


def asset_blocks(office, total):
    rows = [[Cell("资产总额"), Cell(""), Cell(wan(total or sum(kind[2] for kind in office["assets"])))]]
    rows += [[Cell(f"{i}、{name}"), Cell(count), Cell(wan(fen))] for i, (name, count, fen) in enumerate(office["assets"], 1)]
    return [Text("部门固定资产占用情况表"), Text(f"截止时间：{office['year'] - 1}-12-31"),
            Table([[Cell("项目"), Cell("数量"), Cell("价值（金额单位：万元）")]] + rows, 1)]


def department_sheet(office):
    """部门整体支出绩效目标表 with the department's tasks."""
    total = sum(p["budget"] for p in office["projects"])
    tasks = [[Cell(p["name"]), Cell(f"完成{p['name']}"), Cell(wan(p["budget"]))] for p in office["projects"]]
    rows = [[Cell("部门名称"), Cell(office["name"], 4)],
            [Cell("年度预算申请（万元）"), Cell("资金总额", 2), Cell(wan(total), 2)],
            [Cell("年度总体目标"), Cell("1.保障各项业务正常开展。", 4)],
            [Cell("年度主要任务", 1, len(tasks) + 1), Cell("任务名称"), Cell("主要内容", 2), Cell("预算金额（万元）")]]
    rows += [[task[0], task[1]._replace(across=2), task[2]] for task in tasks]
    rows += [[Cell("年度绩效指标", 1, 3), Cell("一级指标"), Cell("二级指标"), Cell("三级指标"), Cell("指标值")],
             [Cell("产出指标", 1, 2), Cell("数量指标"), Cell("重点项目数量"), Cell(f"≥{len(tasks)}个")],
             [Cell("质量指标"), Cell("任务完成率"), Cell("=100%")]]
    return [Text("部门整体支出绩效目标表"), Text(f"（{office['year']}年度）"), Table(rows, 0)]


def document(office, style, tables=None, narrative=None):
    """The blocks of the whole document: contents, tables, narrative with the sheets, as the style's kind says."""
    style = dict(style, year=office["year"])
    tables = tables or tables_of(office)
    narrative = narrative or narrative_of(office, figures_of(office, tables))
    projects = list(enumerate(office["projects"], 1))
    sheets = department_sheet(office) if style["department_sheet"] else []
    sheets += [block for i, p in projects for block in sheet_blocks(office, p, i, style)]
    year, name = office["year"], office["name"]
    if style["kind"] == "sheets":
        return [Text(name + style.get("cover_year", f"{year}年") + "部门预算绩效文本"), Text("第一部分 部门整体绩效目标"), Text("一、总体绩效目标"),
                Text(f"{year}年，{name}统筹做好各项业务工作，提高资金使用效益。"), Text("二、工作保障措施"),
                Text("完善内部控制制度，加强支出管理。"), Text("第二部分 预算项目绩效目标")] + sheets
    blocks = [Text(f"{name}{year}年部门预算信息公开")]
    if style["contents"]:
        blocks += [Text("目录")] + [Text(f"{TITLES[style['titles']][n]}........{i + 2}")
                                  for i, n in enumerate(style["table_order"]) if n not in style["left_out"]]
    for position, number in enumerate(style["table_order"], 1):
        if number not in style["left_out"]:
            blocks += table_blocks(office, number, position, tables[number], style)
    if style["extra"]:
        blocks += extra_tables(office, style)
    blocks.append(Text(f"{name}{year}年部门预算信息公开情况说明"))
    for number, words, paragraphs in narrative:
        blocks.append(Text(heading(number, style["headings"]) + words))
        blocks += [Text(p) for p in paragraphs]
        if number == 5 and style["kind"] == "both":
            blocks += sheets
        if number == 7:
            blocks += asset_blocks(office, style.get("assets_total"))
    return blocks


def expected(office, style, tables=None):
    """{field: text}: what the document says, by the names measure.py gives a reader's fields."""
    style = dict(style, year=office["year"])
    tables = tables or tables_of(office)
    found = {"year": str(office["year"]), "kind": "performance_text" if style["kind"] == "sheets" else "budget_disclosure"}
    if style["kind"] != "tables":
        found["projects"] = str(len(office["projects"]))
        found["department sheets"] = "1" if style["department_sheet"] else "0"
        if style["department_sheet"]:
            found["tasks"] = str(len(office["projects"]))
        for i, p in enumerate(office["projects"]):
            found.update(expected_project(office, p, f"project {i + 1} ", style))
    if style["kind"] == "sheets":
        return found
    for number in style["table_order"]:
        if number in style["left_out"]:
            continue
        columns = table_columns(number, style)
        texts = table_texts([dict(row, office_code=office["department"], office_name=office["name"]) for row in tables[number]], number, style)
        found[f"table {number} rows"] = str(len(texts))
        found[f"table {number} columns"] = " ".join((c[0] + "/" if c[0] else "") + c[1] for c in columns)
        for i, row in enumerate(texts):
            for column, text in zip(columns, row):
                found[f"table {number} row {i + 1} {column[0] or ''}/{column[1]}"] = text
    for number, _, _ in narrative_of(office, figures_of(office, tables)):
        found[f"section {number}"] = "there"
    return found


