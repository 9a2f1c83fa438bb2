"""One item of one's own: what was claimed and handed in, what happened, what is next, what one may do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.pages.credits.mine import Evidence, ItemPage
from portal.pages.days import day_text
from portal.pages.joined import sentences
from portal.pages.parts import Fact, Link
from portal.pages.student import MyRecord
from portal.rooms.actor import Actor
from portal.rooms.case_files import CaseFiles, scan_text
from portal.rooms.corrections import later_of, standing
from portal.rooms.credits.awaiting import DECIDED, until_text
from portal.rooms.credits.claiming import fields_of
from portal.rooms.credits.items import DeclaredItem, Place, StudentCredits
from portal.rooms.credits.mine import counted_text, lines_of, own_credits, why_of
from portal.rooms.credits.rounds import OpenRound, rounds_around
from portal.rooms.credits.wording import next_text, open_appeal, row_name
from portal.rooms.journal import title_of
from portal.rooms.words import fact_text, outcome_text
from procedures.second_classroom_credits.flows import SecondClassroomCredits_1
from procedures.second_classroom_credits.forms import Appeal
from procedures.second_classroom_credits.items import HANDING_IN
from procedures.second_classroom_credits.rules.afterwards import ANSWERS
from procedures.second_classroom_credits.scoring.amounts import written
from workflows.door import Outlook, Prospect, outlook
from workflows.models import Case, Entry, StoredFile
from workflows.nodes.procedure import procedure
from workflows.rules.facts import Fact as Known
from workflows.selectors.entries import entries_of

PICTURE: Final = "image/"
#: what the student may do, in the order in which it is offered
OFFERED: Final = ("correction", "evidence", "appeal", "withdrawal")
ICONS: Final = {"correction": "edit", "evidence": "camera", "appeal": "speakerphone", "withdrawal": "x"}


def own_item(actor: Actor, pk: int) -> tuple[StudentCredits, DeclaredItem] | None:
    """An item of the person who asks, with everything they have; None for anybody else's."""
    mine = own_credits(actor)
    found = next((each for each in mine.items if each.case == pk), None) if mine else None
    return (mine, found) if mine is not None and found is not None else None


def item_page(actor: Actor, mine: StudentCredits, item: DeclaredItem, at: datetime) -> ItemPage:
    """The page of one item."""
    case = Case.objects.select_related("subject", "unit").get(pk=item.case)
    view = outlook([item.case], at=at, actor=actor.id)[item.case]
    entries = list(entries_of(case=item.case))
    row = mine.row_of(item)
    line = lines_of(mine).get(str(item.case))
    links = tuple(acts_of(item, view))
    first, rest = (links[0], links[1:]) if links and _urgent(item) else (None, links)
    return ItemPage(
        title=item.claim["content"],
        lede=row_name(row) if row else item.claim["row"],
        state=item.place.state,
        next=next_text(item, row),
        until=until_text(item, view, _rounds(mine, item), actor.on),
        claimed=written(item.claimed),
        counted=counted_text(item, line),
        why=why_of(item, line),
        facts=tuple(_facts(item, mine)),
        evidence=tuple(_evidence(entries, CaseFiles(actor, case))),
        history=tuple(_history(view, entries, actor.on)),
        said=tuple(_appeals(item, actor.on)),
        act=first,
        acts=rest,
        crumbs=(Link(_("我的学分"), reverse("credits")), Link(item.claim["content"], "")),
        foot=(_("申报编号 %(n)s。") % {"n": item.case},),
    )


def _rounds(mine: StudentCredits, item: DeclaredItem) -> Sequence[OpenRound]:
    """The rounds around the student, where the item waits for what is handed in within one."""
    rules = mine.rules
    return rounds_around(mine.units, rules) if rules and item.place is Place.EVIDENCE else ()


def _urgent(item: DeclaredItem) -> bool:
    return item.place in {Place.EVIDENCE, Place.CORRECTION}


