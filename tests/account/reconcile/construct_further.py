"""Further passages, in still other words."""

from __future__ import annotations

from construct import Chance, D, Values, pct, q, template, up


# --- a third batch: still other wordings -----------------------------------------------------------------
@template(
    "全市地方政府债务限额{l}亿元，其中：一般债务限额{a}亿元、专项债务限额{b}亿元。截至12月底，全市地方政府债务余额为{t}亿元，其中：市级{c}亿元、区县{d}亿元；按类型分，一般债务{e}亿元、专项债务{f}亿元。",
    "sum sum l a b; sum sum t c d; sum sum t e f",
)
def _(r: Chance) -> Values:
    a, b, c, d = r.amount(60, 90), r.amount(200, 400), r.amount(60, 120), r.amount(150, 250)
    t = c + d
    e = q(t * D("0.31"), 2)
    return {"l": a + b, "a": a, "b": b, "t": t, "c": c, "d": d, "e": e, "f": t - e}


@template(
    "2024年全市一般公共预算支出执行数为{a}万元，占调整预算数{p}万元的{r}%，较2023年决算数{y}万元增支{d}万元，增幅为{g}%。",
    "ratio ratio r a p; growth growth g a y",
)
def _(r: Chance) -> Values:
    p, y = D(r.randint(900000, 1900000)), D(r.randint(700000, 850000))
    a = q(p * D("0.964"), 0)
    return {"a": a, "p": p, "r": pct(a, p), "y": y, "d": a - y, "g": q((a - y) / y * 100, 2)}


@template(
    "当年财力{t}亿元，由以下部分构成：税收收入{a}亿元、非税收入{b}亿元、上级补助收入{c}亿元、调入资金{d}亿元、上年结转{e}亿元。",
    "sum sum t a b c d e",
)
def _(r: Chance) -> Values:
    v = r.parts(5, 5, 150)
    return {"t": sum(v, D(0)), **dict(zip("abcde", v, strict=True))}


@template(
    "卫生健康支出（类）共计{t}万元，其中行政单位医疗（项）{a}万元、事业单位医疗（项）{b}万元、公务员医疗补助（项）{c}万元、其他行政事业单位医疗支出（项）{d}万元，较上年增长{g}%，增加{e}万元。",
    "sum sum t a b c d; growth growth_up g t e",
)
def _(r: Chance) -> Values:
    v = r.parts(4, 10, 300)
    t, e = sum(v, D(0)), r.amount(2, 40)
    return {"t": t, **dict(zip("abcd", v, strict=True)), "e": e, "g": up(t, e)}


@template(
    "全年全市居民人均消费支出{t}元，比上年增加{d}元，增长{g}%。其中，食品烟酒支出{a}元，占消费支出的比重（恩格尔系数）为{r}%；居住支出{b}元，占{s}%。",
    "growth growth_up g t d; share ratio s b t",
)
def _(r: Chance) -> Values:
    t, d = D(r.randint(18000, 29000)), D(r.randint(400, 1500))
    a, b = q(t * D("0.312"), 0), q(t * D("0.223"), 0)
    return {"t": t, "d": d, "g": up(t, d, 1), "a": a, "b": b, "r": pct(a, t, 1), "s": pct(b, t, 1)}


@template(
    "年末从业人员{t}万人，其中第一产业{a}万人，第二产业{b}万人，第三产业{c}万人。城镇从业人员{d}万人，占全部从业人员的{r}%。",
    "sum sum t a b c; share ratio r d t",
)
def _(r: Chance) -> Values:
    a, b, c = r.amount(50, 120), r.amount(40, 100), r.amount(80, 200)
    t = a + b + c
    d = q(t * D("0.587"), 2)
    return {"t": t, "a": a, "b": b, "c": c, "d": d, "r": pct(d, t, 1)}


@template(
    "新增专项债券{t}亿元，重点投向：交通基础设施{a}亿元，市政和产业园区{b}亿元，社会事业{c}亿元，保障性安居工程{d}亿元，其他领域{e}亿元。",
    "sum sum t a b c d e",
)
def _(r: Chance) -> Values:
    v = r.parts(5, 2, 40)
    return {"t": sum(v, D(0)), **dict(zip("abcde", v, strict=True))}


@template(
    "本单位2022年收入决算{t}万元，其中财政拨款{a}万元，占{ra}%，上级补助{b}万元，占{rb}%，其他收入{c}万元，占{rc}%。支出决算{u}万元，其中基本支出{d}万元，占{rd}%，项目支出{e}万元，占{re}%。年末结转结余{f}万元。",
    "sum sum t a b c; share ratio ra a t; share ratio rb b t; share ratio rc c t; sum sum u d e; share ratio rd d u; share ratio re e u",
)
def _(r: Chance) -> Values:
    a, b, c = r.amount(900, 3000), r.amount(90, 300), r.amount(20, 200)
    t = a + b + c
    u = t - r.amount(5, 80)
    d = q(u * D("0.712"), 2)
    return {
        "t": t,
        "a": a,
        "b": b,
        "c": c,
        "ra": pct(a, t),
        "rb": pct(b, t),
        "rc": pct(c, t),
        "u": u,
        "d": d,
        "e": u - d,
        "rd": pct(d, u),
        "re": pct(u - d, u),
        "f": t - u,
    }


