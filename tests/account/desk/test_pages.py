"""Every page at once: signed in only, both languages, headers, no query in a loop."""

import re

import pytest
from django.test import Client

PAGES = [
    "/",
    "/indicators/",
    "/indicators/case.total/",
    "/indicators/case.total/trace/",
    "/indicators/case.total/rows/",
    "/evaluation/",
    "/evaluation/?period=2019",
    "/report/",
    "/report/?unit=hh-a",
    "/settings/",
]
FILES = ["/indicators/case.total/rows.csv", "/indicators/case.total/rows.xlsx", "/report/file.pdf"]
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_strangers_are_sent_to_sign_in(house, db, path):
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=/")


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_whole_in_both_languages(reader, path):
    for code, lang in (("zh-hans", "zh-Hans"), ("en", "en")):
        reader.cookies["luji-language"] = code
        answer = reader.get(path)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert f'<html lang="{lang}">' in page
        assert page.count("<h1") >= 1
        assert 'id="main"' in page


@pytest.mark.parametrize("path", [p for p in PAGES if not p.startswith("/report")])
def test_english_pages_speak_no_chinese(english, account, path):
    account.name = "Officer Zhang"
    account.save()
    page = english.get(path).content.decode()
    body = re.sub(r'<(script|pre|code|td)\b.*?</\1>|<[^>]*lang="zh-Hans".*?</button>', "", page, flags=re.S)
    words = re.sub(r"<[^>]+>", " ", body)
    found = [line.strip() for line in words.splitlines() if HAN.search(line)]
    # names of documents and what a department wrote itself stay as they are
    assert [line for line in found if "〔" not in line and "TST" not in line] == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_or_loads_that_is_not_ours(reader, path):
    answer = reader.get(path)
    page = answer.content.decode()
    assert answer["Content-Security-Policy"].startswith("default-src 'self'")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Frame-Options"] == "DENY"
    assert not re.search(r"\son\w+=", page)
    assert not re.search(r"\sstyle=", page)
    assert "<style" not in page
    for attributes in re.findall(r"<script([^>]*)>", page):
        assert 'src="/static/' in attributes or 'type="application/json"' in attributes
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


@pytest.mark.parametrize("path", PAGES)
def test_pages_ask_the_database_for_the_reader_only(reader, django_assert_max_num_queries, path):
    with django_assert_max_num_queries(3):
        reader.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique_and_labels_lead_to_them(reader, path):
    page = reader.get(path).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    named = re.findall(r'(?:aria-labelledby|aria-describedby|aria-controls|\sfor)="([^"]+)"', page)
    assert [name for name in named if name not in ids] == []
