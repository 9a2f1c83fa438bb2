"""Playing a script: each step through the door at its own moment, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from workflows.door import Refused, perform
from workflows.models import Entry
from workflows.nodes.procedure import families
from workflows.rules.findings import Finding, Verdict
from workflows.services.deadlines import sweep
from workflows.services.replay.asking import Asking
from workflows.services.replay.script import Script, Step
from workflows.services.replay.stage import set_stage
from workflows.texts.sentences import finding_sentence

#: a day's work begins at nine, and each step of a file is a minute later than the one before
NINE = time(9)
SYSTEM = "system"
#: a warning passes only with a reason, by whom the regulation names; the warning itself says what is unmet
OWING = frozenset({"act.reason_owed", "act.reason_by_office"})


@dataclass(frozen=True, slots=True)
class Observed:
    """What came of a step. ``refused`` is None when it was done; ``said`` are the sentences of a refusal.

    ``articles`` are those of ``refused`` that are rules of the regulation, ``owed`` the warnings that only
    wait for their reason.
    """

    refused: frozenset[str] | None = None
    articles: frozenset[str] = frozenset()
    owed: frozenset[str] = frozenset()
    warned: frozenset[str] = frozenset()
    overridden: frozenset[str] = frozenset()
    outcomes: Mapping[str, str] = field(default_factory=dict)
    earliest: Mapping[str, date] = field(default_factory=dict)
    fired: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    def came_to(self, refused: frozenset[str] | None) -> bool:
        """Whether a step ended as expected: it was done, or refused by just these rules.

        Where rules of the regulation are named, and nothing else, what every procedure has in common may be
        left out beside them, and so may the warnings whose reason is owed.
        """
        if refused == self.refused:
            return True
        return bool(refused) and refused in (self.articles, self.articles | self.owed)


class Player:
    """Plays one variant of a script in an empty database."""

    def __init__(self, script: Script) -> None:
        """Set the stage."""
        self.procedure = families()[script.family]
        editions = (edition for edition, _ in script.editions)
        self.regulated = {p.rule for edition in editions for p in edition.parameters.values() if p.rule}
        self.asking = Asking(self.procedure, set_stage(script, moment(script.since, 0)))
        self.minutes = 0

    def play(self, step: Step) -> Observed:
        """Do one step, at a moment of its day of recording."""
        self.minutes += 1
        at = self.moment_of(step)
        if step.kind is None:
            return _swept(at)
        try:
            (receipt,) = perform([self.asking.act(step, f"step {self.minutes}", at)], at=at)
        except Refused as refused:
            return _refused(refused, self.regulated)
        if step.opens and receipt.matter is not None:
            self.asking.matters[step.matter or ""] = receipt.matter
        if step.name and receipt.case is not None and self.procedure.opened_by(step.act):
            self.asking.cases[step.name] = receipt.case
        effects = Entry.objects.filter(cause=receipt.entry).select_related("case__subject").order_by("pk")
        entries = [Entry.objects.select_related("case__subject").get(pk=receipt.entry), *effects]
        self.asking.entries[step.name] = entries[-1].pk
        return self._done(entries)

    def moment_of(self, step: Step) -> datetime:
        """The moment at which a step is recorded: the time that it states, else a minute after the last."""
        day = step.recorded_on or step.on
        if step.clock is None:
            return moment(day, self.minutes)
        return datetime.combine(day, step.clock, timezone.get_current_timezone())

    def _done(self, entries: list[Entry]) -> Observed:
        findings = [Finding.from_json(each) for entry in entries for each in entry.findings]
        outcomes = {self._name(entry): entry.outcome for entry in entries if entry.case}
        alike = set(outcomes.values()) or {entries[0].outcome}
        return Observed(
            warned=_with(findings, Verdict.WARNED),
            overridden=_with(findings, Verdict.OVERRIDDEN),
            outcomes={**outcomes, "": alike.pop() if len(alike) == 1 else ""},
        )

    def _name(self, entry: Entry) -> str:
        """How the file calls an entry's case: by its subject, or where there may be several by the step."""
        opened = {case: name for name, case in self.asking.cases.items() if not self.procedure.single}
        if entry.case_id in opened:
            return opened[entry.case_id]
        subject = entry.case.subject if entry.case else None
        return self.asking.placed.names.get(subject.pk, subject.number) if subject else ""


def moment(day: date, minutes: int) -> datetime:
    """A moment of a day in the institution's time zone."""
    start = datetime.combine(day, NINE, timezone.get_current_timezone())
    return start + timedelta(minutes=minutes)


def _swept(at: datetime) -> Observed:
    before = Entry.objects.order_by("pk").last()
    sweep(at=at)
    later = Entry.objects.filter(pk__gt=before.pk if before else 0, acted_as=SYSTEM).order_by("pk")
    return Observed(fired=tuple(later.values_list("act", flat=True)))


def _with(findings: list[Finding], verdict: Verdict) -> frozenset[str]:
    return frozenset(finding.rule for finding in findings if finding.verdict is verdict)


def _refused(refused: Refused, regulated: Collection[str]) -> Observed:
    unmet = refused.unmet
    rules = frozenset(finding.rule for finding in unmet)
    owing = [finding for finding in refused.findings if finding.needs_reason] if rules & OWING else []
    return Observed(
        refused=rules,
        articles=rules.intersection(regulated),
        owed=frozenset(finding.rule for finding in owing),
        earliest={finding.rule: finding.earliest_on for finding in unmet if finding.earliest_on},
        said=tuple(f"{finding.rule}：{finding_sentence(finding)}" for finding in (*unmet, *owing)),
    )
