"""From the probation to the archive through the door: on the earliest days, extended, cancelled, moved."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.party_membership import forms
from procedures.party_membership.rules import defending
from tests.procedures.party_membership.admitting import VOTING, Entrant, Sitting, enlarged, ready
from tests.procedures.party_membership.world import FAMILY, SCAN, College, college, do, refused
from tests.remembering import remembered
from workflows.models import Case, Entry, Matter, Membership

pytestmark = pytest.mark.django_db

MET, FREE = "2026-01-05", "2027-01-05"
PROBATION = (MET, "2027-01-04")
QUARTERS = {"2026Q1": "2026-03-25", "2026Q2": "2026-06-25", "2026Q3": "2026-09-25", "2026Q4": "2026-12-18"}
SHOWN: dict[str, Any] = {
    "name": "人t1",
    "sex": "male",
    "ethnicity": "汉",
    "native_place": "江苏",
    "birth_month": "2005-05",
    "unit_post": "化工2401班长",
    "probationary_date": MET,
    "kind": "student",
    "ranking": "第9名，共31人",
    "awards": "校优秀学生",
}
AGENDA: dict[str, Any] = {
    "items": [*forms.ConversionAgenda.agenda()],
    "reviewed": ["performance", "opinions", "publicity"],
    "discussion": "两人发言，均同意。",
}
APPROVED: dict[str, Any] = {
    "outcome": "approved",
    "way": "meeting",
    "together": 1,
    "entitled": 7,
    "present": 7,
    "approve": 7,
    "oppose": 0,
    "abstain": 0,
}
ARCHIVED: dict[str, Any] = {
    "papers": [word for word, _ in forms.conversion.ARCHIVE],
    "personal_file": "yes",
    "holder": "personnel_office",
    "receipt": "回2027-1",
}


@pytest.fixture
def world() -> College:
    return enlarged(college())


class Member(Entrant):
    """A probationary member's case, walked act by act."""

    BALLOT = "conversion_meeting"

    def taught(self) -> Member:
        """What the year of probation asks for: announced, posted, form, analyses, education, course."""
        self.does("announcement", "s1", "2026-03-10", {"place": "三月党员大会"})
        self.does("posting", "s1", "2026-03-10", {"scope": "公告栏", "until": "2026-03-20"})
        self.does("probation_form", "o1", "2026-03-10", {"form_number": "预1"})
        for quarter, late in QUARTERS.items():
            report = {"quarter": quarter, "thought": "坚定", "study": "努力", "work": "积极"}
            self.does("probation_report", self.subject.number, late, report)
            analysed = {"quarter": quarter, "problem": "none", "analysis": "表现良好"}
            self.does("probation_analysis", "s1", late, analysed)
        self.does("education", "o1", "2026-11-01", {"topic": "党课", "hours": 16})
        self.does("reeducation", "p1", "2026-11-20", {"number": "再1", "result": "completed"})
        return self

    def recorded(self) -> Member:
        """A year's result, a post and an honour in the probation."""
        record = Matter.objects.get(kind="student.record", person=self.subject)
        for act, data in RECORD.items():
            do(act, self.world["z2"], "2026-10-20", data, matter=record.pk)
        return self

    def applied(self, day: str = "2026-12-21", **more: Any) -> Member:
        """The member applies and the branch forms its view."""
        signed = {"signature": "signed_original", "text": "申请按期转正"}
        self.does("conversion_application", self.subject.number, day, signed)
        view = dict.fromkeys(("opinions", "performance", "preliminary_view"), "同意")
        self.does(
            "conversion_opinion",
            "s1",
            day,
            {**view, "grades": "attested", "grade_ground": "无不及格"},
            **more,
        )
        return self

    def shown(self, day: str = "2026-12-23", until: str = "2026-12-28", **changes: Any) -> Member:
        """The notice hangs in both channels."""
        shown = {
            "feedback_until": until,
            "phone": "0513-1",
            "contact_person": "韩老师",
            "channels": ["paper", "web"],
        }
        unit, said = self.world.units["college"].pk, {self.case: {**SHOWN, **changes}}
        kind = f"{FAMILY}.conversion_notice"
        self.notice = do("post", self.world["z2"], day, shown, kind=kind, unit=unit, cases=said).matter or 0
        return self

    def taken_down(self, day: str = "2026-12-29") -> Member:
        """The notice is closed and its form filled in."""
        self.on_notice("close", day, {"result": "无"}, by="z2")
        return self

    def lot(self, day: str = "2026-12-29", seed: str = "4012.33") -> str:
        """A draw of one of ten; what it says to the member."""
        pool = [self.subject.number, *VOTING[:9]]
        again = "重新抽签" if Entry.objects.filter(case=self.case, act="defence_draw").exists() else ""
        data = {"pool": pool, "number": 4, "seed": seed, "redrawn_because": again}
        unit, kind = self.world.units["college"].pk, f"{FAMILY}.defence"
        drawn = do("draw", self.world["z2"], day, data, kind=kind, unit=unit, cases={self.case: {}})
        self.draw = drawn.matter or 0
        return Entry.objects.filter(case=self.case, act="defence_draw").latest("pk").outcome

    def proposed(self, day: str, *motions: str, months: int | None = None) -> Member:
        """The branch committee proposes."""
        self.does("conversion_proposal", "s1", day, {"motions": [*motions], "months": months})
        return self

    def resolved(self, day: str, **data: Any) -> Member:
        """The resolution with the numbers as they were counted."""
        said = {**self.numbers(), "merits": "学习刻苦", "faults": "主动性不够"}
        signed = {"signed": True, "in_form": True, "reported": True}
        self.does("conversion_resolution", "s1", day, {**said, **signed, **data})
        return self


