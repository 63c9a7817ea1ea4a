"""Documentation pages of the rules, written from their own clauses, explanations and examples."""

from __future__ import annotations

from collections.abc import Iterator

from luji.account.reconcile.relation import Level
from luji.account.reconcile.rules import Rule, in_order

FAMILIES: dict[str, tuple[str, str]] = {
    "sum": ("合计与分项", "sums"),
    "growth": ("增减", "growth"),
    "ratio": ("完成率与比率", "completion and ratios"),
    "direction": ("大小与方向", "direction"),
    "difference": ("结余与差额", "balances and differences"),
    "share": ("占比", "shares"),
    "percent_total": ("占比合计", "shares that make a hundred"),
    "equality": ("两侧相等", "two sides"),
    "repeat": ("前后一致", "the same figure twice"),
    "list_count": ("数量与列举", "counts and lists"),
    "score": ("得分与等级", "scores and grades"),
    "wording": ("用语", "wording"),
    "sense": ("自评报告的道理", "sense of a self-evaluation"),
    "table": ("表格", "tables"),
}


def name(rule: Rule) -> str:
    """The file name of a rule's page."""
    return f"{rule.number.lower()}.md"


def page(rule: Rule, level: Level | None = None) -> str:
    """The page of one rule in Markdown; `level` is how grave its failing example comes out."""
    family = FAMILIES[rule.family]
    grave = f" · {level}" if level else ""
    return (
        f"# {rule.number} {rule.clause.zh}\n\n{rule.clause.en} ({family[0]}, {family[1]}{grave})\n\n"
        f"{rule.explanation}\n\n## 相符的例子 / holds\n\n{_quoted(rule.passes)}\n\n"
        f"## 不符的例子 / does not hold\n\n{_quoted(rule.fails)}\n"
    )


def _quoted(example: str) -> str:
    """An example as a fenced block, its line feeds kept."""
    return f"```text\n{example.rstrip()}\n```"


def index() -> str:
    """The table of all rules, by number."""
    return "\n".join(_rows()) + "\n"


def _rows() -> Iterator[str]:
    yield "# 核数规则 / rules of 核数"
    yield ""
    yield "由规则自身的说明和例子生成。 Written from the rules themselves; the examples are run by the tests."
    yield ""
    yield "| 规则 | 条款 | clause | 类别 |"
    yield "| --- | --- | --- | --- |"
    for rule in in_order():
        yield (
            f"| [{rule.number}]({name(rule)}) | {rule.clause.zh} | {rule.clause.en} | "
            f"{FAMILIES[rule.family][0]} |"
        )


def everything() -> dict[str, str]:
    """Every page by file name."""
    return {"README.md": index()} | {name(rule): page(rule) for rule in in_order()}
