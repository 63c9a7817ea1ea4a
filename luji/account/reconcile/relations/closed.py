"""Lists known to be complete: 税收 and 非税, 男 and 女, 货物、工程、服务, or a last part called 其他."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.language.quantity import Role

_SETS = (
    (r"^(?!非)[^非]*税收|^各?项?税", r"非税"),
    (r"基本支出", r"项目支出"),
    (r"人员(?:经费|支出)|工资福利", r"公用(?:经费|支出)"),
    (r"一般(?:债|专?项?债)|(?<!新增)一般政府债", r"专项(?:债|政府债)"),
    (r"男", r"女"),
    (r"城镇|市镇|城市", r"乡村|农村"),
    (r"出口", r"进口"),
    (r"货物", r"工程", r"服务"),
    (r"第一产业|一产", r"第二产业|二产", r"第三产业|三产"),
    (r"公立", r"民营|私立"),
    (r"财险|财产险|产险", r"寿险|人身险"),
    (r"市级|市本级|市直|州本级", r"县|区级|各区"),
    (r"优", r"良", r"合格|中", r"不合格|差"),
    (r"优", r"良", r"合格"),
    (r"工资性", r"经营净", r"转移净", r"财产净"),
    (r"商品(?:零售)?", r"餐饮"),
    (
        r"一般公共预算(?:拨款|财政拨款)?",
        r"政府性基金(?:预算)?(?:拨款|财政拨款)?",
        r"国有资本经营(?:预算)?(?:拨款|财政拨款)?",
    ),
    (r"出国", r"公务用车(?:购置及运行|购置和运行|运行)?", r"公务接待"),
    (r"公务用车购置及运行|公务用车运行", r"公务接待"),
    (r"用车购置(?!及|和|与)", r"用车运行"),
    (r"城镇职工|职工", r"城乡居民|居民"),
    (r"在岗|在职", r"离退休|退休"),
    (r"存量|结存", r"新增"),
    (r"常住", r"流动"),
    (r"铁路", r"公路", r"水路|水运", r"民航|航空"),
    (r"铁路", r"公路", r"民航|航空"),
    (r"主城区|城区", r"郊区|县域"),
    (r"轻工业", r"重工业"),
    (r"新建", r"续建"),
    (r"再融资", r"新增"),
    (r"发明", r"实用新型", r"外观设计"),
    (r"返还性", r"一般性转移支付", r"专项转移支付"),
    (r"现场", r"非现场"),
    (r"刑事", r"治安|行政"),
    (r"行政编|公务员", r"事业编|事业人员"),
    (r"离休", r"退休"),
    (r"人员类", r"运转类", r"特定目标类"),
    (r"(?<!正在)(?<!未)整改|已整改", r"正在整改|未整改|待整改"),
    (r"流动资产", r"固定资产", r"在建工程", r"无形资产"),
    (r"税务", r"财政"),
    (r"中央", r"省级|省", r"市级|市", r"县|区"),
    (r"财产", r"人寿", r"意外", r"健康"),
    (r"行政(?:单位|机关)", r"事业单位"),
    (r"完成整改|已完成|已整改", r"正在整改|未整改"),
    (r"国内旅游|国内游客", r"入境|国际"),
    (r"粮食作物|夏粮", r"经济作物|秋粮|早稻"),
)
_LIKELY = (
    (r"一般公共预算", r"政府性基金"),
    (r"一般公共预算", r"政府性基金", r"国有资本"),
    (r"市级|市本级|市直|本级", r"县|区|下级"),
    (r"货物", r"工程"),
    (r"货物", r"服务"),
    (r"财政拨款", r"事业", r"其他"),
    (r"学历|全日制", r"非全日制|在职"),
    (r"主要|重点", r"一般"),
)
_COMPILED_LIKELY = tuple(tuple(re.compile(form) for form in group) for group in _LIKELY)
_COMPILED = tuple(tuple(re.compile(form) for form in group) for group in _SETS)
_REST = re.compile(
    r"^(?:以及)?(?:其他|其它|其余|剩余|另外|余下)|等其[他它]|其[他它](?:各项|方面|类|部门|项目|收入|支出|用车|用房|费用|经费|资金|单位|机构|投入)"
)
_EACH = re.compile(r"分别(?:为|是)[^，。；#]*$")
_AMONG = re.compile(r"其中|主要")
_OPEN = re.compile(r"主要(?:是|有|包括)|等(?:方面|项目)?[，；。：]|重点(?!投向|支持)|部分|例如|如下列")


def known(parts: Sequence[Mention]) -> bool:
    """Whether the labels of the parts are one of the sets that leave nothing out."""
    names = [p.label.subject for p in parts]
    return any(_fills(group, names) for group in _COMPILED if len(group) == len(names))


def likely(parts: Sequence[Mention]) -> bool:
    """Whether the labels are a set that is complete as a rule, so that a slip explains a difference well."""
    names = [p.label.subject for p in parts]
    return known(parts) or any(_fills(group, names) for group in _COMPILED_LIKELY if len(group) == len(names))


def _fills(group: tuple[re.Pattern[str], ...], names: list[str]) -> bool:
    """Whether every form has a name of its own, in order or not."""
    left = list(names)
    for form in group:
        for name in left:
            if form.search(name):
                left.remove(name)
                break
        else:
            return False
    return not left


def ends_in_rest(parts: Sequence[Mention]) -> bool:
    """Whether the last part is what remains (其他…)."""
    return len(parts) > 1 and bool(_REST.search(parts[-1].label.subject) or _REST.search(parts[-1].phrase))


def shares_fill(parts: Sequence[Mention]) -> bool:
    """Whether every part states a share and the shares make about a hundred."""
    shares = [p.of(Role.SHARE) for p in parts]
    if len(parts) < 2 or not all(shares):
        return False
    total = sum((s[0].quantity.value for s in shares), Decimal(0))
    return abs(total - 100) <= max(s[0].quantity.step for s in shares) * len(parts)


def says_whole(words: str) -> bool:
    """Whether the words before a list say that it leaves nothing out (分项情况, 分别为)."""
    return "分项" in words or bool(_EACH.search(words) and not _AMONG.search(words[-60:]))


def says_open(words: str) -> bool:
    """Whether the words before a list say that it names only the main parts."""
    return bool(_OPEN.search(words))
