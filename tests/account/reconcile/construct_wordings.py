"""Passages that say the same relations in other words."""

from __future__ import annotations

from construct import Chance, D, Values, down, pct, q, template, up


# --- other wordings of the same relations ---------------------------------------------------------------
@template(
    "2020年度总收入{t}万元。其中：\n1.一般公共预算拨款收入{a}万元，为省级财政当年拨付的资金；\n2.其他收入{b}万元，主要为存款利息；\n3.上年结转和结余{c}万元。\n"
    "2020年度总支出{u}万元。其中：\n1.公共安全支出{d}万元，主要用于日常运转；\n2.社会保障和就业支出{e}万元，主要用于离退休人员支出；\n3.住房保障支出{f}万元；\n4.年末结转和结余{g}万元。",
    "sum sum t a b c; sum sum u d e f g",
)
def _(r: Chance) -> Values:
    v = r.parts(3, 30, 3000) + r.parts(4, 30, 2000)
    return {"t": sum(v[:3], D(0)), "u": sum(v[3:], D(0)), **dict(zip("abcdefg", v, strict=True))}


@template(
    "2021年度财政拨款支出年初预算{p}万元，决算数为{a}万元，完成年初预算的{r}%。与上年决算数{y}万元相比，减少{d}万元，下降{g}%。",
    "ratio ratio r a p; growth growth_down g a d",
)
def _(r: Chance) -> Values:
    p, y = r.amount(900, 3000), r.amount(900, 3000)
    a = min(p, y) - r.amount(20, 90)
    return {"p": p, "a": a, "r": pct(a, p), "y": y, "d": y - a, "g": down(a, y - a)}


@template(
    "基本支出{a}万元，占总支出的{ra}%；项目支出{b}万元，占总支出的{rb}%。总支出{t}万元，较2019年的{y}万元增加{d}万元，增幅{g}%。",
    "share ratio ra a t; share ratio rb b t; growth growth g t y",
)
def _(r: Chance) -> Values:
    a, b, y = r.amount(900, 3000), r.amount(400, 1800), r.amount(800, 1200)
    t = a + b
    return {
        "a": a,
        "b": b,
        "t": t,
        "ra": pct(a, t),
        "rb": pct(b, t),
        "y": y,
        "d": t - y,
        "g": q((t - y) / y * 100, 2),
    }


@template(
    "全县完成地方一般公共预算收入{t}万元，同比增收{d}万元，增长{r}%。其中：税收收入完成{a}万元，占地方一般公共预算收入的{ra}%；非税收入完成{b}万元，占地方一般公共预算收入的{rb}%。"
    "分部门看：税务部门完成{c}万元，财政部门完成{e}万元。",
    "growth growth_up r t d; sum sum t a b; share ratio ra a t; share ratio rb b t; sum sum t c e",
)
def _(r: Chance) -> Values:
    a, b = D(r.randint(40000, 90000)), D(r.randint(10000, 50000))
    t = a + b
    d = D(r.randint(900, 9000))
    c = a + D(r.randint(900, 5000))
    return {
        "t": t,
        "d": d,
        "r": up(t, d),
        "a": a,
        "b": b,
        "ra": pct(a, t),
        "rb": pct(b, t),
        "c": c,
        "e": t - c,
    }


@template(
    "2022年，全市一般公共预算支出{t}亿元，比上年增加{d}亿元，增长{g}%。其中，教育支出{a}亿元，科学技术支出{b}亿元，社会保障和就业支出{c}亿元，卫生健康支出{e}亿元，节能环保支出{f}亿元，其他支出{h}亿元。",
    "growth growth_up g t d; sum sum t a b c e f h",
)
def _(r: Chance) -> Values:
    v = r.parts(6, 10, 150)
    t, d = sum(v, D(0)), r.amount(5, 40)
    return {"t": t, "d": d, "g": up(t, d), **dict(zip("abcefh", v, strict=True))}


@template(
    "全年共立案{t}起，其中刑事案件{a}起、治安案件{b}起，较去年同期分别下降12.5%、8.3%；抓获违法犯罪嫌疑人{u}人（男性{c}人、女性{d}人）。",
    "sum sum t a b; sum sum u c d",
)
def _(r: Chance) -> Values:
    a, b, c, d = (
        D(r.randint(200, 900)),
        D(r.randint(900, 4000)),
        D(r.randint(200, 900)),
        D(r.randint(50, 300)),
    )
    return {"t": a + b, "a": a, "b": b, "u": c + d, "c": c, "d": d}