RECORD: dict[str, dict[str, Any]] = {
    "year_result": {
        "year": "2025-2026",
        "composite_rank": 9,
        "composite_size": 31,
        "scholarship": "third",
        "evidence": "学工〔2026〕1号",
    },
    "honour": {"title": "优秀学生", "kind": "honour", "level": "university", "evidence": "校〔2026〕2号"},
    "post": {
        "title": "班长",
        "unit": "化工2401",
        "main": True,
        "from_on": "2025-09-01",
        "evidence": "院〔2025〕3号",
    },
}


@remembered
def probationer(world: College) -> Member:
    """A probationary member of 2026-01-05, known on 2026-03-02."""
    (walk,) = ready(world)
    Sitting(world, MET, walk).ready("m6", "m7").opened(walk).counted(walk)
    walk.resolved(MET).talked_with("2026-01-06").approved("2026-01-07", *PROBATION).confirmed_above(
        "2026-03-02"
    )
    return Member(world, walk.subject, walk.case)


@remembered
def converted(world: College) -> Member:
    """A member ready for the conversion meeting of 2027-01-05; the lot is told apart."""
    walk = probationer(world).taught().recorded().applied().shown().taken_down()
    while walk.lot() == "drawn":
        do("close", world["z2"], "2026-12-29", {"open_because": "另抽一次"}, matter=walk.draw)
    return walk


def voted(world: College, walk: Member, day: str = FREE, **numbers: int) -> str:
    """What comes of the branch's vote on the motion that is put."""
    sitting = Sitting(world, day, walk).ready("m6", "m7", "m5")
    sitting.does("discuss", {}, walk, said=AGENDA)
    return sitting.counted(walk, **numbers)


def here(walk: Member) -> str:
    """The step of the path that is open."""
    (step,) = [name for name in walk.open_steps() if name not in {"probationary", "full_member"}]
    return step


