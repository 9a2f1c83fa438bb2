"""Periods of recurring duties in words, and chosen on a form instead of typed."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext as _

from portal.pages.days import day_text
from workflows.nodes import QuarterField
from workflows.rules.recurrences import Quarter
from workflows.texts.speaking import said, spoken
from workflows.texts.wording import wording_of

#: how many quarters a form offers, the running one included
OFFERED = 9


def owed_title(title: str, period: str, today: date) -> str:
    """A duty with its period: 第三季度思想汇报, 考察意见（到10月7日）; without a period its title alone."""
    if not period:
        return said(title)
    try:
        return _("%(title)s（到%(day)s）") % {
            "title": said(title),
            "day": day_text(date.fromisoformat(period), today=today),
        }
    except ValueError:
        shown = wording_of(spoken()).say(period).removeprefix(_("%(year)s年") % {"year": today.year})
        title = said(title)
        title = title.removeprefix(_("季度")) if shown.endswith(_("季度")) else title
        return _("%(period)s%(title)s") % {"period": shown, "title": title}


def choose_quarters(form: forms.Form, today: date) -> None:
    """Let a quarter be chosen among the last ones; what was typed or asked for stays among them."""
    for name, field in form.fields.items():
        if isinstance(field, QuarterField):
            asked = form[name].value()
            offered = dict.fromkeys([*([str(asked)] if asked else []), *map(str, _last(today))])
            choices = [(each, wording_of(spoken()).say(each)) for each in sorted(offered, reverse=True)]
            field.widget = forms.Select(choices=choices)


def _last(today: date) -> list[Quarter]:
    first = Quarter.of(date(today.year - 2, today.month, 1))
    found = [first]
    while len(found) < OFFERED:
        found.append(found[-1].following())
    return found
