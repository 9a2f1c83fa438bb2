"""Secrets that nobody types."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def kept_secret(path: Path) -> str:
    """Return the secret kept at ``path``, made on the first call and readable by its owner only.

    Raises ``ImproperlyConfigured`` where it can be neither written nor read.
    """
    try:
        return _kept(path)
    except OSError as error:
        msg = f"{path} cannot be kept ({error.strerror}); let VAR_DIR name a folder of your own."
        raise ImproperlyConfigured(msg) from error


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        secret = secrets.token_urlsafe(50)
        file.write(secret)
    return secret