def test_a_member_is_converted_on_the_earliest_days_and_filed(world: College) -> None:
    walk = converted(world).proposed("2026-12-30", "convert")
    early = Sitting(world, "2027-01-04", walk).ready("m6", "m7", "m5")
    assert early.refuses("discuss", {}, walk, said=AGENDA) == ["PM-35-1"]
    early.does("set_aside", {}, walk).does("adjourn")
    assert voted(world, walk) == "carried"
    walk.resolved("2027-01-06").does("conversion_approval", "z1", "2027-01-08", APPROVED)
    entry = Entry.objects.get(case=walk.case, act="conversion_approval")
    assert (entry.outcome, entry.on, entry.effective_on) == ("convert", date(2027, 1, 8), date(2027, 1, 5))
    assert (walk.row().stage, here(walk)) == ("full_member", "conversion_announcement")
    standing = Membership.objects.get(person=walk.subject, tree="party", to_on=None)
    assert (standing.standing, standing.from_on) == ("full_member", date(2027, 1, 5))
    told = {"told_on": "2027-01-12", "place": "一月党员大会"}
    walk.does("conversion_announcement", "s1", "2027-01-12", told)
    short = {**ARCHIVED, "papers": ARCHIVED["papers"][1:]}
    assert walk.refuses("archiving", "z2", "2027-01-20", short) == ["PM-42-1"]
    walk.does("archiving", "z2", "2027-01-20", ARCHIVED)
    case = Case.objects.get(pk=walk.case)
    assert (case.status, case.end, case.ended_on) == ("ended", "archived", date(2027, 1, 20))


def test_nothing_is_asked_of_the_meeting_before_its_time(world: College) -> None:
    walk = probationer(world)
    signed = {"signature": "signed_original", "text": "申请按期转正"}
    walk.does("conversion_application", walk.subject.number, "2026-12-21", signed)
    view = {**dict.fromkeys(("opinions", "performance", "preliminary_view"), "同意"), "grades": "attested"}
    reasons = {"reason": "补报"}
    assert walk.refuses("conversion_opinion", "s1", "2026-12-22", view, **reasons) == ["PM-31-3", "PM-31-4"]


def test_every_gap_of_a_conversion_is_named_at_once(world: College) -> None:
    walk = probationer(world)
    walk.does("announcement", "s1", "2026-03-10", {"place": "三月党员大会"})
    walk.does("posting", "s1", "2026-03-10", {"scope": "公告栏", "until": "2026-03-20"})
    signed = {"signature": "signed_original", "text": "申请按期转正"}
    walk.does("conversion_application", walk.subject.number, "2026-12-21", signed)
    view = dict.fromkeys(("opinions", "performance", "preliminary_view"), "同意")
    data = {**view, "grades": "not_attested", "grade_ground": ""}
    walk.does("conversion_opinion", "s1", "2026-12-22", data, reason="本人未报")
    walk.shown().taken_down().proposed("2026-12-30", "convert")
    sitting = Sitting(world, FREE, walk).ready("m6", "m7", "m5")
    assert sitting.refuses("discuss", {}, walk, said=AGENDA) == [
        *("PM-33-3", "PM-34-2", "PM-35-4", "PM-35-5", "PM-35-6", "PM-35-7", "PM-35-8", "PM-35-9"),
        "PM-4-3",
    ]


def test_a_lost_conversion_is_followed_by_the_next_motion_of_the_proposal(world: College) -> None:
    walk = converted(world).proposed("2026-12-30", "convert", "extend", months=6)
    sitting = Sitting(world, FREE, walk).ready("m6", "m7", "m5")
    sitting.does("discuss", {}, walk, said=AGENDA)
    assert sitting.counted(walk, approve=5, oppose=3) == "next_motion"
    assert sitting.counted(walk, approve=6, oppose=2) == "carried"
    walk.resolved("2027-01-06").does("conversion_approval", "z1", "2027-01-08", APPROVED)
    assert (walk.row().stage, here(walk)) == ("probationary", "conversion_application")
    standing = Membership.objects.get(person=walk.subject, tree="party", to_on=None)
    assert standing.standing == "probationary"
    twice = {"motions": ["extend"], "months": 6}
    walk.applied("2027-06-20", reason="本人未报第一季度").shown("2027-06-21", "2027-06-30").taken_down(
        "2027-06-28"
    )
    assert walk.refuses("conversion_proposal", "s1", "2027-06-29", twice) == ["PM-35-13"]
    walk.proposed("2027-06-29", "convert")
    early = Sitting(world, "2027-07-04", walk).ready("m6", "m7", "m5")
    assert "PM-35-1" in early.refuses("discuss", {}, walk, said=AGENDA)


