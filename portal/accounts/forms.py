"""Forms around accounts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UsernameField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.accounts import services
from portal.models import Account


class SignInForm(AuthenticationForm):
    """Number and password."""

    # Django's form only hints the length to the browser; what is longer must not reach the rows of attempts.
    username = UsernameField(
        label=_("学号/工号"), max_length=40, widget=forms.TextInput(attrs={"autofocus": True})
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _("学号/工号或密码不正确，请核对后重试；忘记密码请联系学院组织员重置。"),
        "inactive": _("该账号已停用，请联系学院组织员。"),
    }


class OwnPasswordForm(PasswordChangeForm):
    """The owner's new password, checked by Django's password rules."""

    error_messages = {
        "password_mismatch": _("两次输入的新密码不一致。"),
        "password_incorrect": _("旧密码不正确。"),
        "password_unchanged": _("新密码不能与旧密码相同。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One sentence instead of Django's list of four.
        self.fields["new_password1"].help_text = _(
            "至少 10 个字符；不能全是数字、太常见，或与学号、姓名相近。"
        )
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self) -> str:
        """Refuse the password that the slip printed: it has been on paper."""
        password: str = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise forms.ValidationError(self.error_messages["password_unchanged"], code="password_unchanged")
        return password

    def save(self, commit: bool = True) -> Account:
        """Set the password as an act of its owner."""
        services.change_password(self.user, password=self.cleaned_data["new_password1"], at=clock.real_now())
        return self.user


class CloseForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(label=_("停用原因"), max_length=200)


class PracticeDateForm(forms.Form):
    """The date that the demo institution lives on, in a year one can count with; empty means today."""

    day = forms.DateField(
        label=_("演练日期"),
        required=False,
        validators=[MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2099, 12, 31))],
    )
