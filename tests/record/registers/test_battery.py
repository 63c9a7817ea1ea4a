"""One battery over every register: strangers, the wrong brigade, the right one; every surface of each."""

import csv
import io
import re

import openpyxl
import pytest
from django.test import Client

from luji.base.facts.lake import Lake
from luji.record.registers.carried import facts, takein
from luji.record.registers.search.listing import Asked, listed
from luji.record.registers.verbs import actions
from luji.record.workflow import actions as journal

OTHER = "hh-zhijiang"
NAUGHTY = [
    "<script>alert(1)</script>", "'; DROP TABLE register_tiny; --", "=HYPERLINK(\"http://x\")", "+1+1", "@SUM(A1)",
    "{{ 7*7 }}", "%s%n", "\u202eright to left", "零宽\u200b空格", "𠮷野家🚔", "NULL", "-1", "\\", "' OR 1=1 --", "O'Brien",
]  # fmt: skip


def base(kept):
    return f"/registers/{kept.name}/"


def codes(answer):
    return re.findall(r'class="problem-code">([A-Z]{3}-\d{3})<', answer.content.decode())


def main_text(kept):
    return next(
        n
        for n, f in kept.spec.content.items()
        if f.type == "text" and f.required and n not in ("route", kept.spec.party)
    )


# -- strangers and the wrong brigade ------------------------------------------------------------------


@pytest.mark.parametrize("tail", ["", "new/", "1/", "1/edit/", "1/acts/x/", "import/", "export.csv"])
def test_strangers_are_sent_to_sign_in(kept, tail):
    answer = Client().get(base(kept) + tail)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_without_a_post_nothing_is_shown_and_who_may_is_told(kept, people):
    client = people.client("nobody")
    answer = client.get(base(kept))
    assert answer.status_code == 404
    assert codes(answer) == ["REG-203"]
    assert "民警" in answer.content.decode()
    assert kept.spec.label.zh not in client.get("/registers/").content.decode().split("<main")[1]


def test_the_wrong_brigade_sees_changes_and_takes_nothing(kept, people, filed, sample):
    row = filed(kept)
    client = people.client("stranger", "officer", OTHER)
    step = next(iter(kept.flow.actions))
    assert str(getattr(row, kept.spec.key)) not in client.get(base(kept)).content.decode()
    for method, tail in (
        ("get", ""),
        ("get", "edit/"),
        ("post", "edit/"),
        ("get", f"acts/{step}/"),
        ("post", f"acts/{step}/"),
    ):
        answer = getattr(client, method)(
            f"{base(kept)}{row.row}/{tail}", sample(kept) if method == "post" else None
        )
        assert (answer.status_code, codes(answer)) == (404, ["REG-203"])
    lines = b"".join(client.get(base(kept) + "export.csv").streaming_content).decode().splitlines()
    assert len(lines) == 1
    row.refresh_from_db()
    assert row.version == 1


def test_nobody_files_for_another_brigade(kept, people, sample):
    client = people.client("stranger", "officer", OTHER)
    answer = client.post(base(kept) + "new/", sample(kept))
    assert answer.status_code == 422
    assert codes(answer) == ["REG-201"]
    assert "鹤城大队的民警" in answer.content.decode()
    assert kept.rows.count() == 0


def test_who_may_not_file_is_told_who_may(kept, people):
    people.cast()
    answer = people.client("lead").get(base(kept) + "new/")
    assert answer.status_code == 403
    assert codes(answer) == ["REG-201"]
    assert "民警" in answer.content.decode()


# -- filing and editing -------------------------------------------------------------------------------


