"""Recording who of a class may graduate by credits: an act on the record of the year (art. 7, 9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.credits.classes import AuditPage
from portal.pages.joined import with_number
from portal.pages.parts import Link
from portal.rooms.actor import Actor
from portal.rooms.credits.standing import Member
from portal.rooms.papers.offering import matter_paper
from procedures.second_classroom_credits.flows.rounds import Graduation
from procedures.second_classroom_credits.papers.lists import CLASS_NAME
from workflows.documents import Printable
from workflows.door import Act
from workflows.models import Matter, Unit
from workflows.rules.canonical import canonical_json
from workflows.rules.facts import Fact, Facts


def may_audit(actor: Actor) -> bool:
    """Whether the chosen office records the results of classes."""
    return actor.chosen is not None and actor.chosen.office in {role.name for role in Graduation.audit.by}


def graduation() -> Matter | None:
    """The record of this year's graduation: the one that was opened last and is still open."""
    open_ones = Matter.objects.filter(kind=Graduation.kind(), closed_on=None)
    return open_ones.select_related("unit").order_by("-pk").first()


def recording_tools(actor: Actor) -> tuple[Link, ...]:
    """For whoever records results: this year's record, or the way to open it."""
    if not may_audit(actor):
        return ()
    record = graduation()
    if record is None:
        return (Link(Graduation.open.title, reverse("matter_new", args=[Graduation.kind()]), "plus"),)
    return (Link(Graduation.title, reverse("matter", args=[record.pk]), "clipboard-list"),)


def audits(record: Matter | None) -> dict[int, Fact]:
    """The result that was recorded last of each class in the year's record, by class."""
    found = Facts.from_json(record.facts).all("audit") if record else ()
    return {fact.data["unit"]: fact for fact in found}


def audited_paper(unit: int, *, at: datetime) -> tuple[int, Printable] | None:
    """The list of a class whose result is recorded in the year's record, with the act; None before that."""
    record = graduation()
    fact = audits(record).get(unit)
    if record is None or fact is None:
        return None
    entry = fact.entry or 0
    found = matter_paper(record, CLASS_NAME, entry, at=at)
    return (entry, found[1]) if found else None


def lists_of(members: Sequence[Member]) -> dict[str, list[str]]:
    """Who reaches the minima and who does not, by number."""
    return {
        "eligible": [each.number for each in members if each.enough],
        "short": [each.number for each in members if not each.enough],
    }


def seal(members: Sequence[Member]) -> str:
    """What tells whether both lists are still those that somebody looked at."""
    return sha256(canonical_json(lists_of(members)).encode()).hexdigest()[:16]


def audit_page(
    unit: Unit, members: Sequence[Member], key: str, crumbs: Sequence[Link], refused: Sequence[str] = ()
) -> AuditPage:
    """Both lists of a class, to be recorded with one press; ``crumbs`` lead to the class."""
    here = Link(unit.name, reverse("credits_class", args=[unit.pk]))
    named = [(each.enough, with_number(each.name, each.number)) for each in members]
    return AuditPage(
        title=_("登记审核结果"),
        lede=_("按今天的学分，%(name)s 的两份名单如下。核对以后登记；学分以后有变，可以重新登记。")
        % {"name": unit.name},
        href=reverse("credits_audit", args=[unit.pk]),
        seen=seal(members),
        key=key,
        enough=tuple(text for enough, text in named if enough),
        short=tuple(text for enough, text in named if not enough),
        submit=_("登记 %(n)s 人的审核结果") % {"n": len(members)},
        crumbs=(*crumbs[:-1], here, Link(_("登记审核结果"), "")),
        refused=tuple(refused),
    )


def audit_act(actor: Actor, record: Matter, unit: Unit, members: Sequence[Member], key: str) -> Act:
    """The act that states both lists."""
    return Act(
        name="audit",
        by=actor.id,
        key=key,
        data={"unit": unit.pk, "class_name": unit.name, **lists_of(members)},
        matter=record.pk,
        recorded_by=actor.id,
    )
