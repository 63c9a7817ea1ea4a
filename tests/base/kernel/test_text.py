"""Bilingual text."""

from luji.base.kernel.text import Text


def test_says_itself_in_either_language() -> None:
    text = Text("隐患", "hazard")
    assert (text.say(), text.say("en"), str(text)) == ("隐患", "hazard", "隐患")
