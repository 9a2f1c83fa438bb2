"""Which address a visitor has, behind no, one and two proxies of ours."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from portal.network import client_address

DIRECT = "10.0.0.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        # Nobody of ours in front: what the visitor sends is not believed.
        (0, "1.1.1.1", DIRECT),
        (0, "", DIRECT),
        # One proxy wrote the last address; the first was sent by the visitor.
        (1, "1.1.1.1, 10.2.2.2", "10.2.2.2"),
        (1, "10.2.2.2", "10.2.2.2"),
        # Two proxies: the last address is the outer proxy's own.
        (2, "1.1.1.1, 10.2.2.2, 10.3.3.3", "10.2.2.2"),
        # A chain that is too short did not pass through all of them.
        (2, "10.3.3.3", DIRECT),
        (1, " , ", DIRECT),
    ],
)
def test_client_address(settings: Settings, proxies: int, forwarded: str, address: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=DIRECT, headers=headers)) == address
