"""The reports of ballots (articles 28, 41): the votes of the hall and in writing, and what they came to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from procedures.party_membership.papers.vote_report import admission_report, conversion_report, reported
from tests.procedures.party_membership.situations import day, fact, situation
from tests.procedures.party_membership.told import CALL, at, meeting, told
from workflows.documents import Round, VoteReport, Votes, passages
from workflows.nodes import ToldMatter
from workflows.rules.facts import Fact

DAY = "2026-01-05"
QUORUM = "实到会有表决权的正式党员须超过应到的1/2才能开会；应到11人，实到{here}人，至少6人（第二十八条）。"
NEEDED = "赞成须超过应到的1/2才通过；应到11人，赞成{approve}人，至少6人（第二十八条）。"
NOTE = (
    "本报告一式两份，一份随入党志愿书报上级党组织，一份存支部。依据《南通大学化学化工学院学生党员发展细则》。"
)
BASE = VoteReport(
    institution="江澜大学",
    issuer="学生第一党支部",
    title="接收预备党员\u200b票决情况报告",
    number="2026-0068",
    person="人t1",
    person_number="t1",
    standing="发展对象",
    question="接收预备党员",
    held_on=day(DAY),
    place="化工楼301",
    chair="人s1",
    tellers=("人m8", "人m9"),
    due=11,
    present=9,
    written=0,
    absences="请假2人",
    observers=0,
    quorum=QUORUM.format(here=9),
    rounds=(),
    outcome="",
    verdict=(),
    head="党支部：学生第一党支部",
    signatures=("监票人", "计票人", "计票人"),
    signed_as="支部书记",
    notes=(NOTE,),
)


def count(outcome: str, approve: int, oppose: int = 0, abstain: int = 0, void: int = 0, **more: Any) -> Fact:
    """A count that decided, of nine who came unless said."""
    papers = {"approve": approve, "oppose": oppose, "abstain": abstain, "void": void}
    letters = {
        f"written_{name}": more.pop(f"by_letter_{name}", 0) for name in ("approve", "oppose", "abstain")
    }
    back = sum(papers.values())
    said = {"issued": 9, "returned": back, **papers, **letters, "entitled": 11, "present": 9, **more}
    said = {"written": sum(letters.values()), "meeting": CALL, **said}
    return fact(more.get("node", "admission_meeting"), DAY, said, outcome=outcome)


def admitted(*given: Fact, name: str = "admission_meeting", of: ToldMatter | None = None) -> VoteReport:
    """The report of an admission at the last of these facts."""
    return admission_report(told(DAY, name, *given, meeting=of or meeting(DAY, "m6", "m7")))


# ── Article 28 ──


def test_a_ballot_that_carried_states_hall_and_writing_apart_and_together() -> None:
    found = admitted(count("carried", 5, 2, 0, 1, by_letter_approve=1, by_letter_oppose=1))
    assert found == replace(
        BASE,
        written=2,
        rounds=(
            Round(
                question="接收预备党员",
                issued=9,
                returned=8,
                hall=Votes(approve=5, oppose=2, abstain=1, void=1),
                written=Votes(approve=1, oppose=1, abstain=0),
                needed=6,
                outcome="通过",
            ),
        ),
        outcome="通过",
        verdict=(
            NEEDED.format(approve=6),
            "大会通过接收人t1为预备党员的决议，报上级党组织审批。",
            "经批准后，预备期自2026年1月5日起，至2027年1月4日止。",
        ),
    )
    (voted,) = found.rounds
    assert (voted.kept_back, voted.valid, voted.hall.total) == (1, 7, found.present)
    assert voted.total == Votes(approve=6, oppose=3, abstain=1, void=1)
    assert voted.total.total == found.present + found.written


def test_one_vote_less_is_lost_and_leads_to_no_probation() -> None:
    found = admitted(count("lost", 5, 4))
    assert (found.outcome, found.verdict) == (
        "未通过",
        (NEEDED.format(approve=5), "大会没有通过接收人t1为预备党员。"),
    )


def test_too_few_who_came_are_reported_without_a_vote() -> None:
    short = meeting(DAY, *(f"m{n}" for n in range(1, 7)))
    given = fact("admission_meeting.fail", DAY, {"meeting": CALL}, outcome="inquorate")
    assert admitted(given, name="admission_meeting.fail", of=short) == replace(
        BASE,
        present=5,
        absences="请假6人",
        quorum=QUORUM.format(here=5),
        outcome="未达法定人数，未开会表决",
    )


def test_a_ballot_that_was_put_off_is_reported_with_its_opinions_unopened() -> None:
    given = (
        fact("admission_meeting.receive", DAY, {"opinions": {"m6": f"{DAY} 09:00"}, "meeting": CALL}),
        fact("admission_meeting.defer", DAY, {"meeting": CALL}, outcome="deferred"),
    )
    assert admitted(*given, name="admission_meeting.defer") == replace(
        BASE,
        written=1,
        outcome="暂缓表决",
        verdict=("发票以前经支委会同意暂缓表决，报上级党组织审议。",),
    )


def test_what_happened_on_the_way_is_remarked() -> None:
    """A reason that was written, two counts that differed, a round that had to be repeated."""
    held = meeting(DAY, "m6", kinds={"m7": "illness"}, observers=("t2",), reason="下周放假。")
    before = (
        count("recount", 0, seal="x"),
        count("voided", 10, returned=10),
    )
    found = admitted(*before, count("carried", 9), of=held)
    assert (found.absences, found.observers) == ("请假1人、生病1人", 1)
    assert found.remarks == (
        "登记到会时写明的理由：下周放假。",
        "两份计票不一致1次，当场重新清点，最后一次一致。",
        "有一轮收回10张，多于发出的9张，作废重投。",
    )


def test_nobody_who_stayed_away_is_named_beside_the_votes() -> None:
    found = admitted(count("carried", 8, 1, by_letter_oppose=1))
    named = {text for each in passages(found) for text in ("人m6", "人m7") if text in each.text}
    assert named == set()


@pytest.mark.parametrize("outcome", ["", "recount", "voided", "opened", "set_aside", "next_motion"])
def test_a_round_that_goes_on_has_no_report(outcome: str) -> None:
    given = count(outcome, 9)
    s = situation(DAY, given)
    assert not reported(s, at(s, "admission_meeting"))


# ── Article 41 ──

MOTIONS = ("convert", "extend", "cancel")


def proposal(*motions: str, months: int | None = None) -> Fact:
    """What the branch committee asked for."""
    return fact("conversion_proposal", "2026-01-02", {"motions": [*motions], "months": months})


def put(motion: str, outcome: str, approve: int, oppose: int) -> Fact:
    """A count on one motion."""
    found = count(outcome, approve, oppose)
    return replace(found, name="conversion_meeting", data={**found.data, "motion": motion})


def converted(*given: Fact) -> VoteReport:
    """The report of a conversion at the last count."""
    return conversion_report(told(DAY, "conversion_meeting", *given, meeting=meeting(DAY, "m6", "m7")))


def question(found: VoteReport) -> list[tuple[str, str, int]]:
    """Motion by motion: what was asked, what came of it, how many approved."""
    return [(each.question, each.outcome, each.total.approve) for each in found.rounds]


def test_a_conversion_that_carried() -> None:
    found = converted(proposal("convert"), put("convert", "carried", 9, 0))
    needed = "应到11人，赞成9人；赞成须超过应到的1/2，即至少6人（第四十一条）。"
    quorum = "应到11人，实到9人；到会须超过应到的1/2，即至少6人（第四十一条）。"
    assert found == replace(
        BASE,
        title="预备党员转正\u200b票决情况报告",
        standing="预备党员",
        question="按期转正",
        quorum=quorum,
        rounds=(
            Round(
                question="按期转正",
                issued=9,
                returned=9,
                hall=Votes(approve=9, oppose=0, abstain=0, void=0),
                written=Votes(approve=0, oppose=0, abstain=0),
                needed=6,
                outcome="通过",
            ),
        ),
        outcome="通过",
        verdict=(needed, "大会通过人t1按期转正的决议，报上级党组织审批。"),
    )


def test_an_extension_says_its_months_and_what_was_lost_before() -> None:
    found = converted(
        proposal("convert", "extend", months=6),
        put("convert", "next_motion", 4, 5),
        put("extend", "carried", 8, 1),
    )
    assert (found.question, found.outcome) == ("延长预备期6个月", "通过")
    assert question(found) == [("按期转正", "未通过", 4), ("延长预备期6个月", "通过", 8)]
    assert found.verdict[1:] == ("大会通过人t1延长预备期6个月的决议，报上级党组织审批。",)


def test_what_an_earlier_meeting_lost_is_remarked_and_not_counted_among_its_ballots() -> None:
    before = put("convert", "next_motion", 4, 5)
    found = converted(
        proposal("convert", "extend", months=6),
        replace(before, data={**before.data, "meeting": CALL + 90}),
        put("extend", "carried", 8, 1),
    )
    assert question(found) == [("延长预备期6个月", "通过", 8)]
    assert found.remarks[0] == ("2026年1月5日的支部大会表决按期转正，没有通过：赞成4，不赞成5，弃权0。")


def test_all_three_motions_lost() -> None:
    found = converted(
        proposal(*MOTIONS, months=12),
        put("convert", "next_motion", 4, 5),
        put("extend", "next_motion", 5, 4),
        put("cancel", "lost", 5, 4),
    )
    assert question(found) == [
        ("按期转正", "未通过", 4),
        ("延长预备期12个月", "未通过", 5),
        ("取消预备党员资格", "未通过", 5),
    ]
    assert found.verdict[1:] == ("各项提案都没有通过，报上级党组织审议。",)


def test_an_earlier_question_stands_in_its_own_report() -> None:
    """After a return the question is put anew: the motions lost before are not told again."""
    returned = fact("conversion_approval", DAY, {"outcome": "returned"}, outcome="returned")
    found = converted(
        proposal("convert", "extend", months=6),
        put("convert", "next_motion", 4, 5),
        put("extend", "carried", 8, 1),
        returned,
        put("convert", "carried", 9, 0),
    )
    assert question(found) == [("按期转正", "通过", 9)]
