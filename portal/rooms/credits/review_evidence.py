"""The evidence of an item: files through their guarded addresses, and where else they came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.pages.credits.review import Evidence, Picture
from portal.pages.days import day_text
from portal.pages.parts import Fact, Link
from portal.rooms.actor import Actor
from portal.rooms.case_files import CaseFiles
from portal.rooms.credits.items import REFS
from procedures.second_classroom_credits.forms import Evidence as Paper
from procedures.second_classroom_credits.items import HANDING_IN
from workflows.models import Case, Entry, HandedIn, StoredFile

NONE = Evidence("", None, (), ())


def evidence_of(actor: Actor, case: Case, wanted: str, here: str) -> Evidence:
    """The files that came with an item last, the chosen one large. ``here`` is the address of the item."""
    entry = Entry.objects.filter(case=case, act__in=HANDING_IN).order_by("-pk").first()
    if entry is None or not entry.files or not CaseFiles(actor, case).opens(entry, ()):
        return NONE
    kept = {row.sha256: row for row in StoredFile.objects.filter(sha256__in=entry.files)}
    chosen = int(wanted) if wanted.isdecimal() and int(wanted) < len(entry.files) else 0
    pictures = tuple(
        _picture(case, entry, number, kept.get(sha256), here, current=number == chosen)
        for number, sha256 in enumerate(entry.files)
    )
    title = _("证据 %(n)s / %(of)s") % {"n": chosen + 1, "of": len(pictures)}
    facts = tuple(_facts(actor, entry, kept.get(entry.files[chosen])))
    others = pictures if len(pictures) > 1 else ()
    return Evidence(title, pictures[chosen], others, facts, tuple(_seen(actor, case, entry.files)))


def _picture(
    case: Case, entry: Entry, number: int, kept: StoredFile | None, here: str, *, current: bool
) -> Picture:
    return Picture(
        text=_("第 %(n)s 份") % {"n": number + 1},
        href=reverse("case_file", args=[case.pk, entry.pk, number]),
        shown=kept is not None and kept.media_type.startswith("image/"),
        choose=f"{here}&file={number}",
        current=current,
    )


def _facts(actor: Actor, entry: Entry, kept: StoredFile | None) -> Iterator[Fact]:
    if kept is not None:
        yield Fact(_("文件"), f"{kept.name}, {filesizeformat(kept.size)}")
    at = timezone.localtime(entry.at)
    yield Fact(_("上传"), f"{day_text(at.date(), today=actor.on)} {at:%H:%M}")
    kinds, forms = Paper.choice_words("kinds"), Paper.choice_words("form")
    yield Fact(_("种类"), _("、").join(kinds.get(each, each) for each in entry.facts.get("kinds", ())))
    yield Fact(_("原件"), forms.get(entry.facts.get("form", ""), _("未填")))


def _seen(actor: Actor, case: Case, files: Sequence[str]) -> Iterator[Link]:
    """Where else the same files came; of what is out of reach only that there is such an item."""
    rows = HandedIn.objects.filter(sha256__in=list(files)).exclude(case=case).order_by("case")
    columns = ("case", "case__subject__name", "case__subject", "case__unit", "case__procedure")
    for pk, name, subject, unit, ref in dict.fromkeys(rows.values_list(*columns)):
        if ref not in REFS:
            continue
        if unit not in actor.units:
            yield Link(_("其他单位的申报"), "")
        elif subject == case.subject_id:
            yield Link(_("本人的另一项申报"), reverse("case", args=[pk]))
        else:
            yield Link(_("%(name)s的申报") % {"name": name}, reverse("case", args=[pk]))
