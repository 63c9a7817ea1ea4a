"""What the tests of 核数 share: a text checked once, its mentions, its relations of one rule."""

from collections.abc import Callable
from functools import lru_cache

import pytest

from luji.account.reconcile.checking import check, look
from luji.account.reconcile.language.document import of_text
from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.relation import Level, Relation
from luji.account.reconcile.result import Result
from luji.account.reconcile.view import View


@lru_cache(maxsize=4096)
def _check(text: str) -> Result:
    return check(text)


@pytest.fixture(scope="session")
def checked() -> Callable[[str], Result]:
    """The result of a text."""
    return _check


@pytest.fixture(scope="session")
def view_of() -> Callable[[str], View]:
    """What the rules see of a text."""
    return lambda text: look(of_text(text))


@pytest.fixture(scope="session")
def mentions_of() -> Callable[[str], list[Mention]]:
    """The numbers of a text."""
    return lambda text: look(of_text(text)).page.mentions


@pytest.fixture(scope="session")
def grave() -> Callable[[str], list[str]]:
    """The rules of all findings above a note, in order of place."""
    return lambda text: [f.rule for f in _check(text).findings if f.level is not Level.NOTE]


@pytest.fixture(scope="session")
def noted() -> Callable[[str], list[str]]:
    """The rules of all findings, notes too, in order of place."""
    return lambda text: [f.rule for f in _check(text).findings]


@pytest.fixture(scope="session")
def by_rule() -> Callable[[str, str], list[Relation]]:
    """The relations one rule finds in a text."""
    return lambda text, number: [r for r in _check(text).relations if r.rule == number]


@pytest.fixture(scope="session")
def verdicts() -> Callable[[str, str], list[str]]:
    """How the relations of one rule come out."""
    return lambda text, number: [str(r.verdict) for r in _check(text).relations if r.rule == number]
