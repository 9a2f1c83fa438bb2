"""一人一档: the papers of one member's development, D01 to D41, in the order of the folder.

Meetings, notices and the defence bring their papers to every case that they concern. What only some cases
have, such as the record of a talk with somebody who was not admitted, is missed by nobody.
"""

from __future__ import annotations

from workflows.nodes import DossierPaper as Filed

DOSSIER = (
    # ── Applicants ──
    Filed(
        "D01",
        "入党申请书",
        ("application",),
        also=("declaration", "forwarding", "recognition", "reapplication"),
    ),
    Filed("D02", "培养档案", ("check",), also=("social_work", "consultation")),
    Filed("D03", "申请人谈话记录", ("first_talk",)),
    # ── Activists ──
    Filed("D04", "推优会议记录与票数", ("recommendation",)),
    Filed("D05", "推荐人选名单", ("recommendation_review",)),
    Filed("D06", "推优公示", ("recommendation_notice.post",), also=("recommendation_notice.channel",)),
    Filed("D07", "党员推荐意见", ("member_recommendation",), occasional=True),
    Filed("D08", "确定积极分子的决定", ("activist_decision",)),
    Filed("D09", "积极分子考察表", ("observation_form", "contacts", "contact_opinion")),
    Filed("D10", "积极分子培训结业证书", ("course",)),
    Filed("D11", "思想汇报", ("thought_report",)),
    Filed("D12", "移交清单", ("graduation",), also=("transfer_out",), occasional=True),
    Filed("D13", "列入年度发展计划", ("plan_opinion", "plan_listing"), also=("plan_removal",)),
    Filed("D14", "党校结业证书", ("pre_course",)),
    # ── Candidates ──
    Filed("D15", "群众座谈会记录", ("forum",)),
    Filed("D16", "党小组意见", ("group_opinion",)),
    Filed("D08", "确定发展对象的决定", ("listing",)),
    Filed("D17", "政治审查结论", ("political_review",)),
    Filed("D18", "送审材料目录", ("bundle",)),
    Filed("D19", "学院党委预审意见", ("pre_review",)),
    Filed("D20", "发展对象公示", ("candidate_notice.post",), also=("candidate_notice.channel",)),
    Filed("D21", "公示台账", ("candidate_notice",)),
    # ── Admission ──
    Filed(
        "D22",
        "入党志愿书",
        (
            "introducers",
            "membership_form",
            "form_draft",
            "form_draft_review",
            "form_filling",
            "introducer_opinion",
            "organiser_talk",
            "college_approval",
            "conversion_approval",
        ),
    ),
    Filed("D23", "接收大会记录", ("admission_meeting.discuss",), also=("admission_meeting.defer",)),
    Filed("D24", "接收票决情况报告", ("admission_resolution",)),
    Filed("D25", "未接收谈话记录", ("refusal_talk",), occasional=True),
    # ── Probation ──
    Filed("D26", "新预备党员谈话记录", ("new_member_talk",), also=("dues",)),
    Filed("D27", "宣布和张榜记录", ("announcement", "posting")),
    Filed(
        "D28",
        "预备党员考察表",
        ("probation_form", "oath", "probation_report", "probation_analysis"),
        also=("introducer_help", "education", "problem_talk"),
    ),
    Filed(
        "D29",
        "转入审核表",
        ("identity_check",),
        also=("transfer_in", "unit_letter", "paper_repair"),
        occasional=True,
    ),
    # ── Conversion ──
    Filed("D30", "转正申请报告", ("conversion_application",)),
    Filed("D31", "支部初步意见", ("conversion_opinion",)),
    Filed("D32", "转正公示", ("conversion_notice.post",), also=("conversion_notice.channel",)),
    Filed("D33", "预备党员基本情况公示表", ("conversion_notice",)),
    Filed("D34", "答辩公告", ("defence_call",), occasional=True),
    Filed("D35", "答辩评审表", ("defence_session",), occasional=True),
    Filed("D36", "答辩情况报告", ("defence_report",), occasional=True),
    Filed("D37", "转正大会记录", ("conversion_meeting.discuss",)),
    Filed("D38", "转正票决情况报告", ("conversion_resolution",)),
    Filed(
        "D39",
        "审批结果通知和宣布",
        ("conversion_announcement",),
        also=("extension_announcement", "cancellation", "conversion_filing"),
    ),
    Filed("D40", "归档目录", ("archiving",)),
    # ── Leadership and discipline ──
    Filed(
        "D41",
        "责任追究记录",
        ("accountability_clue", "liability"),
        also=("rectified", "nullity"),
        occasional=True,
    ),
)
