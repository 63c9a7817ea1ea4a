"""Addresses of the interface."""

from django.urls import resolve


def test_pages_and_calls_have_their_addresses():
    assert resolve("/api/").url_name == "api"
    assert resolve("/api/openapi.json").url_name == "openapi"
    assert resolve("/api/registers/hazard/records/3").kwargs == {"name": "hazard", "row": 3}
    assert resolve("/account/tokens/").url_name == "own-tokens"