def test_a_record_is_filed_listed_found_and_told_in_its_history(kept, people, sample):
    client = people.client("officer", "officer")
    text = main_text(kept)
    answer = client.post(base(kept) + "new/", sample(kept, **{text: "独一无二的描述"}))
    row = kept.rows.get()
    assert answer["Location"] == f"{base(kept)}{row.row}/"
    number = getattr(row, kept.spec.key)
    assert number.endswith("1")
    for address in (base(kept), base(kept) + "?q=独一", base(kept) + f"?f.state={kept.flow.initial}"):
        assert number in client.get(address).content.decode()
    assert number not in client.get(base(kept) + "?q=别的").content.decode()
    page = client.get(answer["Location"]).content.decode()
    assert "独一无二的描述" in page
    assert "officer同志" in page
    assert [e.verb for e in journal.story(kept.subject(row.row))] == ["create"]


def test_an_edit_is_told_field_by_field_and_nothing_changed_is_refused(kept, people, filed, sample):
    row, text = filed(kept), main_text(kept)
    client = people.client("officer")
    posted = sample(kept, **{text: "改过的描述"}, version="1")
    same = client.post(f"{base(kept)}{row.row}/edit/", sample(kept, version="1"))
    assert (same.status_code, codes(same)) == (422, ["REG-205"])
    assert client.post(f"{base(kept)}{row.row}/edit/", posted).status_code == 302
    entry = journal.story(kept.subject(row.row))[-1]
    assert entry.verb == "edit"
    assert "样例" in entry.before
    assert "改过的描述" in entry.after
    assert "改过的描述" in client.get(f"{base(kept)}{row.row}/").content.decode()


def test_a_stale_edit_is_refused_and_what_was_written_is_kept(kept, people, filed, sample):
    row, text = filed(kept), main_text(kept)
    first, second = people.client("officer"), people.client("second")
    first.post(f"{base(kept)}{row.row}/edit/", sample(kept, **{text: "第一人的"}, version="1"))
    answer = second.post(f"{base(kept)}{row.row}/edit/", sample(kept, **{text: "第二人的"}, version="1"))
    page = answer.content.decode()
    assert (answer.status_code, codes(answer)) == (422, ["REG-202"])
    assert 'value="第二人的"' in page
    assert "第一人的" in page
    assert "officer同志" in page
    row.refresh_from_db()
    assert getattr(row, text) == "第一人的"
    assert (
        second.post(
            f"{base(kept)}{row.row}/edit/", sample(kept, **{text: "第二人的"}, version="2")
        ).status_code
        == 302
    )


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999", "0"])
def test_an_edit_without_a_readable_version_is_stale(kept, people, filed, sample, version):
    row = filed(kept)
    answer = people.client("officer").post(f"{base(kept)}{row.row}/edit/", sample(kept, version=version))
    assert "REG-202" in codes(answer)


def test_what_is_required_is_told_for_each_field(kept, people):
    answer = people.client("officer", "officer").post(base(kept) + "new/", {})
    required = [n for n, f in kept.spec.content.items() if f.required and not f.when]
    page = answer.content.decode()
    assert answer.status_code == 422
    assert codes(answer).count("REG-101") == 2 * len(required)
    for name in required:
        assert f'id="wrong-{name}"' in page
    assert kept.rows.count() == 0


