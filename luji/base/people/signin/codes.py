"""One-time codes (RFC 6238: SHA-1, 30 seconds, six digits) and recovery codes; no table is known here."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator

import segno
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.twofactor.totp import TOTP

STEP = 30
DIGITS = 6
DRIFT = 1
"""Steps a device's clock may be off, in both directions."""
SECRET_BYTES = 20
RECOVERY_CODES = 10
RECOVERY_SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


class Unreadable(Exception):
    """The sealed secret was not sealed with this installation's key."""


def new_secret() -> bytes:
    """A secret of 160 bits, as RFC 4226 recommends."""
    return secrets.token_bytes(SECRET_BYTES)


def code_at(secret: bytes, step: int) -> str:
    """The code of a time step (seconds since 1970 / 30)."""
    return _totp(secret).generate(step * STEP).decode("ascii")


def step_of(secret: bytes, code: str, at: float, after: int = 0) -> int | None:
    """The step a code belongs to, at a time in seconds since 1970 and its drift; None when it is wrong.

    Steps up to `after` are used up. Every candidate is compared, so that time tells nothing.
    """
    said = code.replace(" ", "")
    if len(said) != DIGITS or not (said.isascii() and said.isdigit()):
        return None
    now = int(at) // STEP
    found = None
    for step in range(max(now - DRIFT, 0), now + DRIFT + 1):
        if hmac.compare_digest(code_at(secret, step), said) and step > after and found is None:
            found = step
    return found


def address(secret: bytes, account: str, issuer: str) -> str:
    """The otpauth:// address a device reads."""
    return _totp(secret).get_provisioning_uri(account, issuer)


def spelled(secret: bytes) -> str:
    """The secret for those who type it: base 32 in groups of four."""
    text = base64.b32encode(secret).decode("ascii").rstrip("=")
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def picture(text: str) -> str:
    """A QR code as inline SVG: plain attributes only, as the page's policy allows no style."""
    made = segno.make(text, error="m", micro=False)
    return str(
        made.svg_inline(
            scale=4, border=2, dark="#000", light="#fff", omitsize=False, svgclass="qr", lineclass=None
        )
    )


def seal(secret: bytes, key: str) -> str:
    """The secret encrypted under a key derived from the installation's `key`."""
    return _fernet(key).encrypt(secret).decode("ascii")


def unseal(sealed: str, key: str) -> bytes:
    """The secret again. Raises `Unreadable`."""
    try:
        return _fernet(key).decrypt(sealed.encode("ascii"))
    except (InvalidToken, UnicodeEncodeError) as error:
        raise Unreadable from error


def recovery_codes() -> list[str]:
    """Fresh recovery codes, each of 49 bits: XXXXX-XXXXX."""
    return list(_recovery())


def hashed(code: str, key: str) -> str:
    """The keyed hash under which a recovery code is kept, however it is typed."""
    said = "".join(c for c in code.upper() if c in RECOVERY_SIGNS)
    return hmac.new(_derived(key, b"luji recovery codes"), said.encode("ascii"), hashlib.sha256).hexdigest()


def _recovery() -> Iterator[str]:
    for _ in range(RECOVERY_CODES):
        signs = [secrets.choice(RECOVERY_SIGNS) for _ in range(10)]
        yield "".join(signs[:5]) + "-" + "".join(signs[5:])


def _totp(secret: bytes) -> TOTP:
    # RFC 6238's default, and the only hash every authenticator app knows.
    return TOTP(secret, DIGITS, SHA1(), STEP)  # noqa: S303


def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(key, b"luji second factor")))


def _derived(key: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=purpose).derive(key.encode("utf-8"))
