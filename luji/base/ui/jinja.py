"""The Jinja2 environment of every page: translations, addresses, numbers, and nothing undefined."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from luji.base.kernel.text import Text
from luji.base.ui.language import lang

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def say(text: Text | str) -> str:
    """A text in the reader's language."""
    return text.say(lang()) if isinstance(text, Text) else text


def address(name: str, *args: object, **query: object) -> str:
    """The address of a named page; further names become its query, empty ones are left out."""
    given = {key: str(value) for key, value in query.items() if value not in (None, "")}
    return reverse(name, args=args) + (f"?{urlencode(given)}" if given else "")


def anchor(text: str) -> str:
    """A text as the name of a place on its page: 道路 安全 → 道路-安全."""
    return slugify(text, allow_unicode=True)


def grouped(number: Decimal | int, decimals: int | None = None) -> str:
    """With thousands separators; all its decimals, or as many as told."""
    if decimals is None:
        return f"{number:,}" if isinstance(number, int) else f"{number:,f}"
    return f"{number:,.{decimals}f}"


def data(value: Any) -> Markup:
    """JSON that is safe inside `<script type="application/json">`."""
    return Markup(json.dumps(value, ensure_ascii=False).translate(ESCAPES))  # noqa: S704 — escaped above


def environment(**options: Any) -> Environment:
    """The environment Django's Jinja2 backend asks for."""
    made = Environment(  # noqa: S701 — Django passes autoescape=True among the options
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"static": static, "address": address, "lang": lang}
    made.filters |= {"say": say, "anchor": anchor, "grouped": grouped, "data": data}
    return made
