"""The form of one row: only the fields that the row needs, preset from the table and the open round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.rooms.credits.wording import TIMED
from portal.rooms.forms import paper_data
from portal.rooms.scans import scan_field
from procedures.second_classroom_credits.forms import Declaration, Evidence
from procedures.second_classroom_credits.names import named
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.declaring import deciding_documents
from procedures.second_classroom_credits.scoring.holdings import AcademicYear
from procedures.second_classroom_credits.scoring.projects import BY_ROW
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row
from workflows.rules.calendars import Period
from workflows.texts.sentences import word
from workflows.texts.speaking import spoken

#: what decides nothing where one document decides
OTHER_DOCUMENT: Final = "other_document"
#: a choice that nobody has made yet
NOTHING: Final = ("", "—")
YEARLY: Final = frozenset({"academic_year", "person_academic_year", "year"})
#: evidence that bears a number of its own
NUMBERED: Final = frozenset({"competition", "honour", "vocational", "exam", "patent", "paper", "arts_sport"})
#: rows of activities that somebody may have held by their office (annex 2, S001 req. 4)
BESIDE_OFFICE: Final = frozenset({"training", "branch_activity", "volunteering", "theme_activity"})
#: labour that is done outside the campus as well (annex 2, S005 req. 4)
OFF_CAMPUS: Final = frozenset({"placement", "practice", "work_study"})
#: the months of the second semester
SECOND_SEMESTER: Final = range(2, 8)


def fields_of(row: Row, rules: Ruleset) -> Iterator[str]:
    """The fields of the paper that a row needs, in the order in which they are asked."""
    yield from ("year", "semester", "content")
    if row.levels:
        yield "level"
    if row.group == "contest":
        yield "contest"
    if row.combine == "highest_per_project" and row.group not in BY_ROW:
        yield "project"
    if {kind for way in row.evidence for kind in way} & NUMBERED:
        yield "certificate"
    if row.unit == TIMED:
        yield "times"
    yield from _measures(row, rules)
    if row.unit not in YEARLY:
        yield "held_on"
    yield from _circumstances(row, rules)
    yield from ("claimed", "truthful")


def _measures(row: Row, rules: Ruleset) -> Iterator[str]:
    """What is compared with the threshold of the row: minutes, a span of time, a score."""
    if row.combine == "once_or_per_year":
        yield "minutes"
    elif row.threshold:
        span = isinstance(rules.edition[row.threshold].value, Period)
        yield from ("started_on", "ended_on") if span else ("score",)


def _circumstances(row: Row, rules: Ruleset) -> Iterator[str]:
    """What may let an item count for nothing, or for less."""
    if row.consent:
        yield from ("off_campus", "consent_on", "consent_by")
    if row.group in OFF_CAMPUS:
        yield from ("off_campus", "insured")
    if row.group == "honour":
        yield "affiliation"
    if row.group == "stage":
        yield "audience"
    if row.group in BESIDE_OFFICE:
        yield "duty"
    if row.group == "arts_office":
        yield "separate_duty"
    if row.group in {"paper", "right"}:
        yield from ("listed_as", "order")
    if rules.reads("team.split") != "full_value" and row.group in {"contest", "research"}:
        yield "members"


def claim_form(
    row: Row,
    rules: Ruleset,
    year: AcademicYear,
    on: date,
    *,
    request: HttpRequest | None = None,
    known: Mapping[str, Any] | None = None,
    intake: int = 0,
) -> forms.Form:
    """The form of a row, bound to the request when there is one; ``known`` is an item as it was declared."""
    initial = {**_preset(row, year, on), **_typed(known or {})}
    key = {"act_key": forms.CharField(widget=forms.HiddenInput, required=False, initial=uuid4().hex)}
    kind: type[forms.Form] = type("ClaimForm", (Declaration,), dict(key))
    form = kind(request.POST) if request is not None else kind(initial=initial)
    wanted = list(fields_of(row, rules))
    for name in list(form.fields):
        if name not in {*wanted, "act_key"}:
            del form.fields[name]
    form.order_fields(wanted)
    _choose(form, "year", [(str(each), str(each)) for each in _years(year, intake)])
    if "level" in form.fields:
        _choose(form, "level", [NOTHING, *((each, named(each, spoken())) for each in row.levels)])
    if "consent_by" in form.fields:
        _choose(form, "consent_by", [NOTHING, *Declaration.choice_words("consent_by").items()])
    if "listed_as" in form.fields:
        _choose(form, "listed_as", [NOTHING, *((each, each) for each in _kinds(row, rules))])
    _explain(form, row, rules)
    return form


def _kinds(row: Row, rules: Ruleset) -> tuple[str, ...]:
    """The indexes of papers, or the kinds of rights, that the edition names."""
    rights = rules.edition["ip.class1"]
    if row.group == "right":
        return (*rights.members, *rights.options["class2"])
    return rules.edition["paper.indexes"].members


def _preset(row: Row, year: AcademicYear, on: date) -> dict[str, Any]:
    """What the open round and the table say already; of what is counted by times the credit follows."""
    claimed = "" if row.unit == TIMED else written(row.credits)
    return {"year": str(year), "semester": "2" if on.month in SECOND_SEMESTER else "1", "claimed": claimed}


def _typed(claim: Mapping[str, Any]) -> dict[str, Any]:
    """An item as it was declared, for the fields of its form; days are read from their text."""
    return {
        name: date.fromisoformat(value) if name.endswith("_on") and value else value
        for name, value in claim.items()
        if value not in (None, "") and name != "truthful"
    }


def _years(last: AcademicYear, intake: int) -> Iterator[AcademicYear]:
    """The years that an item may lie in: that of the round, and those before it since the student came."""
    first = min(intake or last.first, last.first)
    yield from (AcademicYear(each) for each in range(last.first, first - 1, -1))


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Let one of a few values be chosen; one that was sent and is none of them is left to the door."""
    form.fields[name].widget = forms.Select(choices=choices)


