"""Every paper of a case, in the order of the regulation."""

from __future__ import annotations

from typing import Final

from procedures.party_membership import roles
from procedures.party_membership.papers.archive import archive_list, review_bundle
from procedures.party_membership.papers.branch_view import branch_view
from procedures.party_membership.papers.cultivation import CULTIVATED, cultivation_form
from procedures.party_membership.papers.cultivation import opened as cultivated
from procedures.party_membership.papers.defence import defence_assessment, defence_report
from procedures.party_membership.papers.file_index import FILED, file_index, handover_list, indexed
from procedures.party_membership.papers.filing import (
    activist_filing,
    candidate_filing,
    carried,
    pre_review,
)
from procedures.party_membership.papers.forum import forum_minutes, group_opinion
from procedures.party_membership.papers.made_known import (
    admission_announced,
    admission_posting,
    result_announced,
    result_notice,
    settled,
)
from procedures.party_membership.papers.minutes import admission_minutes, conversion_minutes
from procedures.party_membership.papers.observation import OBSERVED, observation_form, opened
from procedures.party_membership.papers.resolution import admission_resolution, conversion_resolution
from procedures.party_membership.papers.shown_form import candidate_form, conversion_form
from procedures.party_membership.papers.talks import (
    WELCOMED,
    first_talk,
    new_member_talk,
    refusal_talk,
    welcomed,
)
from procedures.party_membership.papers.transcription import WRITTEN, newest, transcription
from procedures.party_membership.papers.transfer import CHECKED, checked, transfer_check
from procedures.party_membership.papers.vote_report import admission_report, conversion_report, reported
from workflows.nodes import CasePaper

#: a branch's own, and those above it who read what it reports
READERS: Final = (*roles.COMMITTEE, *roles.COLLEGE_OFFICES, *roles.UNIVERSITY_OFFICES)
#: what the college examined before it lets the branch go on
EXAMINERS: Final = (*roles.COLLEGE_OFFICES, *roles.UNIVERSITY_OFFICES)

#: rounds of a ballot of which papers are printed
ADMISSION: Final = ("admission_meeting", "admission_meeting.fail", "admission_meeting.defer")
CONVERSION: Final = ("conversion_meeting", "conversion_meeting.fail")