@template(
    "年末全市拥有各类学校{t}所，其中：小学{a}所，初中{b}所，普通高中{c}所，中等职业学校{d}所，其他学校{e}所。在校学生{u}人，同比增加{f}人，增长{g}%。",
    "sum sum t a b c d e; growth growth_up g u f",
)
def _(r: Chance) -> Values:
    v = [D(r.randint(10, 300)) for _ in range(5)]
    u, f = D(r.randint(200000, 600000)), D(r.randint(2000, 20000))
    return {"t": sum(v, D(0)), **dict(zip("abcde", v, strict=True)), "u": u, "f": f, "g": up(u, f)}


@template(
    "专项资金共安排{t}万元，具体如下：\n（一）道路交通安全整治{a}万元；\n（二）执法装备购置{b}万元；\n（三）信息化建设{c}万元；\n（四）宣传教育{d}万元。\n截至年底已支出{s}万元，执行率{r}%。",
    "sum sum t a b c d; ratio ratio r s t",
)
def _(r: Chance) -> Values:
    v = r.parts(4, 30, 900)
    t = sum(v, D(0))
    s = q(t * D("0.931"), 2)
    return {"t": t, **dict(zip("abcd", v, strict=True)), "s": s, "r": pct(s, t)}


@template(
    "2025年，全市一般公共预算收入预期{p}亿元，比2024年完成数{y}亿元增长{g}%。一般公共预算支出安排{t}亿元，其中市本级{a}亿元，县（市、区）{b}亿元。",
    "growth growth g p y; sum sum t a b",
)
def _(r: Chance) -> Values:
    y, a, b = r.amount(200, 400), r.amount(50, 150), r.amount(150, 400)
    p = q(y * D("1.045"), 2)
    return {"p": p, "y": y, "g": q((p - y) / y * 100, 1), "t": a + b, "a": a, "b": b}


@template(
    "公务用车购置及运行维护费支出{t}万元，其中，公务用车购置支出{a}万元，公务用车运行维护费支出{b}万元。公务用车保有量{n}辆，车均运行维护费{m}万元。比上年减少{d}万元，下降{r}%。",
    "sum sum t a b",
)
def _(r: Chance) -> Values:
    a, b = r.amount(18, 60), r.amount(20, 60)
    n = D(r.randint(8, 30))
    d = r.amount(1, 9)
    return {"t": a + b, "a": a, "b": b, "n": n, "m": q(b / n, 2), "d": d, "r": down(a + b, d)}


@template(
    "全市规模以上工业企业实现营业收入{t}亿元，增长{g}%；实现利润总额{p}亿元，增长3.4%；营业收入利润率为{r}%。全年建筑业总产值{u}亿元，其中，建筑工程产值{a}亿元，安装工程产值{b}亿元，其他产值{c}亿元。",
    "sum sum u a b c",
)
def _(r: Chance) -> Values:
    t, p = r.amount(2000, 6000), r.amount(90, 300)
    a, b, c = r.amount(300, 900), r.amount(20, 90), r.amount(5, 30)
    return {"t": t, "g": r.amount(1, 9, 1), "p": p, "r": pct(p, t), "u": a + b + c, "a": a, "b": b, "c": c}


@template(
    "2023年全省一般公共预算总收入{t}亿元，包括：地方一般公共预算收入{a}亿元，中央补助收入{b}亿元，地方政府一般债务收入{c}亿元，上年结转收入{d}亿元，调入资金等{e}亿元。总支出{u}亿元，包括：一般公共预算支出{f}亿元，上解中央支出{g}亿元，债务还本支出{h}亿元，安排预算稳定调节基金等{i}亿元。收支相抵，结转下年支出{k}亿元。",
    "sum sum t a b c d e; sum sum u f g h i; difference diff k t u",
)
def _(r: Chance) -> Values:
    v = r.parts(5, 100, 3000)
    t = sum(v, D(0))
    k = r.amount(50, 200)
    g, h, i = r.amount(10, 90), r.amount(100, 500), r.amount(50, 200)
    return {
        "t": t,
        **dict(zip("abcde", v, strict=True)),
        "u": t - k,
        "f": t - k - g - h - i,
        "g": g,
        "h": h,
        "i": i,
        "k": k,
    }


