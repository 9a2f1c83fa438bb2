"""Settings of the measurements: those of the tests, on a database of their own."""

from __future__ import annotations

from portal.settings import databases
from portal.settings.base import env
from portal.settings.test import *  # noqa: F403 (a settings module is the sum of its bases)
from portal.settings.test import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks"]
DATABASES = {"default": databases.from_url(env.str("BENCHMARK_DATABASE", default="sqlite://:memory:"))}
