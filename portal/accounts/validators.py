"""Password rules that Django has, where its Chinese lacks the sentence."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LeastLength(MinimumLengthValidator):
    """At least so many characters. Django's catalogue has this rule's help in Chinese but not its refusal."""

    def get_error_message(self) -> str:
        """Return the refusal."""
        return _("密码太短，至少需要 %(least)s 个字符。") % {"least": self.min_length}
