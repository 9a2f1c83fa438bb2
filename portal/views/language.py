"""In which language somebody reads the pages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from portal.accounts import services
from portal.models import Account
from portal.rooms.typed import typed_address


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on, and go back to the page that asked.

    An account remembers it. Before somebody signs in the browser does, until it is closed: machines are
    shared.
    """
    answer = redirect(typed_address(request.POST.get("next", ""), request.get_host()))
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return answer
    if isinstance(request.user, Account):
        services.choose_language(request.user, chosen)
    else:
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
    return answer
