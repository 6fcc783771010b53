"""Goal sheets in the forms of many offices, and what a reader must find in them."""
from office import number_in, wan
from printing import Cell, Table, Text
from tables import han

UNITS = {"万元": 1000000, "元": 100, "千元": 100000, "亿元": 10000000000}

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
          ("3月31日", "6月30日", "10月31日", "12月31日"), ("一季度", "二季度", "10月", "全年"),
          ("4月底", "7月底", "9月底", "12月底"), ("一季度", "二季度", "三季度", "四季度"),
          ("1-3月", "1-6月", "1-10月", "1-12月"), ("３月底", "６月底", "１０月底", "１２月底"),
          ("截至3月末累计", "截至6月末累计", "截至10月末累计", "截至12月末累计"),
          ("第一季度末", "第二季度末", "第三季度末", "第四季度末"), ("2月末", "5月末", "8月末", "年底")]
NODES = {4: (4, 7, 9, 12), 5: (3, 6, 9, 12), 9: (3, 6, 9, 12), 10: (2, 5, 8, 12)}
SHEET_TITLES = ["{n}.{name}绩效目标表", "{n}、{name}绩效目标表", "（{han}）{name}绩效目标表", "附件{n}：{name}项目绩效目标表",
                "{name}绩效目标表", "{name}项目支出绩效目标申报表"]


def money(fen, unit, commas=False):
    if unit == "万元":
        text = wan(fen)
    else:
        decimals = 6 if unit == "亿元" else 2
        whole, rest = divmod(abs(fen), UNITS[unit])
        text = f"{'-' if fen < 0 else ''}{whole}.{rest * 10 ** decimals // UNITS[unit]:0{decimals}d}"
    if not commas:
        return text
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}.{rest}"


WIDE = str.maketrans("0123456789%.ABCDEFGHIJKLMNOPQRSTUVWXYZ", "０１２３４５６７８９％．ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ")


def shown(text, style):
    """A figure or code as the style prints it."""
    return text.translate(WIDE) if style["wide"] else text


GOAL_MARKS = {"dot": "{n}.{goal}", "comma": "{n}、{goal}", "bracket": "（{n}）{goal}", "circle": "{circle}{goal}",
              "named": "目标{n}：{goal}", "lines": "{n}.{goal}", "han": "{han}、{goal}"}


def goals_text(goals, mark="dot"):
    joined = "\n" if mark == "lines" else " " if mark == "dot" else ""
    return joined.join(GOAL_MARKS[mark].format(n=i, goal=goal, han=han(i), circle="①②③④⑤"[i - 1]) for i, goal in enumerate(goals, 1))


ORDERS = {
    "plain": ["level1", "level2", "level3", "description", "value", "basis"],
    "value_first": ["level1", "level2", "level3", "value", "description", "basis"],
    "parted": ["level1", "level2", "level3", "description", "sign", "number", "unit", "basis"],
    "grouped": ["level1", "level2", "level3", "description", "sign", "number", "unit", "basis"],
    "short": ["level1", "level2", "level3", "value", "basis"],
    "basis_first": ["level1", "level2", "level3", "basis", "description", "value"],
    "counted": ["count", "level1", "level2", "level3", "description", "value", "basis"],
    "weighted": ["level1", "level2", "level3", "description", "value", "weight", "basis", "remark"],
    "kinds": ["level1", "level2", "level3", "kind", "number", "unit", "weight", "direction"],
    "unknown": ["level1", "level2", "level3", "value", "basis", "keeper", "due"],
    "two_levels": ["level2", "level3", "description", "value", "basis"],
    "last_year": ["level1", "level2", "level3", "before", "value", "basis"],
}
SIGNS = {">=": "≥", "<=": "≤"}


def indicator_columns(words, order):
    columns = ORDERS[order]
    names = dict(words, sign="符号", number=words["value"], unit="计量单位", count="序号", weight="权重", remark="备注",
                 kind="指标性质", direction="指标方向性", before="上年指标值",
                 keeper="责任科室", due="完成时限")
    if order == "grouped":
        names["number"] = "数值"
    return columns, [names[c] for c in columns]


def indicator_cell(row, column, style, at, count):
    comparator, number, unit = number_in(row["value"])
    if column in ("sign", "number", "unit", "kind"):
        sign = SIGNS.get(comparator, "")
        parts = dict(sign=sign, number=number, unit=unit, kind=sign or "＝") if number else dict(
            sign="", number=row["value"], unit="", kind="定性")
        return shown(parts[column], style)
    if column in ("count", "weight", "remark", "direction", "before", "keeper", "due"):
        return dict(keeper="业务科", due="按时",count=str(at + 1), weight=str(10 if at else 100 - 10 * count), remark="", direction="正向指标", before=row["value"])[column]
    if column == "level1" and style["points"]:
        return row["level1"] + "（30分）"
    return shown(row["value"], style) if column == "value" else row["name" if column == "level3" else column]


