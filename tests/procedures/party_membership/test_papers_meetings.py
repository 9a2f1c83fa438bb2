"""Minutes and resolutions (articles 27, 28, 40, 41), and what is copied into the membership form."""

from __future__ import annotations

from typing import Any

from procedures.party_membership.papers.minutes import admission_minutes, conversion_minutes
from procedures.party_membership.papers.resolution import admission_resolution, conversion_resolution
from procedures.party_membership.papers.transcription import newest, transcription
from tests.procedures.party_membership.situations import day, fact, situation
from tests.procedures.party_membership.told import CALL, meeting, told
from workflows.documents import FormPaper, Grid, Lines, Prose, Signatures, Words
from workflows.rules.facts import Fact

DAY = "2026-01-05"
BASIS = "依据《南通大学化学化工学院学生党员发展细则》。"
IMPRINT: dict[str, Any] = {
    "institution": "江澜大学",
    "issuer": "学生第一党支部",
    "number": "2026-0068",
    "person": "人t1",
}
VOTES = {"issued": 9, "returned": 8, "approve": 7, "oppose": 1, "abstain": 0, "void": 0}
LETTERS = {"written_approve": 1, "written_oppose": 0, "written_abstain": 0}
FROZEN = {"entitled": 11, "present": 9, "written": 1, "meeting": CALL}


def agenda(node: str, **said: Any) -> Fact:
    """What was reached of an agenda."""
    return fact(f"{node}.discuss", DAY, {"meeting": CALL, **said}, outcome="opened")


def received(node: str) -> Fact:
    """A sealed opinion of m6."""
    return fact(f"{node}.receive", DAY, {"opinions": {"m6": f"{DAY} 09:00"}, "meeting": CALL})


def counted(node: str, outcome: str = "carried", **more: Any) -> Fact:
    """A count that decided."""
    return fact(node, DAY, {**VOTES, **LETTERS, **FROZEN, **more}, outcome=outcome)


# ── Article 27 ──

SAID = {
    "items": [
        *("candidate_report", "introducers", "committee_report"),
        *("discussion", "candidate_response", "secret_ballot"),
    ],
    "candidate_present": True,
    "report": ["motive", "resume"],
    "introducers_present": ["m1"],
    "introducers_written": ["m2"],
    "reporter": "o1",
    "reviewed": ["opinions"],
    "speeches": 2,
}
SPOKEN = {"discussion": "两人发言。\n\n认为已经成熟。", "response": "继续努力。"}


def test_minutes_of_an_admission_name_who_wrote_and_add_the_votes_up() -> None:
    node = "admission_meeting"
    given = (received(node), agenda(node, **SAID), counted(node))
    held = meeting(DAY, "m6", kinds={"m7": "illness"}, observers=("t2",), reasons={"m7": "住院"})
    words = {f"{node}.discuss": SPOKEN}
    assert admission_minutes(told(DAY, node, *given, words=words, meeting=held)) == FormPaper(
        **IMPRINT,
        title="接收预备党员\u200b支部大会记录",
        head="党支部：学生第一党支部",
        parts=(
            Lines(
                (
                    (("讨论对象", "人t1"), ("学号", "t1"), ("议题", "接收预备党员")),
                    (("日期", "2026年1月5日"), ("地点", "化工楼301")),
                    (("主持人", "人s1"), ("计票人", "人m8、人m9")),
                    (("应到", "11人"), ("实到", "9人"), ("缺席", "2人")),
                    (("列席", "人t2"),),
                )
            ),
            Words("发展对象汇报", ("本人到会。", "入党动机、本人履历。")),
            Words("入党介绍人介绍并表明意见", ("人m1到会介绍。", "人m2书面介绍。")),
            Words("支委会报告审查情况", ("人o1代表支委会报告。", "征求党内外意见。")),
            Words("与会党员讨论", ("发言2人。", "两人发言。", "认为已经成熟。")),
            Words("发展对象表态", ("继续努力。",)),
            Words("发票，无记名投票开始", ("发票，无记名投票。",)),
            Words("表决结果", ("通过。", "赞成8票，不赞成1票，弃权1票，无效0票。")),
            Signatures(("主持人签名", "记录人签名")),
            Prose("到会有表决权的正式党员", ("人m1、人m2、人m3、人m4、人m5、人m8、人m9、人m10、人m11",)),
            Grid(
                ("姓名", "情况", "书面意见"),
                (("人m6", "请假", "已收到"), ("人m7", "生病，住院", "")),
                (2, 5, 2),
                "缺席的人",
            ),
        ),
        notes=("票数为现场投票和书面意见的合计；分列只见票决情况报告。" + BASIS,),
    )


def test_minutes_of_a_meeting_to_which_too_few_came_have_no_votes() -> None:
    given = fact("admission_meeting.fail", DAY, {"meeting": CALL}, outcome="inquorate")
    found = admission_minutes(told(DAY, "admission_meeting.fail", given, meeting=meeting(DAY, "m6")))
    assert Words("表决结果", ("未达法定人数，未开会表决。",)) in found.parts
    assert [part.label for part in found.parts if isinstance(part, Words)] == ["表决结果"]


