"""What the command line does in somebody's name goes by their posts."""

import os
from datetime import date

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.base.kernel.problem import Refused  # noqa: E402 — after Django is set up
from luji.base.people import posts  # noqa: E402
from luji.base.people.models import Account  # noqa: E402
from luji.config import acting  # noqa: E402
from luji.record.workflow import actions as journal  # noqa: E402

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["nobody", "", "080123'--", "9" * 500])
def test_somebody_unknown_is_refused(number):
    with pytest.raises(Refused, match="CLI-202"):
        acting.actor_of(number)


def test_a_closed_account_is_refused():
    Account.objects.create(username="gone", unit="hh", name="x", password="!", is_active=False)
    with pytest.raises(Refused, match="CLI-202"):
        acting.bring_in("gone", "hazard", None, True)


def test_who_holds_no_post_sees_and_brings_nothing(tmp_path):
    Account.objects.create(username="new", unit="hh", name="x", password="!")
    assert acting.actor_of("new").person.posts == ()
    assert acting.bring_out("new", "hazard", tmp_path / "x.csv") == 0
    path = tmp_path / "in.csv"
    path.write_text(
        "大队,路线,桩号,隐患类型,隐患描述,责任单位\n鹤城大队,G60,K1300+100,护栏,缺失,某公司\n", "utf-8"
    )
    with pytest.raises(Refused, match="REG-201"):
        acting.bring_in("new", "hazard", path, False)


def test_what_names_people_is_taken_out_with_a_reason_only(tmp_path):
    lead = Account.objects.create(username="lead", unit="hh-hecheng", name="x", password="!")
    posts.appoint(lead, "brigade_lead", "hh-hecheng", date(2020, 1, 1))
    plain, full = tmp_path / "plain.csv", tmp_path / "full.csv"
    acting.bring_out("lead", "hazard", plain)
    assert not journal.story("disclosure/hazard")
    acting.bring_out("lead", "hazard", full, "核对复查人", "9号")
    assert "复查警号" not in plain.read_text("utf-8-sig") and "复查警号" in full.read_text("utf-8-sig")
    (entry,) = journal.story("disclosure/hazard")
    assert (entry.person, entry.reason, entry.origin) == ("lead", "核对复查人", "luji")
    with pytest.raises(Refused, match="REG-640"):
        acting.bring_out("lead", "hazard", tmp_path / "x.csv", "看")
