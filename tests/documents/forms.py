"""A department on paper: goal sheets, tables and narrative as blocks, in the forms offices use.

A style says which form and which words; `expected` says what a reader must find in it.
"""
from office import number_in, wan
from printing import Cell, Table, Text, grid_of
from tables import figures_of, han, narrative_of, tables_of

UNITS = {"万元": 1000000, "元": 100, "千元": 100000}

# The labels of a sheet in the words of several offices, in the order of LABELS.
LABELS = ("code", "name", "group", "budget", "fiscal", "other", "plan", "goals", "level1", "level2", "level3", "description",
          "value", "basis")
WORDS = [dict(zip(LABELS, words)) for words in (
    ("项目编码", "项目名称", "预算规模及资金用途", "预算数", "其中：财政资金", "其他资金", "资金支出计划（累计支出金额）", "绩效目标",
     "一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"),
    ("项目代码", "项目名称", "预算规模及资金用途", "预算数", "其中：财政拨款", "其他资金", "累计支出金额", "绩效目标",
     "一级指标", "二级指标", "三级指标", "绩效指标描述（指标内容）", "绩效指标值", "指标值确定依据"),
    ("预算项目编码", "预算项目名称", "资金规模及用途", "资金总额", "财政性资金", "自有资金", "资金支出进度（累计）", "年度绩效目标",
     "一级指标", "二级指标", "指标名称", "指标解释", "年度指标值", "设定依据"),
    ("项目编号", "项目全称", "预算安排及用途", "年度预算数", "其中:财政拨款资金", "其它资金", "资金支出计划", "年度目标", "一级指标名称",
     "二级指标名称", "三级指标名称", "指标说明", "目标值", "目标值依据"),
)]
MONTHS = [("3月底", "6月底", "10月底", "12月底"), ("3 月底", "6 月底", "10 月底", "12 月底"),
          ("3月31日", "6月30日", "10月31日", "12月31日"), ("一季度", "二季度", "10月", "全年")]
SHEET_TITLES = ["{n}.{name}绩效目标表", "{n}、{name}绩效目标表", "（{han}）{name}绩效目标表", "附件{n}：{name}项目绩效目标表",
                "{name}绩效目标表", "{name}项目支出绩效目标申报表"]

HEBEI = {1: "部门预算收支总表", 2: "部门预算收入总表", 3: "部门预算支出总表", 4: "部门预算财政拨款收支总表",
         5: "部门预算一般公共预算财政拨款支出表", 6: "部门预算一般公共预算财政拨款基本支出表", 7: "部门预算政府基金预算财政拨款支出表",
         8: "部门预算国有资本经营预算财政拨款支出表", 9: "部门预算财政拨款“三公”经费支出表"}
NATIONAL = {1: "收支总表", 2: "收入总表", 3: "支出总表", 4: "财政拨款收支总表", 5: "一般公共预算支出表", 6: "一般公共预算基本支出表",
            7: "政府性基金预算支出表", 8: "国有资本经营预算支出表", 9: "财政拨款“三公”经费支出表"}
PLAIN = {1: "部门收支预算总表", 2: "部门收入预算总表", 3: "部门支出预算总表", 4: "财政拨款收支预算总表", 5: "一般公共预算财政拨款支出预算表",
         6: "一般公共预算财政拨款基本支出预算表", 7: "政府性基金预算支出预算表", 8: "国有资本经营预算支出预算表", 9: "一般公共预算“三公”经费支出预算表"}
TITLES = {"hebei": HEBEI, "national": NATIONAL, "plain": PLAIN}

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
             blank_code=False, kind="both")


def money(fen, unit, commas=False):
    if unit == "万元":
        text = wan(fen)
    else:
        whole, rest = divmod(abs(fen), UNITS[unit])
        text = f"{'-' if fen < 0 else ''}{whole}.{rest * 100 // UNITS[unit]:02d}"
    if not commas:
        return text
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}.{rest}"


def goals_text(goals):
    return " ".join(f"{i}.{goal}" for i, goal in enumerate(goals, 1))


def heading(number, style):
    return {"han": f"{han(number)}、", "bracket": f"（{han(number)}）", "digit": f"{number}.", "part": f"第{han(number)}部分 "}[style]


def indicator_columns(words, order):
    columns = ["level1", "level2", "level3", "description", "value", "basis"]
    if order == "value_first":
        columns = ["level1", "level2", "level3", "value", "description", "basis"]
    if order == "parted":
        columns = ["level1", "level2", "level3", "description", "sign", "number", "unit", "basis"]
    if order == "short":
        columns = ["level1", "level2", "level3", "value", "basis"]
    names = dict(words, sign="符号", number=words["value"], unit="计量单位")
    return columns, [names[c] for c in columns]


