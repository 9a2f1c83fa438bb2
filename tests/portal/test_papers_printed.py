"""Every paper of a member whose probation was extended, printed from the record and confirmed by its code."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from portal import clock
from portal.documents.render import paper_pdf
from portal.models import Institution
from portal.rooms.papers.checking import Holds, checked, with_address
from portal.rooms.papers.offering import case_paper, matter_paper, printed_of, printed_of_matter
from procedures.party_membership.forms.approval import POINTS
from tests.portal.documents.reading import read, written
from tests.procedures.party_membership.admitting import Sitting, enlarged
from tests.procedures.party_membership.test_chapter_6_walks import AGENDA, APPROVED, FREE, Member, converted
from tests.procedures.party_membership.world import college
from workflows.documents import Printable
from workflows.door import outlook
from workflows.models import Case, Entry, Matter
from workflows.nodes.matters import matter_type
from workflows.nodes.procedure import procedure
from workflows.rules.facts import Facts

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once(reason="what is looked at is paper; that it is confirmed is tested with pages on both"),
]

#: printed in the shapes of others; what they say is held by equality
UNPRINTED = {"first-talk", "group-opinion", "development_plan plan", "recommendation_notice nominee-list"}
#: how many pages each has
PAGES = {
    "file-index": 2,
    "cultivation-form": 2,
    "activist-filing": 1,
    "candidate-filing": 1,
    "pre-review": 1,
    "forum-minutes": 2,
    "review-bundle": 1,
    "candidate-publicity-form": 1,
    "admission-minutes": 2,
    "admission-vote-report": 1,
    "admission-resolution": 1,
    "membership-form-sheet": 2,
    "new-member-talk": 1,
    "admission-posting": 1,
    "admission-announcement": 1,
    "observation-form": 1,
    "branch-view": 1,
    "conversion-publicity-form": 1,
    "conversion-minutes": 1,
    "conversion-vote-report": 1,
    "conversion-resolution": 1,
    "result-notice": 1,
    "recommendation_notice notice": 1,
    "recommendation_notice ledger": 1,
    "candidate_notice notice": 1,
    "candidate_notice ledger": 1,
    "conversion_notice notice": 1,
    "conversion_notice ledger": 1,
    "defence draw-record": 1,
}
BASE = "https://portal.example.edu.cn"


@pytest.fixture
def member() -> Member:
    """A conversion that was lost, then put off by six months, and approved."""
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=date(2027, 1, 9))
    world = enlarged(college())
    walk = converted(world).proposed("2026-12-30", "convert", "extend", months=6)
    sitting = Sitting(world, FREE, walk).ready("m6", "m7", "m5").does("discuss", {}, walk, said=AGENDA)
    assert [sitting.counted(walk, approve=3, oppose=5), sitting.counted(walk, approve=7, oppose=1)] == [
        "next_motion",
        "carried",
    ]
    walk.resolved("2027-01-06").does("conversion_approval", "z1", "2027-01-08", APPROVED)
    walk.does("new_member_talk", "s1", "2027-01-09", {"points": [point for point, _title in POINTS]})
    return walk


def of_case(case: Case) -> dict[str, Printable]:
    """What is printed of a case, with its address, by name."""
    found: dict[str, Printable] = {}
    situation = outlook([case.pk], at=clock.now())[case.pk].situation
    for paper in procedure(case.procedure).papers:
        for fact in printed_of(paper, situation):
            entry = fact.entry or 0
            printed = case_paper(case, paper.name, entry, at=clock.now())
            assert printed is not None
            found[paper.name] = with_address(printed[1], paper.name, entry, BASE)
    return found


def of_matters() -> dict[str, Printable]:
    """What is printed of the notices and the draw, with its address, by kind and name."""
    found: dict[str, Printable] = {}
    for matter in Matter.objects.select_related("unit").order_by("pk"):
        kind = matter_type(matter.kind)
        for paper in kind.papers if kind else ():
            fact = printed_of_matter(paper, Facts.from_json(matter.facts))
            printed = matter_paper(matter, paper.name, fact.entry or 0, at=clock.now()) if fact else None
            if fact and printed:
                name = f"{matter.kind.partition('.')[2]} {paper.name}"
                found[name] = with_address(printed[1], paper.name, fact.entry or 0, BASE)
    return found


def test_every_paper_has_its_pages_and_is_confirmed(member: Member) -> None:
    papers = {**of_case(Case.objects.get(pk=member.case)), **of_matters()}
    pages: dict[str, int] = {}
    for name, paper in papers.items():
        if name in UNPRINTED:
            continue
        pdf = paper_pdf(paper)
        pages[name] = len(read(pdf).pages)
        text, title = written(pdf), paper.title.replace("\u200b", "")
        assert [said in text for said in (title, paper.number, paper.check_code)] == [True] * 3, name
        found = checked(paper.check_url.removesuffix("/").rpartition("/")[2], at=clock.now())
        assert found is not None
        assert (found.holds, found.number) == (Holds.SAME, paper.number)
    assert papers.keys() - pages.keys() == UNPRINTED
    assert pages == PAGES


def test_an_older_print_of_a_form_that_grew_still_holds(member: Member) -> None:
    case = Case.objects.get(pk=member.case)
    entry = Entry.objects.get(case=case, act="probation_form").pk
    older = case_paper(case, "observation-form", entry, at=clock.now())
    assert older is not None
    address = with_address(older[1], "observation-form", entry, BASE).check_url
    found = checked(address.removesuffix("/").rpartition("/")[2], at=clock.now())
    assert found is not None
    assert found.holds is Holds.SAME
    assert older[1].check_code != of_case(case)["observation-form"].check_code


def test_the_report_has_both_motions_and_the_notice_its_period(member: Member) -> None:
    case = Case.objects.get(pk=member.case)
    text = written(paper_pdf(of_case(case)["conversion-vote-report"]))
    lost = "表决票发出8收回8有效8无效0按期转正票数赞成不赞成弃权小计核对现场投票3508含无效＝实到"
    kept = "表决票发出8收回8有效8无效0延长预备期6个月票数赞成不赞成弃权小计核对现场投票7108含无效＝实到"
    assert text.replace("\n", "").index(lost) < text.index(kept)
    notice = of_matters()["conversion_notice notice"].check_url.removeprefix(BASE)
    page = Client().get(notice).context["page"]
    assert [(fact.label, fact.value) for fact in page.facts][-1] == (
        "公示时间",
        "2026年12月24日至2026年12月28日，共5天；2026年12月23日张贴，张贴日不计。",
    )
    assert member.subject.name not in Client().get(notice).content.decode()
