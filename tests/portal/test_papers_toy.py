"""A procedure that nobody had thought of adds papers: the site lists, prints and confirms them unchanged."""

from __future__ import annotations

from typing import Any

import pytest

from portal.rooms.papers.checking import Checked, Holds, checked, with_address
from portal.rooms.papers.offering import case_paper, matter_paper
from tests.toy.council import CHAIR
from tests.toy.sitting import DAY, Sitting
from tests.toy.world import moment, society
from workflows.documents import FormPaper, Lines, Prose
from workflows.models import Case, Entry, Matter

pytestmark = pytest.mark.django_db

AT = moment("2024-06-01")


@pytest.fixture
def sitting() -> Sitting:
    """The council has admitted the first of two who asked, and not met on the second yet."""
    found = Sitting(society()).ready()
    assert found.opened(found.cases[0]).decides(found.cases[0]) == "carried"
    return found


def imprint(sitting: Sitting, number: str) -> dict[str, Any]:
    """What every paper of the society carries."""
    return {"institution": "", "issuer": sitting.world.unit.name, "number": number}


def test_a_paper_of_a_case_is_printed_of_its_act(sitting: Sitting) -> None:
    case, entry = Case.objects.get(pk=sitting.cases[0]), Entry.objects.filter(act="joining").latest("pk")
    found = case_paper(case, "result", entry.pk, at=AT)
    assert found is not None
    declared, paper = found
    name = sitting.asking[0].name
    assert paper == FormPaper(
        **imprint(sitting, f"2024-{entry.pk:04d}"),
        title="结果通知",
        person=name,
        parts=(Prose("", (f"{name}：接收。",)),),
    )
    assert (declared.by, declared.code) == ((CHAIR,), "C-1")
    address = with_address(paper, "result", entry.pk, "").check_url
    assert checked(address.removesuffix("/").rpartition("/")[2], at=AT) == Checked(
        title="结果通知",
        number=paper.number,
        issuer=sitting.world.unit.name,
        on=entry.on,
        code=paper.check_code,
        holds=Holds.SAME,
    )


def test_a_paper_of_a_matter_tells_of_everybody_on_it(sitting: Sitting) -> None:
    matter = Matter.objects.select_related("unit").get(pk=sitting.matter)
    called = Entry.objects.get(matter=matter, case=None, act="convene")
    found = matter_paper(matter, "agenda", called.pk, at=AT)
    assert found is not None
    names = "、".join(each.name for each in sitting.asking)
    assert found[1] == FormPaper(
        **imprint(sitting, f"{DAY[:4]}-{matter.pk:04d}"),
        title="议程",
        parts=(Lines(((("地点", "堂"), ("人选", names)),)),),
    )


@pytest.mark.parametrize("name", ["agenda", "nothing", ""])
def test_a_paper_that_is_not_declared_is_not_printed(sitting: Sitting, name: str) -> None:
    case, entry = Case.objects.get(pk=sitting.cases[0]), Entry.objects.filter(act="joining").latest("pk")
    assert case_paper(case, name, entry.pk, at=AT) is None


def test_an_act_of_another_case_prints_nothing(sitting: Sitting) -> None:
    other, entry = Case.objects.get(pk=sitting.cases[1]), Entry.objects.filter(act="joining").latest("pk")
    assert case_paper(other, "result", entry.pk, at=AT) is None
