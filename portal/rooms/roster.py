"""The room of the roster: who keeps it, the upload, the template, the imports of before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.imports.columns import SCHEMAS, Need
from portal.imports.current import Keeper
from portal.imports.sentences import sentence
from portal.models import RosterImport
from portal.pages.parts import Link, Refusal
from portal.pages.roster import Column, ColumnSheet, RosterPage
from portal.rooms.actor import Actor
from portal.rooms.past_imports import past_imports
from workflows.nodes import PersonRecord
from workflows.selectors.units import below

#: what can be downloaded to be filled: nothing, invented people, or the units' own people
TEMPLATE, EXAMPLE, OWN = "template", "example", "own"


class RosterFile(forms.Form):
    """The file, and the day from which changes without a date of their own hold."""

    file = forms.FileField(
        label=gettext_lazy("名册文件"),
        help_text=gettext_lazy(".xlsx，不超过 10 MB。人员、组织、任职各一张表，可以只填一张。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": gettext_lazy("请选择名册文件。"),
            "missing": gettext_lazy("请选择名册文件。"),
            "invalid": gettext_lazy("请选择名册文件。"),
            "empty": gettext_lazy("文件是空的，请重新选择名册文件。"),
        },
        max_length=255,
    )
    on = forms.DateField(
        label=gettext_lazy("变动从哪天起算"),
        help_text=gettext_lazy("表里没有写生效日期的变动，从这一天起。"),
        error_messages={
            "required": gettext_lazy("请填日期。"),
            "invalid": gettext_lazy("请填写日期，例如 2026-11-12。"),
        },
    )

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today
        attrs = {"type": "date", "max": today.isoformat()}
        self.fields["on"].widget = forms.DateInput(format="%Y-%m-%d", attrs=attrs)

    def clean_on(self) -> date:
        """Not in the future: nothing is recorded ahead of its day."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("不能晚于今天。"))
        return on


def keeping_offices() -> frozenset[str]:
    """The offices that keep the record of people: the administrator, and those that procedures name."""
    return frozenset(role.name for role in PersonRecord.place.by)


def keeps(actor: Actor) -> bool:
    """Whether the chosen office keeps a record, so that the room is open."""
    return actor.chosen is not None and actor.chosen.office in keeping_offices()


def keeper_of(actor: Actor, *, key: str = "") -> Keeper | None:
    """The keeper that the actor is in the chosen office, or in the one named; None when it keeps nothing."""
    held = next((term for term in actor.terms if term.key == key), None) if key else actor.chosen
    if held is None or actor.id is None or held.office not in keeping_offices():
        return None
    units = actor.units if held == actor.chosen else below([held.unit])
    return Keeper(actor.id, held.office, held.unit, units)


def roster_page(
    actor: Actor, keeper: Keeper, form: RosterFile | None = None, refusal: Refusal | None = None
) -> RosterPage:
    """The upload: the file, the templates, what each column means, the imports of before."""
    unit = actor.chosen.unit_name if actor.chosen else ""
    return RosterPage(
        title=_("导入名册"),
        heading=_("上传名册"),
        lede=_("%(unit)s及其下属单位。按学号或工号对人，只处理有差异的；文件里没有的人不会删除。")
        % {"unit": unit},
        href=reverse("roster"),
        form=form or RosterFile(actor.on),
        template=Link(_("下载空白模板"), template_href(TEMPLATE)),
        sheets=tuple(_sheets()),
        past=tuple(
            past_imports(RosterImport.objects.all(), keeper, words=counts_text, result="roster_result")
        ),
        refusal=refusal,
        tools=(
            Link(_("现有名册"), template_href(OWN), "download"),
            Link(_("示例名册"), template_href(EXAMPLE), "file-spreadsheet"),
        ),
    )


def template_href(content: str) -> str:
    """The address of a workbook to fill."""
    address = reverse("roster_template")
    return address if content == TEMPLATE else f"{address}?content={content}"


def counts_text(counts: dict[str, int]) -> str:
    """What an import did, in a sentence."""
    parts = [
        (_("新增%(n)s人"), "new"),
        (_("变动%(n)s人"), "changed"),
        (_("任职变动%(n)s项"), "terms"),
        (_("组织变动%(n)s项"), "units"),
    ]
    said = [text % {"n": counts[name]} for text, name in parts if counts.get(name)] or [_("没有变动")]
    if counts.get("wrong"):
        said.append(_("%(n)s行有误未采用") % {"n": counts["wrong"]})
    if counts.get("outside"):
        said.append(_("%(n)s行不归您负责") % {"n": counts["outside"]})
    return _("，").join(said) + _("。")


def _sheets() -> Iterator[ColumnSheet]:
    for schema in SCHEMAS:
        columns = (
            Column(
                column.title, column.need is not Need.NEVER, sentence(f"help_{schema.kind}_{column.field}")
            )
            for column in schema.columns
        )
        yield ColumnSheet(schema.titles[0], tuple(columns))