def indicator_cell(row, column):
    if column in ("sign", "number", "unit"):
        comparator, number, unit = number_in(row["value"])
        sign = {">=": "≥", "<=": "≤"}.get(comparator, "")
        parts = (sign, number, unit) if number else ("", row["value"], "")
        return parts[("sign", "number", "unit").index(column)]
    return row["name" if column == "level3" else column]


def indicator_rows(project, style, words):
    columns, names = indicator_columns(words, style["order"])
    rows, shown = [[Cell(name) for name in names]], None
    for at, row in enumerate(project["indicators"]):
        cells = [Cell(indicator_cell(row, c)) for c in columns]
        run = sum(1 for _ in takewhile_same(project["indicators"], at))
        if style["level1"] == "merged":
            cells = ([cells[0]._replace(down=run)] if row["level1"] != shown else []) + cells[1:]
        elif style["level1"] == "once" and row["level1"] == shown:
            cells[0] = Cell("")
        shown = row["level1"]
        rows.append(cells)
    return rows


def takewhile_same(rows, at):
    for row in rows[at:]:
        if row["level1"] != rows[at]["level1"]:
            return
        yield row


def paged(table, page, between):
    """The table cut every `page` rows, the header printed again; tall cells are left whole."""
    if not page or any(cell.down > 1 for row in table.rows[table.header:] for cell in row):
        return [table]
    head, body = table.rows[:table.header], table.rows[table.header:]
    blocks = []
    for at in range(0, max(len(body), 1), page):
        blocks += between if at else []
        blocks.append(Table(head + body[at:at + page], table.header))
    return blocks


def sheet_blocks(office, project, index, style):
    words, unit = WORDS[style["words"]], style["unit"]
    amount = lambda fen: money(fen, unit, style["commas"])
    title = SHEET_TITLES[style["sheet_title"]].format(n=index, han=han(index), name=project["name"])
    blocks = [Text(title)]
    rows = indicator_rows(project, style, words)
    if style["sheet"] == "national":
        blocks = [Text("项目支出绩效目标表"), Text(f"（{office['year']}年度）")]
        wide = len(indicator_columns(words, style["order"])[0])
        head = [[Cell("项目名称"), Cell(project["name"], wide)],
                [Cell("项目编码"), Cell(project["code"], wide)],
                [Cell("主管部门"), Cell(office["name"], wide - 2), Cell("实施单位"), Cell(office["unit_name"])],
                [Cell(f"项目资金（{unit}）", 1, 3), Cell("年度资金总额", wide - 1), Cell(amount(project["budget"]))],
                [Cell("其中：财政拨款", wide - 1), Cell(amount(project["fiscal"]))],
                [Cell("其他资金", wide - 1), Cell(amount(project["other"]) if project["other"] else "")],
                [Cell("年度总体目标"), Cell(goals_text(project["goals"]), wide)]]
        body = [[Cell("绩效指标", 1, len(rows))] + rows[0]] + rows[1:]
        return blocks + [Table(head + body, 0)]
    if style["sheet"] == "compact":
        head = [[Cell(words["goals"], 3), Cell(goals_text(project["goals"]), 3)]]
        return blocks + [Table(head + rows, 1)]
    months = MONTHS[style["months"]]
    head = [[Cell(words["code"]), Cell(project["code"], 2), Cell(words["name"]), Cell(project["name"], 3)],
            [Cell(words["group"], 1, 2), Cell(words["budget"]), Cell(amount(project["budget"])), Cell(words["fiscal"]),
             Cell(amount(project["fiscal"])), Cell(words["other"]), Cell(amount(project["other"]) if project["other"] else "")],
            [Cell(project["purpose"], 6)],
            [Cell(words["plan"], 1, 2), Cell(months[0], 2), Cell(months[1]), Cell(months[2]), Cell(months[3], 2)],
            [Cell(amount(project["plan"][0]), 2), Cell(amount(project["plan"][1])), Cell(amount(project["plan"][2])),
             Cell(amount(project["plan"][3]), 2)],
            [Cell(words["goals"]), Cell(goals_text(project["goals"]), 6)]]
    furniture = [Text(f"{office['unit']} {office['unit_name']}"), Text(f"单位：{unit}")]
    if style["joined"]:
        rows = [row[:-1] + [row[-1]._replace(across=2)] for row in rows]
        return blocks + furniture + [Table(head + rows, 0)]
    return blocks + furniture + [Table(head, 0)] + paged(Table(rows, 1), style["page"], [])


