"""The engine's things in words: articles, findings, acts, entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.pages.days import day_text, earliest
from portal.pages.joined import aside
from portal.pages.parts import Cite, Day, FindingRow, Findings, Reason, Refusal, Shape, State
from portal.rooms.votes import together, written_in
from workflows.nodes import ActType, ByPerson, Digest, Moments, Paper, Rows
from workflows.rules.findings import Finding, Verdict
from workflows.texts.sentences import finding_sentence, sentence, word
from workflows.texts.speaking import said as declared
from workflows.texts.speaking import spoken
from workflows.texts.wording import article_words, wording_of

SHAPES = {
    Verdict.MET: Shape.MET,
    Verdict.UNMET: Shape.UNMET,
    Verdict.WARNED: Shape.NOTE,
    Verdict.OVERRIDDEN: Shape.EXCEPTION,
    Verdict.RECORDED: Shape.NOTE,
    Verdict.NOT_APPLICABLE: Shape.AHEAD,
}
#: fields that refer to another entry, whose number says nothing to people
ENTRIES = frozenset({"objection"})
#: of a long table the first rows are said
MOST_ROWS_SAID = 5
#: worst first
ORDER = (
    Verdict.UNMET,
    Verdict.WARNED,
    Verdict.OVERRIDDEN,
    Verdict.RECORDED,
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
)


def cite(articles: Iterable[str]) -> Cite | None:
    """The first of the articles as words."""
    first = next(iter(articles), None)
    return Cite(article_words(first, spoken())) if first else None


def said(finding: Finding) -> str:
    """The sentence of a finding without its article, which stands beside it."""
    return sentence(finding.message, {"earliest_on": finding.earliest_on, "article": "", **finding.params})


def own_reason(unmet: Iterable[Finding], all_unmet: Iterable[Iterable[Finding]]) -> str:
    """What stands against one of several and not against each of them."""
    shared = set.intersection(*({finding.rule for finding in each} for each in all_unmet))
    return next((said(finding) for finding in unmet if finding.rule not in shared), "")


def requirement_of(finding: Finding) -> str:
    """What a rule asks for: the sentence of its finding up to the fact."""
    return said(finding).partition(_("；"))[0]


def fact_of(finding: Finding) -> str:
    """The fact that a finding rests on: its sentence behind what is asked for."""
    return said(finding).partition(_("；"))[2]


def reason(finding: Finding, cites: Iterable[str] = ()) -> Reason:
    """Why an act was refused; the day is said once, in the sentence or after it.

    What rests on no article of its own is said under those of the act, ``cites``.
    """
    sentence, day = said(finding), day_text(finding.earliest_on) if finding.earliest_on else ""
    return Reason(
        sentence=sentence,
        cite=cite([finding.article] if finding.article else cites),
        earliest="" if day in sentence else day,
        override=word(finding.override) if finding.override else "",
    )


def refusal(findings: Iterable[Finding], *, title: str = "", cites: Iterable[str] = ()) -> Refusal:
    """Every reason at once; before a reason that is owed stands what it is owed for."""
    articles, known = tuple(cites), tuple(findings)
    warned = {finding.rule: said(finding) for finding in known if finding.needs_reason}
    reasons = tuple(
        _after(warned.get(str(finding.params.get("rule")), ""), reason(finding, articles))
        for finding in known
        if finding.refuses
    )
    return Refusal(title or _("没有登记：%(n)s 处不符合要求") % {"n": len(reasons)}, reasons)


def _after(before: str, why: Reason) -> Reason:
    return replace(why, sentence=before + why.sentence)


def row(finding: Finding, today: date) -> FindingRow:
    """A finding as a row of the table."""
    day: Day | None = None
    if finding.earliest_on and finding.verdict in {Verdict.UNMET, Verdict.WARNED}:
        day = earliest(finding.earliest_on, today=today)
    articles = [finding.article] if finding.article else []
    requirement, fact = requirement_of(finding), fact_of(finding)
    return FindingRow(State(SHAPES[finding.verdict]), requirement, cite(articles), fact, day)


def findings_card(title: str, findings: tuple[Finding, ...], today: date) -> Findings:
    """What is missing for an act: the verdict in a sentence, totals, and the rows, worst first."""
    ordered = sorted(findings, key=lambda finding: ORDER.index(finding.verdict))
    shown = [finding for finding in ordered if finding.verdict is not Verdict.NOT_APPLICABLE]
    return Findings(
        title=title,
        verdict=verdict(findings, today),
        totals=tuple(_totals(shown)),
        rows=tuple(row(finding, today) for finding in shown),
    )


def verdict(findings: Iterable[Finding], today: date) -> str:
    """The verdict on an act in one sentence."""
    unmet = [finding for finding in findings if finding.refuses]
    if not unmet:
        return _("要求已全部满足，现在可以办理。")
    days = [finding.earliest_on for finding in unmet]
    known = [day for day in days if day is not None]
    if len(known) == len(days):
        return _("最早 %(day)s 可以办理。") % {"day": day_text(max(known), today=today)}
    if known:
        day = day_text(max(known), today=today)
        return _("最早 %(day)s，并须先补齐未满足的各项。") % {"day": day}
    return _("还有 %(n)s 项未满足，补齐当日即可办理。") % {"n": len(unmet)}


def moment_text(at: datetime, today: date) -> str:
    """A moment as the journal shows it."""
    local = timezone.localtime(at)
    return _("%(day)s %(time)s 记") % {"day": day_text(local.date(), today=today), "time": f"{local:%H:%M}"}


def facts_text(kind: ActType | None, facts: dict[str, Any], names: Mapping[str, str]) -> str:
    """What a paper says, label by label; people are said by name where ``names`` has it."""
    if kind is None or kind.paper is None:
        return ""
    parts = []
    said = together(facts)
    for name, field in kind.paper.base_fields.items():
        value = said.get(name)
        untold = name in ENTRIES or field.widget.is_hidden
        if untold or value is None or value is False or value in ("", [], {}):
            continue
        shown = _shown(field, value, names if name in people_fields(kind.paper) else {})
        parts.append(f"{field.label} {shown.rstrip('。；，.;,')}")
    parts += [f"{label} {text}" for label, text in derived_text(kind, facts).values()]
    return _("，").join(filter(None, [*parts, written_in(facts)]))


def derived_text(kind: ActType, facts: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """What follows from a table whose rows are not shown: label and value, by the name of the fact.

    Values that the table's columns choose among are said as there.
    """
    paper = kind.paper or Paper
    columns = [
        column
        for field in paper.base_fields.values()
        if isinstance(field, Rows)
        for column in field.columns.values()
    ]
    known = {key: str(word) for column in columns for key, word in getattr(column, "choices", ()) if key}
    return {
        name: (declared(label), _said_of(facts[name], known))
        for name, label in paper.derived.items()
        if facts.get(name) not in (None, "", [], {})
    }


def _said_of(value: Any, known: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return _("、").join(known.get(each, str(each)) for each in value)
    return known.get(value, "") or wording_of(spoken()).say(value)


def fact_text(kind: ActType | None, name: str, value: Any, names: Mapping[str, str]) -> tuple[str, str]:
    """The label of one field of a paper and what it says; nothing is said as 未填."""
    field = kind.paper.base_fields.get(name) if kind and kind.paper else None
    if field is None or kind is None or kind.paper is None:
        return name, str(value or _("未填"))
    if value in (None, "", [], {}):
        return str(field.label), _("未填")
    return str(field.label), _shown(field, value, names if name in people_fields(kind.paper) else {})


def people_fields(paper: type[Paper]) -> set[str]:
    """The fields of a paper that name people, with or without a reason for each."""
    return {
        name
        for name, field in paper.base_fields.items()
        if name in paper.people or isinstance(field, ByPerson)
    }


def minute_text(minute: str, today: date | None = None) -> str:
    """A day and time as a paper states it (``2026-12-09 17:40``), as people write it."""
    day, _space, time = minute.partition(" ")
    return _("%(day)s %(time)s") % {"day": day_text(date.fromisoformat(day), today=today), "time": time}


def outcome_text(outcome: str) -> str:
    """An outcome as a word; the plain one says nothing."""
    return sentence(f"word.{outcome}") if outcome and outcome != "done" else ""


def full(finding: Finding) -> str:
    """The whole sentence with article and day, as the journal keeps it."""
    return finding_sentence(finding)


def _totals(findings: list[Finding]) -> Iterable[State]:
    for shape in dict.fromkeys(SHAPES[finding.verdict] for finding in findings):
        count = sum(SHAPES[finding.verdict] is shape for finding in findings)
        yield State(shape, f"{shape.word} {count}")


def _table_text(field: Rows, rows: Sequence[Mapping[str, Any]]) -> str:
    """The first rows of a table, each by its first cell with the others behind it, and how many there are."""
    said = _("、").join(_row_text(field, row) for row in rows[:MOST_ROWS_SAID])
    return said if len(rows) <= MOST_ROWS_SAID else _("%(list)s等%(n)s行") % {"list": said, "n": len(rows)}


def _row_text(field: Rows, row: Mapping[str, Any]) -> str:
    cells = ((column, row.get(name)) for name, column in field.columns.items())
    said = [_shown(column, cell, {}) for column, cell in cells if cell not in (None, "", False)]
    return aside(said[0], _("、").join(said[1:])) if len(said) > 1 else "".join(said)


def _shown(field: Any, value: Any, names: Mapping[str, str]) -> str:
    if isinstance(field, Rows):
        return _table_text(field, value)
    choices = {**dict(getattr(field, "choices", ()) or ()), **names}
    if isinstance(value, dict):
        said = {who: minute_text(why) if isinstance(field, Moments) else why for who, why in value.items()}
        return _("、").join(
            aside(names.get(who, who), str(choices.get(why, why))) for who, why in said.items()
        )
    if isinstance(value, list):
        return _("、").join(str(choices.get(item, item)) for item in value)
    if isinstance(field, forms.DateField):
        return day_text(date.fromisoformat(str(value)))
    if isinstance(field, Digest):
        return field.spoken(str(value))
    return str(choices[value]) if value in choices else wording_of(spoken()).say(value)
