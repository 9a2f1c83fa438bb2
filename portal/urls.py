"""Addresses. Names have no prefix: there is one site."""

from __future__ import annotations

from django.urls import path

from portal.views import accounts, desk, health, practice

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("healthz", health.healthz, name="healthz"),
    # Accounts
    path("accounts/login/", accounts.SignIn.as_view(), name="login"),
    path("accounts/logout/", accounts.SignOut.as_view(), name="logout"),
    path("accounts/password/", accounts.OwnPassword.as_view(), name="password_change"),
    path("accounts/me/", accounts.me, name="me"),
    path("accounts/", accounts.account_list, name="account_list"),
    path("accounts/<int:pk>/reset/", accounts.account_reset, name="account_reset"),
    path("accounts/<int:pk>/close/", accounts.account_close, name="account_close"),
    path("accounts/<int:pk>/reopen/", accounts.account_reopen, name="account_reopen"),
    # The demo institution's calendar
    path("practice/", practice.practice_clock, name="practice_clock"),
]
