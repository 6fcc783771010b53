"""The nine disclosure tables of an invented department, and what its narrative says about them.

A table is a list of rows by the meaning of their columns; how it is printed is said in forms.py.
"""
from office import wan

CLASSES = ["一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "文化旅游体育与传媒支出",
           "社会保障和就业支出", "社会保险基金支出", "卫生健康支出", "节能环保支出", "城乡社区支出", "农林水支出", "交通运输支出",
           "资源勘探工业信息等支出", "商业服务业等支出", "金融支出", "援助其他地区支出", "自然资源海洋气象等支出", "住房保障支出",
           "粮油物资储备支出", "国有资本经营预算支出", "灾害防治及应急管理支出", "预备费", "其他支出", "转移性支出",
           "债务还本支出", "债务付息支出", "债务发行费用支出", "抗疫特别国债安排的支出"]
INCOME = ["一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入", "财政专户管理资金收入", "事业收入",
          "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入"]
ECONOMIC = {"301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金",
            "30108": "机关事业单位基本养老保险缴费", "30110": "职工基本医疗保险缴费", "30113": "住房公积金", "302": "商品和服务支出",
            "30201": "办公费", "30207": "邮电费", "30211": "差旅费", "30217": "公务接待费", "30228": "工会经费",
            "30231": "公务用车运行维护费", "303": "对个人和家庭的补助", "30302": "退休费", "30305": "生活补助"}
HAN = "零一二三四五六七八九十"


