"""Settings of the tests: SQLite in memory unless DATABASE_URL names another database."""

from __future__ import annotations

from hashlib import sha256

from portal.settings import databases
from portal.settings.base import *  # noqa: F403 (a settings module is the sum of its bases)
from portal.settings.base import BASE_DIR, INSTALLED_APPS, env

SECRET_KEY = "only-for-tests"  # noqa: S105 (no secret: nothing outlives a test)
DEMO = True
# A throw-away procedure by which the engine is tested without knowing any real one.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.toy"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": databases.from_url(env.str("DATABASE_URL", default="sqlite://:memory:"))}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # What a test commits need not survive the loss of power; tests of what must have databases of their own.
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
    # Two checkouts on one machine must not share a test database.
    checkout = sha256(str(BASE_DIR).encode()).hexdigest()[:8]
    DATABASES["default"]["TEST"] = {"NAME": env.str("TEST_DATABASE", default=f"test_{checkout}")}

# The real hasher takes a quarter of a second on purpose; tests sign in some hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PRINTED_PASSWORD_HASHER = "md5"  # noqa: S105 (the name of a digest)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
# All tests ask from one address.
PUBLIC_PAGES_A_MINUTE = 100_000
