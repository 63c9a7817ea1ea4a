"""How the rows of a list are reached: a rare set by its rows, a frequent one by a walk in the list's order.

A set of rows is probed first, on the indexes of the filters, no further than `RARE`. If it is that small, its
rows are sorted; if not, they lie so dense that a walk on the index of the order soon fills a page. SQLite,
whose planner does not reckon with the end of a page, is kept on that walk by hiding the filters' columns from
it; PostgreSQL finds it by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import F, Func, Q, QuerySet

# For types only: two threads of a server that starts would wait for each other's half-loaded modules.
if TYPE_CHECKING:
    from django.db.models.sql.compiler import SQLCompiler

RARE = 2000
HIDDEN = "hidden_"


class Hidden(Func):
    """A column that SQLite's planner looks up in no index."""

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        """As `+column`, which means the same."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)


def probed(rows: QuerySet[Any], query: Q, most: int = RARE) -> list[int] | None:
    """The rows a query finds, when they are at most `most`; None when there are more."""
    found = list(rows.filter(query).order_by().values_list("pk", flat=True)[: most + 1])
    return found if len(found) <= most else None


def walked(rows: QuerySet[Any], query: Q, unit: str) -> QuerySet[Any]:
    """The rows a query finds, to be walked in order; on one unit by the index that begins with the unit."""
    query = plain(query)
    if connection.vendor != "sqlite":
        return rows.filter(query)
    keep = unit if equal(query, unit) else ""
    names = {name for name in columns(query) if name not in (keep, "pk")}
    hidden: QuerySet[Any] = rows.alias(**{HIDDEN + name: Hidden(F(name)) for name in names})
    return hidden.filter(_hidden(query, names))


def plain(query: Q) -> Q:
    """The same query without alternatives that find nothing and boxes of one thing."""
    found: list[Any] = []
    for child in _children(query):
        one = plain(child) if isinstance(child, Q) else child
        if isinstance(one, Q) and not one.negated and len(one.children) == 1:
            one = _children(one)[0]
        if query.connector == Q.OR and one == ("pk__in", []):
            continue
        if one not in found:
            found.append(one)
    if not found and query.children:
        return query
    return Q.create(found, connector=query.connector, negated=query.negated)


def equal(query: Q, name: str) -> bool:
    """Whether everything the query finds has one value in the column."""
    if query.negated or (query.connector == Q.OR and len(query.children) > 1):
        return False
    return any(equal(one, name) if isinstance(one, Q) else one[0] == name for one in _children(query))


def columns(query: Q) -> set[str]:
    """The columns a query reads."""
    found: set[str] = set()
    for child in _children(query):
        found |= columns(child) if isinstance(child, Q) else {_column(child)}
    return found


def _hidden(query: Q, names: set[str]) -> Q:
    children: list[Any] = []
    for child in _children(query):
        if isinstance(child, Q):
            children.append(_hidden(child, names))
        else:
            children.append((HIDDEN + child[0], child[1]) if _column(child) in names else child)
    return Q.create(children, connector=query.connector, negated=query.negated)


def _children(query: Q) -> list[Any]:
    """Queries and (look-up, value) pairs."""
    return list(query.children)


def _column(pair: tuple[str, object]) -> str:
    return pair[0].partition("__")[0]