def test_too_long_a_text_is_refused_and_kept_in_the_form(kept, people, sample):
    text = main_text(kept)
    answer = people.client("officer", "officer").post(
        base(kept) + "new/", sample(kept, **{text: "长" * 5000})
    )
    assert "REG-107" in codes(answer)
    assert "长" * 5000 in answer.content.decode()
    assert kept.rows.count() == 0


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_are_stored_shown_and_carried_faithfully(kept, people, filed, tmp_path, text):
    name = main_text(kept)
    row = filed(kept, **{name: text})
    row.refresh_from_db()
    assert getattr(row, name) == text
    client = people.client("officer")
    for address in (base(kept), f"{base(kept)}{row.row}/", f"{base(kept)}{row.row}/edit/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "49" not in re.findall(r"<h1>(.*?)</h1>", page)
    for ending in ("csv", "xlsx"):
        path = tmp_path / f"out.{ending}"
        path.write_bytes(b"".join(client.get(f"{base(kept)}export.{ending}").streaming_content))
        assert takein.plan(people.actor("officer"), kept, path).unchanged == 1


def test_control_characters_are_refused(kept, people, sample):
    answer = people.client("officer", "officer").post(
        base(kept) + "new/", sample(kept, **{main_text(kept): "a\x00b"})
    )
    assert "REG-109" in codes(answer)


# -- the workflow -------------------------------------------------------------------------------------


def test_a_record_goes_to_its_end_by_different_people(kept, people, filed, walk):
    end = next(name for name, s in kept.flow.states.items() if s.final)
    done = walk(kept, filed(kept), end)
    assert done.row.state == end
    assert done.row.version == len(done.steps) + 1
    story = journal.story(kept.subject(done.row.row))
    assert [e.verb for e in story] == ["create", *(step for _, step in done.steps)]
    assert len({who for who, _ in done.steps}) >= 3
    assert journal.verify() == []
    page = people.client("officer").get(f"{base(kept)}{done.row.row}/").content.decode()
    for _, step in done.steps:
        assert kept.flow.act_label(step).zh in page
    for name, fields in kept.spec.stamps.items():
        if name in dict(map(reversed, done.steps)):
            assert all(getattr(done.row, f) is not None for f, what in fields.items() if what != "nothing")


def test_every_action_is_refused_to_everybody_elses_posts(kept, people, filed):
    row = filed(kept)
    for name, action in kept.flow.actions.items():
        for who in people.cast():
            held = people.actor(who).person.roles
            if kept.flow.initial in action.from_ and held & set(action.who):
                continue
            answer = people.client(who).post(
                f"{base(kept)}{row.row}/acts/{name}/", {"version": "1", "reason": "x"}
            )
            assert answer.status_code in (403, 404, 422)
    row.refresh_from_db()
    assert (row.state, row.version) == (kept.flow.initial, 1)


def test_a_return_needs_a_reason_and_keeps_it(kept, people, filed, walk):
    name, action = next((n, a) for n, a in kept.flow.actions.items() if a.returns)
    row = walk(kept, filed(kept), action.from_[0]).row
    who = next(w for w in people.cast() if people.actor(w).person.roles & set(action.who))
    client, address = people.client(who), f"{base(kept)}{row.row}/acts/{name}/"
    assert client.get(address).status_code == 200
    silent = client.post(address, {"version": str(row.version), "reason": "  "})
    assert (silent.status_code, codes(silent)) == (422, ["WFL-307"])
    assert client.post(address, {"version": str(row.version), "reason": "缺少照片"}).status_code == 302
    row.refresh_from_db()
    assert row.state == action.to
    assert "缺少照片" in client.get(f"{base(kept)}{row.row}/").content.decode()


def test_content_is_frozen_where_the_declaration_says_so(kept, people, filed, walk, sample):
    frozen = next(name for name, s in kept.flow.states.items() if not s.edit)
    row = walk(kept, filed(kept), frozen).row
    answer = people.client("officer").post(
        f"{base(kept)}{row.row}/edit/", sample(kept, version=str(row.version))
    )
    assert (answer.status_code, codes(answer)) == (403, ["REG-206"])


def test_an_action_nobody_declared_is_refused(kept, people, filed):
    answer = (
        people.client("officer").get(f"{base(kept)}{filed(kept).row}/acts/fly/") if people.cast() else None
    )
    assert answer is not None
    assert answer.status_code in (403, 404)


# -- in and out ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_taken_in_again_changes_nothing(kept, people, filed, walk, tmp_path, ending):
    end = next(name for name, s in kept.flow.states.items() if s.final)
    walk(kept, filed(kept), end)
    filed(kept)
    path = tmp_path / f"out.{ending}"
    path.write_bytes(b"".join(people.client("officer").get(f"{base(kept)}export.{ending}").streaming_content))
    before = journal.ChainEnd.objects.get().count
    plan = takein.take_in(people.actor("officer"), kept, path)
    assert (plan.unchanged, plan.nothing) == (2, True)
    assert journal.ChainEnd.objects.get().count == before


def test_formulas_are_text_in_every_export(kept, people, filed):
    filed(kept, **{main_text(kept): "=1+1"})
    client = people.client("officer")
    text = b"".join(client.get(base(kept) + "export.csv").streaming_content).decode("utf-8-sig")
    assert "'=1+1" in next(line for n, line in enumerate(csv.reader(io.StringIO(text))) if n)
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(client.get(base(kept) + "export.xlsx").streaming_content))
    )
    cells = [c for row in book.active.iter_rows() for c in row if c.value == "=1+1"]
    assert [c.data_type for c in cells] == ["s"]


