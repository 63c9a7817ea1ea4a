"""The signed ticket of a form: who may answer what until when; only this installation can make one; pure.

`base64url(JSON) . base64url(HMAC-SHA256)`. From the same key each form gets a secret of its own, with
which it seals the answer: whoever has only the answer cannot change it unseen.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from luji.base.kernel.problem import Refused
from luji.record.partners.problems import BAD_SIGNATURE, EXPIRED, NOT_AN_ANSWER, OTHER_VERSION

VERSION = 1
DOMAIN = b"luji.partners.form."
MOST = 200_000


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a form allows: `records` is row → revision of its content when it was given out."""

    number: str
    register: str
    action: str
    party: str
    issued: datetime
    until: datetime
    records: Mapping[int, str]


def key(secret: str) -> bytes:
    """The key of the installation for forms, from its secret key."""
    return hmac.digest(secret.encode(), DOMAIN + b"key", "sha256")


def sign(ticket: Ticket, by: bytes) -> str:
    """The ticket as text."""
    told = {
        "v": VERSION, "n": ticket.number, "g": ticket.register, "a": ticket.action, "p": ticket.party,
        "i": ticket.issued.isoformat(), "u": ticket.until.isoformat(),
        "r": {str(row): revision for row, revision in ticket.records.items()},
    }  # fmt: skip
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{_bare(body)}.{_bare(_seal(body, by))}"


def read(text: object, by: bytes, now: datetime) -> Ticket:
    """The ticket of a text. Raises `Refused`: PTN-101 … 104."""
    if not isinstance(text, str) or len(text) > MOST or text.count(".") != 1:
        raise Refused([NOT_AN_ANSWER()])
    try:
        body, seal = (base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in text.split("."))
    except (binascii.Error, ValueError) as error:
        raise Refused([NOT_AN_ANSWER()]) from error
    # Other spellings of the same bytes are refused too: a ticket has one text.
    if not hmac.compare_digest(_seal(body, by), seal) or text != f"{_bare(body)}.{_bare(seal)}":
        raise Refused([BAD_SIGNATURE()])
    told = json.loads(body)
    if told.get("v") != VERSION:
        raise Refused([OTHER_VERSION(version=told.get("v"), known=VERSION)])
    records = {int(row): revision for row, revision in told["r"].items()}
    issued, until = datetime.fromisoformat(told["i"]), datetime.fromisoformat(told["u"])
    if now > until:
        raise Refused([EXPIRED(until=f"{until:%Y-%m-%d}")])
    return Ticket(told["n"], told["g"], told["a"], told["p"], issued, until, records)


def secret(number: str, by: bytes) -> str:
    """The secret with which one form seals its answers, 64 hexadecimal digits."""
    return hmac.new(by, DOMAIN + b"answer." + number.encode(), hashlib.sha256).hexdigest()


def sealed(body: str, number: str, by: bytes) -> str:
    """The seal a form puts on the text of its answer."""
    return hmac.new(bytes.fromhex(secret(number, by)), body.encode(), hashlib.sha256).hexdigest()


def _seal(body: bytes, by: bytes) -> bytes:
    return hmac.digest(by, DOMAIN + b"ticket." + body, "sha256")


def _bare(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
