"""The file a partner sends back, read and checked as far as it goes without the records; pure."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luji.base.kernel.problem import Problem, Refused
from luji.record.partners.problems import (
    BROKEN_PHOTO,
    NOT_AN_ANSWER,
    NOT_IN_FORM,
    NOTHING_ANSWERED,
    TAMPERED,
    TOO_LARGE,
)
from luji.record.partners.tickets import Ticket, read, sealed

FORMAT = "luji-partner-answer"
MOST_MEGABYTES = 80
MOST_TEXT = 20_000
MOST_PHOTOS = 30


@dataclass(frozen=True, slots=True)
class Sent:
    """A file in an answer."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered for one record: texts as written, files by field."""

    row: int
    texts: Mapping[str, str]
    files: Mapping[str, tuple[Sent, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer with the ticket of its form; `by` is who filled it in, as they wrote it."""

    ticket: Ticket
    by: str
    replies: tuple[Reply, ...]


def parse(raw: bytes, by: bytes, now: datetime) -> Answer:
    """An answer whose form is ours, not expired, and that nobody changed on its way.

    Raises `Refused`: PTN-101 no answer, 102 … 104 its ticket, 108 changed, 109 another record, 110 nothing
    answered, 111 a broken photograph, 112 too large.
    """
    if len(raw) > MOST_MEGABYTES * 1_000_000:
        raise Refused([TOO_LARGE(limit=MOST_MEGABYTES)])
    told = _object(raw)
    if told.get("format") != FORMAT:
        raise Refused([NOT_AN_ANSWER()])
    ticket = read(told.get("ticket"), by, now)
    body, seal = told.get("body"), told.get("seal")
    if not isinstance(body, str) or not isinstance(seal, str) or not seal.isascii():
        raise Refused([NOT_AN_ANSWER()])
    if not _fits(body, seal, ticket.number, by):
        raise Refused([TAMPERED()])
    inner = _object(body.encode())
    replies, wrong = _replies(inner.get("records"), ticket)
    if wrong:
        raise Refused(wrong)
    if not replies:
        raise Refused([NOTHING_ANSWERED()])
    return Answer(ticket, _text(inner.get("by"))[:80], tuple(replies))


def _fits(body: str, seal: str, number: str, by: bytes) -> bool:
    try:
        return hmac.compare_digest(sealed(body, number, by), seal)
    except UnicodeEncodeError:
        return False


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused([NOT_AN_ANSWER()]) from error
    if not isinstance(found, dict):
        raise Refused([NOT_AN_ANSWER()])
    return found


def _replies(listed: Any, ticket: Ticket) -> tuple[list[Reply], list[Problem]]:
    if not isinstance(listed, list):
        raise Refused([NOT_AN_ANSWER()])
    found: dict[int, Reply] = {}
    wrong: list[Problem] = []
    for one in listed:
        row = one.get("row") if isinstance(one, dict) else None
        if not isinstance(row, int) or isinstance(row, bool) or row not in ticket.records or row in found:
            wrong.append(NOT_IN_FORM(row=str(row)[:40]))
            continue
        try:
            found[row] = Reply(row, _texts(one.get("texts")), _files(one.get("files"), row))
        except Refused as refused:
            wrong.extend(refused.problems)
    return list(found.values()), wrong


def _texts(told: Any) -> dict[str, str]:
    if not isinstance(told, dict):
        raise Refused([NOT_AN_ANSWER()])
    return {str(name)[:40]: _text(value) for name, value in told.items()}


def _files(told: Any, row: int) -> dict[str, tuple[Sent, ...]]:
    if not isinstance(told, dict):
        raise Refused([NOT_AN_ANSWER()])
    found: dict[str, tuple[Sent, ...]] = {}
    for name, listed in told.items():
        if not isinstance(listed, list) or len(listed) > MOST_PHOTOS:
            raise Refused([NOT_AN_ANSWER()])
        found[str(name)[:40]] = tuple(_sent(one, row, count) for count, one in enumerate(listed, 1))
    return found


def _sent(one: Any, row: int, count: int) -> Sent:
    try:
        return Sent(_text(one["name"])[:200], base64.b64decode(one["data"], validate=True))
    except (TypeError, KeyError, ValueError, binascii.Error) as error:
        raise Refused([BROKEN_PHOTO(number=f"#{row}", count=count)]) from error


def _text(value: Any) -> str:
    """A text of an answer; anything else is none."""
    return value[:MOST_TEXT] if isinstance(value, str) else ""
