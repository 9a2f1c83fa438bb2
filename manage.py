#!/usr/bin/env python
"""Django's command line, on the demo institution unless DJANGO_SETTINGS_MODULE says otherwise."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"The settings {os.environ['DJANGO_SETTINGS_MODULE']} cannot be used: {error}")