def _explain(form: forms.Form, row: Row, rules: Ruleset) -> None:
    """What must be said beside a field so that nobody has to know the Rules."""
    said = {
        "content": _("活动、比赛、证书或职务的全名。"),
        "contest": _("赛事的全名，不写届次。"),
        "project": _("同一届比赛、同一个项目或同一次活动，每次申报都填一样的名称，只计最高的一项。"),
        "certificate": _("证书上有编号的填编号。"),
        "claimed": _("评分表的分值是 %(credits)s 学分。") % {"credits": written(row.credits)},
        "off_campus": _("不在学校里举办的，须在活动日之前征得同意。") if row.consent else "",
        "affiliation": _("证书上写的学校全称。"),
        "duty": _("这项活动本来就是您职务里的工作。"),
    }
    if row.unit == TIMED:
        said["claimed"] = _("不填就按次数算，每次 %(credits)s 学分。") % {"credits": written(row.credits)}
        form.fields["claimed"].required = False
        form.fields["times"].required = True
    if row.threshold and "score" in form.fields:
        said["score"] = _("须达到 %(least)s 分。") % {"least": rules.edition[row.threshold].count}
        form.fields["score"].required = True
    if "minutes" in form.fields:
        form.fields["minutes"].required = True
    for name, text in said.items():
        if name in form.fields:
            form.fields[name].help_text = text


def evidence_form(
    row: Row, rules: Ruleset, *, request: HttpRequest | None = None, key: bool = False
) -> forms.Form:
    """The photographs with what they show; with a key of its own where they are handed in by themselves."""
    fields: dict[str, forms.Field] = {"act_scan": scan_field(required=False)}
    fields["act_scan"].label = _("证明照片或 PDF")
    if key:
        fields["act_key"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=uuid4().hex)
    kind: type[forms.Form] = type("EvidenceForm", (Evidence,), fields)
    first = sorted(row.evidence[0]) if row.evidence else []
    deciding = deciding_documents(row, rules)
    initial = {"kinds": first, "form": "original", "document": deciding[0] if len(deciding) == 1 else ""}
    form = kind(request.POST, request.FILES) if request is not None else kind(initial=initial)
    kinds = sorted({each for way in row.evidence for each in way})
    form.fields["kinds"].widget = forms.CheckboxSelectMultiple(
        choices=[(each, word(f"evidence_{each}")) for each in kinds]
    )
    form.fields["form"].widget = forms.RadioSelect(choices=list(Evidence.choice_words("form").items()))
    if deciding:
        words = Evidence.choice_words("document")
        shown = [*(NOTHING[:1] if len(deciding) > 1 else ()), *deciding, OTHER_DOCUMENT]
        _choose(form, "document", [(each, words.get(each) or NOTHING[1]) for each in shown])
        named = _("、").join(words[each] for each in deciding)
        form.fields["document"].help_text = _("交证明时必选，以%(documents)s为准。") % {"documents": named}
    else:
        del form.fields["document"]
    form.order_fields(["act_scan", "kinds", "document", "form"])
    return form


def claim_data(form: forms.Form, row: Row) -> dict[str, Any]:
    """What the form says as the door reads it; a credit left out follows from the times that are claimed."""
    data = paper_data(form)
    data["row"] = row.id
    times = str(data.get("times") or "1")
    if not data.get("claimed") and times.isdecimal() and len(times) < 4:
        data["claimed"] = written(row.credits * int(times))
    if not data.get("project") and data.get("contest"):
        # One contest in one year is one project (art. 11), whether its student thought of saying so or not.
        data["project"] = f"{data['contest']} {data.get('year')}"
    return data
