"""The demo institution on this machine: own database file, practice clock, printed accounts."""

from __future__ import annotations

from portal.settings import databases
from portal.settings.base import *  # noqa: F403 (a settings module is the sum of its bases)
from portal.settings.base import VAR_DIR, env
from portal.settings.secrets import kept_secret

DEMO = True
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(VAR_DIR / "demo.key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
DATABASES = {
    "default": databases.from_url(env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'demo.sqlite3'}"))
}
# All accounts are printed ones, and with the slow digest the first start would do little else.
# The second one reads those of a demo that was begun by an older version.
PASSWORD_HASHERS = [
    "portal.accounts.hashers.PrintedPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Straight from the source tree, so that a fresh clone needs no collecting step.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
