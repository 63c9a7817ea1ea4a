"""Passages of department accounts and budget reports."""

from __future__ import annotations

from construct import Chance, D, Values, down, pct, q, template, up


# --- department accounts -------------------------------------------------------------------------------
@template(
    "2023年度收入总计{t}万元，支出总计{t2}万元。与上年相比，收、支总计各增加{d}万元，增长{r}%，主要原因是人员增资。\n"
    "本年收入合计{a}万元，其中：财政拨款收入{b}万元，占{rb}%；事业收入{c}万元，占{rc}%；其他收入{e}万元，占{re}%。",
    "growth growth_up r t d; sum sum a b c e; share ratio rb b a; share ratio rc c a; share ratio re e a",
)
def _(r: Chance) -> Values:
    b, c, e = r.amount(3000, 9000), r.amount(200, 900), r.amount(20, 90)
    a = b + c + e
    t = a + r.amount(50, 400)
    d = r.amount(100, 800)
    return {
        "t": t,
        "t2": t,
        "d": d,
        "r": up(t, d),
        "a": a,
        "b": b,
        "c": c,
        "e": e,
        "rb": pct(b, a),
        "rc": pct(c, a),
        "re": pct(e, a),
    }


@template(
    "一般公共预算财政拨款基本支出{t}万元，其中：人员经费{a}万元，占基本支出的{ra}%，主要包括基本工资、津贴补贴、奖金、社会保障缴费；"
    "公用经费{b}万元，占基本支出的{rb}%，主要包括办公费、印刷费、差旅费、会议费。",
    "sum sum t a b; share ratio ra a t; share ratio rb b t",
)
def _(r: Chance) -> Values:
    a, b = r.amount(500, 3000), r.amount(80, 600)
    return {"t": a + b, "a": a, "b": b, "ra": pct(a, a + b), "rb": pct(b, a + b)}


@template(
    "“三公”经费支出预算为{p}万元，支出决算为{t}万元，完成预算的{rt}%。其中：\n"
    "因公出国（境）费支出预算为0.00万元，支出决算为0.00万元。\n"
    "公务接待费支出预算为{pa}万元，支出决算为{a}万元，完成预算的{ra}%，决算数小于预算数的主要原因是厉行节约。\n"
    "公务用车购置及运行维护费支出预算为{pb}万元，支出决算为{b}万元，完成预算的{rb}%。其中，公务用车购置费{b1}万元，公务用车运行维护费{b2}万元。",
    "ratio ratio rt t p; ratio ratio ra a pa; ratio ratio rb b pb; sum sum b b1 b2",
)
def _(r: Chance) -> Values:
    b1, b2, a = r.amount(15, 30), r.amount(5, 14), r.amount(1, 4)
    b = b1 + b2
    pa, pb = a + r.amount(1, 3), b + r.amount(1, 9)
    return {
        "p": pa + pb,
        "t": a + b,
        "rt": pct(a + b, pa + pb),
        "pa": pa,
        "a": a,
        "ra": pct(a, pa),
        "pb": pb,
        "b": b,
        "rb": pct(b, pb),
        "b1": b1,
        "b2": b2,
    }


@template(
    "2022年度政府采购支出总额{t}万元，其中：政府采购货物支出{a}万元、政府采购工程支出{b}万元、政府采购服务支出{c}万元。"
    "授予中小企业合同金额{m}万元，占政府采购支出总额的{rm}%，其中：授予小微企业合同金额{k}万元，占授予中小企业合同金额的{rk}%。",
    "sum sum t a b c; share ratio rm m t; share ratio rk k m",
)
def _(r: Chance) -> Values:
    a, b, c = r.amount(100, 400), r.amount(300, 900), r.amount(200, 700)
    t = a + b + c
    m = q(t * D("0.8"), 2)
    k = q(m * D("0.37"), 2)
    return {"t": t, "a": a, "b": b, "c": c, "m": m, "rm": pct(m, t), "k": k, "rk": pct(k, m)}


