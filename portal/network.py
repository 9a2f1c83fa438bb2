"""Where a request comes from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address of the visitor.

    With ``TRUSTED_PROXIES`` = n the last n addresses of the chain were written by our own proxies; the one
    that the outermost of them saw is the visitor. Anything further left was sent by the visitor and may lie.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    hops: int = settings.TRUSTED_PROXIES
    if not hops:
        return direct
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return chain[-hops] if len(chain) >= hops else direct
