"""What gunicorn serves."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = get_wsgi_application()


def refuse_demo_data() -> None:
    """Keep a real institution from starting on the demo's data, whoever forgot ``manage.py check``."""
    from portal.checks import no_demo_in_production  # noqa: PLC0415 (apps are ready only now)

    found = no_demo_in_production(None, databases=["default"])
    if found:
        raise ImproperlyConfigured(str(found[0]))


refuse_demo_data()