def han(number):
    tens, ones = divmod(number, 10)
    return (HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (HAN[ones] if ones else "")


def classes_of(year):
    return CLASSES + (["人行科目"] if year >= 2023 else [])


def subtotals(lines, keys, name_of):
    """合计, 类, 款 and 项 with the sums of `keys`."""
    codes = sorted({line["code"][:n] for line in lines for n in (3, 5, 7)}, key=lambda c: (c[:3], c[:5], c))
    total = dict(code="", name="合计", **{key: sum(line[key] for line in lines) for key in keys})
    return [total] + [dict(code=code, name=name_of(code), **{
        key: sum(line[key] for line in lines if line["code"].startswith(code)) for key in keys}) for code in codes]


FUNDS = ("general", "fund", "capital")


def function_lines(office, funds):
    rows = []
    for line in office["lines"]:
        if line["fund"] in funds:
            carry = office["carry"].get(line["code"], 0)
            total = line["basic"] + line["project"]
            rows.append(dict(code=line["code"], total=total, basic=line["basic"], project=line["project"], carry=carry,
                             income=total - carry, appropriation=total - carry,
                             **{f"from_{fund}": total - carry if fund == line["fund"] else 0 for fund in FUNDS}))
    return rows


def tables_of(office):
    """{number: [row]}; a row maps the meaning of a column to 分, or to text for names and codes."""
    names = office["names"].__getitem__
    everything = function_lines(office, ("general", "fund", "capital"))
    by_fund = {fund: function_lines(office, (fund,)) for fund in ("general", "fund", "capital")}
    keys = ("total", "basic", "project", "carry", "income", "appropriation", *(f"from_{fund}" for fund in FUNDS))
    sums = {fund: sum(r["total"] for r in rows) for fund, rows in by_fund.items()}
    carry = sum(office["carry"].values())
    total = sum(sums.values())
    classes = classes_of(office["year"])
    amount_of = {name: {fund: sum(r["total"] for r in rows if names(r["code"][:3]) == name)
                        for fund, rows in by_fund.items()} for name in classes}
    incomes = [sums["general"] - carry, sums["fund"], sums["capital"]] + [0] * 6
    t1, t4 = [], []
    for i, name in enumerate(classes):
        known = amount_of[name]
        t1.append(dict(item=f"{han(i + 1)}、{INCOME[i]}" if i < 9 else "", amount=incomes[i] if i < 9 else 0,
                       spending=f"{han(i + 1)}、{name}", spent=sum(known.values())))
        t4.append(dict(item=f"{han(i + 1)}、{INCOME[i][:-2]}" if i < 3 else "", amount=incomes[i] if i < 3 else 0,
                       spending=f"{han(i + 1)}、{name}", spent=sum(known.values()), **known))
    t1 += [dict(item="本年收入合计", amount=total - carry, spending="本年支出合计", spent=total),
           dict(item="上年结转结余", amount=carry, spending="年终结转结余", spent=0),
           dict(item="收入总计", amount=total, spending="支出总计", spent=total)]
    none = dict(general=0, fund=0, capital=0)
    t4 += [dict(item="本年收入合计", amount=total - carry, spending="本年支出合计", spent=total, **sums),
           dict(item="年初财政拨款结转和结余", amount=carry, spending="年末财政拨款结转和结余", spent=0, **none)]
    t4 += [dict(item=f"{han(i + 1)}、{INCOME[i][:-2]}", amount=carry if i == 0 else 0, spending="", spent=0, **none)
           for i in range(3)]
    t4.append(dict(item="收入总计", amount=total, spending="支出总计", spent=total, **sums))
    economic = [dict(code=code, total=fen, people=0 if code[:3] == "302" else fen, office=fen if code[:3] == "302" else 0)
                for code, fen in office["economic"].items()]
    codes = sorted({line["code"][:n] for line in economic for n in (3, 5)})
    t6 = [dict(code="", name="合计", **{k: sum(e[k] for e in economic) for k in ("total", "people", "office")})]
    t6 += [dict(code=code, name=ECONOMIC[code], **{
        k: sum(e[k] for e in economic if e["code"].startswith(code)) for k in ("total", "people", "office")}) for code in codes]
    guests = office["economic"]["30217"] + office["guests_in_projects"]
    cars = office["economic"]["30231"]
    t9 = [dict(item=item, total=fen, general=fen, fund=0, capital=0) for item, fen in [
        ("合计", guests + cars), ("“三公”经费小计", guests + cars), ("一、因公出国（境）费", 0), ("其中：教学科研人员因公出国（境）费", 0),
        ("其他因公出国（境）费", 0), ("二、公务用车购置及运维费", cars), ("其中：公务用车购置费", 0), ("公务用车运行维护费", cars),
        ("三、公务接待费", guests)]]
    return {1: t1, 2: subtotals(everything, keys, names), 3: subtotals(everything, keys, names), 4: t4,
            5: subtotals(by_fund["general"], keys, names), 6: t6,
            7: subtotals(by_fund["fund"], keys, names) if by_fund["fund"] else [],
            8: subtotals(by_fund["capital"], keys, names) if by_fund["capital"] else [], 9: t9}


def figures_of(office, tables):
    """What the narrative tells, in 分."""
    first, spent, basics, public = tables[2][0], tables[3][0], tables[6][0], tables[9]
    before = office["last_year"]
    return dict(total=first["total"], general=tables[1][0]["amount"], fund=tables[1][1]["amount"],
                capital=tables[1][2]["amount"], carry=first["carry"], basic=spent["basic"], project=spent["project"],
                people=basics["people"], office=basics["office"], three=public[1]["total"], cars=public[5]["total"],
                guests=public[8]["total"], change=first["total"] - before, before=before,
                assets=sum(kind[2] for kind in office["assets"]))


def narrative_of(office, figures):
    """[(section number, heading without its number, [paragraph])]."""
    year, name = office["year"], office["name"]
    f = {key: wan(value) for key, value in figures.items()}
    grown = figures["change"] >= 0
    word, rate = ("增加", "增长") if grown else ("减少", "下降")
    change = wan(abs(figures["change"]))
    percent = f"{(abs(figures['change']) * 20000 // figures['before'] + 1) // 2 / 100:.2f}"
    return [
        (1, "部门职责及机构设置情况", [f"{name}贯彻执行国家有关方针政策，承担辖区内相关行业的管理和服务工作。"]),
        (2, "部门预算安排的总体情况", [
            f"1、收入说明：{year}年预算收入{f['total']}万元，其中：一般公共预算收入{f['general']}万元，基金预算收入{f['fund']}万元，"
            f"国有资本经营预算收入{f['capital']}万元，上年结转结余{f['carry']}万元。",
            f"2、支出说明：{year}年支出预算{f['total']}万元，其中基本支出{f['basic']}万元，包括人员经费{f['people']}万元和日常公用经费"
            f"{f['office']}万元；项目支出{f['project']}万元。",
            f"3、比上年增减情况：{year}年预算收支安排{f['total']}万元，较{year - 1}年预算{word}{change}万元，{rate}{percent}%。"]),
        (3, "机关运行经费安排情况", [f"{year}年机关运行经费安排{f['office']}万元，主要用于办公费、差旅费、邮电费等支出。"]),
        (4, "财政拨款“三公”经费预算情况及增减变化原因", [
            f"{year}年财政拨款“三公”经费预算安排{f['three']}万元，其中因公出国（境）费0万元；公务用车购置及运维费{f['cars']}万元"
            f"（其中：公务用车购置费0万元，公务用车运行维护费{f['cars']}万元）；公务接待费{f['guests']}万元。与{year - 1}年持平。"]),
        (5, "预算绩效信息", [f"{name}按要求编制了部门整体绩效目标和项目绩效目标。"]),
        (6, "政府采购预算情况", [f"{year}年未安排政府采购预算。"]),
        (7, "国有资产信息", [f"{name}上年末固定资产金额为{f['assets']}万元。"]),
        (8, "名词解释", ["基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"]),
        (9, "其他需要说明的事项", ["无其他需要说明的事项。"])]
