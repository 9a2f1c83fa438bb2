"""Signing in and out, one's own password, and the office's work on accounts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import clock
from portal.accounts import listing, services
from portal.accounts.forms import CloseForm, OwnPasswordForm, SignInForm
from portal.accounts.opening import open_for
from portal.kept import FIELD, Kept, typed, unsealed
from portal.models import Account
from portal.pages.accounts import LoginPage, PasswordPage
from portal.pages.outcome import AgainPage
from portal.pages.parts import Link
from portal.rooms.actor import account_of
from portal.rooms.alarm import sound_alarm
from portal.rooms.roster_accounts import new_accounts_page, question, waiting_in


def manages_accounts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who manages accounts, behind login_required; anybody else is refused."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not account_of(request).manages_accounts:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class SignIn(LoginView):
    """The sign-in page; who is signed in already goes to the desk."""

    template_name = "portal/accounts/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page: the form, and the address of this site that it leads to."""
        context = super().get_context_data(**kwargs)
        sealed = self.request.POST.get(FIELD, "")
        context["page"] = login_page(context["form"], sealed, next_page=self.get_redirect_url())
        return context

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let what was typed before the session ended be sent once more; else go on as usual."""
        answer = super().form_valid(form)
        kept = unsealed(self.request.POST.get(FIELD, ""))
        return answer if kept is None else again(self.request, kept, title=_("已重新登录"))


def login_page(form: BaseForm, sealed: str = "", *, next_page: str = "") -> LoginPage:
    """The page to sign in at; ``sealed`` is what somebody typed whose session has ended."""
    note = _("登录已过期，填写的内容还在，登录后可以接着提交。") if unsealed(sealed) else ""
    return LoginPage(form=form, next=next_page, failed=_("没有登录"), kept=sealed if note else "", note=note)


def sign_in_again(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Ask whoever sent a form after their session had ended to sign in; the form is kept in the page."""
    page = login_page(SignInForm(request), kept.sealed())
    return render(request, "portal/accounts/login.html", {"page": page}, status=401)


def sent_from_an_old_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: one of our own pages may send it once more, nobody else's may."""
    own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    kept = typed(request) if own and request.path != reverse("login") else None
    if kept is None:
        return render(request, "403_csrf.html", status=403)
    return again(request, kept, title=_("页面放得太久了"), status=403)


def again(request: HttpRequest, kept: Kept, *, title: str, status: int = 200) -> HttpResponse:
    """Offer to send what was typed once more, as whoever is signed in now."""
    sentences = [_("刚才填写的内容还在，没有产生任何记录。")]
    if request.user.is_authenticated:
        who = account_of(request).display_name
        sentences.append(_("现在登录的是%(name)s，提交后按这个人登记。") % {"name": who})
    if kept.files:
        sentences.append(_("选过的文件没有保留，提交后要重新选择。"))
    page = AgainPage(
        title=title,
        sentences=tuple(sentences),
        href=kept.path,
        fields=kept.fields,
        texts=kept.texts,
        submit=_("接着提交"),
        back=Link(_("不提交，回到工作台"), reverse("desk")),
    )
    return render(request, "portal/again.html", {"page": page}, status=status)


class SignOut(LogoutView):
    """Signs out, by POST only."""


class OwnPassword(PasswordChangeView):
    """One's own password; whoever came with a printed one can see nothing else before."""

    template_name = "portal/accounts/password_change.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("desk")

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Set the password, keep this session and end all others."""
        assert isinstance(form, OwnPasswordForm)  # noqa: S101 (form_class above; narrows the library's type)
        account = form.save()
        update_session_auth_hash(self.request, account)
        messages.success(self.request, _("密码已修改。"))
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the change is forced."""
        context = super().get_context_data(**kwargs)
        forced = account_of(self.request).must_change_password
        back = None if forced else Link(_("返回"), reverse("me"))
        context["page"] = PasswordPage(form=context["form"], forced=forced, back=back)
        context["forced"] = forced
        return context


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """Say that the account is locked for this address, for how long, and what helps."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    sentence = _(
        "密码连续输错次数过多，该账号在本机已被暂时锁定。请 %(minutes)s 分钟后再试，"
        "或联系学院组织员重置密码。"
    ) % {"minutes": minutes}
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"message": sentence}, status=429)
    context = {"message": sentence, "minutes": minutes}
    return render(request, "portal/accounts/locked.html", context, status=429)


@login_required
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """One's own account, and the way out."""
    return render(request, "portal/accounts/me.html", {"page": listing.me_page(account_of(request))})


@login_required
@manages_accounts
@require_GET
def account_list(request: HttpRequest) -> HttpResponse:
    """All accounts, found by number or name."""
    sound_alarm(request)
    query = request.GET.get("q", "").strip().replace("\0", "")[:40]
    page = listing.accounts_page(query=query, number=request.GET.get("page"), reader=account_of(request))
    return render(request, "portal/accounts/account_list.html", {"page": page})


@login_required
@manages_accounts
@require_http_methods(["GET", "POST"])
def account_new(request: HttpRequest) -> HttpResponse:
    """Show who has no account, unit by unit; for one unit ask, then open and show the slips, once."""
    if "unit" not in request.GET:
        return render(request, "portal/accounts/account_new.html", {"page": new_accounts_page()})
    people = list(waiting_in(request.GET["unit"]))
    if not people:
        messages.info(request, _("这个组织的人员都已有账号。"))
        return redirect("account_new")
    back = Link(_("回到开通账号"), reverse("account_new"))
    if request.method == "GET":
        page = question(people, request.get_full_path(), back)
        return render(request, "portal/confirm.html", {"page": page})
    slips = open_for(people, by=account_of(request), at=clock.real_now())
    return _slips(request, slips, back)


@login_required
@manages_accounts
@require_POST
def account_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Reset a password and show the slip, once."""
    account = get_object_or_404(Account, pk=pk)
    try:
        slip = services.reset_password(account, by=account_of(request), at=clock.real_now())
    except services.AccountClosedError as refusal:
        messages.error(request, _(refusal.message))
        return redirect("account_list")
    return _slips(request, [slip])


@login_required
@manages_accounts
@require_POST
def account_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, with a reason."""
    account = get_object_or_404(Account, pk=pk)
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写停用原因。"))
        return redirect("account_list")
    try:
        services.close_account(
            account, by=account_of(request), at=clock.real_now(), reason=form.cleaned_data["reason"]
        )
    except (services.AccountClosedError, services.OwnAccountError) as refusal:
        messages.error(request, _(refusal.message))
    else:
        messages.success(request, _("账号 %(number)s 已停用。") % {"number": account.username})
    return redirect("account_list")


@login_required
@manages_accounts
@require_POST
def account_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again and show its new slip, once."""
    account = get_object_or_404(Account, pk=pk)
    try:
        slip = services.reopen_account(account, by=account_of(request), at=clock.real_now())
    except services.AccountOpenError as refusal:
        messages.error(request, _(refusal.message))
        return redirect("account_list")
    return _slips(request, [slip])


def _slips(request: HttpRequest, slips: list[services.Slip], back: Link | None = None) -> HttpResponse:
    """Show slips to print. The passwords exist only in this answer: reloading cannot show them again."""
    page = listing.slips_page(slips, address=request.build_absolute_uri(reverse("login")), back=back)
    return render(request, "portal/accounts/password_slip.html", {"page": page, "slips": page.slips})