def test_where_no_motion_is_carried_the_college_is_asked(world: College) -> None:
    walk = converted(world).proposed("2026-12-30", "convert")
    assert voted(world, walk, approve=5, oppose=3) == "lost"
    walk.resolved("2027-01-06")
    assert here(walk) == "conversion_referral"
    walk.does("conversion_referral", "z1", "2027-01-10", {"ground": "交回支部再议"})
    assert here(walk) == "conversion_proposal"
    walk.proposed("2027-01-11", "convert")
    assert voted(world, walk, "2027-01-12") == "carried"


def test_a_cancelled_membership_ends_the_case(world: College) -> None:
    walk = converted(world).proposed("2026-12-30", "cancel")
    assert voted(world, walk) == "carried"
    walk.resolved("2027-01-06").does("conversion_approval", "z1", "2027-01-08", APPROVED)
    assert here(walk) == "cancellation"
    walk.does("cancellation", "s1", "2027-01-09", {"told_on": "2027-01-09", "place": "一月党员大会"})
    case = Case.objects.get(pk=walk.case)
    assert (case.status, case.end) == ("ended", "cancelled")


def test_what_the_college_returns_is_voted_on_again(world: College) -> None:
    walk = converted(world).proposed("2026-12-30", "convert")
    voted(world, walk)
    walk.resolved("2027-01-06")
    together = {**APPROVED, "together": 2}
    assert walk.refuses("conversion_approval", "z1", "2027-01-08", together) == ["PM-37-12"]
    walk.does("conversion_approval", "z1", "2027-01-08", {**APPROVED, "outcome": "returned"})
    assert here(walk) == "conversion_proposal"
    walk.proposed("2027-01-09", "convert")
    assert voted(world, walk, "2027-01-10") == "carried"


def test_whoever_is_drawn_defends_first(world: College) -> None:
    walk = probationer(world).taught().recorded().applied().shown().taken_down()
    seed = next(
        f"种子{n}"
        for n in range(100)
        if walk.subject.number in defending.lots(f"种子{n}", [walk.subject.number, *VOTING[:9]], 4)
    )
    assert walk.lot(seed=seed) == "drawn"
    walk.proposed("2026-12-30", "convert")
    sitting = Sitting(world, FREE, walk).ready("m6", "m7", "m5")
    assert sitting.refuses("discuss", {}, walk, said=AGENDA) == ["PM-38-4", "PM-4-3"]
    panel = {"held_on": FREE, "place": "会议室", "organised_by": "college_committee"}
    named = {"panel": ["m3", "m4", "m5", "m6", "m7"], **panel}
    cases: dict[int, dict[str, Any]] = {walk.case: {}}
    partial = {**named, "panel": ["m1", "m4", "m5", "m6", "m7"]}
    z2 = world["z2"]
    assert refused("announce", z2, "2027-01-03", partial, matter=walk.draw, cases=cases) == ["PM-39-4"]
    do("announce", z2, "2027-01-04", named, matter=walk.draw, cases=cases)
    heard = {
        "statement": ["thought", "work", "study", "other"],
        "questions": ["belief", "knowledge", "performance"],
        "method": "secret",
        "panel_size": 5,
        "excellent": 0,
        "good": 0,
        "fair": 0,
        "poor": 5,
        "activists": 2,
        "representatives": 2,
    }
    do("assess", z2, FREE, matter=walk.draw, cases={walk.case: heard})
    do("report", z2, FREE, matter=walk.draw, cases={walk.case: {"summary": "评议较差，供大会参考。"}})
    sitting.does("discuss", {}, walk, said=AGENDA)
    assert sitting.counted(walk) == "carried"


