"""Passages of bulletins, reports of work and self-evaluations."""

from __future__ import annotations

from construct import Chance, D, Values, down, pct, q, template, up


# --- bulletins -----------------------------------------------------------------------------------------
@template(
    "全年地区生产总值{t}亿元，按不变价格计算，比上年增长{g}%。分产业看，第一产业增加值{a}亿元，增长3.1%；第二产业增加值{b}亿元，增长5.6%；第三产业增加值{c}亿元，增长4.9%。三次产业结构为{ra}∶{rb}∶{rc}。",
    "sum sum t a b c; share ratio ra a t; share ratio rb b t; share ratio rc c t",
)
def _(r: Chance) -> Values:
    a, b, c = r.amount(100, 500), r.amount(800, 2500), r.amount(900, 2900)
    t = a + b + c
    ra, rb = pct(a, t, 1), pct(b, t, 1)
    return {"t": t, "a": a, "b": b, "c": c, "g": r.amount(2, 8, 1), "ra": ra, "rb": rb, "rc": pct(c, t, 1)}


@template(
    "全年社会消费品零售总额{t}亿元，比上年增长{g}%。按经营地统计，城镇消费品零售额{a}亿元，增长{ga}%；乡村消费品零售额{b}亿元，增长{gb}%。按消费类型统计，商品零售额{c}亿元；餐饮收入{d}亿元。",
    "sum sum t a b; sum sum t c d",
)
def _(r: Chance) -> Values:
    a, b = r.amount(500, 1500), r.amount(100, 400)
    t = a + b
    d = q(t * D("0.113"), 2)
    ga, gb = r.amount(2, 8, 1), r.amount(2, 8, 1)
    prior = a / (1 + ga / 100) + b / (1 + gb / 100)
    return {
        "t": t,
        "a": a,
        "b": b,
        "c": t - d,
        "d": d,
        "ga": ga,
        "gb": gb,
        "g": q((t - prior) / prior * 100, 1),
    }


@template(
    "年末全市户籍人口{t}万人，其中，男性{a}万人，女性{b}万人。年末常住人口{u}万人，其中，城镇人口{c}万人，乡村人口{d}万人，城镇化率{r}%，比上年提高0.8个百分点。",
    "sum sum t a b; sum sum u c d; ratio ratio r c u",
)
def _(r: Chance) -> Values:
    a, b, c, d = r.amount(150, 300), r.amount(150, 300), r.amount(150, 300), r.amount(90, 200)
    return {"t": a + b, "a": a, "b": b, "u": c + d, "c": c, "d": d, "r": pct(c, c + d)}


@template(
    "全年货物进出口总额{t}亿元，增长{g}%。其中，出口{a}亿元，进口{b}亿元，贸易顺差{s}亿元。对共建“一带一路”国家进出口{c}亿元，占进出口总额的{r}%。",
    "sum sum t a b; difference diff s a b; share ratio r c t",
)
def _(r: Chance) -> Values:
    a, b = r.amount(800, 1900), r.amount(300, 700)
    c = q((a + b) * D("0.417"), 2)
    return {"t": a + b, "a": a, "b": b, "s": a - b, "c": c, "r": pct(c, a + b), "g": r.amount(2, 9, 1)}


@template(
    "全年粮食总产量{t}万吨，比上年增加{d}万吨，增长{r}%。其中，夏粮产量{a}万吨，秋粮产量{b}万吨。蔬菜产量{c}万吨，减少{e}万吨，下降{re}%。",
    "growth growth_up r t d; sum sum t a b; growth growth_down re c e",
)
def _(r: Chance) -> Values:
    a, b, c = r.amount(80, 200), r.amount(90, 250), r.amount(100, 300)
    t, d, e = a + b, r.amount(2, 12), r.amount(2, 12)
    return {"t": t, "d": d, "r": up(t, d), "a": a, "b": b, "c": c, "e": e, "re": down(c, e)}


@template(
    "全年授权专利{t}件，其中发明专利{a}件、实用新型专利{b}件、外观设计专利{c}件。年末共有普通高等学校12所，在校学生{s}万人；中等职业学校（机构）36所。",
    "sum sum t a b c",
)
def _(r: Chance) -> Values:
    a, b, c = (D(r.randint(*k)) for k in ((500, 3000), (3000, 9000), (700, 2000)))
    return {"t": a + b + c, "a": a, "b": b, "c": c, "s": r.amount(9, 30)}


