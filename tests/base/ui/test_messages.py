"""Translations: nothing untranslated, nothing left over, gaps kept."""

import gettext
import re
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from luji.base.kernel.problem import Refused
from luji.base.ui import messages

GAP = re.compile(r"%\((\w+)\)s")
(CHINESE,) = messages.catalogues()


@pytest.fixture(scope="module")
def wanted():
    return messages.extract()


@pytest.fixture(scope="module")
def chinese():
    return messages.read(CHINESE)


def test_every_message_is_translated(chinese, wanted):
    assert messages.missing(chinese, wanted) == []


def test_no_translation_is_left_over(chinese, wanted):
    assert messages.unused(chinese, wanted) == []


def test_messages_are_english_and_translations_chinese(chinese):
    han = re.compile(r"[\u4e00-\u9fff]")
    for message in chinese:
        said = message.string if isinstance(message.string, str) else message.string[0]
        if message.id:
            assert not han.search(str(message.id)), message.id
            assert han.search(said), message.id


def test_gaps_are_the_same_on_both_sides(chinese):
    for message in chinese:
        ids = [message.id] if isinstance(message.id, str) else message.id
        said = [message.string] if isinstance(message.string, str) else message.string
        for one in said:
            assert set(GAP.findall(one)) == set(GAP.findall(ids[-1])), ids


def test_pages_and_code_are_both_read(wanted):
    assert wanted.get("Dashboard") is not None  # in Python and in a page
    assert wanted.get("Months of %(year)s") is not None  # in a page only
    assert wanted.get(("%(num)s indicator", "%(num)s indicators")) is not None


def planted(po):
    return read_po(BytesIO(po.encode()))


def test_missing_empty_and_fuzzy_are_found():
    wanted = Catalog()
    for word in ("one", "two", "three", ("n", "ns")):
        wanted.add(word)
    have = planted(
        'msgid "one"\nmsgstr ""\n\n#, fuzzy\nmsgid "two"\nmsgstr "二"\n\nmsgid "n"\nmsgid_plural "ns"\nmsgstr[0] ""\n'
    )
    assert messages.missing(have, wanted) == ["one", "two", "three", "n"]
    assert messages.missing(planted('msgid "one"\nmsgstr "一"\n'), wanted) == ["two", "three", "n"]


def test_left_over_is_found():
    assert messages.unused(planted('msgid "gone"\nmsgstr "走了"\n'), Catalog()) == ["gone"]


def write(tmp_path, po):
    path = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n' + po, "utf-8")
    return path


def test_compiling_writes_what_gettext_reads_and_only_once(tmp_path):
    path = write(tmp_path, 'msgid "Report"\nmsgstr "报告"\n')
    assert messages.compile_all(tmp_path) == 1
    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Report") == "报告"
    assert messages.compile_all(tmp_path) == 0


@pytest.mark.parametrize("content", [b"nonsense\n", b'msgid "a"\nmsgstr "\xff"\n'])
def test_a_broken_catalogue_is_told(tmp_path, content):
    path = tmp_path / "django.po"
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        messages.read(path)
    assert refused.value.problems[0].code == "UIK-005"


def test_update_keeps_translations_and_adds_what_is_new(tmp_path):
    package = tmp_path / "package"
    (package / "jinja2").mkdir(parents=True)
    (package / "jinja2" / "a.html").write_text('{{ _("Report") }}{{ _("New words") }}', "utf-8")
    path = write(package / "locale", 'msgid "Report"\nmsgstr "报告"\n\nmsgid "Gone"\nmsgstr "走了"\n')
    messages.update(package)
    after = messages.read(path)
    assert after.get("Report").string == "报告"
    assert after.get("New words").string == ""
    assert after.get("Gone") is None
    first = path.read_bytes()
    messages.update(package)
    assert path.read_bytes() == first
