"""How passwords are kept that are drawn at random and printed."""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class PrintedPasswordHasher(PBKDF2PasswordHasher):
    """Fewer rounds than for a password that somebody chose.

    53 random bits (``portal.accounts.passwords``) are out of reach of guessing with these as well, and a
    college prints some hundreds of slips at once. The first sign-in demands a password of one's own.
    """

    algorithm = "pbkdf2_sha256_printed"
    iterations = 20_000
