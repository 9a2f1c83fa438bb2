"""Workbooks as downloads, named in Chinese and dated."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from urllib.parse import quote

from django.http import HttpResponse

from portal import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(name: str, write: Callable[[BytesIO], None]) -> HttpResponse:
    """A workbook to keep under a name and today's date; ``write`` fills it."""
    target = BytesIO()
    write(target)
    filename = f"{name}{clock.today():%Y%m%d}.xlsx"
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
    return response
