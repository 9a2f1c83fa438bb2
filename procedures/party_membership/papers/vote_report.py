"""接收预备党员票决情况报告 (D24, article 28) and 预备党员转正票决情况报告 (D38, article 41).

The numbers are those that were counted, with two identities: what was given out and kept back abstains, and
all votes together are those who came and those who wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from procedures.party_membership.forms.admission import ABSENCES
from procedures.party_membership.forms.conversion import MOTIONS
from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.words import basis, counted, rule_sentence
from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules import known_probation as probation
from workflows.documents import Round, VoteReport, Votes
from workflows.nodes import ToldCase, ToldMatter, seats
from workflows.rules import meetings
from workflows.rules.facts import Fact
from workflows.rules.meetings import NEXT_MOTION, RECOUNT
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

REPORTED: Final = frozenset({Outcome.CARRIED, Outcome.LOST, Outcome.INQUORATE, Outcome.DEFERRED})
OUTCOMES: Final = {
    Outcome.CARRIED: "通过",
    Outcome.LOST: "未通过",
    NEXT_MOTION: "未通过",
    Outcome.INQUORATE: "未达法定人数，未开会表决",
    Outcome.DEFERRED: "暂缓表决",
}
TITLES: Final = dict(MOTIONS)
CONVERSION_SHARE: Final = "meeting.conversion.approve_ratio"
COPIES: Final = "本报告一式两份，一份随入党志愿书报上级党组织，一份存支部。"


def reported(_s: Situation, fact: Fact) -> bool:
    """A round that ended is reported: also one to which too few came, or that was put off."""
    return fact.outcome in REPORTED


def admission_report(told: ToldCase) -> VoteReport:
    """The ballot of an admission (article 28)."""
    s, fact = told.situation, told.fact
    rounds = (_round(s, fact, "接收预备党员", "meeting.approve_ratio"),) if voted(fact) else ()
    verdict = [*_threshold(told, rounds, "meeting.approve_ratio"), *_admitted(told)]
    return VoteReport(
        title="接收预备党员\u200b票决情况报告",
        standing="发展对象",
        question="接收预备党员",
        rounds=rounds,
        outcome=OUTCOMES[str(fact.outcome)],
        verdict=tuple(verdict),
        **_meeting(told, "meeting.quorum_ratio"),
    )


def conversion_report(told: ToldCase) -> VoteReport:
    """The ballots of a conversion, motion by motion (article 41); an extension says its months."""
    s, fact = told.situation, told.fact
    lost = tuple(_lost_before(s, fact))
    facts = (*(each for each in lost if _together(each, fact)), *((fact,) if voted(fact) else ()))
    rounds = tuple(
        _round(s, each, question_of(s, each), "meeting.conversion.approve_ratio") for each in facts
    )
    last = rounds if voted(fact) else ()
    verdict = [*_threshold(told, last, "meeting.conversion.approve_ratio"), *_converted(told)]
    about = _meeting(told, "meeting.conversion.quorum_ratio")
    about["remarks"] = (*(_told(s, each) for each in lost if not _together(each, fact)), *about["remarks"])
    return VoteReport(
        title="预备党员转正\u200b票决情况报告",
        standing="预备党员",
        question=question_of(s, fact) if voted(fact) else "转正",
        rounds=rounds,
        outcome=OUTCOMES[str(fact.outcome)],
        verdict=tuple(verdict),
        **about,
    )


def _together(one: Fact, other: Fact) -> bool:
    """Whether two rounds belong to one meeting."""
    return bool(one.data.get("meeting") == other.data.get("meeting"))


def _told(s: Situation, fact: Fact) -> str:
    """A motion that an earlier meeting lost, before it adjourned without the next one."""
    votes = _round(s, fact, question_of(s, fact), "meeting.conversion.approve_ratio").total
    return (
        f"{day_words(fact.on)}的支部大会表决{question_of(s, fact)}，没有通过："
        f"赞成{votes.approve}，不赞成{votes.oppose}，弃权{votes.abstain}。"
    )


def voted(fact: Fact) -> bool:
    """Whether papers were counted in a round."""
    return fact.outcome in {Outcome.CARRIED, Outcome.LOST, NEXT_MOTION}


def _lost_before(s: Situation, fact: Fact) -> Iterator[Fact]:
    """The motions that were lost since the question was put, before this round."""
    began = probation.vote_began(s)
    for each in s.facts.all(probation.MEETING):
        if each.outcome == NEXT_MOTION and each.entry != fact.entry and admission.follows(each, began):
            yield each


def question_of(s: Situation, fact: Fact) -> str:
    """What a round asked; an extension for how long."""
    name = str(fact.data.get("motion") or "")
    months = _months(s) if name == probation.EXTEND else ""
    return f"{TITLES.get(name, '转正')}{months}"


def _months(s: Situation) -> str:
    proposed = probation.latest(s, probation.PROPOSAL)
    months = proposed.data.get("months") if proposed else None
    return f"{months}个月" if months else ""


def _round(s: Situation, fact: Fact, question: str, parameter: str) -> Round:
    data, written = fact.data, meetings.written_of(fact.data)
    kept_back = max(0, data["issued"] - data["returned"])
    return Round(
        question=question,
        issued=data["issued"],
        returned=data["returned"],
        hall=Votes(data["approve"], data["oppose"], data["abstain"] + kept_back, data["void"]),
        written=Votes(written.approve, written.oppose, written.abstain),
        needed=s.edition[parameter].share.least(data["entitled"]),
        outcome=OUTCOMES[str(fact.outcome)],
    )


def _threshold(told: ToldCase, rounds: tuple[Round, ...], parameter: str) -> Iterator[str]:
    """By how many it had to carry, as the rule says it of the last round."""
    s, entitled = told.situation, told.fact.data.get("entitled")
    for each in rounds[-1:]:
        share = s.edition[parameter].share.fraction
        numbers = {"entitled": entitled, "approve": each.total.approve, "needed": each.needed}
        yield rule_sentence(s, parameter, {**numbers, "share": share})


def _admitted(told: ToldCase) -> Iterator[str]:
    outcome, s = told.fact.outcome, told.situation
    if outcome == Outcome.CARRIED:
        first, last = admission.probation_of(told.fact.on, s)
        yield f"大会通过接收{told.name}为预备党员的决议，报上级党组织审批。"
        yield f"经批准后，预备期自{day_words(first)}起，至{day_words(last)}止。"
    elif outcome == Outcome.LOST:
        yield f"大会没有通过接收{told.name}为预备党员。"
    elif outcome == Outcome.DEFERRED:
        yield "发票以前经支委会同意暂缓表决，报上级党组织审议。"


def _converted(told: ToldCase) -> Iterator[str]:
    s, outcome = told.situation, told.fact.outcome
    if outcome == Outcome.CARRIED:
        yield f"大会通过{told.name}{question_of(s, told.fact)}的决议，报上级党组织审批。"
    elif outcome == Outcome.LOST:
        yield "各项提案都没有通过，报上级党组织审议。"


def _meeting(told: ToldCase, quorum: str) -> dict[str, Any]:
    """What the report says of the meeting itself."""
    s, meeting = told.situation, told.meeting
    if meeting is None:
        raise ValueError("a ballot was held in no meeting")
    call, attendance = (meeting.facts.latest(name) for name in (meetings.CALL, meetings.ATTENDANCE))
    held = seats_of(told, meeting)
    share = s.edition[quorum].share
    numbers = {"entitled": held.entitled, "present": held.present, "needed": share.least(held.entitled)}
    return {
        **told.imprint.to_json(),
        "head": f"党支部：{told.imprint.issuer}",
        "person": told.name,
        "person_number": s.subject.number,
        "held_on": told.fact.on,
        "place": meeting.text(call, "place"),
        "chair": meeting.named(meeting.text(call, "chair")),
        "tellers": tuple(meeting.named(number) for number in meeting.said(call).get("tellers", ())),
        "due": held.entitled,
        "present": held.present,
        "written": held.written,
        "absences": _absences(told, meeting),
        "observers": len(meeting.said(attendance).get("observers", ())),
        "quorum": rule_sentence(s, quorum, {**numbers, "share": share.fraction}),
        "remarks": tuple(_remarks(told, meeting)),
        "signatures": ("监票人", "计票人", "计票人"),
        "signed_as": "支部书记",
        "notes": (COPIES + basis(s),),
    }


def seats_of(told: ToldCase, meeting: ToldMatter) -> meetings.Seats:
    """Who decided: as it was counted or, where nobody counted, as the meeting then stood."""
    node = told.fact.name.partition(".")[0]
    sat = replace(told.situation, matter=meeting.facts, matter_kind=meeting.kind.kind(), node=node)
    return seats(replace(sat, data=told.fact.data))


def _absences(told: ToldCase, meeting: ToldMatter) -> str:
    """Why how many of those entitled stayed away: their names stand in the minutes, never beside votes."""
    away = meetings.absent(meeting.facts) or {}
    kinds = [kind for number, kind in away.items() if number != told.situation.subject.number]
    return counted(kinds, dict(ABSENCES)) or "没有人缺席"


def _remarks(told: ToldCase, meeting: ToldMatter) -> Iterator[str]:
    """Why the meeting was held where many stayed away, and rounds that had to be counted or voted again."""
    reason = meeting.text(meeting.facts.latest(meetings.ATTENDANCE), "reason")
    if reason:
        yield f"登记到会时写明的理由：{reason.removesuffix('。')}。"
    before = [
        fact
        for fact in meetings.of_meeting(told.situation.facts, told.fact.name.partition(".")[0], meeting.facts)
        if (fact.entry or 0) <= (told.fact.entry or 0)
    ]
    again = sum(fact.outcome == RECOUNT for fact in before)
    if again:
        yield f"两份计票不一致{again}次，当场重新清点，最后一次一致。"
    for fact in before:
        if fact.outcome == Outcome.VOIDED:
            yield f"有一轮收回{fact.data['returned']}张，多于发出的{fact.data['issued']}张，作废重投。"
