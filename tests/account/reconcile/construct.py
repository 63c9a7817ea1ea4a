"""Constructed passages (构造数据): wording of our own in the manner of published reports, numbers made to agree.

`python tests/account/reconcile/construct.py` writes corpus/texts and corpus/labels.json, laid out like the
labelled passages the bench reads. Every number is drawn by chance from a fixed seed.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent / "corpus"
D = Decimal
Values = dict[str, Decimal | str]


def q(value: Decimal, places: int) -> Decimal:
    return value.quantize(D(1).scaleb(-places), rounding=ROUND_HALF_UP)


class Chance(random.Random):
    """Draws amounts with so many decimals."""

    def amount(self, low: float, high: float, places: int = 2) -> Decimal:
        return q(D(str(self.uniform(low, high))), places)

    def parts(self, count: int, low: float, high: float, places: int = 2) -> list[Decimal]:
        return [self.amount(low, high, places) for _ in range(count)]


def pct(part: Decimal, whole: Decimal, places: int = 2) -> Decimal:
    return q(part / whole * 100, places)


def up(now: Decimal, change: Decimal, places: int = 2) -> Decimal:
    return q(change / (now - change) * 100, places)


def down(now: Decimal, change: Decimal, places: int = 2) -> Decimal:
    return q(change / (now + change) * 100, places)


@dataclass
class Template:
    """A passage with gaps and the relations between them: (kind, op, stated, inputs)."""

    text: str
    make: Callable[[Chance], Values]
    relations: list[tuple[str, str, str, str]]
    comma: bool = False


TEMPLATES: list[Template] = []


def template(text: str, relations: str, comma: bool = False) -> Callable[[Callable[[Chance], Values]], None]:
    """Relations one to a line: kind op stated inputs…"""

    def add(make: Callable[[Chance], Values]) -> None:
        rows = []
        for line in relations.split(";"):
            if line.strip():
                kind, op, stated, *inputs = line.split()
                rows.append((kind, op, stated, " ".join(inputs)))
        TEMPLATES.append(Template(text, make, rows, comma))

    return add


def compute(op: str, values: list[Decimal]) -> Decimal | None:
    first = values[0]
    match op:
        case "sum":
            return sum(values, D(0))
        case "diff":
            return first - sum(values[1:], D(0))
        case "ratio":
            return first / values[1] * 100
        case "growth_up":
            return values[1] / (first - values[1]) * 100
        case "growth_down":
            return values[1] / (first + values[1]) * 100
        case "growth":
            return (first - values[1]) / values[1] * 100
        case "drop":
            return (values[1] - first) / values[1] * 100
        case "eq":
            return first
        case "quot":
            return first / values[1]
        case "pct_total":
            return sum(values, D(0))
    return None


def printed(value: Decimal | str, comma: bool) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,f}" if comma and abs(value) >= 1000 else f"{value:f}"


def fill(one: Template, values: Values) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text with its gaps filled, and where each stands (the first time)."""
    pieces: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for piece in re.split(r"(\{\w+\})", one.text):
        name = piece[1:-1]
        shown = printed(values[name], one.comma) if re.fullmatch(r"\{\w+\}", piece) else piece
        if shown is not piece:
            places.setdefault(name, (at, at + len(shown)))
        pieces.append(shown)
        at += len(shown)
    return "".join(pieces), places


def label(
    kind: str,
    op: str,
    stated: str,
    inputs: list[str],
    values: Values,
    places: dict[str, tuple[int, int]],
    text: str,
    comma: bool,
) -> dict[str, object]:
    given = [D(values[i]) for i in inputs]
    expected = compute(op, given)
    assert expected is not None
    number = D(values[stated])
    start, end = places[stated]
    left = max(text.rfind(c, 0, start) for c in "，。；：\n（、") + 1
    decimals = max(0, -int(number.as_tuple().exponent))
    half = D("0.5").scaleb(-decimals)
    slack = half if kind in ("growth", "share", "ratio") else D(0)
    return {
        "kind": kind, "quote": text[left : end + 2].strip(), "spans": [[left, min(len(text), end + 2)]], "numbers": [], "op": op,
        "inputs": [printed(values[i], comma) for i in inputs], "expected": float(expected), "stated": float(number),
        "stated_text": printed(values[stated], comma), "holds": True, "severity": None,
        "tolerance": {"decimals": decimals, "half_unit": float(half), "low": float(expected - slack), "high": float(expected + slack)}, "note": "构造数据",
    }  # fmt: skip


def build(copies: int = 2) -> tuple[dict[str, str], dict[str, list[dict[str, object]]]]:
    texts: dict[str, str] = {}
    labels: dict[str, list[dict[str, object]]] = {}
    for number, one in enumerate(TEMPLATES):
        for copy in range(copies):
            values = one.make(Chance(1000 * number + copy))
            text, places = fill(one, values)
            name = f"c{number:03d}{'abc'[copy]}"
            texts[name] = text
            labels[name] = [
                label(k, op, s, i.split(), values, places, text, one.comma) for k, op, s, i in one.relations
            ]
    return texts, labels


def main() -> None:
    texts, labels = build()
    (HERE / "texts").mkdir(parents=True, exist_ok=True)
    for old in (HERE / "texts").glob("*.txt"):
        old.unlink()
    for name, text in texts.items():
        (HERE / "texts" / f"{name}.txt").write_text(text, "utf-8")
    (HERE / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", "utf-8")


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
    return {"t": t, "a": a, "b": b, "c": c, "ra": pct(a, t), "rb": pct(b, t), "rc": pct(c, t), "u": u, "d": d, "e": u - d, "rd": pct(d, u), "re": pct(u - d, u), "f": t - u}


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
    return {"t": a + b, "a": a, "b": b, "u": c + d, "c": c, "d": d, "e": D(r.randint(100, 900)), "f": r.amount(10, 90)}


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
    a, b, c, e = D(r.randint(9000, 30000)), D(r.randint(900, 3000)), D(r.randint(200, 900)), D(r.randint(200, 900))
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


if __name__ == "__main__":
    main()
