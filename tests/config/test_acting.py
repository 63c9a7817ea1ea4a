"""What the command line does in somebody's name goes by their posts."""

import os

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.base.kernel.problem import Refused  # noqa: E402 — after Django is set up
from luji.base.people.models import Account  # noqa: E402
from luji.config import acting  # noqa: E402

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
