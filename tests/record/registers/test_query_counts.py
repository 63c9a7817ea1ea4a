"""Every kind of page of a register costs exactly as many queries as it says, however many records there are.

Here of registers that hold every type of field; all shipped ones are in tests/batteries/queries.yaml.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

# Session, account and posts are three of each; then what the page asks: of a register of plain fields, of one
# with every type, whose people and references have to be named, and of hazards with files and an origin.
NAMES = ("tiny", "every", "hazard")
COSTS = {
    "/registers/": (3, 3, 3),
    "/registers/{name}/": (6, 9, 6),
    "/registers/{name}/?sort=-{key}": (6, 8, 6),
    "/registers/{name}/?f.state={state}": (6, 9, 6),
    "/registers/{name}/?q=样例": (6, 9, 6),
    "/registers/{name}/?count=all": (6, 9, 6),
    "/registers/{name}/new/": (3, 6, 4),
    "/registers/{name}/{row}/": (6, 8, 7),
    "/registers/{name}/{row}/edit/": (5, 8, 6),
    "/registers/{name}/{row}/acts/{action}/": (5, 5, 5),
    "/registers/{name}/import/": (3, 3, 3),
    "/registers/{name}/export.csv": (4, 4, 4),
}


def read(client, address) -> None:
    """Ask for a page and read it to its end."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    if answer.streaming:
        b"".join(answer.streaming_content)


def cost(client, address) -> int:
    """Queries of the second visit: the first may fill caches."""
    read(client, address)
    with CaptureQueriesContext(connection) as told:
        read(client, address)
    return len(told)


@pytest.mark.parametrize("page", COSTS)
def test_a_page_costs_what_it_says_however_many_records(kept, people, filed, page):
    row = filed(kept)
    client = people.client("officer")
    action = next(n for n, a in kept.flow.leaving(kept.flow.initial) if "officer" in a.who and not a.returns)
    address = page.format(
        name=kept.name, key=kept.spec.key, state=kept.flow.initial, row=row.row, action=action
    )
    first = cost(client, address)
    for _ in range(6):
        filed(kept)
    assert cost(client, address) == first
    assert first == COSTS[page][NAMES.index(kept.name)], page
