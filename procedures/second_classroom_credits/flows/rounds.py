"""Articles 6 and 7: the round of a college and an academic year, from its opening to its end.

The round is the matter within which items are declared. What happens to the sheet as a whole (frozen, signed,
sent, returned) are acts of the round; what happens to one item are steps of its case.
"""

from __future__ import annotations

from procedures.second_classroom_credits import forms, roles
from procedures.second_classroom_credits.flows.words import FAMILY
from procedures.second_classroom_credits.papers.lists import CLASS_PAPERS, PUBLICATION
from procedures.second_classroom_credits.papers.notices import INSPECTION_PAPERS
from procedures.second_classroom_credits.papers.printed_sheet import ROUND_PAPERS
from procedures.second_classroom_credits.rules import due, graduation, rounds
from workflows.nodes import SYSTEM, MatterAct, MatterType, Occurs, Timer


class Round(MatterType):
    """申报轮次 of a college: one for each academic year."""

    family, name, title, at = FAMILY, "round", "申报轮次", roles.COLLEGE
    once = "year"
    keepers = (roles.COLLEGE_VICE_DEAN, roles.COLLEGE_DEPUTY_SECRETARY, roles.REGISTRAR)
    papers = (*ROUND_PAPERS, PUBLICATION)

    open = (
        MatterAct(
            forms.RoundOpened, title="组织申报", by=roles.WORKING_GROUP, opens=True, musters=roles.STUDENTS
        )
        .Cite("6", "7")
        .Accepts(rounds.has_a_group, rounds.led, rounds.deputised, rounds.manned)
    )
    reopen = MatterAct(
        forms.Reopened, title="重新开放申报", by=roles.REGISTRAR, keep="each", occurs=Occurs.ONLINE
    ).Cite("7")
    summarise = (
        MatterAct(
            forms.Summary, title="形成汇总表", by=roles.FIRST_REVIEWERS, surveys=True, occurs=Occurs.ONLINE
        )
        .Cite("7", "annex-3")
        .Requires(rounds.reviewed_in_time)
        .Accepts(rounds.summed_from_the_items, rounds.ten_columns, rounds.with_a_footer)
    )
    sign = (
        MatterAct(
            forms.Signed,
            title="签字盖章",
            by=roles.LEADERS,
            recorders=roles.WORKING_GROUP,
            keep="each",
            surveys=True,
        )
        .Cite("7")
        .Requires(rounds.all_reviewed_again, rounds.reviewed_in_time)
        .Accepts(rounds.signed_and_sealed)
    )
    submit = (
        MatterAct(forms.Submitted, title="报送教务处", by=roles.WORKING_GROUP, surveys=True)
        .Cite("7", "annex-3")
        .Requires(rounds.signed_and_sealed)
        .Accepts(rounds.two_copies, rounds.as_a_workbook)
    )
    return_sheet = (
        MatterAct(forms.SheetReturned, title="退回学院", by=roles.REGISTRAR, keep="each", surveys=True)
        .Cite("7")
        .Requires(rounds.submitted, rounds.still_to_be_decided)
    )
    finalise = (
        MatterAct(
            forms.Finalised,
            title="终审",
            by=roles.REGISTRAR,
            event="finalise",
            keep="each",
            surveys=True,
            occurs=Occurs.ONLINE,
        )
        .Cite("7")
        .Requires(rounds.submitted, rounds.reviewed_in_time)
        .Accepts(rounds.paper_as_the_data)
    )
    finalise_undone = MatterAct(
        title="撤销终审", by=roles.REGISTRAR, event="finalise_undone", keep="each", occurs=Occurs.ONLINE
    ).Cite("7")
    publish = MatterAct(forms.Published, title="公布学分取得情况", by=roles.WORKING_GROUP, keep="each").Cite(
        "6"
    )
    close = (
        MatterAct(forms.Closed, title="结束申报轮次", by=roles.WORKING_GROUP, closes=True, surveys=True)
        .Cite("6")
        .Requires(rounds.all_archived, rounds.published, rounds.published_long_enough)
    )
    first_review_overdue = MatterAct(title="初审仍未办完", by=SYSTEM).Cite("7")
    re_review_overdue = MatterAct(title="复审仍未办完", by=SYSTEM).Cite("7")
    final_review_overdue = MatterAct(title="终审仍未办完", by=SYSTEM).Cite("7")
    publication_overdue = MatterAct(title="学分取得情况仍未公布", by=SYSTEM).Cite("6")
    timers = (
        Timer(first_review_overdue, due.first_review_is_late, about="summarise", late=True),
        Timer(re_review_overdue, due.second_review_is_late, about="sign", late=True),
        Timer(final_review_overdue, due.final_review_is_late, about="finalise", late=True),
        Timer(publication_overdue, due.publication_is_late, about="publish", late=True),
    )


class Inspection(MatterType):
    """监督检查 of a year by the registrar (art. 12): one record to which every finding is added."""

    family, name, title, at = FAMILY, "inspection", "监督检查", roles.UNIVERSITY
    once = "year"
    papers = INSPECTION_PAPERS
    open = MatterAct(forms.YearOpened, title="开展监督检查", by=roles.REGISTRAR, opens=True).Cite("12")
    find = MatterAct(forms.Inspected, title="登记检查情况", by=roles.REGISTRAR, keep="each").Cite("12")
    criticise = MatterAct(forms.Circular, title="通报批评", by=roles.REGISTRAR, keep="each").Cite("12")
    rounds_reminder = MatterAct(title="各学院应已组织申报", by=SYSTEM).Cite("7")
    timers = (Timer(rounds_reminder, due.rounds_open),)
    close = MatterAct(forms.Closed, title="结束监督检查", by=roles.REGISTRAR, closes=True).Cite("12")


class Graduation(MatterType):
    """毕业审核 of a year (art. 7 and 9): who may graduate by their credits, class by class."""

    family, name, title, at = FAMILY, "graduation", "毕业学分审核", roles.UNIVERSITY
    once = "year"
    open = MatterAct(forms.YearOpened, title="开展毕业学分审核", by=roles.REGISTRAR, opens=True).Cite("7")
    papers = CLASS_PAPERS
    audit = (
        MatterAct(
            forms.GraduationList,
            title="登记班级审核结果",
            by=roles.REGISTRAR,
            keep="unit",
            musters=roles.STUDENTS,
            musters_in="unit",
            dossiers=True,
            occurs=Occurs.ONLINE,
        )
        .Cite("7", "9")
        .Accepts(graduation.as_the_credits_are)
    )
    close = MatterAct(forms.Closed, title="结束毕业学分审核", by=roles.REGISTRAR, closes=True).Cite("7")