@template(
    "截至2022年12月31日，本部门共有车辆{t}辆，其中，副部（省）级及以上领导用车0辆、主要领导干部用车{a}辆、机要通信用车{b}辆、应急保障用车{c}辆、"
    "执法执勤用车{d}辆、特种专业技术用车{e}辆、其他用车{f}辆；单位价值100万元以上设备（不含车辆）3台（套）。",
    "sum sum t a b c d e f",
)
def _(r: Chance) -> Values:
    v = [D(r.randint(1, 30)) for _ in range(6)]
    return {"t": sum(v, D(0)), **dict(zip("abcdef", v, strict=True))}


@template(
    "本部门2024年度财政拨款支出{t}万元，主要用于以下方面：一般公共服务（类）支出{a}万元，占{ra}%；教育（类）支出{b}万元，占{rb}%；"
    "社会保障和就业（类）支出{c}万元，占{rc}%；卫生健康（类）支出{d}万元，占{rd}%；住房保障（类）支出{e}万元，占{re}%。",
    "sum sum t a b c d e; share ratio ra a t; share ratio rb b t; share ratio rc c t; share ratio rd d t; share ratio re e t",
)
def _(r: Chance) -> Values:
    v = r.parts(5, 50, 2500)
    t = sum(v, D(0))
    return {
        "t": t,
        **dict(zip("abcde", v, strict=True)),
        **{f"r{n}": pct(x, t) for n, x in zip("abcde", v, strict=True)},
    }


@template(
    "1.一般公共服务（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。年初预算为{p}万元，支出决算为{a}万元，完成年初预算的{r}%。决算数大于年初预算数的主要原因是人员变动。\n"
    "2.卫生健康（类）行政事业单位医疗（款）公务员医疗补助（项）。年初预算为{p2}万元，支出决算为{a2}万元，完成年初预算的{r2}%。决算数小于年初预算数的主要原因是基数调整。\n"
    "3.住房保障（类）住房改革支出（款）住房公积金（项）。年初预算为{p3}万元，支出决算为{p3}万元，完成年初预算的100%。决算数与年初预算数持平。",
    "ratio ratio r a p; ratio ratio r2 a2 p2",
)
def _(r: Chance) -> Values:
    p, p2, p3 = r.amount(300, 2000), r.amount(20, 90), r.amount(50, 300)
    a, a2 = p + r.amount(5, 200), p2 - r.amount(1, 15)
    return {"p": p, "a": a, "r": pct(a, p), "p2": p2, "a2": a2, "r2": pct(a2, p2), "p3": p3}


@template(
    "我单位2021年机关运行经费支出{a}万元，较上年减少{d}万元，降低{r}%，主要是压缩办公费开支。",
    "growth growth_down r a d",
)
def _(r: Chance) -> Values:
    a, d = r.amount(80, 900), r.amount(5, 60)
    return {"a": a, "d": d, "r": down(a, d)}


@template(
    "2024年部门预算收入总计{t}万元，其中：一般公共预算拨款{a}万元，政府性基金预算拨款{b}万元，国有资本经营预算拨款0万元，上年结转{c}万元。收入较去年增加{d}万元，增长{r}%。\n"
    "2024年部门预算支出总计{t}万元，其中：基本支出{e}万元，占{re}%；项目支出{f}万元，占{rf}%。",
    "sum sum t a b c; growth growth_up r t d; share ratio re e t; share ratio rf f t",
)
def _(r: Chance) -> Values:
    a, b, c = r.amount(2000, 8000), r.amount(300, 1500), r.amount(100, 300)
    t = a + b + c
    d = r.amount(100, 700)
    e = q(t * D("0.61"), 2)
    return {
        "t": t,
        "a": a,
        "b": b,
        "c": c,
        "d": d,
        "r": up(t, d),
        "e": e,
        "f": t - e,
        "re": pct(e, t),
        "rf": pct(t - e, t),
    }


@template(
    "全年组织因公出国（境）团组2个，累计5人次。国内公务接待{n}批次，共接待{m}人次，支出{a}万元。\n"
    "组织对{k}个项目开展绩效自评，涉及资金{s}万元，占部门项目支出总额的{r}%。部门项目支出总额{w}万元。",
    "share ratio r s w",
)
def _(r: Chance) -> Values:
    w = r.amount(900, 4000)
    s = q(w * D("0.83"), 2)
    return {
        "n": D(r.randint(5, 40)),
        "m": D(r.randint(60, 400)),
        "a": r.amount(1, 9),
        "k": D(r.randint(5, 40)),
        "s": s,
        "w": w,
        "r": pct(s, w),
    }


