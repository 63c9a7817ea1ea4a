"""What every surface of every register costs in queries: exactly what the table says, for 1 record as for 25.

The table is queries.yaml: a register a line, its surfaces with their queries. A surface that asks once more
fails here. Where that is meant, renew the table and look at what changed before committing it:

    LUJI_RENEW_QUERIES=1 python -m pytest -q -p no:xdist tests/batteries/test_queries.py
    git diff tests/batteries/queries.yaml

A surface whose queries grow with the records fails in either case.
"""

import json
import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luji.record.registers.verbs import permission
from luji.record.registers.verbs.story import case_of

TABLE = Path(__file__).with_name("queries.yaml")
RENEW = bool(os.environ.get("LUJI_RENEW_QUERIES"))
MANY, KINDS = 25, 6
HEAD = """\
# Queries of every surface of every register: exact, and the same for 1 record as for 25.
# Renewed on purpose only; how is told in test_queries.py.
"""


def surfaces(company, kept, row) -> dict[str, tuple[str, str]]:
    """Surface → who visits it, and its address."""
    base, api = f"/registers/{kept.name}/", f"/api/registers/{kept.name}/"
    who = company.creator(kept)
    found = {
        "list": base, "sorted": f"{base}?sort=-{kept.spec.list_.sort[0]}", "filtered": f"{base}?f.state={row.state}",
        "searched": f"{base}?q=样例", "counted": f"{base}?count=all", "new": f"{base}new/",
        "record": f"{base}{row.row}/", "edit": f"{base}{row.row}/edit/", "import": f"{base}import/",
        "csv": f"{base}export.csv", "xlsx": f"{base}export.xlsx", "json": f"{base}export.json",
        "template": f"{base}template.xlsx", "about": f"{base}about/", "bench": "/bench/", "find": "/find/?q=样例",
        "api": f"{api[:-1]}", "api list": f"{api}records", "api record": f"{api}records/{row.row}",
        "api history": f"{api}records/{row.row}/history",
    }  # fmt: skip
    views = kept.spec.views
    found |= {"board": f"{base}board/"} if views.board else {}
    found |= {"calendar": f"{base}calendar/?month=2026-01"} if views.calendar else {}
    found |= {"timeline": f"{base}timeline/?month=2026-01"} if views.timeline else {}
    case = case_of(kept, row, company.registry.units)
    if isinstance(permission.editing(company.registry, kept, company.person(who), case), list):
        del found["edit"]
    visits = {name: (who, address) for name, address in found.items()}
    for step, action in kept.flow.leaving(row.state):
        taker = next(company.takers(kept, row, step), None)
        if taker and not action.returns:
            return visits | {
                "act": (taker, f"{base}{row.row}/acts/{step}/"),
                "bench of the next": (taker, "/bench/"),
            }
    raise AssertionError(f"nobody may take a step of {kept.name}")


def read(client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, address
    if answer.streaming:
        b"".join(answer.streaming_content)


def costs(company, visits) -> dict[str, int]:
    """Surface → queries of a visit."""
    clients = {who: company.client(who) for who, _ in visits.values()}
    found = {}
    for name, (who, address) in visits.items():
        with CaptureQueriesContext(connection) as told:
            read(clients[who], address)
        found[name] = len(told)
    return found


def dated(kept) -> None:
    """Every record in the month that calendar and timeline show, whoever writes its day."""
    views = kept.spec.views
    names = {views.calendar, *((views.timeline.from_, views.timeline.to) if views.timeline else ())} - {
        "",
        None,
    }
    for name in names:
        moments = kept.spec.fields[name].held == "moment"
        for number, row in enumerate(kept.rows.order_by("pk")):
            day = date(2026, 1, 1) + timedelta(days=number)
            value = datetime.fromisoformat(f"{day}T08:00:00+08:00") if moments else day
            kept.rows.filter(pk=row.pk).update(**{name: value})


def test_a_surface_costs_what_the_table_says_however_many_records(kept, company):
    first = max(range(KINDS), key=lambda turn: len(company.texts(kept, turn=turn)))
    row = company.filed(kept, first, files=True)
    dated(kept)
    visits = surfaces(company, kept, row)
    for name in ("searched", "find"):  # what is known of the index is kept by the process
        read(company.client(visits[name][0]), visits[name][1])
    one = costs(company, visits)
    for number in range(1, MANY):
        company.filed(kept, first + 2 * number, files=number < 4)
    dated(kept)
    assert kept.rows.count() >= MANY
    grown = {name: (one[name], count) for name, count in costs(company, visits).items() if count != one[name]}
    assert grown == {}
    table = yaml.safe_load(TABLE.read_text("utf-8")) if TABLE.exists() else {}
    if RENEW:
        table[kept.name] = one
        lines = [f"{name}: {json.dumps(table[name])}\n" for name in sorted(table)]
        TABLE.write_text(HEAD + "".join(lines), "utf-8")
        return
    assert one == table[kept.name]


def test_the_table_names_every_register_and_no_other(registers):
    assert set(yaml.safe_load(TABLE.read_text("utf-8"))) == registers


@pytest.fixture
def registers(company) -> set[str]:
    return set(company.registry.kept)
