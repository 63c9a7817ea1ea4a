"""Translations: messages taken from pages and code, compared with the catalogues, compiled by Babel.

msgids are English; `luji/locale/zh_Hans/LC_MESSAGES/django.po` holds the Chinese.
`python -m luji.base.ui.messages` brings that file up to date: new messages come in untranslated.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from luji.base.kernel.problem import Refused, Where
from luji.base.ui.problems import BAD_CATALOGUE

PACKAGE = Path(__file__).parents[2]
LOCALES = PACKAGE / "locale"
METHODS = [("**/jinja2/**.html", "jinja2.ext.babel_extract"), ("**.py", "python")]
OPTIONS = {"**/jinja2/**.html": {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}}
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "ngettext": (1, 2)}
HEADER = """# Chinese of Luji's pages. msgids are the English sentences.
msgid ""
msgstr ""
"Project-Id-Version: luji\\n"
"Language: zh_Hans\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def extract(package: Path = PACKAGE) -> Catalog:
    """Every message of the package's pages and code, with the places it stands."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for file, line, message, comments, context in extract_from_dir(
        str(package), METHODS, OPTIONS, keywords=KEYWORDS
    ):
        del line  # a place without its line: editing a page must not change the catalogue
        found.add(message, None, [(f"luji/{file}", None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    return found


def read(path: Path) -> Catalog:
    """A catalogue file. Raises `Refused` (UIK-005)."""
    try:
        with path.open("rb") as file:
            return read_po(file, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise Refused([BAD_CATALOGUE(Where(file=path.name), name=path.name, why=error)]) from error


def missing(have: Catalog, wanted: Catalog) -> list[str]:
    """Messages that are absent, empty or marked fuzzy in `have`, in order."""
    return [str(_first(m)) for m in wanted if m.id and not _translated(have.get(m.id, m.context))]


def unused(have: Catalog, wanted: Catalog) -> list[str]:
    """Messages of `have` that nothing says any more."""
    return [str(_first(m)) for m in have if m.id and wanted.get(m.id, m.context) is None]


def update(package: Path = PACKAGE) -> None:
    """Bring every catalogue file to the messages of the package, keeping what is translated."""
    wanted = extract(package)
    for path in catalogues(package / "locale"):
        have = read(path)
        have.update(wanted, no_fuzzy_matching=True)
        have.obsolete.clear()
        body = BytesIO()
        write_po(body, have, sort_output=True, include_lineno=False, omit_header=True, width=110)
        path.write_bytes(HEADER.encode() + body.getvalue())


def catalogues(locales: Path = LOCALES) -> Iterator[Path]:
    """Every django.po."""
    yield from sorted(locales.glob("*/LC_MESSAGES/django.po"))


def compile_all(locales: Path = LOCALES) -> int:
    """Write the .mo of every catalogue whose .po is newer; how many were written."""
    written = 0
    for path in catalogues(locales):
        target = path.with_suffix(".mo")
        if not target.is_file() or target.stat().st_mtime_ns < path.stat().st_mtime_ns:
            draft = target.with_suffix(".tmp")
            with draft.open("wb") as file:
                write_mo(file, read(path))
            draft.replace(target)
            written += 1
    return written


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    said = message.string
    return bool(said) and all(said or ())


if __name__ == "__main__":
    update()
