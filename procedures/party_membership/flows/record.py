"""The record of a student: what the school knows of somebody, year by year, whoever's rules read it.

It is the school's, not the Party's: its family is its own, so that another procedure can read the same rows
once it may know this module.
"""

from __future__ import annotations

from procedures.party_membership import forms, roles
from procedures.party_membership.flows import record_words
from procedures.party_membership.forms.record import EVIDENCE
from procedures.party_membership.rules import record
from workflows.nodes import ADMINISTRATOR, MatterAct, RecordAct, RecordType
from workflows.rules.facts import Fact, Facts

BY = (*roles.COLLEGE_OFFICES, ADMINISTRATOR)


class StudentRecord(RecordType):
    """个人记录 of a student, kept by the offices of the college for its people."""

    family, name, title = "student", "record", "个人记录"
    keepers = BY
    readers = (*roles.BRANCH, roles.UNIVERSITY_ORGANISATION, roles.UNIVERSITY_SECRETARY)

    open = MatterAct(title="建立个人记录", by=BY, opens=True)
    year_result = RecordAct(
        forms.YearResult,
        title="登记学年成绩与奖学金",
        by=BY,
        keep="year",
        evidence=EVIDENCE,
        day="公布日期",
    ).Accepts(record.year_over)
    honour = RecordAct(
        forms.Honour,
        title="登记荣誉与竞赛",
        by=BY,
        keep="on+kind+level+title",
        evidence=EVIDENCE,
        day="授奖日期",
    )
    post = RecordAct(
        forms.Post,
        title="登记学生干部任职",
        by=BY,
        keep="title+unit+from_on",
        evidence=EVIDENCE,
        dated="from_on",
    ).Accepts(record.begun)
    appraisal = RecordAct(
        forms.Appraisal, title="登记学生干部考核", by=BY, keep="year", evidence=EVIDENCE, day="考核日期"
    ).Accepts(record.year_over)
    sanction = RecordAct(
        forms.Sanction,
        title="登记处分与通报批评",
        by=BY,
        keep="on+kind+title",
        evidence=EVIDENCE,
        day="作出日期",
    ).Accepts(record.lifted_after)
    achievement = RecordAct(
        forms.Achievement,
        title="登记科研成果",
        by=BY,
        keep="kind+title",
        evidence=EVIDENCE,
        day="立项或认定日期",
    )
    misconduct = RecordAct(
        forms.Misconduct, title="登记学术不端", by=BY, keep="title", evidence=EVIDENCE, day="结论日期"
    )
    graduation_risk = RecordAct(
        forms.GraduationRisk, title="登记毕业风险", by=BY, evidence=EVIDENCE, day="情况日期"
    )

    @classmethod
    def period(cls, fact: Fact) -> str:
        """The school year that a fact names or falls into; one begins in September."""
        return record_words.school_year(fact)

    @classmethod
    def says(cls, fact: Fact) -> str:
        """Places with how many there are, scholarships, honours with their level, posts with their days."""
        return record_words.says(fact)

    @classmethod
    def brief(cls, record: Facts) -> tuple[str, ...]:
        """The latest year, and how much there is of the rest."""
        return record_words.brief(record)

    @classmethod
    def warns(cls, record: Facts) -> tuple[str, ...]:
        """Sanctions in force, misconduct, and the risk not to graduate."""
        return record_words.warns(record)
