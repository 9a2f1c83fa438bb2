"""What happens around every request."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from portal import clock
from portal.kept import typed
from portal.views.accounts import sign_in_again

Handler = Callable[[HttpRequest], HttpResponse]
# Pages that somebody with a first password may still see.
OPEN_BEFORE_CHANGE = ("password_change", "logout", "language")
# Writing the session at each request would make every reader a writer; a minute is exact enough.
SEEN_STEP_SECONDS = 60


class OneClockPerRequest:
    """Reads the institution, and with it the practice date, at most once per request."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with clock.one_reading():
            return self.get_response(request)


class ChosenLanguage:
    """Speaks the language that somebody chose: for their account, or in this browser before they signed in.

    What a browser asks for by itself counts nothing: machines of a Chinese office are often set up in
    English.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if request.user.is_authenticated:
            chosen = request.user.language or chosen
        known = dict(settings.LANGUAGES)
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            return self.get_response(request)


class NothingKept:
    """Forbids every cache to keep what a signed-in person was shown."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response


class IdleSignOut:
    """Signs out whoever sent nothing for ``IDLE_SIGN_OUT``: shared office machines stay on overnight."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(clock.real_now().timestamp())
            seen = request.session.get("seen_at", now)
            if now - seen > settings.IDLE_SIGN_OUT.total_seconds():
                logout(request)
                messages.info(request, _("长时间未操作，已自动退出，请重新登录。"))
                return send_to(request, _sign_in_address(request))
            if "seen_at" not in request.session or now - seen >= SEEN_STEP_SECONDS:
                request.session["seen_at"] = now
        return self.get_response(request)


def _sign_in_address(request: HttpRequest) -> str:
    """Where to sign in, and from there back to the page that was asked for."""
    address = resolve_url(settings.LOGIN_URL)
    whole = request.method == "GET" and "HX-Request" not in request.headers
    return f"{address}?{urlencode({'next': request.get_full_path()})}" if whole else address


class NothingTypedIsLost:
    """Keeps a form in the page when whoever sends it has to sign in first, because the session has ended."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or request.user.is_authenticated:
            return response
        sign_in = resolve_url(settings.LOGIN_URL)
        sent_there = response.status_code == 302 and response["Location"].partition("?")[0] == sign_in
        if not sent_there or request.path in {sign_in, resolve_url("logout"), resolve_url("language")}:
            return response
        kept = typed(request)
        return sign_in_again(request, kept) if kept else response


class ForcedPasswordChange:
    """Leads whoever signed in with a printed password to choosing their own before anything else."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.must_change_password:
            open_paths = {resolve_url(name) for name in OPEN_BEFORE_CHANGE}
            if request.path not in open_paths:
                return send_to(request, resolve_url("password_change"))
        return self.get_response(request)


def send_to(request: HttpRequest, url: str) -> HttpResponse:
    """Redirect the whole page to ``url``, also when htmx asked for a part of it."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)
