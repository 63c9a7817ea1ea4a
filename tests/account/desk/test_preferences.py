"""The settings page."""

from luji.account.desk.preferences import unit_name


def test_account_unit_and_language_stand_there(reader):
    page = reader.get("/settings/").content.decode()
    assert "张警官" in page
    assert "怀化支队" in page
    assert 'value="zh-hans" lang="zh-Hans" aria-pressed="true"' in page


def test_in_english(english):
    page = english.get("/settings/").content.decode()
    assert "Huaihua Detachment" in page
    assert 'value="en" lang="en" aria-pressed="true"' in page


def test_unknown_units_are_named_by_their_code(house):
    assert unit_name("gone") == "gone"