def acts_of(item: DeclaredItem, view: Outlook) -> Iterator[Link]:
    """What the student may do now; what stands against it is not offered."""
    mine = {each.act.name: each for each in view.prospects if each.mine}
    for name in OFFERED:
        prospect = mine.get(name)
        if prospect is not None and _is_offered(item, prospect):
            href = reverse("credits_act", args=[item.case, name])
            yield Link(prospect.act.title, href, ICONS[name])


def _is_offered(item: DeclaredItem, prospect: Prospect) -> bool:
    if prospect.act.name == "appeal":
        # A decision is a place: before there is one nobody can say what the appeal is against.
        decided = item.place in DECIDED and open_appeal(item) is None
        return decided and not prospect.unmet
    return not prospect.unmet or prospect.path


def _facts(item: DeclaredItem, mine: StudentCredits) -> Iterator[Fact]:
    """What was claimed, by the labels of its form; what the row does not ask for is left out."""
    kind, claim = SecondClassroomCredits_1.act_types["declaration"], item.claim
    row, rules = mine.row_of(item), mine.rules_of(item)
    asked = list(fields_of(row, rules)) if row and rules else ["year", "semester"]
    for name in asked:
        if name not in {"content", "truthful", "claimed"} and claim.get(name) not in (None, "", False):
            label, text = fact_text(kind, name, claim[name], {})
            yield Fact(label, text)


def _evidence(entries: Sequence[Entry], files: CaseFiles) -> Iterator[Evidence]:
    """The files handed in last, each shown as what it is."""
    later = later_of(entries)
    last = next((each for each in entries if each.act in HANDING_IN and each.files), None)
    if last is None or not files.opens(last, later.get(last.pk, ())):
        return
    kinds = dict(StoredFile.objects.filter(sha256__in=last.files).values_list("sha256", "media_type"))
    for number, digest in enumerate(last.files):
        href = reverse("case_file", args=[files.case.pk, last.pk, number])
        yield Evidence(
            scan_text(number, len(last.files)), href, picture=kinds.get(digest, "").startswith(PICTURE)
        )


def _history(view: Outlook, entries: Sequence[Entry], today: date) -> Iterator[MyRecord]:
    """What happened, the latest first; a reviewer is named by the step, not by name."""
    later, kind = later_of(entries), view.case.procedure
    for entry in entries:
        act, now = kind.act_types.get(entry.act), standing(entry, later.get(entry.pk, ()))
        if now is None or act is None or act.discreet:
            continue
        outcome = outcome_text(now.outcome)
        text = _("，").join(filter(None, [title_of(kind, entry), outcome]))
        local = timezone.localtime(entry.at)
        why = str(now.facts.get("why") or "").strip()
        yield MyRecord(
            _("%(day)s %(time)s") % {"day": day_text(local.date(), today=today), "time": f"{local:%H:%M}"},
            sentences(text, _("（%(why)s）") % {"why": why} if why else ""),
        )


def _appeals(item: DeclaredItem, today: date) -> Iterator[Fact]:
    """Each appeal with its answer."""
    answers: list[Known] = sorted(
        (fact for name in ANSWERS for fact in item.facts.all(name)), key=lambda fact: fact.entry or 0
    )
    bodies = Appeal.choice_words("body")
    for lodged in item.facts.all("appeal"):
        answer = next((each for each in answers if (each.entry or 0) > (lodged.entry or 0)), None)
        yield Fact(
            _("%(day)s向%(body)s申诉")
            % {"day": day_text(lodged.on, today=today), "body": bodies.get(lodged.data["body"], "")},
            _answer(lodged, answer),
        )


def _answer(lodged: Known, answer: Known | None) -> str:
    grounds = lodged.data["grounds"].strip()
    if answer is None:
        return _("理由：%(grounds)s。还没有答复。") % {"grounds": grounds.rstrip("。")}
    title = procedure(SecondClassroomCredits_1.ref).act_types[answer.name].title
    said: Mapping[str, Any] = {
        "grounds": grounds.rstrip("。"),
        "answer": title,
        "why": str(answer.data.get("why") or "").strip().rstrip("。"),
    }
    return _("理由：%(grounds)s。答复：%(answer)s，%(why)s。") % said