def ledger(kept, tmp_path, rows):
    """A file with the labels of the content fields and the key as headings."""
    path = tmp_path / "ledger.csv"
    names = [kept.spec.key, *written(kept)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                kept.spec.fields[n].label.zh + ("（元）" if kept.spec.fields[n].type == "money" else "")
                for n in names
            ]
            + ["状态"]
        )
        writer.writerows(rows)
    return path


def number(kept, count):
    from luji.record.registers.declared.serial import made

    return made(kept.spec.fields[kept.spec.key].pattern, 2026, count)


def written(kept):
    """What a sheet can hold of the content."""
    return [n for n in kept.spec.content if kept.spec.fields[n].held != "files"]


def line(kept, sample, count, state="", **changed):
    form = sample(kept, **changed)
    return [number(kept, count), *(form[n] for n in written(kept)), state]


def test_an_import_is_previewed_then_taken_in_once(kept, people, sample, tmp_path):
    client = people.client("officer", "officer")
    path = ledger(kept, tmp_path, [line(kept, sample, n) for n in range(1, 31)])
    with path.open("rb") as file:
        answer = client.post(base(kept) + "import/", {"file": file})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<dd>30</dd>" in page
    assert kept.rows.count() == 0
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    assert people.client("other", "officer").post(base(kept) + "import/", {"token": token}).status_code == 422
    assert client.post(base(kept) + "import/", {"token": token}).status_code == 302
    assert kept.rows.count() == 30
    assert codes(client.post(base(kept) + "import/", {"token": token})) == ["REG-304"]
    assert journal.verify() == []


def test_an_import_with_errors_tells_every_row_and_writes_nothing(kept, people, sample, tmp_path):
    client = people.client("officer", "officer")
    text = main_text(kept)
    rows = [
        line(kept, sample, 1), line(kept, sample, 2, **{text: "长" * 600}), line(kept, sample, 3, unit=OTHER),
        line(kept, sample, 4, **{text: ""}), line(kept, sample, 1), ["没有编号规则", *line(kept, sample, 6)[1:]],
    ]  # fmt: skip
    with ledger(kept, tmp_path, rows).open("rb") as file:
        page = client.post(base(kept) + "import/", {"file": file}).content.decode()
    assert "第 5 行" in page
    assert "第 6 行" in page
    assert kept.rows.count() == 0
    with ledger(kept, tmp_path, [r for n, r in enumerate(rows) if n in (0, 1, 2, 5)]).open("rb") as file:
        answer = client.post(base(kept) + "import/", {"file": file})
    assert sorted(set(codes(answer))) == ["REG-107", "REG-110", "REG-201"]
    assert kept.rows.count() == 0


def test_states_come_by_actions_not_by_import(kept, people, filed, sample, tmp_path):
    row = filed(kept)
    end = next(name for name, s in kept.flow.states.items() if s.final)
    label = kept.flow.states[end].label.zh
    path = ledger(kept, tmp_path, [line(kept, sample, 1, state=label), line(kept, sample, 2, state=label)])
    client = people.client("officer")
    with path.open("rb") as file:
        answer = client.post(base(kept) + "import/", {"file": file})
    assert sorted(codes(answer)) == ["REG-301", "REG-302"]
    row.refresh_from_db()
    assert (row.state, kept.rows.count()) == (kept.flow.initial, 1)