# --- budget reports ------------------------------------------------------------------------------------
@template(
    "全市一般公共预算收入完成{t}亿元，为预算的{r}%，同口径增长{g}%，其中：税收收入{a}亿元，占比{ra}%；非税收入{b}亿元，占比{rb}%。",
    "sum sum t a b; share ratio ra a t; share ratio rb b t",
)
def _(r: Chance) -> Values:
    a, b = r.amount(80, 300), r.amount(30, 120)
    return {
        "t": a + b,
        "a": a,
        "b": b,
        "ra": pct(a, a + b, 1),
        "rb": pct(b, a + b, 1),
        "r": r.amount(90, 110, 1),
        "g": r.amount(1, 9, 1),
    }


@template(
    "市级收入{a}万元，加上上级补助{b}万元、下级上解{c}万元、上年结转{d}万元、调入资金{e}万元、动用预算稳定调节基金{f}万元，收入总量{t}万元；"
    "市级支出{g}万元，加上补助下级{h}万元、上解上级{i}万元、债务还本{j}万元，支出总量{u}万元。收支相抵，年终结转{v}万元。",
    "sum sum t a b c d e f; sum sum u g h i j; difference diff v t u",
)
def _(r: Chance) -> Values:
    v = [D(r.randint(2000, 400000)) for _ in range(6)]
    t = sum(v, D(0))
    w = D(r.randint(1000, 30000))
    u = t - w
    h, i, j = D(r.randint(1000, int(u) // 5)), D(r.randint(500, 20000)), D(r.randint(500, 30000))
    return {
        "t": t,
        **dict(zip("abcdef", v, strict=True)),
        "g": u - h - i - j,
        "h": h,
        "i": i,
        "j": j,
        "u": u,
        "v": w,
    }


@template(
    "2024年全市财政总收入{t}亿元，比上年增收{d}亿元，增长{r}%。一般公共预算支出{s}亿元，完成调整预算{p}亿元的{rs}%。",
    "growth growth_up r t d; ratio ratio rs s p",
)
def _(r: Chance) -> Values:
    t, d, p = r.amount(200, 900), r.amount(5, 60), r.amount(300, 900)
    s = q(p * D("0.967"), 2)
    return {"t": t, "d": d, "r": up(t, d, 1), "s": s, "p": p, "rs": pct(s, p, 1)}


@template(
    "截至2023年末，全县政府债务余额{t}亿元（一般债务{a}亿元，专项债务{b}亿元），债务限额{l}亿元（一般债务限额{c}亿元，专项债务限额{d}亿元），余额控制在限额以内。",
    "sum sum t a b; sum sum l c d",
)
def _(r: Chance) -> Values:
    a, b = r.amount(10, 60), r.amount(40, 150)
    c, d = a + r.amount(1, 4), b + r.amount(2, 9)
    return {"t": a + b, "a": a, "b": b, "l": c + d, "c": c, "d": d}


@template(
    "2023年全市社会保险基金收入{i}万元，其中：保险费收入{a}万元，财政补贴收入{b}万元，利息收入{c}万元，其他收入{e}万元；支出{o}万元；"
    "本年收支结余{s}万元，上年滚存结余{l}万元，年末滚存结余{m}万元。",
    "sum sum i a b c e; difference diff s i o; sum sum m s l",
    comma=True,
)
def _(r: Chance) -> Values:
    a, b, c, e = (D(r.randint(*k)) for k in ((200000, 400000), (90000, 180000), (3000, 9000), (1000, 4000)))
    i = a + b + c + e
    s = D(r.randint(9000, 60000))
    m = D(r.randint(300000, 600000))
    return {"i": i, "a": a, "b": b, "c": c, "e": e, "o": i - s, "s": s, "l": m, "m": m + s}


@template(
    "2024年国有资本经营预算收入{t}万元，分项情况是：利润收入{a}万元，股利、股息收入{b}万元，产权转让收入{c}万元。国有资本经营预算支出{u}万元，包括解决历史遗留问题支出{d}万元，国有企业资本金注入{e}万元，其他支出{f}万元。",
    "sum sum t a b c; sum sum u d e f",
)
def _(r: Chance) -> Values:
    a, b, c, d, e, f = (D(r.randint(300, 9000)) for _ in range(6))
    return {"t": a + b + c, "a": a, "b": b, "c": c, "u": d + e + f, "d": d, "e": e, "f": f}


@template(
    "上级补助收入{t}亿元，包括：返还性收入{a}亿元，一般性转移支付收入{b}亿元，专项转移支付收入{c}亿元。较上年减少{d}亿元，下降{r}%。",
    "sum sum t a b c; growth growth_down r t d",
)
def _(r: Chance) -> Values:
    a, b, c = r.amount(3, 9), r.amount(60, 190), r.amount(15, 50)
    t = a + b + c
    d = r.amount(2, 20)
    return {"t": t, "a": a, "b": b, "c": c, "d": d, "r": down(t, d, 1)}


@template(
    "2025年省财政厅下达我县新增政府债务限额{t}亿元。其中：一般债务限额{a}亿元，专项债务限额{b}亿元。全年发行政府债券{u}亿元，其中新增债券{c}亿元、再融资债券{d}亿元。",
    "sum sum t a b; sum sum u c d",
)
def _(r: Chance) -> Values:
    a, b, c, d = r.amount(1, 9), r.amount(10, 40), r.amount(10, 40), r.amount(4, 30)
    return {"t": a + b, "a": a, "b": b, "u": c + d, "c": c, "d": d}


@template(
    "教育支出{a}亿元，占一般公共预算支出的{ra}%；社会保障和就业支出{b}亿元，占一般公共预算支出的{rb}%。一般公共预算支出{t}亿元，民生类支出合计{m}亿元，占比{rm}%。",
    "share ratio ra a t; share ratio rb b t",
)
def _(r: Chance) -> Values:
    t = r.amount(300, 700)
    a, b, m = q(t * D("0.21"), 2), q(t * D("0.17"), 2), q(t * D("0.79"), 2)
    return {"t": t, "a": a, "b": b, "m": m, "ra": pct(a, t), "rb": pct(b, t), "rm": pct(m, t)}


@template(
    "一是争取上级资金{t}亿元，同比增加{d}亿元，增长{r}%，其中中央资金{a}亿元、省级资金{b}亿元。二是盘活存量资金{s}亿元。三是压减一般性支出{c}亿元。",
    "growth growth_up r t d; sum sum t a b",
)
def _(r: Chance) -> Values:
    a, b = r.amount(30, 90), r.amount(10, 40)
    t, d = a + b, r.amount(2, 15)
    return {"t": t, "d": d, "r": up(t, d), "a": a, "b": b, "s": r.amount(1, 9), "c": r.amount(1, 5)}


@template(
    "全区一般公共预算收入年初预算{p}万元，实际完成{a}万元，超收{d}万元，为预算的{r}%，比上年的{y}万元增长{g}%。",
    "difference diff d a p; ratio ratio r a p; growth growth g a y",
)
def _(r: Chance) -> Values:
    p = D(r.randint(200000, 900000))
    a = p + D(r.randint(2000, 30000))
    y = a - D(r.randint(9000, 50000))
    return {"p": p, "a": a, "d": a - p, "r": pct(a, p), "y": y, "g": q((a - y) / y * 100, 2)}


@template(
    "收入方面：地方级收入{a}万元，转移性收入{b}万元，债务收入{c}万元，合计{t}万元。支出方面：一般公共预算支出{d}万元，上解支出{e}万元，债务还本支出{f}万元，结转下年{g}万元，合计{t2}万元。",
    "sum sum t a b c; sum sum t2 d e f g",
    comma=True,
)
def _(r: Chance) -> Values:
    a, b, c = D(r.randint(90000, 300000)), D(r.randint(200000, 600000)), D(r.randint(10000, 80000))
    t = a + b + c
    e, f, g = D(r.randint(3000, 9000)), D(r.randint(9000, 40000)), D(r.randint(3000, 30000))
    return {"t": t, "t2": t, "a": a, "b": b, "c": c, "d": t - e - f - g, "e": e, "f": f, "g": g}