@template(
    "全年新增城镇就业{t}人，完成年度目标任务{p}人的{r}%。发放创业担保贷款{a}万元，完成任务数{b}万元的{s}%。",
    "ratio ratio r t p; ratio ratio s a b",
)
def _(r: Chance) -> Values:
    p, b = D(r.randint(20, 60) * 1000), D(r.randint(20, 60) * 1000)
    t, a = p + D(r.randint(500, 9000)), b + D(r.randint(500, 9000))
    return {"t": t, "p": p, "r": pct(t, p), "a": a, "b": b, "s": pct(a, b)}


@template(
    "政府性基金收入{t}万元，为调整预算的{x}%，其中：国有土地使用权出让收入{a}万元，城市基础设施配套费收入{b}万元，污水处理费收入{c}万元，其他政府性基金收入{d}万元。政府性基金支出{u}万元，其中：城乡社区支出{e}万元，债务付息支出{f}万元，其他支出{g}万元。",
    "sum sum t a b c d; sum sum u e f g",
)
def _(r: Chance) -> Values:
    v = [D(r.randint(500, 90000)) for _ in range(7)]
    return {
        "t": sum(v[:4], D(0)),
        "u": sum(v[4:], D(0)),
        "x": r.amount(80, 120, 1),
        **dict(zip("abcdefg", v, strict=True)),
    }


@template(
    "单位编制{n}人，年末实有在职人员{t}人，其中行政编制{a}人、事业编制{b}人；离退休人员{u}人，其中离休{c}人、退休{d}人。在职人员控制率{r}%。",
    "sum sum t a b; sum sum u c d",
)
def _(r: Chance) -> Values:
    a, b, c, d = D(r.randint(40, 90)), D(r.randint(10, 60)), D(r.randint(1, 5)), D(r.randint(20, 90))
    n = a + b + D(r.randint(1, 9))
    return {"n": n, "t": a + b, "a": a, "b": b, "u": c + d, "c": c, "d": d, "r": pct(a + b, n)}


@template(
    "2024年末资产总额{t}万元，其中流动资产{a}万元，固定资产净值{b}万元，在建工程{c}万元，无形资产净值{d}万元。资产总额较上年末增加{e}万元，增长{g}%。负债总额{f}万元，净资产{h}万元。",
    "sum sum t a b c d; growth growth_up g t e",
)
def _(r: Chance) -> Values:
    v = r.parts(4, 50, 5000)
    t, e, f = sum(v, D(0)), r.amount(20, 300), r.amount(50, 400)
    return {"t": t, **dict(zip("abcd", v, strict=True)), "e": e, "g": up(t, e), "f": f, "h": t - f}


@template(
    "全年累计发布路况信息{t}条，其中微信{a}条、微博{b}条、客户端{c}条；接处警{u}起，同比减少{d}起，下降{g}%。",
    "sum sum t a b c; growth growth_down g u d",
)
def _(r: Chance) -> Values:
    a, b, c = (D(r.randint(200, 3000)) for _ in range(3))
    u, d = D(r.randint(3000, 9000)), D(r.randint(100, 900))
    return {"t": a + b + c, "a": a, "b": b, "c": c, "u": u, "d": d, "g": down(u, d)}


@template(
    "2025年预算总额比2024年减少{d}万元，下降{g}%，总额为{t}万元。其中：人员类项目{a}万元，运转类项目{b}万元，特定目标类项目{c}万元。",
    "sum sum t a b c",
)
def _(r: Chance) -> Values:
    a, b, c = r.parts(3, 100, 3000)
    t, d = a + b + c, r.amount(20, 200)
    return {"d": d, "g": down(t, d), "t": t, "a": a, "b": b, "c": c}


@template(
    "共检查企业{t}家次，发现隐患{u}处，已整改{a}处，正在整改{b}处，整改率{r}%。处罚{n}起，罚款{m}万元。",
    "sum sum u a b; ratio ratio r a u",
)
def _(r: Chance) -> Values:
    a, b = D(r.randint(200, 900)), D(r.randint(10, 90))
    return {
        "t": D(r.randint(100, 900)),
        "u": a + b,
        "a": a,
        "b": b,
        "r": pct(a, a + b),
        "n": D(r.randint(5, 90)),
        "m": r.amount(5, 90),
    }
