"""One battery over every declared register: strangers, the wrong brigade, the right one, every surface of each."""

import csv
import json
import re

import pytest
from django.test import Client

from luji.base.facts.lake import Lake
from luji.base.kernel.problem import Refused
from luji.record.registers.carried import facts, outgoing, takein
from luji.record.registers.search.listing import Asked
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.disclosing import Reason
from luji.record.workflow import actions as journal

OTHER = "hh-zhijiang"


def base(kept):
    return f"/registers/{kept.name}/"


def codes(answer):
    return re.findall(r'class="problem-code">([A-Z]{3}-\d{3})<', answer.content.decode())


def texts(kept):
    """The fields people write words into."""
    return [
        n
        for n, f in kept.spec.content.items()
        if f.type in ("text", "long_text") and not f.when and n != kept.spec.party
    ]


def some_text(kept):
    return next((n for n in texts(kept) if kept.spec.fields[n].type == "text"), None) or next(
        iter(texts(kept)), None
    )


def test_strangers_sign_in_first(kept):
    client = Client()
    for tail in ("", "new/", "1/", "import/", "export.csv", "template.xlsx", "together/", "about/"):
        answer = client.get(base(kept) + tail)
        assert (answer.status_code, answer["Location"][:9]) == (302, "/sign-in/")
    assert client.get(f"/api/registers/{kept.name}/records").status_code == 401


def test_the_wrong_brigade_sees_and_does_nothing(kept, company):
    row = company.filed(kept)
    number = str(getattr(row, kept.spec.key))
    wrong = [
        f"{role}-{OTHER}-1" for role, scope in kept.spec.see.items() if scope == "own" and role != "partner"
    ]
    for name in wrong:
        client = company.client(name)
        step = next(iter(kept.flow.actions))
        assert number not in client.get(base(kept)).content.decode()
        for tail in ("", "edit/", f"acts/{step}/"):
            answer = client.get(f"{base(kept)}{row.row}/{tail}")
            assert (answer.status_code, codes(answer)) == (404, ["REG-203"])
        assert client.get(f"/api/registers/{kept.name}/records/{row.row}").status_code == 404
        with pytest.raises(Refused, match="REG-203"):
            actions.act(company.actor(name), kept, row.row, 1, step, {})
    row.refresh_from_db()
    assert row.version == 1


def test_filed_edited_told(kept, company):
    row, name = company.filed(kept), some_text(kept)
    who = company.actor(company.creator(kept))
    client = company.client(company.creator(kept))
    assert f"{base(kept)}{row.row}/" in client.get(base(kept)).content.decode()
    if name and kept.flow.states[row.state].edit:
        changed = "改过的"[: kept.spec.fields[name].most or 9]
        actions.edit(who, kept, row.row, 1, {name: changed})
        page = client.get(f"{base(kept)}{row.row}/").content.decode()
        assert changed in page or kept.spec.fields[name].personal
    assert journal.verify() == []


def test_a_file_with_errors_changes_nothing_and_names_every_row(kept, company, tmp_path):
    company.filed(kept)
    out = tmp_path / "out.csv"
    who = company.actor(company.creator(kept))
    outgoing.write(who, kept, Asked(), out, Reason("核对导出"))
    with out.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    at = list(outgoing.shape_for(kept, who.person).columns).index(kept.spec.fact_name(kept.spec.unit))
    bad = [list(lines[1]) for _ in range(3)]
    for number, line in enumerate(bad):
        line[at] = "火星大队"
        line[0] = "" if number else line[0]
    path = tmp_path / "bad.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([lines[0], *bad])
    before = journal.ChainEnd.objects.get().count
    with pytest.raises(Refused) as refused:
        takein.take_in(who, kept, path)
    assert {p.where.row for p in refused.value.problems} >= {2, 3, 4}
    assert (kept.rows.count(), journal.ChainEnd.objects.get().count) == (1, before)


def test_every_page_answers(kept, company):
    row = company.filed(kept)
    client = company.client(company.creator(kept))
    views = kept.spec.views
    looks = {"board/": views.board, "calendar/": views.calendar, "timeline/": views.timeline}
    for tail in (
        "",
        "new/",
        "import/",
        f"{row.row}/",
        "template.xlsx",
        "about/",
        *(t for t in looks if looks[t]),
    ):
        assert client.get(base(kept) + tail).status_code == 200, tail
    for tail in (t for t in looks if not looks[t]):
        assert client.get(base(kept) + tail).status_code == 404, tail
    assert client.get(f"/api/registers/{kept.name}").json()["name"] == kept.name


def test_rows_are_facts_once(kept, company, tmp_path):
    company.filed(kept)
    lake = Lake(tmp_path, {kept.name: kept.published})
    first = facts.publish_one(lake, kept, company.registry.calendar)
    second = facts.publish_one(lake, kept, company.registry.calendar)
    published = kept.rows.exclude(state__in=kept.spec.unpublished).count()
    assert (first.inserted, second.inserted, second.updated) == (published, 0, 0)


def test_by_interface_too(kept, company):
    client = company.client(company.creator(kept))
    given = {n: v for n, v in company.texts(kept).items() if v}
    made = client.post(
        f"/api/registers/{kept.name}/records", json.dumps({"values": given}), content_type="application/json"
    )
    assert made.status_code == 201, made.content.decode()
    told = client.get(f"/api/registers/{kept.name}/records/{made.json()['id']}").json()
    assert told["version"] == 1
    assert set(told["values"]) == set(kept.spec.fields)
