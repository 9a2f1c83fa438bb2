"""Logs: one JSON object a line in production, one readable line elsewhere; frame locals in neither."""

from __future__ import annotations

from typing import Any, Literal

import structlog
from structlog.typing import Processor

from portal.settings.tracebacks import quiet_event, quiet_traceback

COMMON: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    # File, line and source. Names, forms and passwords live in frame locals, which the library's richer
    # tracebacks print, and in the messages of exceptions, which its plain ones print.
    structlog.processors.ExceptionRenderer(quiet_traceback),
    quiet_event,
]


def logging_to(style: Literal["console", "json"], *, level: str = "INFO") -> dict[str, Any]:
    """Return the logging configuration that writes everything to standard error in ``style``."""
    if style == "json":
        renderer: Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        renderer = structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    last = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
    return {
        "version": 1,
        # Django's own handlers mail administrators a page with settings and locals: they are replaced.
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": COMMON,
                "processors": last,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True, "level": level},
            "django.server": {"handlers": [], "propagate": True, "level": level},
            # It repeats the user name of every attempt; the attempts are rows already.
            "axes": {"level": "ERROR"},
        },
    }