def test_old_ledgers_are_taken_over_by_those_declared(kept, people, sample, tmp_path):
    people.cast()
    end = next(name for name, s in kept.flow.states.items() if s.final)
    path = ledger(kept, tmp_path, [line(kept, sample, 1, state=kept.flow.states[end].label.zh)])
    takein.take_in(people.actor("keeper"), kept, path)
    row = kept.rows.get()
    assert row.state == end
    assert [e.verb for e in journal.story(kept.subject(row.row))] == ["take_over"]
    assert "接收历史台账" in people.client("officer").get(f"{base(kept)}{row.row}/").content.decode()


@pytest.mark.parametrize(("name", "data"), [
    ("virus.xlsx", b"MZ\x90\x00" + b"\x00" * 200), ("virus.exe", b"MZ"), ("empty.csv", b""), ("x.csv", b"\xff\xfe\x00\xd8"),
    ("words.csv", "没有表头,什么\n1,2\n".encode()), ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
])  # fmt: skip
def test_files_that_are_no_ledger_are_refused(kept, people, tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    with path.open("rb") as file:
        answer = people.client("officer", "officer").post(base(kept) + "import/", {"file": file})
    assert answer.status_code == 422
    assert codes(answer)[0].startswith(("FCT-", "REG-"))
    assert kept.rows.count() == 0


# -- counts and facts ---------------------------------------------------------------------------------


def test_lists_cost_the_same_however_long(kept, people, filed, django_assert_num_queries):
    client = people.client("officer", "officer")
    filed(kept)
    for _ in range(2):
        with django_assert_num_queries(9 if kept.name == "every" else 6):
            client.get(base(kept))
        for _ in range(12):
            filed(kept)


def test_a_record_costs_the_same_however_long_its_history(
    kept, people, filed, walk, django_assert_num_queries
):
    row = filed(kept)
    client = people.client("officer")
    files = any(field.held == "files" for field in kept.spec.fields.values())
    asked = 6 + files + (kept.name == "every")
    with django_assert_num_queries(asked):
        client.get(f"{base(kept)}{row.row}/")
    end = next(name for name, s in kept.flow.states.items() if s.final)
    walk(kept, row, end)
    with django_assert_num_queries(asked + len(kept.spec.watch)):
        client.get(f"{base(kept)}{row.row}/")


def test_rows_are_published_as_facts_once(kept, people, filed, walk, tmp_path):
    published = next(n for n in kept.flow.states if n not in kept.spec.unpublished and n != kept.flow.initial)
    walk(kept, filed(kept), published)
    lake = Lake(tmp_path, {kept.name: kept.published})
    first, second = (facts.publish_one(lake, kept, people.registry.calendar) for _ in range(2))
    assert (first.inserted, second.unchanged, second.nothing) == (1, 1, True)


def test_pages_are_whole_in_both_languages(kept, people, filed):
    row = filed(kept)
    client = people.client("officer")
    step = next(n for n, a in kept.flow.leaving(row.state) if not a.returns)
    for address in ("/registers/", base(kept), f"{base(kept)}new/", f"{base(kept)}import/", f"{base(kept)}{row.row}/",
                    f"{base(kept)}{row.row}/edit/", f"{base(kept)}{row.row}/acts/{step}/"):  # fmt: skip
        for code, lang in (("zh-hans", "zh-Hans"), ("en", "en")):
            client.cookies["luji-language"] = code
            answer = client.get(address)
            page = answer.content.decode()
            assert answer.status_code == 200, address
            assert f'<html lang="{lang}">' in page
            assert not re.search(r"\s(on\w+|style)=", page)
            ids = re.findall(r'\sid="([^"]+)"', page)
            assert len(ids) == len(set(ids))
            named = re.findall(r'(?:aria-labelledby|aria-controls|\sfor)="([^"]+)"', page)
            assert [name for name in named if name not in ids] == []


def test_the_list_says_why_these_rows_are_seen(kept, people, registry, filed):
    filed(kept)
    found = listed(registry, kept, people.actor("officer").person, Asked())
    assert found.seen.reason.zh == "鹤城大队民警：本单位的记录"
    assert actions.fetch(people.actor("officer"), kept, found.rows[0].row).version == 1
