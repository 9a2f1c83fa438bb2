"""How the demo keeps the passwords that it prints."""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class PrintedPasswordHasher(PBKDF2PasswordHasher):
    """Fewer rounds: each password is drawn at random and stands in a file beside the database anyway."""

    iterations = 20_000
