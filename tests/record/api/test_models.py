"""A token says its name."""

from luji.record.api.models import Token


def test_said():
    assert str(Token(name="夜间", account_id=3)) == "夜间 (3)"