@template(
    "年末金融机构人民币各项存款余额{t}亿元，比年初增加{d}亿元，增长{r}%，其中住户存款余额{a}亿元。各项贷款余额{u}亿元，比年初增加{e}亿元，增长{re}%。",
    "growth growth_up r t d; growth growth_up re u e",
)
def _(r: Chance) -> Values:
    t, u, d, e = r.amount(3000, 9000), r.amount(2000, 8000), r.amount(100, 700), r.amount(100, 700)
    return {"t": t, "d": d, "r": up(t, d, 1), "a": q(t * D("0.6"), 2), "u": u, "e": e, "re": up(u, e, 1)}


@template(
    "全年旅客运输总量{t}万人次，下降2.1%，其中：铁路{a}万人次，公路{b}万人次，水运{c}万人次，民航{d}万人次。全年接待游客{u}万人次，其中国内游客{e}万人次，入境游客{f}万人次。",
    "sum sum t a b c d; sum sum u e f",
)
def _(r: Chance) -> Values:
    a, b, c, d = r.amount(500, 2000), r.amount(900, 3000), r.amount(50, 200), r.amount(100, 700)
    e, f = r.amount(3000, 9000), r.amount(20, 90)
    return {"t": a + b + c + d, "a": a, "b": b, "c": c, "d": d, "u": e + f, "e": e, "f": f}


@template(
    "全市居民人均可支配收入{t}元，增长5.1%。按常住地分，城镇居民人均可支配收入{u}元，其中，工资性收入{a}元，经营净收入{b}元，财产净收入{c}元，转移净收入{d}元；农村居民人均可支配收入{v}元。城乡居民收入比为{r}。",
    "sum sum u a b c d; ratio quot r u v",
)
def _(r: Chance) -> Values:
    a, b, c, d = (D(r.randint(*k)) for k in ((20000, 30000), (3000, 7000), (2000, 5000), (6000, 12000)))
    u = a + b + c + d
    v = D(r.randint(15000, 26000))
    return {"t": D(r.randint(28000, 36000)), "u": u, "a": a, "b": b, "c": c, "d": d, "v": v, "r": q(u / v, 2)}


# --- reports of work and self-evaluation ---------------------------------------------------------------
@template(
    "支队下设办公室、法制、财务三个科室，下辖东岭、西河、南坪、北渡四个大队。全年查处违法{t}起，其中现场查处{a}起、非现场查处{b}起；去年查处{y}起，同比上升{g}%。",
    "sum sum t a b; growth growth g t y",
)
def _(r: Chance) -> Values:
    a, b = D(r.randint(20000, 60000)), D(r.randint(90000, 300000))
    t = a + b
    y = D(int(t * D("0.87")))
    return {"t": t, "a": a, "b": b, "y": y, "g": q((t - y) / y * 100, 2)}


@template(
    "年初预算安排{p}万元，年中追加{x}万元，全年预算数{w}万元，实际支出{a}万元，预算执行率{r}%，结余{s}万元。自评得分96.50分，评价等级为“优”。",
    "sum sum w p x; ratio ratio r a w",
)
def _(r: Chance) -> Values:
    p, x = r.amount(900, 3000), r.amount(50, 300)
    w = p + x
    a = q(w * D("0.957"), 2)
    return {"p": p, "x": x, "w": w, "a": a, "r": pct(a, w), "s": w - a}


@template(
    "全年办结案件{a}件，比上年的{y}件增加{d}件，增长{r}%；平均办理时间由{m}天缩短至{n}天。",
    "growth growth r a y; difference diff d a y",
)
def _(r: Chance) -> Values:
    y = D(r.randint(900, 4000))
    d = D(r.randint(60, 400))
    return {
        "a": y + d,
        "y": y,
        "d": d,
        "r": q(d / y * 100, 2),
        "m": D(r.randint(20, 40)),
        "n": D(r.randint(5, 15)),
    }


@template(
    "培训经费由{y}万元增加到{a}万元，增长{r}%；公务接待费由{z}万元压减至{b}万元，下降{s}%。群众满意度由{u}%提高到{v}%，提高{w}个百分点。",
    "growth growth r a y; growth drop s b z; difference diff w v u",
)
def _(r: Chance) -> Values:
    y, z, u = r.amount(50, 90), r.amount(10, 20), r.amount(85, 90)
    a, b, v = y + r.amount(5, 30), z - r.amount(2, 6), u + r.amount(2, 6)
    return {
        "y": y,
        "a": a,
        "r": q((a - y) / y * 100, 2),
        "z": z,
        "b": b,
        "s": q((z - b) / z * 100, 2),
        "u": u,
        "v": v,
        "w": v - u,
    }
