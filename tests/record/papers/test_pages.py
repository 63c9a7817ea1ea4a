"""Pages of papers: made by a button, fetched by those who work on the case, masked for others, void with a reason."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.utils import timezone

from luji.base.people import posts
from luji.base.people.models import Account, Delegation
from luji.base.people.posts import person_of
from luji.base.ui import messages
from luji.record.evidence.models import FileUse, StoredFile
from luji.record.papers.models import Made
from luji.record.registers import registry
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor

messages.compile_all()
PEOPLE = {"101": ("officer", "hh-hecheng"), "102": ("officer", "hh-hecheng"), "103": ("officer", "hh-zhijiang"),
          "901": ("legal", "hh"), "701": ("supervision", "hh")}  # fmt: skip


def text_of(data: bytes) -> str:
    word = docx.Document(BytesIO(data))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in word.paragraphs] + cells)


@pytest.fixture
def clients(db: None, settings, tmp_path) -> dict[str, Client]:
    settings.LUJI_HOME = tmp_path
    found = {}
    for number, (role, unit) in PEOPLE.items():
        account = Account.objects.create(username=number, name=f"演示{number}", unit=unit, password="!")
        posts.appoint(account, role, unit, date(2020, 1, 1))
        found[number] = Client()
        found[number].force_login(account)
    return found


@pytest.fixture
def row(clients: dict[str, Client]):
    """A case the law is through with: the driver is to be informed."""
    found, now = registry.current(), timezone.now()
    kept = found.find("revocation")

    def actor(number: str, minutes: int) -> Actor:
        person = person_of(Account.objects.get(username=number), timezone.localdate(now), found.units)
        return Actor(found, person, now - timedelta(minutes=60 - minutes))

    content = {
        "unit": "hh-hecheng", "driver": "周某己", "licence": "构造证号000001", "licence_office": "本市支队", "elsewhere": False,
        "plate": "湘N构0001", "happened_at": now - timedelta(days=2), "place": "G60 K1430+500", "ground": "drink_again",
        "track": "administrative", "facts": "周某己再次饮酒后驾驶。", "evidence_list": "询问笔录", "handler1": "101",
        "handler2": "102",
    }  # fmt: skip
    made = actions.create(actor("101", 0), kept, content)
    made = actions.act(actor("101", 5), kept, made.row, made.version, "submit", {})
    return actions.act(actor("901", 9), kept, made.row, made.version, "review", {"review_note": "无误"})


def make(client: Client, row, kind: str = "revocation_notice", **changed: object):
    given = {"kind": kind, "version": row.version} | changed
    return client.post(f"/registers/revocation/{row.row}/papers/make/", given)


def test_the_record_leads_to_its_papers_and_a_button_makes_one(clients: dict[str, Client], row) -> None:
    page = clients["101"].get(f"/registers/revocation/{row.row}/").content.decode()
    assert f"/registers/revocation/{row.row}/papers/" in page
    assert make(clients["101"], row).status_code == 302
    listed = clients["101"].get(f"/registers/revocation/{row.row}/papers/").content.decode()
    assert Made.objects.get().number in listed


def test_who_works_on_the_case_reads_it_whole_and_others_masked(clients: dict[str, Client], row) -> None:
    make(clients["101"], row)
    place = f"/registers/revocation/{row.row}/papers/{Made.objects.get().pk}"
    whole = clients["101"].get(f"{place}.docx")
    assert "周某己" in text_of(whole.content)
    assert whole["Cache-Control"] == "no-store"
    assert clients["701"].get(f"{place}.docx").status_code >= 400
    masked = clients["701"].get(f"{place}-masked.docx")
    assert masked.status_code == 200
    assert "周某己" not in text_of(masked.content)
    assert clients["103"].get(f"{place}-masked.docx").status_code >= 400


def test_a_paper_whose_file_was_not_kept_says_that_it_is_rendered_again(
    clients: dict[str, Client], row
) -> None:
    make(clients["101"], row)
    place = f"/registers/revocation/{row.row}/papers/"
    said = "制作时尚未留存文件"
    assert said not in clients["101"].get(place).content.decode()
    FileUse.objects.filter(register="@papers").delete()
    StoredFile.objects.all().delete()
    assert said in clients["101"].get(place).content.decode()
    whole = clients["101"].get(f"{place}{Made.objects.get().pk}.docx")
    assert "周某己" in text_of(whole.content)


def test_no_address_of_files_gives_the_kept_paper_out(clients: dict[str, Client], row) -> None:
    make(clients["101"], row)
    sha256 = Made.objects.get().digest
    for who in ("101", "701"):
        for place in (
            f"registers/revocation/{row.row}/files/{sha256}",
            f"registers/revocation/files/{sha256}",
        ):
            assert clients[who].get(f"/{place}/").status_code == 404


def test_whoever_stands_in_for_the_reviewer_reads_it_whole_too(clients: dict[str, Client], row) -> None:
    make(clients["101"], row)
    place = f"/registers/revocation/{row.row}/papers/{Made.objects.get().pk}.docx"
    assert clients["701"].get(place).status_code >= 400
    today, account = timezone.localdate(), Account.objects.get
    Delegation.objects.create(
        giver=account(username="901"), taker=account(username="701"), role="legal", unit="hh", start=today,
        end=today, made_by="901", made=timezone.now(),
    )  # fmt: skip
    assert clients["701"].get(place).status_code == 200


@pytest.mark.parametrize(("kind", "changed", "code"), [
    ("revocation_decision", {}, "PAP-102"),
    ("nothing", {}, "PAP-101"),
    ("revocation_notice", {"version": 1}, "REG-202"),
    ("revocation_notice", {"version": "x"}, "REG-202"),
])  # fmt: skip
def test_what_cannot_be_made_is_said_with_its_number(
    clients: dict[str, Client], row, kind: str, changed: dict[str, object], code: str
) -> None:
    answer = make(clients["101"], row, kind, **changed)
    assert answer.status_code >= 400
    assert code in answer.content.decode()
    assert not Made.objects.exists()


def test_void_asks_for_its_reason_on_the_same_page(clients: dict[str, Client], row) -> None:
    make(clients["101"], row)
    number = Made.objects.get().number
    place = f"/registers/revocation/{row.row}/papers/void/"
    refused = clients["101"].post(place, {"number": number, "reason": " "})
    assert (refused.status_code, "PAP-107" in refused.content.decode()) == (409, True)
    assert clients["101"].post(place, {"number": number, "reason": "姓名有误"}).status_code == 302
    assert "姓名有误" in clients["101"].get(f"/registers/revocation/{row.row}/papers/").content.decode()


@pytest.mark.parametrize("place", ["papers/make/", "papers/void/"])
def test_papers_are_not_made_by_following_a_link(clients: dict[str, Client], row, place: str) -> None:
    assert clients["101"].get(f"/registers/revocation/{row.row}/{place}").status_code == 405


def test_nobody_is_anonymous(row) -> None:
    answer = Client().get(f"/registers/revocation/{row.row}/papers/")
    assert (answer.status_code, "sign-in" in answer["Location"]) == (302, True)
