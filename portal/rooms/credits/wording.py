"""Credits in words that several rooms say alike: what is missing, whom an item waits for, why it is less."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.pages.parts import Reason, Refusal
from portal.rooms.credits.items import DeclaredItem, Place
from portal.rooms.words import reason
from procedures.second_classroom_credits.forms import Appeal, FirstReview
from procedures.second_classroom_credits.items import entry, final_review_of, first_review_of
from procedures.second_classroom_credits.names import in_language, title_in
from procedures.second_classroom_credits.rules import afterwards
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.lines import Line
from procedures.second_classroom_credits.scoring.minima import SPORT, Standing
from procedures.second_classroom_credits.scoring.statement import Statement
from procedures.second_classroom_credits.scoring.table import PART, Row
from workflows.rules.facts import Fact
from workflows.rules.findings import Finding
from workflows.texts.sentences import word
from workflows.texts.speaking import spoken

#: how often a row gives its value, by the unit of the table
TIMED = "time"
#: what a finding names by the title of its row
ROWS = frozenset({"row", "other"})


def module_name(code: str, *, short: bool = False) -> str:
    """A module as people call it."""
    briefly = {
        "S001": _("思想道德"),
        "S002": _("创新创业"),
        "S003": _("体育"),
        "S004": _("美育"),
        "S005": _("劳动"),
    }
    return briefly.get(code) or word(code) if short else word(code)


def minimum_name(standing: Standing) -> str:
    """What a minimum is of: a module, a part of one, or the whole."""
    return module_name(standing.name, short=True)


def missing_text(missing: Iterable[Standing]) -> str:
    """What several minima lack: 创新创业 1.0、体育 0.1."""
    said = (
        _("%(what)s %(amount)s") % {"what": minimum_name(each), "amount": written(each.missing)}
        for each in missing
    )
    return _("、").join(said)


def verdict_of(statement: Statement) -> str:
    """Whether the credits are enough to graduate, and what is missing, in one sentence."""
    if statement.eligible:
        return _("总学分和各项最低学分都够了，达到毕业要求。")
    # Where a module as a whole falls short, its parts say nothing more; they stand below the rings.
    whole = any(each.name == SPORT for each in statement.missing)
    missing = (each for each in statement.missing if not (whole and each in statement.sport))
    return _("还差%(list)s；总分和单项都要够。") % {"list": missing_text(missing)}


def read(row: Row) -> Row:
    """A row as whoever reads now would call it."""
    return in_language(row, spoken())


def row_name(row: Row) -> str:
    """A row in a few words: what it is of, at which level."""
    row = read(row)
    return PART.join(filter(None, (row.item, row.level, "" if row.item in row.condition else row.condition)))


def credit_text(row: Row) -> str:
    """What a row gives, and for what."""
    said = {"credits": written(row.credits)}
    by_unit = {
        TIMED: _("%(credits)s 学分/次") % said,
        "session": _("%(credits)s 学分/期") % said,
        "paper": _("%(credits)s 学分/篇") % said,
    }
    yearly = _("%(credits)s 学分/学年") % said
    known = {**by_unit, **dict.fromkeys(("academic_year", "person_academic_year", "year"), yearly)}
    return known.get(row.unit, _("%(credits)s 学分") % said)


def open_appeal(item: DeclaredItem) -> Fact | None:
    """The appeal of an item that waits for its answer."""
    return afterwards.open_appeal(item.facts)


def next_text(item: DeclaredItem, row: Row | None) -> str:
    """Whom an item of a row waits for."""
    appeal = open_appeal(item)
    if appeal is not None:
        body = Appeal.choice_words("body").get(appeal.data["body"], "")
        return _("申诉等%(who)s答复") % {"who": body}
    if item.place is Place.ASSESSMENT:
        return _("等%(who)s考核") % {"who": assessors_text(row)}
    return {
        Place.EVIDENCE: _("等您提交证明"),
        Place.CORRECTION: _("等您补正"),
        Place.FIRST_REVIEW: _("等学院初审"),
        Place.RE_REVIEW: _("等学院认定工作组复审"),
        Place.FINAL_REVIEW: _("等教务处终审"),
        Place.HELD: _("等学工部核实"),
    }.get(item.place, "")


def assessors_text(row: Row | None) -> str:
    """Those who assess a labour item, whichever way its row allows."""
    ways = row.assessors if row else ()
    said = (_("和").join(word(f"assessor_{who}") for who in sorted(way)) for way in ways)
    return _("或").join(said)


def refused_text(item: DeclaredItem) -> str:
    """Why an item was sent back or not recognised, as the reviewer wrote it."""
    decided = max((first_review_of(item.facts), final_review_of(item.facts)), key=entry)
    if decided is None or decided.outcome not in {"returned", "rejected"}:
        return _("没有按期提交。") if "lapse" in item.facts else ""
    ground = FirstReview.choice_words("ground").get(decided.data.get("ground") or "", "")
    said = _("，").join(filter(None, (ground, decided.data["why"].strip().rstrip("。"))))
    return _("理由：%(why)s。") % {"why": said} if said else ""


def in_words(finding: Finding) -> Finding:
    """A finding whose rows are called as whoever reads would call them."""
    named = {
        name: title_in(str(title), spoken())
        for name, title in finding.params.items()
        if name in ROWS and title
    }
    return replace(finding, params={**finding.params, **named})


def ruled(finding: Finding) -> Reason:
    """Why something is refused or counts for less: the sentence, the article, and the id of the rule.

    What the door says by itself rests on no rule: its id is that of its sentence.
    """
    return replace(reason(in_words(finding)), rule="" if finding.rule == finding.message else finding.rule)


def refusal_of(findings: Iterable[Finding], title: str, *, files: bool = False) -> Refusal:
    """Everything that stands against an act at once; ``title`` says what was not done.

    ``files`` were sent along: no browser sends them again by itself.
    """
    reasons = tuple(ruled(each) for each in findings if each.refuses)
    hint = _("填写的内容还在下面，文件要重新选择；改好后可再提交。") if files else ""
    return Refusal(_("%(title)s：%(n)s 处不符合要求") % {"title": title, "n": len(reasons)}, reasons, hint)


def why_less(line: Line | None) -> Reason | None:
    """Why an item counts for less than was asked for, with the article; None where it counts in full."""
    return ruled(line.why) if line is not None and line.why is not None else None
