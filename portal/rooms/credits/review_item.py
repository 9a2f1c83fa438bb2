"""The item in the middle of the review room, with everything that a decision on it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.credits.review import Amount, ReviewedItem
from portal.pages.days import day_text
from portal.pages.parts import FindingRow, Refusal, Shape, State
from portal.rooms.credits.items import REFS, DeclaredItem, StudentCredits, credits_of
from portal.rooms.credits.review import ReviewRoom
from portal.rooms.credits.review_evidence import evidence_of
from portal.rooms.credits.review_forms import decision_form
from portal.rooms.credits.review_queue import checks_of
from portal.rooms.credits.review_reasons import canned
from portal.rooms.credits.review_reckoning import Reckoning, finding_rows
from portal.rooms.credits.review_steps import DOUBT, FIRST
from portal.rooms.words import outcome_text, refusal
from procedures.second_classroom_credits.items import Recognised, first_review_of
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row
from workflows.door import Outlook, Prospect, outlook
from workflows.models import Case
from workflows.rules.findings import Finding, refusing
from workflows.rules.predicates import evaluate
from workflows.texts.sentences import word

#: nobody does a thing more often in a year
MOST_TIMES = 1000


def item_page(
    request: HttpRequest, room: ReviewRoom, case: Case, findings: tuple[Finding, ...] = ()
) -> ReviewedItem:
    """One item; ``findings`` are why the door refused what was just decided on it."""
    view = outlook([case.pk], at=room.at, actor=room.actor.id)[case.pk]
    student = credits_of([case.subject_id], room.actor.on)[case.subject_id]
    item = next(each for each in student.items if each.case == case.pk)
    prospect = next((each for each in view.prospects if each.act.name == room.step.name), None)
    rules = student.rules_of(item)
    recognised = _instead(request, room, item, rules)
    value, amounts = _amounts(room, item, student, recognised)
    told, met = finding_rows(_checked(room, case), _now(room, prospect), room.actor.on)
    here = room.place.href(case.pk)
    evidence = evidence_of(room.actor, case, request.GET.get("file", ""), here)
    unmet = refusing(findings)
    held = refusing(prospect.findings) if prospect else ()
    found = student.row_of(item)
    following, before = room.line.after(case.pk), room.line.before(case.pk)
    return ReviewedItem(
        pk=case.pk,
        title=str(item.claim.get("content", "")),
        facts=tuple(_facts(room, case, item, found)),
        amounts=amounts,
        findings=(*told, *_same(evidence.seen)),
        met=met,
        evidence=evidence,
        form=decision_form(request, rules, item.claimed, found.module if found else ""),
        decisions=room.step.decisions(written(value)) if prospect is not None and not held else (),
        canned=canned(request.POST.get("ground", "")),
        href=reverse("credits_review_decide", args=[case.pk]),
        next=room.place.href(following) if following else "",
        previous=room.place.href(before) if before else "",
        case_href=reverse("case", args=[case.pk]),
        lowers=room.step.name == FIRST,
        doubt=_("报告材料存疑") if _may_doubt(view) else "",
        with_group=_with_group(room, case.pk),
        refusal=refusal(findings, title=_("没有登记这个结论")) if unmet else None,
        held=_held(room, held),
    )


def _instead(
    request: HttpRequest, room: ReviewRoom, item: DeclaredItem, rules: Ruleset | None
) -> Recognised | None:
    """What would be recognised instead of the claim: as it is being tried, or as the first review said."""
    if room.step.name != FIRST:
        return item.recognised
    sent = request.POST if request.method == "POST" else request.GET
    name, times = sent.get("row", ""), sent.get("times", "")
    if rules is None or not (name or times.isdecimal()):
        return None
    found = rules.table.rows.get(name or item.claim["row"])
    count = int(times) if times.isdecimal() and 0 < int(times) < MOST_TIMES else item.claim["times"] or 1
    return Recognised(found.id, count, found.credits * count) if found else None


def _amounts(
    room: ReviewRoom, item: DeclaredItem, student: StudentCredits, recognised: Recognised | None
) -> tuple[int, tuple[Amount, ...]]:
    rules = student.rules_of(item)
    if rules is None or item.claim["row"] not in rules.table:
        return item.claimed, ()
    reckoning = Reckoning(item, student, rules, recognised)
    claimed = Reckoning(item, student, rules, None)
    return (claimed if room.step.name == FIRST else reckoning).value, reckoning.amounts()


def _now(room: ReviewRoom, prospect: Prospect | None) -> tuple[Finding, ...]:
    """What the rules of the review say today, if the item goes on as it stands."""
    if prospect is None:
        return ()
    reading = prospect.act.read({"outcome": room.step.accepting})
    situation = replace(prospect.situation, data=reading.data)
    return (*prospect.findings, *evaluate(prospect.act.accepts, situation))


def _checked(room: ReviewRoom, case: Case) -> tuple[Finding, ...]:
    kept = room.checks.get(case.pk)
    return tuple(map(Finding.from_json, checks_of([case.pk])[case.pk] if kept is None else kept))


def _facts(room: ReviewRoom, case: Case, item: DeclaredItem, found: Row | None) -> Iterator[str]:
    yield f"{case.subject.name} {case.subject.number}"
    yield case.unit.name
    if found is not None:
        yield word(found.module)
    day = {"day": day_text(item.opened_on, today=room.actor.on)}
    yield _("%(day)s申报") % day
    if "correction" in item.facts:
        yield _("%(day)s补正") % {"day": day_text(item.facts.on("correction") or item.opened_on)}
    first = first_review_of(item.facts)
    if first is not None:
        said = {"day": day_text(first.on, today=room.actor.on), "outcome": outcome_text(first.outcome or "")}
        why = str(first.data.get("why", ""))
        yield _("%(day)s初审：%(outcome)s") % said + (f"，{why}" if why else "")


def _same(seen: tuple[object, ...]) -> Iterator[FindingRow]:
    """That the same file came with other items; whose stands beside the file."""
    if seen:
        sentence = _("同一份文件还随另外 %(n)s 件申报交过，见右侧“另见于”。") % {"n": len(seen)}
        yield FindingRow(State(Shape.RUNNING, _("同证")), sentence)


def _held(room: ReviewRoom, held: tuple[Finding, ...]) -> Refusal | None:
    if not held:
        return None
    title = _("现在还不能%(step)s") % {"step": room.step.title}
    return refusal(held, title=title)


def _may_doubt(view: Outlook) -> bool:
    return any(each.act.name == DOUBT and each.mine for each in view.prospects)


def _with_group(room: ReviewRoom, case: int) -> str:
    others = len(room.line.group(case)) - 1
    return _("同证另外 %(n)s 件也按申报通过") % {"n": others} if others else ""


def case_of(room: ReviewRoom, pk: int | None) -> Case | None:
    """The case of an item that the chosen office reaches and that is not one's own."""
    if pk is None or not room.actor.units:
        return None
    return _reached(room).filter(pk=pk).select_related("subject", "unit").first()


def cases_of(room: ReviewRoom, pks: list[int]) -> list[int]:
    """Those of these items that the chosen office reaches, but one's own, in the order given."""
    known = set(_reached(room).filter(pk__in=pks).values_list("pk", flat=True))
    return [pk for pk in dict.fromkeys(pks) if pk in known]


def _reached(room: ReviewRoom) -> QuerySet[Case]:
    """Items alone: the same units keep cases of other procedures, in which a reviewer has no part."""
    found = Case.objects.filter(procedure__in=REFS, unit__in=room.actor.units)
    return found.exclude(subject=room.actor.id)