def test_an_objection_found_true_holds_the_conversion(world: College) -> None:
    walk = probationer(world).taught().recorded().applied().shown()
    walk.on_notice("object", "2026-12-24", {"objector": "某同学", "text": "反映情况"}, by="z2")
    objection = Entry.objects.get(case=walk.case, act="conversion_notice.object").pk
    found = {"objection": objection, "finding": "upheld", "text": "属实"}
    walk.on_notice("inquire", "2026-12-26", found, by="z1")
    walk.taken_down()
    assert here(walk) == "conversion_suspended"
    walk.does("conversion_suspended", "z1", "2027-03-01", {"ground": "已处理"})
    assert here(walk) == "conversion_notice"


@remembered
def came(world: College, since: str = "2024-01-10") -> Member:
    """A freshman who came in the probation and enrolled on 2024-09-02."""
    subject = world["t2"]
    data = {
        "former_unit": "原学校党委",
        "probation_from": since,
        "freshman": True,
        "enrolled_on": "2024-09-02",
    }
    case = do(
        "transfer_in", world["z2"], "2024-09-20", data, family=FAMILY, subject=subject.pk, files=SCAN
    ).case
    return Member(world, subject, case or 0)


def test_somebody_from_elsewhere_is_received_verified_and_mended(world: College) -> None:
    walk = came(world)
    assert (walk.row().stage, here(walk)) == ("probationary", "conversion_application")
    standing = Membership.objects.get(person=walk.subject, tree="party", to_on=None)
    assert standing.standing == "probationary"
    papers = [word for word, _ in forms.probation.TRANSFER_PAPERS]
    found = {"papers": papers[:-1], "outcome": "verified", "findings": "缺结业证书"}
    walk.does("identity_check", "z2", "2024-10-08", found)
    letter = {"reference": "函1", "content": "请补办结业证书"}
    assert walk.refuses("unit_letter", "z2", "2024-11-08", letter) == ["act.reason_owed"]
    walk.does("unit_letter", "z2", "2024-11-07", letter)
    here_mended = {"repaired_by": "this_unit", "situation": "", "reason": ""}
    assert walk.refuses("paper_repair", "z2", "2024-12-20", here_mended, files=SCAN) == ["PM-36-8"]
    walk.does("paper_repair", "z2", "2024-12-20", {**here_mended, "repaired_by": "former_unit"}, files=SCAN)


@pytest.mark.parametrize(("on", "found"), [("2025-03-01", ["PM-36-2"]), ("2025-03-02", [])])
def test_the_debate_about_a_freshman_waits_half_a_year(world: College, on: str, found: list[str]) -> None:
    walk = came(world)
    papers = [word for word, _ in forms.probation.TRANSFER_PAPERS]
    walk.does("identity_check", "z2", "2024-10-08", {"papers": papers, "outcome": "verified", "findings": ""})
    walk.does("conversion_application", walk.subject.number, "2024-12-20", {"signature": "signed_original"})
    view = dict.fromkeys(("opinions", "performance", "preliminary_view"), "同意")
    said = {**view, "grades": "attested", "grade_ground": "无"}
    walk.does("conversion_opinion", "s1", "2024-12-21", said, reason="补")
    walk.shown("2024-12-22", "2024-12-31", probationary_date="2024-01-10").taken_down("2024-12-28")
    walk.proposed("2024-12-29", "extend", months=6)
    sitting = Sitting(world, on, walk).ready("m6", "m7", "m5")
    refusing = sitting.refuses("discuss", {}, walk, said=AGENDA)
    assert [rule for rule in refusing if rule.startswith("PM-36")] == found