CASE_PAPERS: Final = (
    CasePaper(
        name="file-index",
        title="培养档案目录",
        code="D02",
        cites=("7",),
        by=READERS,
        of=FILED,
        when=indexed,
        write=file_index,
    ),
    CasePaper(
        name="first-talk",
        title="入党申请人谈话记录",
        code="D03",
        cites=("7",),
        by=READERS,
        of=("first_talk",),
        write=first_talk,
    ),
    CasePaper(
        name="activist-filing",
        title="关于确定入党积极分子的备案报告",
        code="D08",
        cites=("10",),
        by=READERS,
        of=("activist_decision",),
        when=carried,
        write=activist_filing,
    ),
    CasePaper(
        name="cultivation-form",
        title="入党积极分子考察表",
        code="D09",
        cites=("10", "11", "12"),
        by=READERS,
        of=CULTIVATED,
        when=cultivated,
        write=cultivation_form,
    ),
    CasePaper(
        name="handover-list",
        title="移交清单",
        code="D12",
        cites=("14", "45"),
        by=READERS,
        of=("graduation", "transfer_out"),
        write=handover_list,
    ),
    CasePaper(
        name="forum-minutes",
        title="听取意见记录",
        code="D15",
        cites=("17",),
        by=READERS,
        of=("forum",),
        write=forum_minutes,
    ),
    CasePaper(
        name="group-opinion",
        title="党小组意见",
        code="D16",
        cites=("17",),
        by=READERS,
        of=("group_opinion",),
        write=group_opinion,
    ),
    CasePaper(
        name="candidate-filing",
        title="关于确定发展对象的备案报告",
        code="D08",
        cites=("16", "17"),
        by=READERS,
        of=("listing",),
        when=carried,
        write=candidate_filing,
    ),
    CasePaper(
        name="review-bundle",
        title="发展对象送审材料目录",
        code="D18",
        cites=("22",),
        by=READERS,
        of=("bundle",),
        write=review_bundle,
    ),
    CasePaper(
        name="pre-review",
        title="学院党委预审意见",
        code="D19",
        cites=("22",),
        by=EXAMINERS,
        of=("pre_review",),
        write=pre_review,
    ),
    CasePaper(
        name="candidate-publicity-form",
        title="发展对象学生基本情况公示表",
        code="D20",
        cites=("20",),
        by=READERS,
        of=("candidate_notice",),
        write=candidate_form,
    ),
    CasePaper(
        name="admission-minutes",
        title="接收预备党员支部大会记录",
        code="D23",
        cites=("27",),
        by=READERS,
        of=ADMISSION,
        when=reported,
        write=admission_minutes,
    ),
    CasePaper(
        name="admission-vote-report",
        title="接收预备党员票决情况报告",
        code="D24",
        cites=("28",),
        by=READERS,
        of=ADMISSION,
        when=reported,
        write=admission_report,
    ),
    CasePaper(
        name="admission-resolution",
        title="支部大会关于接收预备党员的决议",
        code="D22",
        cites=("28",),
        by=READERS,
        of=("admission_resolution",),
        write=admission_resolution,
    ),
    CasePaper(
        name="membership-form-sheet",
        title="入党志愿书誊写单",
        code="D22",
        cites=("24", "28", "29", "30", "41"),
        by=READERS,
        of=WRITTEN,
        when=newest,
        write=transcription,
    ),
    CasePaper(
        name="refusal-talk",
        title="未接收谈话记录",
        code="D25",
        cites=("31",),
        by=READERS,
        of=("refusal_talk",),
        write=refusal_talk,
    ),
    CasePaper(
        name="new-member-talk",
        title="新预备党员谈话记录",
        code="D26",
        cites=("31",),
        by=READERS,
        of=WELCOMED,
        when=welcomed,
        write=new_member_talk,
    ),
    CasePaper(
        name="admission-posting",
        title="接收预备党员公告",
        code="D27",
        cites=("31",),
        by=READERS,
        of=("posting",),
        write=admission_posting,
    ),
    CasePaper(
        name="admission-announcement",
        title="接收预备党员大会宣布记录",
        code="D27",
        cites=("31",),
        by=READERS,
        of=("announcement",),
        write=admission_announced,
    ),
    CasePaper(
        name="observation-form",
        title="预备党员考察表",
        code="D28",
        cites=("24", "32", "33", "34"),
        by=READERS,
        of=OBSERVED,
        when=opened,
        write=observation_form,
    ),
    CasePaper(
        name="transfer-check",
        title="转入预备党员审核表",
        code="D29",
        cites=("36",),
        by=EXAMINERS,
        of=CHECKED,
        when=checked,
        write=transfer_check,
    ),
    CasePaper(
        name="branch-view",
        title="预备党员转正支部初步意见",
        code="D31",
        cites=("37",),
        by=READERS,
        of=("conversion_opinion",),
        write=branch_view,
    ),
    CasePaper(
        name="conversion-publicity-form",
        title="预备党员基本情况公示表",
        code="D33",
        cites=("37",),
        by=READERS,
        of=("conversion_notice",),
        write=conversion_form,
    ),
    CasePaper(
        name="defence-assessment",
        title="预备党员转正答辩评审表",
        code="D35",
        cites=("38",),
        by=READERS,
        of=("defence_session",),
        write=defence_assessment,
    ),
    CasePaper(
        name="defence-report",
        title="预备党员转正答辩情况报告",
        code="D36",
        cites=("38",),
        by=READERS,
        of=("defence_report",),
        write=defence_report,
    ),
    CasePaper(
        name="conversion-minutes",
        title="预备党员转正支部大会记录",
        code="D37",
        cites=("40",),
        by=READERS,
        of=CONVERSION,
        when=reported,
        write=conversion_minutes,
    ),
    CasePaper(
        name="conversion-vote-report",
        title="预备党员转正票决情况报告",
        code="D38",
        cites=("41",),
        by=READERS,
        of=CONVERSION,
        when=reported,
        write=conversion_report,
    ),
    CasePaper(
        name="conversion-resolution",
        title="支部大会关于预备党员转正的决议",
        code="D22",
        cites=("41",),
        by=READERS,
        of=("conversion_resolution",),
        write=conversion_resolution,
    ),
    CasePaper(
        name="result-notice",
        title="预备党员转正审批结果通知书",
        code="D39",
        cites=("37",),
        by=READERS,
        of=("conversion_approval",),
        when=settled,
        write=result_notice,
    ),
    CasePaper(
        name="result-announcement",
        title="预备党员转正审批结果大会宣布记录",
        code="D39",
        cites=("37",),
        by=READERS,
        of=("conversion_announcement", "extension_announcement", "cancellation"),
        write=result_announced,
    ),
    CasePaper(
        name="archive-list",
        title="归档目录",
        code="D40",
        cites=("42",),
        by=READERS,
        of=("archiving",),
        write=archive_list,
    ),
)
