"""Fuzzes 核数 with atheris: python bench/fuzz_reconcile.py -max_len=400 -max_total_time=60; a crash stops
it.
"""

from __future__ import annotations

import json
import sys

import atheris

with atheris.instrument_imports(include=["luji.account.reconcile"]):
    from luji.account.reconcile import check
    from luji.account.reconcile.output import annotate, sarif, terminal
    from luji.account.reconcile.readers import choose
    from luji.base.kernel.problem import Refused

PHRASES = """
其中： 占 % 万元 亿元 ， ； 。 （ ） 合计 增加 增长 下降 完成 预算 年初 支出决算为 一是 二是 12.34
1,234 0 -5.6 100 由 到 分别为 、 个 家 得分 ∶ ‰ 2024年 十 收入 支出 总计 比上年 结余 加上
"""
WORDS = [*PHRASES.split(), "\n", "\t", " "]
SUFFIXES = (".txt", ".md", ".html", ".docx", ".xlsx", ".pdf")


def one(data: bytes) -> None:
    """One input: the bytes as a file of some format, or as picks from the words of reports."""
    provider = atheris.FuzzedDataProvider(data)
    choice = provider.ConsumeIntInRange(0, 9)
    if choice < 3:
        try:
            result = check(choose.read_bytes(provider.ConsumeBytes(4000), "甲" + SUFFIXES[choice * 2]))
        except Refused:
            return
    elif choice < 5:
        result = check(provider.ConsumeUnicodeNoSurrogates(2000))
    else:
        count = provider.ConsumeIntInRange(0, 120)
        result = check("".join(WORDS[provider.ConsumeIntInRange(0, len(WORDS) - 1)] for _ in range(count)))
    text = result.document.text
    for finding in result.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.quote
    json.dumps(result.as_json())
    json.dumps(sarif.log([result]))
    annotate.page(result)
    list(terminal.lines(result))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