def indicator_rows(project, style, words):
    """(number of header rows, rows)."""
    columns, names = indicator_columns(words, style["order"])
    rows, printed = [[Cell(name) for name in names]], None
    if style["order"] == "grouped":
        at = columns.index("sign")
        rows = [[Cell(n, 1, 2) for n in names[:at]] + [Cell(words["value"], 3)] + [Cell(n, 1, 2) for n in names[at + 3:]],
                [Cell(n) for n in names[at:at + 3]]]
    header = len(rows)
    for at, row in enumerate(project["indicators"]):
        cells = [Cell(indicator_cell(row, c, style, at, len(project["indicators"]))) for c in columns]
        run = sum(1 for _ in takewhile_same(project["indicators"], at))
        level1 = columns.index("level1") if "level1" in columns else None
        if level1 is not None and style["level1"] == "merged":
            cells = cells[:level1] + ([cells[level1]._replace(down=run)] if row["level1"] != printed else []) + cells[level1 + 1:]
        elif level1 is not None and style["level1"] == "once" and row["level1"] == printed:
            cells[level1] = Cell("")
        printed = row["level1"]
        rows.append(cells)
    return header, rows


def takewhile_same(rows, at):
    for row in rows[at:]:
        if row["level1"] != rows[at]["level1"]:
            return
        yield row


def paged(table, page, between, again=True):
    """The table cut every `page` rows, the header printed again or not; tall cells are left whole."""
    if not page or any(cell.down > 1 for row in table.rows[table.header:] for cell in row):
        return [table]
    head, body = table.rows[:table.header], table.rows[table.header:]
    blocks = []
    for at in range(0, max(len(body), 1), page):
        blocks += between if at else []
        blocks.append(Table((head if again or not at else []) + body[at:at + page], table.header if again or not at else 0))
    return blocks


def plan_texts(project, style):
    if style["plan"] == "amount":
        return [amount_text(fen, style) for fen in project["plan"]]
    sign = "%" if style["plan"] == "percent_sign" else ""
    return [shown(f"{share}{sign}", style) for share in plan_shares(project)]


def plan_shares(project):
    return [round(fen * 100 / project["budget"]) for fen in project["plan"]]


def amount_text(fen, style):
    text = shown(money(fen, style["unit"], style["commas"]), style)
    return text + style["unit"] if style["unit_in_cell"] else text


def other_text(project, style):
    return amount_text(project["other"], style) if project["other"] else style["nil"]


def national_head(office, project, style, wide):
    amount = lambda fen: amount_text(fen, style)
    return [[Cell("项目名称"), Cell(project["name"], wide)],
            [Cell("项目编码"), Cell(shown(project["code"], style), wide)],
            [Cell("主管部门"), Cell(office["name"], wide - 2), Cell("实施单位"), Cell(office["unit_name"])],
            [Cell(f"项目资金（{style['unit']}）", 1, 3), Cell("年度资金总额", wide - 1), Cell(amount(project["budget"]))],
            [Cell("其中：财政拨款", wide - 1), Cell(amount(project["fiscal"]))],
            [Cell("其他资金", wide - 1), Cell(other_text(project, style))],
            [Cell("年度总体目标"), Cell(goals_text(project["goals"], style["goal_mark"]), wide)]]


def hebei_head(office, project, style, words):
    months, plan = MONTHS[style["months"]], plan_texts(project, style)
    label = words["plan"] if style["plan"] == "amount" else "资金支出计划（%）"
    amount = lambda fen: amount_text(fen, style)
    names = [Cell(words["code"]), Cell(shown(project["code"], style), 2), Cell(words["name"]), Cell(project["name"], 3)]
    if style["name_first"]:
        names = [Cell(words["name"]), Cell(project["name"], 2), Cell(words["code"]), Cell(shown(project["code"], style), 3)]
    unit = [[Cell("预算单位"), Cell(office["unit"] + office["unit_name"], 6)]] if style["unit_row"] else []
    return unit + [
        names,
        [Cell(words["group"], 1, 2), Cell(words["budget"]), Cell(amount(project["budget"])), Cell(words["fiscal"]),
         Cell(amount(project["fiscal"])), Cell(words["other"]), Cell(other_text(project, style))],
        [Cell(project["purpose"], 6)],
        [Cell(label, 1, 2), Cell(months[0], 2), Cell(months[1]), Cell(months[2]), Cell(months[3], 2)],
        [Cell(plan[0], 2), Cell(plan[1]), Cell(plan[2]), Cell(plan[3], 2)],
        [Cell(words["goals"]), Cell(goals_text(project["goals"], style["goal_mark"]), 6)]]


