"""Password rules that Django has, where its Chinese lacks the sentence."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator


class LeastLength(MinimumLengthValidator):
    """At least so many characters. Django's catalogue has this rule's help in Chinese but not its refusal."""

    def get_error_message(self) -> str:
        """Return the refusal."""
        return f"密码太短，至少需要 {self.min_length} 个字符。"
