"""How the desk gets its house."""

import pytest
from django.test import Client

from luji.account.desk import house as houses
from luji.base.kernel.problem import ProblemKind, Refused

NO_SNAPSHOT = ProblemKind("CLI-001", "还没有快照", "no snapshot yet", "请先导入。", "Import first.")
BROKEN = ProblemKind("KRN-011", "不是有效的 YAML", "not valid YAML", "请改。", "Mend it.")


def opened():
    return "the house"


def test_the_settings_name_the_house(settings):
    settings.LUJI_HOUSE = f"{__name__}.opened"
    import sys

    sys.modules.setdefault(__name__, sys.modules[opened.__module__])
    assert houses.current() == "the house"


@pytest.fixture
def closed(monkeypatch, account):
    def because(kind):
        def refuse():
            raise Refused([kind()])

        monkeypatch.setattr(houses, "current", refuse)
        client = Client()
        client.force_login(account)
        return client

    return because


@pytest.mark.parametrize("path", ["/", "/indicators/", "/indicators/x/", "/evaluation/", "/report/"])
def test_without_a_snapshot_every_page_says_what_to_do(closed, path):
    answer = closed(NO_SNAPSHOT).get(path)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "CLI-001" in page
    assert "luji snapshot create" in page


def test_a_broken_declaration_is_told_without_advice_about_imports(closed):
    page = closed(BROKEN).get("/").content.decode()
    assert "KRN-011" in page
    assert "luji snapshot create" not in page


def test_settings_work_without_a_house(closed):
    answer = closed(NO_SNAPSHOT).get("/settings/")
    assert answer.status_code == 200
    assert "080123" in answer.content.decode()
