"""志愿书誊写单 (D22): what the record says, in the order in which the membership form asks for it.

The form itself is written by hand and signed with a pen; this sheet is what is copied into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.resolution import admission_resolution, conversion_resolution
from procedures.party_membership.papers.words import basis, paragraphs
from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules import known_probation as probation
from workflows.documents import FormPaper, Prose
from workflows.nodes import ToldCase, newest_of
from workflows.rules.facts import Fact

#: what the form asks for, in its order
WRITTEN: Final = (
    admission.OPINION,
    admission.RESOLUTION,
    admission.TALK,
    admission.COLLEGE,
    admission.UNIVERSITY,
    probation.RESOLUTION,
    probation.CONVERSION,
)
COMMITTEE: Final = (
    *(("应到委员", "entitled"), ("实到", "present")),
    *(("同意", "approve"), ("不同意", "oppose"), ("弃权", "abstain")),
)
CONVERTED: Final = {
    "convert": "批准按期转正。",
    "extend": "批准延长预备期。",
    "cancel": "批准取消预备党员资格。",
    "returned": "退回支部。",
}
PASSED: Final = {"carried": "同意接收", "lost": "不同意接收", "approved": "批准", "refused": "不批准"}


#: the sheet is printed of the last act that it tells of
newest: Final = newest_of(*WRITTEN)


def transcription(told: ToldCase) -> FormPaper:
    """Everything that the record has for the form, under the headings of the form."""
    return FormPaper(
        **told.imprint.to_json(),
        title="入党志愿书誊写单",
        person=told.name,
        head=f"姓名：{told.name}　学号：{told.situation.subject.number}",
        parts=tuple(_parts(told)),
        notes=("供抄入志愿书，不代替志愿书；签名、盖章和日期以志愿书原件为准。" + basis(told.situation),),
    )


def _parts(told: ToldCase) -> Iterator[Prose]:
    s = told.situation
    form = s.facts.latest("membership_form")
    if form is not None:
        number = form.data.get("number") or ""
        yield Prose("编号", (f"志愿书编号{number}，{day_words(form.on)}领取。",))
    for n, opinion in enumerate(admission.opinions(s), start=1):
        yield Prose(f"入党介绍人意见（{n}）", _signed(told, opinion, "介绍人", "opinion"))
    for name, heading, written in SECTIONS:
        fact = s.facts.latest(name)
        if fact is not None:
            yield Prose(heading, written(told, fact))


def _signed(told: ToldCase, fact: Fact, role: str, *fields: str) -> tuple[str, ...]:
    """What somebody wrote, with the name and the day."""
    said = (line for field in fields for line in paragraphs(told.text(fact, field)))
    return (*said, f"{role}：{told.by(fact)}　{day_words(fact.on)}")


def _admitted(told: ToldCase, fact: Fact) -> tuple[str, ...]:
    return _resolved(admission_resolution(told.at(fact)))


def _converted(told: ToldCase, fact: Fact) -> tuple[str, ...]:
    return _resolved(conversion_resolution(told.at(fact)))


def _talked(told: ToldCase, fact: Fact) -> tuple[str, ...]:
    return _signed(told, fact, "谈话人", "content", "opinion")


def _confirmed(_told: ToldCase, fact: Fact) -> tuple[str, ...]:
    reference = f"，{fact.data['reference']}" if fact.data.get("reference") else ""
    return (f"{PASSED.get(str(fact.outcome), '')}{reference}。{day_words(fact.on)}",)


def _decided(told: ToldCase, fact: Fact) -> tuple[str, ...]:
    outcome = CONVERTED.get(str(fact.outcome), "")
    return (*paragraphs(told.text(fact, "opinion")), outcome, *_numbers(fact), day_words(fact.on))


def _resolved(paper: FormPaper) -> tuple[str, ...]:
    """The text of a resolution, which the form takes over word by word."""
    return next(part.paragraphs for part in paper.parts if isinstance(part, Prose))


def _approved(_told: ToldCase, fact: Fact) -> tuple[str, ...]:
    first, last = fact.day("probation_from"), fact.day("probation_to")
    probation_said = f"，预备期自{day_words(first)}起，至{day_words(last)}止" if first and last else ""
    outcome = PASSED.get(str(fact.outcome), "")
    return (*_numbers(fact), f"{outcome}{probation_said}。", day_words(fact.on))


def _numbers(fact: Fact) -> tuple[str, ...]:
    """The numbers by which a committee decided."""
    said = "，".join(f"{label}{fact.data.get(name) or 0}人" for label, name in COMMITTEE)
    return (f"{said}。",)


#: what follows the introducers' opinions, under the headings of the form
SECTIONS: Final[tuple[tuple[str, str, Callable[[ToldCase, Fact], tuple[str, ...]]], ...]] = (
    (admission.RESOLUTION, "支部大会通过接收申请人为预备党员的决议", _admitted),
    (admission.TALK, "上级党组织指派专人谈话的情况和意见", _talked),
    (admission.COLLEGE, "基层党委审批意见", _approved),
    (admission.UNIVERSITY, "上级党委审批意见", _confirmed),
    (probation.RESOLUTION, "支部大会关于预备党员能否转正的决议", _converted),
    (probation.CONVERSION, "上级党组织对转正的审批意见", _decided),
)
