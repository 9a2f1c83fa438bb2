"""What whoever answers for the site must be told at once: that the journal is not as it was written."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.pages.days import day_text
from workflows.selectors.entries import last_check


def sound_alarm(request: HttpRequest) -> None:
    """Say at the top of the page that the last verification found differences; nothing while it holds."""
    found = last_check()
    if found is None or not found.differences:
        return
    local = timezone.localtime(found.at)
    when = {"day": day_text(local.date()), "time": f"{local:%H:%M}", "n": found.differences}
    said = _(
        "%(day)s %(time)s 校验纪实，有 %(n)s 处与写入时不一致。请管理员运行 manage.py verify_journal "
        "逐处查看；查清之前，不要删改数据库。"
    )
    messages.error(request, said % when)
