"""Templates: front matter, literals, and the shipped one with all reference keys bound."""

from collections.abc import Callable

import pytest

from luji.account.reports.inline import Words
from luji.account.reports.template import Template, load_template, parse_template
from luji.account.reports.typed import typed_numbers
from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused

# The keys the published report of the reference department states, and nothing of their values.
REFERENCE = [
    "unit.founded_year",
    "road.network_length",
    "road.expressways",
    "unit.brigades",
    "finance.basic",
    "finance.basic.personnel",
    "finance.basic.office",
    "finance.project",
    "evaluation.full_score",
    "evaluation.score",
    "evaluation.falls",
    "evaluation.rises",
    "team.activities",
    "team.party_vanguards",
    "team.youth_vanguards",
    "team.joined_party",
    "team.honours.collective",
    "team.honours.party_branch",
    "team.honours.top_ten",
    "team.honours.spouse",
    "team.honours.party_members",
    "inspection.double_supervision",
    "inspection.first_form",
    "inspection.violations_of_discipline",
    "care.surveys",
    "care.difficulties_solved",
    "care.relocations",
    "care.visits.officers",
    "care.visits.relatives",
    "training.sessions",
    "training.attendances",
    "training.rotation_bases",
    "liaison.reports_to_government",
    "hazard.batches",
    "hazard.rectified",
    "violation.total",
    "violation.on_site",
    "violation.key",
    "patrol.reinforcements",
    "evidence.server_investment",
    "case.revocation_minutes.before",
    "case.revocation_minutes",
    "accident.deep_investigation.months",
    "accident.deep_investigation.companies",
    "accident.deep_investigation.persons",
    "publicity.campaigns",
    "publicity.reprints",
    "bulletin.published",
    "publicity.exposures",
    "publicity.central_media",
    "publicity.views",
    "publicity.officer_stories",
    "evaluation.grade",
]


def refused(text: str, content: Content) -> list[str]:
    with pytest.raises(Refused) as caught:
        parse_template(text, "t.md", content, ["a.b"])
    return [f"{p.code}:{p.where.line}" for p in caught.value.problems]


FRONT = "---\ntitle: [甲]\nlayout: gbt9704\ntables: self-evaluation-tables\n"


def test_the_shipped_template_binds_every_reference_figure(content: Content) -> None:
    bound = {binding.key for binding in load_template(content).bindings()}
    assert len(REFERENCE) == 53
    assert sorted(set(REFERENCE) - bound) == []


def test_the_growths_of_the_reference_are_said(content: Content) -> None:
    changes = {b.key for b in load_template(content).bindings() if b.form in ("growth", "change")}
    assert {"violation.total", "violation.on_site", "violation.key"} <= changes


def test_no_number_stands_in_the_shipped_words(content: Content) -> None:
    template = load_template(content)
    words = "".join(
        piece.text
        for block in template.blocks
        for piece in getattr(block, "pieces", ())
        if isinstance(piece, Words)
    )
    assert len(words) > 500
    assert typed_numbers(words, template.rules.literals) == []


def test_every_shipped_literal_says_why(content: Content) -> None:
    text = content.file("reports/self-evaluation.md").read_text("utf-8")
    assert text.count("{text: ") == text.count(", why: ") == len(load_template(content).rules.literals)


def test_keys_come_from_text_conditions_and_tables(read: Callable[..., Template]) -> None:
    template = read("# 甲\n{#if c.d > 0}\n有{a.b}\n{#end}")
    assert {"a.b", "c.d", "finance.basic"} <= set(template.keys())
    assert template.keys() == sorted(set(template.keys()))


def test_a_literal_lets_a_name_through(read: Callable[..., Template]) -> None:
    assert read("# 甲\n落实三会一课制度", ("三会一课",)).rules.literals == ("三会一课",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 甲\n正文", ["REP-006:1"]),
        ("---\ntitle: [甲]\n# 甲", ["REP-006:1"]),
        (FRONT + "colour: red\n---\n# 甲\n正文", ["KRN-013:5"]),
        ("---\ntitle: [甲]\n---\n# 甲", ["KRN-014:2", "KRN-014:2"]),
        (FRONT + "literals: [{text: 三会一课}]\n---\n# 甲", ["KRN-014:5"]),
        (FRONT + "literals: [{text: 三会一课, why: x}]\n---\n# 甲\n正文", ["REP-011:5"]),
        (FRONT + "literals: [{text: '57', why: x}]\n---\n# 甲\n正文57", ["REP-012:5"]),
        (FRONT + "literals: [{text: 十, why: x}]\n---\n# 甲\n正文十", ["REP-012:5"]),
        (FRONT + "literals: [{text: '8.25%', why: x}]\n---\n# 甲\n正文8.25%", ["REP-012:5"]),
        (FRONT + "---\n# 甲\n\n整治57处，共{c.d}", ["REP-002:8", "REP-001:8"]),
        (FRONT.replace("[甲]", "['2020年度甲']") + "---\n# 甲\n文", ["REP-001:2"]),
        (FRONT + "signature: 第5支队\n---\n# 甲\n文", ["REP-001:5"]),
    ],
)
def test_broken_templates_are_refused_at_the_line(content: Content, text: str, expected: list[str]) -> None:
    found = refused(text, content)
    assert [
        one for one in found if one.startswith(("REP-0", "KRN")) and not one.startswith("REP-028")
    ] == expected


def test_unknown_rows_of_the_tables_are_told_with_the_text(content: Content) -> None:
    found = refused(FRONT + "---\n# 甲\n整治5处", content)
    assert "REP-001:7" in found
    assert any(one.startswith("REP-028") for one in found)


def test_a_missing_layout_is_told(content: Content) -> None:
    with pytest.raises(Refused, match="KRN-017"):
        parse_template(FRONT.replace("gbt9704", "nowhere") + "---\n# 甲\n文", "t.md", content)


def test_a_missing_template_is_told(content: Content) -> None:
    with pytest.raises(Refused):
        load_template(content, "no-such-report")


def test_own_content_is_laid_over(tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.mktemp("own")
    (own / "reports").mkdir()
    (own / "reports" / "self-evaluation.md").write_text(FRONT + "---\n# 本单位的标题\n正文", "utf-8")
    template = load_template(Content.shipped(own))
    assert template.bindings() == []


def test_bytes_that_are_no_text_are_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.mktemp("own")
    (own / "reports").mkdir()
    (own / "reports" / "self-evaluation.md").write_bytes(b"---\n\xff\xfe")
    with pytest.raises(Refused, match="REP-013"):
        load_template(Content.shipped(own))