def test_minutes_of_a_conversion_follow_its_own_agenda() -> None:
    node = "conversion_meeting"
    reached = agenda(node, items=["member_report", "committee_intro", "discussion"], reviewed=["publicity"])
    given = (reached, counted(node, motion="convert"))
    words = {f"{node}.discuss": {"discussion": "均同意。"}}
    found = conversion_minutes(told(DAY, node, *given, words=words, meeting=meeting(DAY, "m6", "m7")))
    assert [part for part in found.parts if isinstance(part, Words)] == [
        Words("预备党员汇报", ("已进行。",)),
        Words("支委会介绍", ("公示情况。",)),
        Words("与会党员讨论并表态", ("均同意。",)),
        Words("表决结果", ("通过。", "赞成8票，不赞成1票，弃权1票，无效0票。")),
    ]


# ── Articles 28 and 41 ──

NUMBERS = {
    "due": 11,
    "present": 9,
    "written": 1,
    "approve": 8,
    "oppose": 1,
    "abstain": 1,
    "void": 0,
    "passed_on": DAY,
}
TALLY = (
    "应到会有表决权的正式党员11人，实到会9人。经无记名投票，"
    "赞成8票，不赞成1票，弃权1票，无效0票，含书面意见1份。"
)
RESOLVED = "学生第一党支部于2026年1月5日召开支部大会，"


def resolution(name: str, *given: Fact, **words: str) -> Any:
    """A resolution of the day after the meeting."""
    of = fact(name, "2026-01-06", NUMBERS, outcome=given[-1].outcome or "")
    return told("2026-01-06", name, *given, of, words={name: words})


def test_a_resolution_says_what_the_form_takes_over() -> None:
    case = resolution(
        "admission_resolution", counted("admission_meeting"), performance="思想端正。\n学习优秀。"
    )
    assert admission_resolution(case) == FormPaper(
        **IMPRINT,
        title="支部大会\u200b通过接收申请人为预备党员的决议",
        head="党支部：学生第一党支部",
        parts=(
            Prose(
                "",
                (
                    RESOLVED + "讨论接收人t1为预备党员的问题。",
                    "主要表现：思想端正。",
                    "学习优秀。",
                    TALLY,
                    "大会通过接收人t1为预备党员。",
                ),
            ),
            Signatures(("支部书记签名",)),
        ),
        notes=("抄入志愿书时照录；书记签名、日期以志愿书为准。" + BASIS,),
        signed_by="学生第一党支部",
        signed_on=day(DAY),
    )


def text(paper: FormPaper) -> tuple[str, ...]:
    """The paragraphs of a resolution."""
    return next(part.paragraphs for part in paper.parts if isinstance(part, Prose))


def test_a_lost_ballot_is_resolved_as_lost() -> None:
    found = admission_resolution(resolution("admission_resolution", counted("admission_meeting", "lost")))
    assert (found.title, text(found)[-1]) == (
        "支部大会\u200b关于接收预备党员的决议",
        "大会没有通过接收人t1为预备党员。",
    )


def test_what_was_erased_is_left_out() -> None:
    found = admission_resolution(resolution("admission_resolution", counted("admission_meeting")))
    assert text(found)[:2] == (RESOLVED + "讨论接收人t1为预备党员的问题。", TALLY)


def extended() -> tuple[Fact, ...]:
    """A conversion whose extension by six months was carried."""
    asked = fact("conversion_proposal", "2026-01-02", {"motions": ["convert", "extend"], "months": 6})
    lost = counted("conversion_meeting", "next_motion", motion="convert")
    return asked, lost, counted("conversion_meeting", motion="extend")


def test_an_extension_is_resolved_with_its_months() -> None:
    case = resolution("conversion_resolution", *extended(), merits="刻苦", faults="不够主动")
    assert text(conversion_resolution(case)) == (
        RESOLVED + "讨论预备党员人t1转正的问题。",
        "主要优点：刻苦",
        "主要缺点：不够主动",
        TALLY,
        "大会通过人t1延长预备期6个月的决议。",
    )


# ── 志愿书 ──

APPROVED = {"entitled": 7, "present": 7, "approve": 6, "oppose": 1, "abstain": 0}


def test_the_sheet_tells_of_each_act_as_it_then_stood() -> None:
    """An approved extension puts the question anew; the resolution before it still says what it said."""
    resolved = fact("conversion_resolution", "2026-01-06", NUMBERS, outcome="carried")
    decided = fact("conversion_approval", "2026-01-08", {"outcome": "approved", **APPROVED}, outcome="extend")
    case = told(
        "2026-01-08",
        "conversion_approval",
        *(fact("membership_form", "2025-12-20", {"number": "志1"}), *extended(), resolved, decided),
        words={"conversion_approval": {"opinion": "同意。"}},
    )
    assert transcription(case).parts == (
        Prose("编号", ("志愿书编号志1，2025年12月20日领取。",)),
        Prose(
            "支部大会关于预备党员能否转正的决议",
            (RESOLVED + "讨论预备党员人t1转正的问题。", TALLY, "大会通过人t1延长预备期6个月的决议。"),
        ),
        Prose(
            "上级党组织对转正的审批意见",
            (
                "同意。",
                "批准延长预备期。",
                "应到委员7人，实到7人，同意6人，不同意1人，弃权0人。",
                "2026年1月8日",
            ),
        ),
    )


def test_the_sheet_is_printed_of_the_last_act_that_it_tells_of() -> None:
    s = situation("2026-01-08", *(fact(name, DAY) for name in ("organiser_talk", "college_approval", "dues")))
    found = [name for name in ("organiser_talk", "college_approval") if newest(s, s.facts.all(name)[0])]
    assert found == ["college_approval"]