@template(
    "全年完成投资{a}万元，占年度投资计划{p}万元的{r}%，同比多完成{d}万元。累计完成投资{c}万元，占总投资{w}万元的{s}%。",
    "ratio ratio r a p; share ratio s c w",
)
def _(r: Chance) -> Values:
    p, w = D(r.randint(20000, 60000)), D(r.randint(90000, 190000))
    a, c = q(p * D("1.037"), 0), q(w * D("0.684"), 0)
    return {"a": a, "p": p, "r": pct(a, p), "d": D(r.randint(500, 2000)), "c": c, "w": w, "s": pct(c, w)}


@template(
    "2021年预算执行情况：年初结余{a}万元，本年收入{b}万元，本年支出{c}万元，年末结余{d}万元。",
    "",
)
def _(r: Chance) -> Values:
    a, b, c = r.amount(50, 200), r.amount(900, 2000), r.amount(800, 900)
    return {"a": a, "b": b, "c": c, "d": a + b - c}


@template(
    "城乡低保对象{t}人（城市低保{a}人、农村低保{b}人），全年发放低保金{u}万元（城市{c}万元、农村{d}万元）；临时救助{e}人次，支出{f}万元。",
    "sum sum t a b; sum sum u c d",
)
def _(r: Chance) -> Values:
    a, b, c, d = D(r.randint(900, 5000)), D(r.randint(9000, 30000)), r.amount(500, 2500), r.amount(3000, 9000)
    return {
        "t": a + b,
        "a": a,
        "b": b,
        "u": c + d,
        "c": c,
        "d": d,
        "e": D(r.randint(100, 900)),
        "f": r.amount(10, 90),
    }


@template(
    "税收收入完成{t}亿元，增长{g}%，占一般公共预算收入的比重达{r}%；其中，增值税{a}亿元，企业所得税{b}亿元，个人所得税{c}亿元，城市维护建设税{d}亿元，其他各税{e}亿元。一般公共预算收入总额为{w}亿元。",
    "sum sum t a b c d e; share ratio r t w",
)
def _(r: Chance) -> Values:
    v = r.parts(5, 3, 90)
    t = sum(v, D(0))
    w = t + r.amount(20, 90)
    return {"t": t, "g": r.amount(1, 9, 1), "r": pct(t, w, 1), **dict(zip("abcde", v, strict=True)), "w": w}


@template(
    "全年受理行政复议案件{t}件，审结{a}件，审结率{r}%；其中维持{b}件、撤销{c}件、终止{d}件、其他方式结案{e}件。",
    "",
)
def _(r: Chance) -> Values:
    b, c, d, e = (D(r.randint(10, 200)) for _ in range(4))
    a = b + c + d + e
    t = a + D(r.randint(1, 20))
    return {"t": t, "a": a, "r": pct(a, t), "b": b, "c": c, "d": d, "e": e}


@template(
    "2025年市级一般公共预算总财力{t}亿元，包括：本级收入{a}亿元、转移性收入{b}亿元、一般债务收入{c}亿元。相应安排总支出{t2}亿元，包括：本级支出{d}亿元、转移性支出{e}亿元、债务还本支出{f}亿元。收支平衡。",
    "sum sum t a b c; sum sum t2 d e f",
)
def _(r: Chance) -> Values:
    a, b, c = r.amount(90, 200), r.amount(150, 400), r.amount(5, 40)
    t = a + b + c
    e, f = r.amount(30, 90), r.amount(3, 20)
    return {"t": t, "t2": t, "a": a, "b": b, "c": c, "d": t - e - f, "e": e, "f": f}


@template(
    "年末共有法人单位{t}家，比上年末净增{d}家，增长{g}%；其中企业法人{a}家，机关、事业法人{b}家，社会团体法人{c}家，其他法人{e}家。",
    "growth growth_up g t d; sum sum t a b c e",
)
def _(r: Chance) -> Values:
    a, b, c, e = (
        D(r.randint(9000, 30000)),
        D(r.randint(900, 3000)),
        D(r.randint(200, 900)),
        D(r.randint(200, 900)),
    )
    t, d = a + b + c + e, D(r.randint(300, 1500))
    return {"t": t, "d": d, "g": up(t, d, 1), "a": a, "b": b, "c": c, "e": e}


@template(
    "公用经费{t}万元，较上年的{y}万元下降{g}%，具体为：办公费{a}万元、印刷费{b}万元、差旅费{c}万元、维修（护）费{d}万元、其他商品和服务支出{e}万元。",
    "growth drop g t y; sum sum t a b c d e",
)
def _(r: Chance) -> Values:
    v = r.parts(5, 5, 80)
    t = sum(v, D(0))
    y = t + r.amount(5, 40)
    return {"t": t, "y": y, "g": q((y - t) / y * 100, 2), **dict(zip("abcde", v, strict=True))}


@template(
    "地区生产总值由{a}亿元增长到{b}亿元，人均可支配收入由{c}元提高到{d}元，五年年均增长{g}%；城镇化率由{e}%提升至{f}%，五年提升{h}个百分点。",
    "difference diff h f e",
)
def _(r: Chance) -> Values:
    a, c, e = r.amount(900, 2000, 0), D(r.randint(18000, 30000)), r.amount(45, 55, 1)
    d = q(c * D("1.42"), 0)
    g = q((D("1.42") ** (D(1) / 5) - 1) * 100, 1)
    f = e + r.amount(3, 8, 1)
    return {"a": a, "b": a + 600, "c": c, "d": d, "g": g, "e": e, "f": f, "h": f - e}
