"""Addresses with a NUL are bad requests, whatever page they mean."""

import pytest
from django.test import RequestFactory

from luji.base.ui.plainness import NoNul


def answer(path):
    return NoNul(lambda request: "on")(RequestFactory().get(path))


@pytest.mark.parametrize("path", ["/x/%00/", "/x/?q=%00", "/x/?q=a%00b", "/x/?a=1&b=%00", "/x/?%00=1"])
def test_a_nul_is_refused(path):
    assert answer(path).status_code == 400


@pytest.mark.parametrize("path", ["/", "/x/?q=%20", "/x/?q=00", "/x/?q=%E9%9A%90", "/x/?q=0%3000"])
def test_everything_else_goes_on(path):
    assert answer(path) == "on"