def table_columns(number, style):
    columns = list(COLUMNS[number])
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
    if meaning.isupper():
        return row[meaning.lower()]
    fen = row.get(meaning, 0) if meaning else 0
    return money(fen, style["unit"], style["commas"]) if fen or style["zeros"] else ""


def table_texts(rows, number, style):
    columns = table_columns(number, style)
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
    head = header_rows(number, style)
    body = [[Cell(text) for text in row] for row in table_texts(rows, number, style)]
    if style.get("lost_row", (0, 0))[0] == number:
        body.pop(style["lost_row"][1])
    table = Table(head + body, len(head))
    note = [] if rows or number not in EMPTY or style.get("no_note") else [Text(f"注：无{EMPTY[number]}财政拨款预算，空表列示。")]
    return before + [title] + furniture + paged(table, style["page"], furniture) + note


def extra_tables(office, style):
    head = [[Cell("项目名称"), Cell("金额"), Cell("备注")]]
    rows = [[Cell(p["name"]), Cell(money(p["budget"], style["unit"])), Cell("")] for p in office["projects"]]
    return [Text("项目支出明细表"), Text(f"单位：{style['unit']}"), Table(head + rows, 1)]


def asset_blocks(office, total):
    rows = [[Cell("资产总额"), Cell(""), Cell(wan(total or sum(kind[2] for kind in office["assets"])))]]
    rows += [[Cell(f"{i}、{name}"), Cell(count), Cell(wan(fen))] for i, (name, count, fen) in enumerate(office["assets"], 1)]
    return [Text("部门固定资产占用情况表"), Text(f"截止时间：{office['year'] - 1}-12-31"),
            Table([[Cell("项目"), Cell("数量"), Cell("价值（金额单位：万元）")]] + rows, 1)]


def document(office, style, tables=None, narrative=None):
    """The blocks of the whole document: contents, tables, narrative with the sheets, as the style's kind says."""
    tables = tables or tables_of(office)
    narrative = narrative or narrative_of(office, figures_of(office, tables))
    projects = list(enumerate(office["projects"], 1))
    sheets = [block for i, p in projects for block in sheet_blocks(office, p, i, style)]
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
    tables = tables or tables_of(office)
    found = {"year": str(office["year"]), "kind": "performance_text" if style["kind"] == "sheets" else "budget_disclosure"}
    if style["kind"] != "tables":
        found["projects"] = str(len(office["projects"]))
        for i, p in enumerate(office["projects"]):
            found.update(expected_project(office, p, f"project {i + 1} ", style))
    if style["kind"] == "sheets":
        return found
    for number in style["table_order"]:
        if number in style["left_out"]:
            continue
        columns = table_columns(number, style)
        texts = table_texts(tables[number], number, style)
        found[f"table {number} rows"] = str(len(texts))
        found[f"table {number} columns"] = " ".join((c[0] + "/" if c[0] else "") + c[1] for c in columns)
        for i, row in enumerate(texts):
            for column, text in zip(columns, row):
                found[f"table {number} row {i + 1} {column[0] or ''}/{column[1]}"] = text
    for number, _, _ in narrative_of(office, figures_of(office, tables)):
        found[f"section {number}"] = "there"
    return found


def expected_project(office, p, at, style):
    name = p["name"]
    if style["sheet"] == "compact" and "项目" in SHEET_TITLES[style["sheet_title"]]:
        name += "项目"  # only the title names it, and 项目 may be of the name
    found = {at + "name": name, at + "goals": "|".join(p["goals"]), at + "indicators": str(len(p["indicators"]))}
    if style["sheet"] != "compact":
        exact = lambda fen: str(fen)
        found.update({at + "code": p["code"], at + "budget": exact(p["budget"]), at + "fiscal": exact(p["fiscal"]),
                      at + "other": exact(p["other"]) if p["other"] else ""})
    if style["sheet"] == "hebei":
        found.update({at + "unit": office["unit"] + office["unit_name"], at + "purpose": p["purpose"]})
        months = (3, 6, 10, 12)
        found.update({at + f"plan {m}": str(fen) for m, fen in zip(months, p["plan"])})
    columns, _ = indicator_columns(WORDS[style["words"]], style["order"])
    for k, row in enumerate(p["indicators"]):
        comparator, number, unit = number_in(row["value"])
        each = dict(level1=row["level1"], level2=row["level2"], level3=row["name"], comparator=comparator, number=number or "",
                    unit=unit or "", description=row["description"] if "description" in columns else "", basis=row["basis"])
        found.update({f"{at}indicator {k + 1} {key}": text for key, text in each.items()})
    return found