def colon_head(office, project, style, words):
    """项目编码：… in one cell or line, no two columns."""
    amount = lambda fen: amount_text(fen, style)
    return [f"{words['code']}：{shown(project['code'], style)}", f"{words['name']}：{project['name']}",
            f"预算单位：{office['unit']}{office['unit_name']}", f"{words['budget']}：{amount(project['budget'])}",
            f"{words['fiscal'].replace('其中：', '').replace('其中:', '')}：{amount(project['fiscal'])}",
            f"{words['other']}：{other_text(project, style) or '0.00'}", f"资金用途：{project['purpose']}",
            f"{words['goals']}：{goals_text(project['goals'], style['goal_mark'])}"]


def sheet_blocks(office, project, index, style):
    words, unit = WORDS[style["words"]], style["unit"]
    title = SHEET_TITLES[style["sheet_title"]].format(n=index, han=han(index), name=project["name"])
    blocks = [Text(title)]
    header, rows = indicator_rows(project, style, words)
    wide = len(indicator_columns(words, style["order"])[0])
    if style["sheet"] == "national":
        blocks = [Text("项目支出绩效目标表"), Text(f"（{office['year']}年度）")]
        body = [[Cell("绩效指标", 1, len(rows))] + rows[0]] + rows[1:]
        return blocks + [Table(national_head(office, project, style, wide) + body, 0)]
    if style["sheet"] == "compact":
        head = [[Cell(words["goals"], 3), Cell(goals_text(project["goals"], style["goal_mark"]), wide - 3)]]
        return blocks + [Table(head + rows, 1)]
    if style["sheet"] == "colon":
        head = colon_head(office, project, style, words)
        return blocks + [Text(f"单位：{unit}"), Table([[Cell(line, wide)] for line in head] + rows, 0)]
    if style["sheet"] == "lines":
        return blocks + [Text(f"单位：{unit}")] + [Text(line) for line in colon_head(office, project, style, words)] + [Table(rows, header)]
    head = hebei_head(office, project, style, words)
    furniture = [Text(f"单位：{unit}")] if style["unit_row"] else [Text(f"{office['unit']} {office['unit_name']}"), Text(f"单位：{unit}")]
    if style["joined"]:
        rows = [row[:-1] + [row[-1]._replace(across=2)] if at != 1 or header == 1 else row for at, row in enumerate(rows)]
        return blocks + furniture + [Table(head + rows, 0)]
    return blocks + furniture + [Table(head, 0)] + paged(Table(rows, header), style["page"], running_lines(office, style), style["again"])


def running_lines(office, style):
    """What stands between two pages beside the table."""
    return [Text("— 12 —"), Text(f"{office['name']}{office['year']}年部门预算")] if style["running"] else []


def expected_project(office, p, at, style):
    name = p["name"]
    if style["sheet"] == "compact" and "项目" in SHEET_TITLES[style["sheet_title"]]:
        name += "项目"  # only the title names it, and 项目 may be of the name
    found = {at + "name": name, at + "goals": "|".join(p["goals"]), at + "indicators": str(len(p["indicators"]))}
    if style["sheet"] != "compact":
        found.update({at + "code": p["code"], at + "budget": str(p["budget"]), at + "fiscal": str(p["fiscal"]),
                      at + "other": str(p["other"]) if p["other"] else "0" if style["sheet"] in ("colon", "lines") else ""})
    if style["sheet"] in ("hebei", "colon", "lines"):
        found.update({at + "unit": office["unit"] + office["unit_name"], at + "purpose": p["purpose"]})
    if style["sheet"] == "hebei":
        plan = p["plan"] if style["plan"] == "amount" else [p["budget"] * share // 100 for share in plan_shares(p)]
        found.update({at + f"plan {m}": str(fen) for m, fen in zip(NODES.get(style["months"], (3, 6, 10, 12)), plan)})
    columns, _ = indicator_columns(WORDS[style["words"]], style["order"])
    for k, row in enumerate(p["indicators"]):
        comparator, number, unit = number_in(row["value"])
        each = dict(level1=row["level1"], level2=row["level2"], level3=row["name"],
                    comparator=comparator, number=number or "", unit=unit or "",
                    description=row["description"], basis=row["basis"])
        each.update({key: "" for key in ("description", "basis") if key not in columns})
        found.update({f"{at}indicator {k + 1} {key}": text for key, text in each.items()})
    return found
