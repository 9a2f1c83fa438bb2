"""The few tags that the portal's look needs: icons, form widgets, emphasis of dates in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月")
# What Django gives every text area whose form says nothing: more than most acts need.
_DJANGO_ROWS = "10"
# Widgets that need a whole row of a form, and those that need half a row even on a phone.
_WIDE = (forms.Textarea, forms.FileInput, forms.CheckboxInput, forms.RadioSelect)
_SHORT = (forms.DateInput, forms.NumberInput, forms.Select)
# So many characters of a choice are read in half a row of a phone 390 pixels wide.
_FIT = 7


@register.simple_tag
def icon(name: str, size: str = "", label: str = "", tone: str = "") -> SafeString:
    """Draw a symbol of the sprite; without a label it is decoration. ``size`` is "", "s" or "l"."""
    classes = " ".join(filter(None, ["ico", size and f"ico-{size}", tone and f"t-{tone}"]))
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="{}" {}><use href="{}#{}"/></svg>', classes, voice, _sprite(), name)


def _sprite() -> str:
    return static("portal/icons.svg")


@register.filter
def dates(sentence: str) -> SafeString:
    """Make the dates of a sentence bold and unbreakable; everything else is escaped."""
    escaped = str(conditional_escape(sentence))
    return mark_safe(_DATE.sub(r'<b class="nowrap">\g<0></b>', escaped))  # noqa: S308 (escaped just above)


@register.filter
def kind_of(field: BoundField) -> str:
    """Say how a field is laid out: check, choices, group (a widget of several boxes), file or box."""
    widget = field.field.widget
    if widget.use_fieldset and not isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "file" if isinstance(widget, forms.FileInput) else "box"


@register.filter
def span_of(field: BoundField) -> str:
    """Return the class of a field's width: a whole row, half a row, or half a row where there is room."""
    widget = field.field.widget
    if isinstance(widget, _WIDE) or widget.is_hidden or widget.use_fieldset:
        return "wide"
    if isinstance(widget, forms.Select) and any(len(text) > _FIT for text in _texts(widget)):
        return ""
    return "short" if isinstance(widget, _SHORT) else ""


def _texts(widget: forms.Select) -> Iterator[str]:
    """What the choices of a select say, those in groups, too."""
    for _value, text in widget.choices:
        inner = text if isinstance(text, (list, tuple)) else [(None, text)]
        yield from (str(each) for _value, each in inner)


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """Return the languages to choose from, each by its code and its own name, whatever language is spoken."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Render the field's control with the portal's classes; dates as date inputs, files without Django's
    extras.

    Django itself adds what ties the control to its help and its error.
    """
    widget = field.field.widget
    if type(widget) is forms.DateInput:
        # ISO is the only form that a date input accepts as its value.
        widget = _as_date_input(widget)
    elif type(widget) is forms.ClearableFileInput:
        widget = forms.FileInput(attrs=widget.attrs)
    attrs: dict[str, str | bool] = {"class": f"{widget.attrs.get('class', '')} {_class_of(widget)}".strip()}
    if widget.attrs.get("rows") == _DJANGO_ROWS:
        attrs["rows"] = "3"
    return field.as_widget(widget=widget, attrs=attrs)


class _DateInput(forms.DateInput):
    input_type = "date"


def _as_date_input(widget: forms.DateInput) -> forms.DateInput:
    return _DateInput(attrs=widget.attrs, format="%Y-%m-%d")


def _class_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
