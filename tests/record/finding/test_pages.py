"""Pages of finding: no plate in any address, nothing shown before a reason, counts pinned."""

import re

import pytest
from django.test import Client

from luji.record.workflow.models import Entry

QUERIES = 8
POSTED = {"names": "plate", "value": "湘N12345", "purpose": "road", "reason": "夜查发现可疑车辆", "case": ""}


def main(answer):
    return answer.content.decode().split('<main id="main"')[1].split("</form>", 1)[1]


def codes(answer):
    return re.findall(r'class="problem-code">([A-Z]{3}-\d{3})<', answer.content.decode())


@pytest.mark.parametrize("path", ["/find/", "/look-up/", "/look-ups/"])
def test_strangers_are_sent_to_sign_in(db, path):
    for method in ("get", "post"):
        answer = getattr(Client(), method)(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


def test_words_are_posted_and_found(client, hazard):
    row = hazard()
    browser = client("080001")
    answer = browser.post("/find/", {"q": " 隐患 整改 "})
    assert answer["Location"] == "/find/"
    page = main(browser.get(answer["Location"]))
    assert row.number in page
    assert "<mark>隐患整改</mark>" in page
    assert "/registers/hazard/?q=" in page


@pytest.mark.parametrize("name", ["周某己", "张远山", "Zhou Mou"])
def test_a_name_that_is_typed_stands_in_no_address(client, stop, name):
    stop(driver=name, story=f"{name}驾车经过，{name}无证")
    browser = client("080001")
    answer = browser.post("/find/", {"q": name})
    assert answer["Location"] == "/find/"
    page = browser.get("/find/").content.decode()
    assert f'value="{name}"' in page, "what was typed is still in the field"
    assert "LJ2026" not in page, (
        "what a field of the record keeps private is not found in its free text either"
    )
    assert "?q=" not in page


@pytest.mark.parametrize("text", ["湘N12345", "查湘n·12345", "431202199001011234", "138 7450 1234"])
@pytest.mark.parametrize("way", ["/find/", "/registers/stop/search/"])
def test_a_plate_goes_to_the_reason_first_and_into_no_address(client, stop, text, way):
    stop(plate="湘N12345", story="431202199001011234 13874501234")
    browser = client("080001")
    answer = browser.post(way, {"q": text})
    assert (answer.status_code, answer["Location"]) == (302, "/look-up/")
    page = browser.get("/look-up/")
    assert f'value="{text}"' in page.content.decode()
    assert "LJ2026" not in page.content.decode()
    assert Entry.objects.filter(verb="look_up").count() == 0
    assert f'value="{text}"' not in browser.get("/look-up/").content.decode()


def test_a_plate_somebody_wrote_into_an_address_is_taken_out_of_it(client, stop):
    stop(plate="湘N12345")
    assert client("080001").get("/find/", {"q": "湘N12345"})["Location"] == "/look-up/"


def test_a_list_asked_for_a_plate_shows_nothing_not_even_a_count(client, stop):
    stop(plate="湘N12345", story="见湘N12345")
    browser = client("080001")
    for tail in ("", "export.csv"):
        answer = browser.get(f"/registers/stop/{tail}", {"q": "湘N12345"})
        assert answer.status_code in (404, 422)
        assert codes(answer) == ["REG-600"]
        assert "LJ2026" not in answer.content.decode()
    assert (
        "LJ2026"
        not in browser.get("/registers/stop/", {"q": "12345"})
        .content.decode()
        .split("<tbody>")[-1]
        .split("</tbody>")[0]
    )


def test_words_of_a_list_go_on_with_its_filters(client):
    given = {
        "q": "夜间",
        "f.state": "open",
        "sort": "number",
        "c": ["number", "what"],
        "at": "x",
        "f.unit": "",
    }
    answer = client("080001").post("/registers/stop/search/", given)
    words = "q=%E5%A4%9C%E9%97%B4"
    assert answer["Location"] == f"/registers/stop/?{words}&f.state=open&sort=number&c=number&c=what"


def test_a_look_up_with_a_reason_is_shown_and_recorded(client, stop):
    row = stop(plate="湘N12345")
    answer = client("080001").post("/look-up/", POSTED)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert row.number in main(answer)
    assert "已记入日志" in main(answer)
    assert Entry.objects.get(verb="look_up").reason == "夜查发现可疑车辆"


@pytest.mark.parametrize(("changed", "code"), [
    ({"reason": ""}, "FND-105"), ({"purpose": ""}, "FND-104"), ({"purpose": "case"}, "FND-106"), ({"value": "湘"}, "FND-102"),
    ({"value": "湘N\x00"}, "FND-102"), ({"names": "nothing", "value": ""}, "FND-102"),
])  # fmt: skip
def test_what_is_missing_is_told_and_what_was_written_kept(client, stop, changed, code):
    stop(plate="湘N12345")
    answer = client("080001").post("/look-up/", POSTED | changed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert codes(answer) == [code]
    assert "LJ2026" not in page
    assert "可疑车辆" in page or not changed.get("reason", "x")
    assert Entry.objects.filter(verb="look_up").count() == 0


@pytest.mark.parametrize("number", ["080006", "080007", "road-co"])
def test_who_may_not_is_told_who_may(client, number):
    browser = client(number)
    for answer in (browser.get("/look-up/"), browser.post("/look-up/", POSTED)):
        assert (answer.status_code, codes(answer)) == (403, ["FND-101"])
    assert 'href="/look-up/"' not in main(browser.get("/find/?q=x"))


def test_in_english_the_posts_and_purposes_are_named_in_english(client):
    stranger, officer = client("080006"), client("080001")
    stranger.cookies["luji-language"] = officer.cookies["luji-language"] = "en"
    for answer in (stranger.get("/look-up/"), officer.post("/look-up/", POSTED | {"purpose": "case"})):
        told = answer.content.decode().split('class="problems"')[1].split("</ul>")[0]
        assert 'class="problem-code"' in told and not re.search(r"[\u4e00-\u9fff]", told), told


def test_constructed_data_are_called_so_here_too(client, settings):
    assert 'class="banner"' not in client("080001").get("/find/").content.decode()
    settings.LUJI_HOME.mkdir(exist_ok=True)
    (settings.LUJI_HOME / "home.json").write_text('{"constructed": true}', "utf-8")
    for path in ("/find/", "/look-up/", "/account/", "/account/tokens/"):
        assert "构造数据" in client("080001").get(path).content.decode()


def test_who_watches_reads_and_others_do_not(client, stop):
    client("080001").post("/look-up/", POSTED)
    watching = client("080004")
    page = main(watching.get("/look-ups/"))
    assert "湘N12345" in page
    assert "张远山" in page
    assert "夜查发现可疑车辆" in page
    assert "没有查询记录" in main(
        watching.post("/look-ups/", {"who": "080002", "start": "nonsense", "before": "9" * 40})
    )
    assert Entry.objects.filter(verb="read_look_ups").count() == 2
    answer = client("080001").get("/look-ups/")
    assert (answer.status_code, codes(answer)) == (403, ["FND-108"])


def test_a_colleague_is_found_and_leads_to_the_look_up(client, stop):
    stop(officer="080002")
    browser = client("080001")
    page = main(browser.get("/find/?q=lcl"))
    assert "李长路" in page
    assert "LJ2026" not in page
    browser.post("/look-up/", {"value": "080002"})
    form = browser.get("/look-up/").content.decode()
    assert 'value="080002"' in form
    assert 'value="person" checked' in form


@pytest.mark.parametrize(
    "text", ["", "\x00", "%", "<script>alert(1)</script>", "x" * 5000, "\u202e", "' OR 1=1 --", "隐" * 300]
)
def test_anything_may_be_written_into_the_search(client, text):
    browser = client("080001")
    answer = browser.post("/find/", {"q": text}, follow=True)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_the_box_is_in_the_head_of_every_page(client):
    page = client("080001").get("/registers/").content.decode()
    assert 'action="/find/"' in page
    assert "data-find" in page


def test_queries_are_as_many_however_much_is_found(client, hazard, stop, django_assert_num_queries):
    browser = client("080001")
    for _ in range(2):
        hazard(description="夜间查车"), stop(), stop()
        browser.get("/find/?q=查车")
        # Session, account, posts, bell; the index and the rows of each register, the number itself, colleagues.
        with django_assert_num_queries(QUERIES):
            browser.get("/find/?q=查车")


def test_pages_are_whole_in_english(client, stop):
    stop(plate="湘N12345")
    browser = client("080001")
    browser.cookies["luji-language"] = "en"
    for page in (browser.get("/find/?q=夜间"), browser.get("/look-up/"), browser.post("/look-up/", POSTED)):
        text = re.sub(r"<textarea.*?</textarea>|<[^>]+>", " ", main(page))
        assert not re.findall(r"[\u4e00-\u9fff]{6,}", text), text
