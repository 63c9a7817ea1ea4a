"""Bad input into every register: refused with a number or kept as it was written, never lost, never executed."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from luji.base.kernel.problem import Refused
from luji.record.registers.carried import notation, outgoing, takein
from luji.record.registers.carried.cells import cells_of
from luji.record.registers.fields.values import Wrong, checked, read
from luji.record.registers.search.listing import Asked
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.disclosing import Reason
from luji.record.workflow import actions as journal

NAUGHTY = [
    "<script>alert(1)</script>", "'; DROP TABLE register_hazard; --", '=HYPERLINK("http://x")', "+1+1", "-1", "@SUM(A1)", "'=1", "{{ 7*7 }}", "%s%n", "${x}",
    "\u202eright to left", "零宽\u200b空格", "𠮷野家🚔", "NULL", "undefined", "1E+15", "\\", "' OR 1=1 --", "O'Brien", "#REF!", "../../etc/passwd",
    "Ω≈ç√∫", "田中さん", "⁰⁴⁵", "ﷺ", "　全角　空格", "a\tb", "1/2", "½", "_x000D_", "&lt;b&gt;", "<!--", "0012", "٠١٢", "🏳\u200d🌈", "é\u0301",
]  # fmt: skip
# What a spreadsheet takes for a formula or a command, also behind blanks of any kind.
FORMULAS = [
    "=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "-1+1", "@x", "\t=1+1", "\r=1+1", "x\t=1+1", "＝1+1", "'=1+1", "''=1", "=", "+", "-", "@",
    "%0A=1", ";=1+1", ",=1+1", '",=1+1', "=DDE(\"cmd\";\"/C calc\";\"x\")", "-2+3+cmd|' /C calc'!D2",
]  # fmt: skip
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
# The big list is not part of the repository; where it lies beside it, it is asked too.
VECTORS = Path(__file__).parents[2].parent / "shared" / "vectors" / "naughty-strings" / "blns.json"
LIST = json.loads(VECTORS.read_text("utf-8")) if VECTORS.exists() else []


def words_of(kept):
    """The fields people write words into, with what they hold."""
    return {
        n: f
        for n, f in kept.spec.content.items()
        if f.type in ("text", "long_text") and not f.when and n != kept.spec.party
    }


def every_field(kept):
    """Every field that holds words, also in the lines of a list and those an act asks for."""
    for field in kept.spec.fields.values():
        yield from (one for one in (field, *field.fields.values()) if one.type in ("text", "long_text"))


def taken(kept, text: str) -> dict[str, str]:
    """The text in every field of words; the key has to be unlike others."""
    names = [n for n in words_of(kept) if n != kept.spec.key]
    return {n: text.strip()[: kept.spec.fields[n].most or None].strip() for n in names}


@pytest.mark.parametrize("long", ["长" * 5000, "🚔" * 5000, " " + "x" * 4999 + "\t="])
def test_five_thousand_letters_fit_or_are_refused(kept, company, long):
    """Every field of words: within its limit the text is kept whole, beyond it is refused by REG-107."""
    for field in every_field(kept):
        try:
            value = read(long, field, company.registry.units)
            checked(value, field)
        except Wrong as wrong:
            assert wrong.problem.code == "REG-107"
            assert field.type == "text" or field.most < 5000
        else:
            assert value == long.strip()


def test_a_form_with_five_thousand_letters_is_refused_field_by_field(kept, company):
    words = {n: f for n, f in words_of(kept).items() if n != kept.spec.key}
    short = [n for n, f in words.items() if f.type == "text" or (f.most or 5000) < 5000]
    who = company.actor(company.creator(kept))
    given = company.values(kept) | dict.fromkeys(words, "长" * 5000)
    before = kept.rows.count()
    if not short:
        row = actions.create(who, kept, given)
        assert {n: getattr(row, n) for n in words} == dict.fromkeys(words, "长" * 5000)
        return
    with pytest.raises(Refused) as refused:
        actions.create(who, kept, given)
    assert [p.code for p in refused.value.problems] == ["REG-107"] * len(short)
    assert kept.rows.count() == before


def test_naughty_texts_are_read_faithfully_or_refused(kept, company):
    """The whole list in every field of words."""
    for field in every_field(kept):
        for text in [*NAUGHTY, *FORMULAS, *LIST]:
            try:
                value = read(text, field, company.registry.units)
                checked(value, field)
            except Wrong as wrong:
                assert wrong.problem.code.startswith("REG-1")
                assert wrong.problem.cure_zh
                assert wrong.problem.cure_en
            else:
                assert value is None or value in text.replace("\r\n", "\n")


def test_naughty_texts_are_stored_shown_and_carried_inert(kept, company, tmp_path):
    """Kept as written; in no file a formula, in no page a script; taken in again nothing changes."""
    if not taken(kept, "x"):
        return
    name = company.creator(kept)
    texts = [*NAUGHTY, *FORMULAS, *LIST[::5]]
    for text in texts[::25]:
        given = company.values(kept) | taken(kept, text)
        row = actions.create(company.actor(name), kept, given)
        assert stored(row, taken(kept, text)), text
    after = row.row
    carried = [text for text in dict.fromkeys(texts) if fits(kept, company, text)]
    takein.take_in(company.actor(name), kept, ledger(kept, company, carried, tmp_path))
    rows = list(kept.rows.filter(pk__gt=after).order_by("pk"))
    assert len(rows) == len(carried) > len(NAUGHTY)
    wrong = [text for row, text in zip(rows, carried, strict=True) if not stored(row, taken(kept, text))]
    assert wrong == []
    page = company.client(name).get(f"/registers/{kept.name}/").content.decode()
    assert "<script>alert" not in page
    who = company.actor(name)
    for ending in ("csv", "xlsx", "json"):
        out = tmp_path / f"out.{ending}"
        assert outgoing.write(who, kept, Asked(), out, Reason("核对导出")) == kept.rows.count()
        plan = takein.plan(who, kept, out)
        assert (plan.nothing, plan.unchanged) == (True, kept.rows.count()), ending
    inert(tmp_path, outgoing.shape_for(kept, who.person))
    assert journal.verify() == []


def stored(row, given) -> bool:
    return all((getattr(row, name) or "") == text for name, text in given.items())


def fits(kept, company, text: str) -> bool:
    """Whether the text can stand in every field of words: not empty, no control characters."""
    try:
        return all(
            read(said, kept.spec.fields[n], company.registry.units) for n, said in taken(kept, text).items()
        )
    except Wrong:
        return False


def ledger(kept, company, texts, folder) -> Path:
    """A file of new records that say the texts, like the one record there is in all else."""
    spec, row = kept.spec, kept.rows.order_by("pk").first()
    cells = cells_of(spec, kept.table, row).items()
    like = {n: notation.plain(v) for n, v in cells if v is not None and n != spec.fact_name(spec.key)}
    lines = []
    for text in texts:
        said = company.texts(kept)
        month = {
            spec.fact_name(n.partition(".")[0]): said[n.partition(".")[0]] for n in spec.unique if "." in n
        }
        lines.append(like | month | {spec.fact_name(n): one for n, one in taken(kept, text).items()})
    path = folder / "new.json"
    path.write_text(json.dumps(lines, ensure_ascii=False), "utf-8")
    return path


def inert(folder, shape) -> None:
    """No cell of the workbook is a formula, no cell of words in the delimited file looks like one."""
    book = openpyxl.load_workbook(folder / "out.xlsx")
    assert {c.data_type for sheet in book for line in sheet.iter_rows() for c in line} <= {"s", "n", "d", "b"}
    words = [column.type == "text" for column in shape.columns.values()]
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        for line in list(csv.reader(file))[1:]:
            active = [
                cell for cell, text in zip(line, words, strict=True) if text and cell.startswith(ACTIVE)
            ]
            assert active == []


def test_the_second_of_two_people_loses_nothing_and_overwrites_nothing(kept, company):
    """A stale edit and a stale act are refused; what the first wrote stands."""
    row = company.filed(kept)
    name = next(iter(taken(kept, "x")), None)
    who, other = company.creator(kept), company.creator(kept)[:-1] + "2"
    if name and kept.flow.states[row.state].edit:
        actions.edit(company.actor(who), kept, row.row, 1, {name: "甲"})
        late = {name: "乙"}
        with pytest.raises(Refused, match="REG-202"):
            actions.edit(company.actor(other), kept, row.row, 1, late)
    else:
        taken_step = next(t for n, _ in kept.flow.leaving(row.state) if (t := company.step(kept, row, n)))
        row = taken_step[1]
    row.refresh_from_db()
    assert row.version == 2
    for step in kept.flow.actions:
        with pytest.raises(Refused, match="REG-202"):
            actions.act(company.actor(who), kept, row.row, 1, step, {}, "迟到")
    before = row.version
    row.refresh_from_db()
    assert row.version == before
    assert name is None or not kept.flow.states[row.state].edit or getattr(row, name) == "甲"


def test_a_step_the_state_does_not_offer_is_refused_and_changes_nothing(kept, company):
    """Asked of everybody who may ever take it."""
    row = company.filed(kept)
    before = journal.ChainEnd.objects.get().count
    for name, action in kept.flow.actions.items():
        if row.state in action.from_:
            continue
        for who in [w for w in company.accounts if w.startswith(tuple(f"{r}-hh-h" for r in action.who))][:2]:
            with pytest.raises(Refused) as refused:
                actions.act(company.actor(who), kept, row.row, 1, name, {}, "x")
            assert {p.code for p in refused.value.problems} & {"WFL-301", "REG-201", "REG-203"}, (who, name)
    row.refresh_from_db()
    assert (row.version, journal.ChainEnd.objects.get().count) == (1, before)


def test_an_unknown_step_and_an_unknown_field_are_refused(kept, company):
    row = company.filed(kept)
    who = company.creator(kept)
    with pytest.raises(Refused, match="WFL-002"):
        actions.act(company.actor(who), kept, row.row, 1, "fly", {}, "x")
    with pytest.raises(Refused) as refused:
        actions.edit(company.actor(who), kept, row.row, 1, {"state": "closed", "version": 9})
    assert {p.code[:4] for p in refused.value.problems} == {"REG-"}
    row.refresh_from_db()
    assert row.version == 1
