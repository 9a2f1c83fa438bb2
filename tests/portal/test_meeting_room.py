"""The room of a meeting: recorded from its call to its end by its pages alone, with few things to send."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.models import Account, Institution
from tests.conftest import OPENED_AT, PASSWORD
from tests.portal import corpus
from tests.portal.markup import Element, Page
from tests.portal.realm import PDF, body, undone
from tests.portal.test_hostile import SHARE
from tests.portal.turns import Turns
from tests.procedures.party_membership.admitting import DAY as BRANCH_DAY
from tests.procedures.party_membership.admitting import Sitting as BranchSitting
from tests.procedures.party_membership.admitting import enlarged, ready
from tests.procedures.party_membership.world import college
from tests.toy.council import KIND
from tests.toy.sitting import DAY, Sitting
from tests.toy.world import person, society
from workflows.models import Case, Entry, Matter, Person
from workflows.rules import meetings
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

DUE = 15
#: what is undone has used up a number
ENTRY = re.compile(r"/entries/\d+/|entry-\d+")


@dataclass(slots=True)
class Desk:
    """Somebody signed in, who reads pages, fills in the form in view and sends it; each is counted."""

    client: Client
    sent: list[str] = field(default_factory=list)
    page: Page | None = None

    def opens(self, path: str) -> Desk:
        """Ask for a page."""
        self.sent.append(path)
        response = self.client.get(path)
        assert response.status_code == 200, path
        self.page = Page(response.content.decode())
        return self

    def fills(self, status: int = 200, /, **typed: str) -> Desk:
        """Send the form in view as it stands, but for what is typed."""
        assert self.page is not None
        form, fields = _form(self.page)
        self.sent.append(form.attrs["action"])
        response = self.client.post(form.attrs["action"], {**fields, **typed}, follow=True)
        assert response.status_code == status, Page(response.content.decode()).says[:400]
        self.page = Page(response.content.decode())
        return self

    @property
    def says(self) -> str:
        """What the page says."""
        assert self.page is not None
        return self.page.says


def _form(page: Page) -> tuple[Element, dict[str, str]]:
    """The form whose button is the one red one, and what stands in it."""
    place = next(i for i, each in enumerate(page.elements) if "btn-primary" in each.classes)
    start = max(i for i, each in enumerate(page.elements[:place]) if each.tag == "form")
    fields: dict[str, str] = {}
    choice = ""
    for each in page.elements[start:place]:
        name = each.attrs.get("name", "")
        if each.tag == "select":
            choice = name
        elif each.tag == "option" and ("selected" in each.attrs or choice not in fields):
            fields[choice] = each.attrs.get("value", "")
        elif each.tag in {"input", "textarea"} and name:
            ticked = each.attrs.get("type") not in {"checkbox", "radio"} or "checked" in each.attrs
            if ticked:
                fields[name] = each.attrs.get("value", "on")
    return page.elements[start], fields


def signed_in(who: Person) -> Desk:
    """A browser in which this person is signed in."""
    account = Account.objects.create_user(
        who.number, PASSWORD, opened_at=OPENED_AT, password_set_at=OPENED_AT
    )
    Person.objects.filter(pk=who.pk).update(account=account)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return Desk(client)


@pytest.fixture
def sitting() -> Sitting:
    """A council of fifteen, and three who ask to join it."""
    Institution.objects.create(name="东园", short_name="园", is_demo=True, practice_on=DAY)
    return Sitting(society(), members=DUE - 2, asking=3)


def convened(desk: Desk, sitting: Sitting) -> str:
    """Call the meeting by its pages; its address."""
    tellers = [each.number for each in sitting.tellers]
    desk.opens(reverse("meetings")).opens(reverse("matter_new", args=[KIND]))
    response = desk.client.post(
        reverse("matter_new", args=[KIND]),
        {
            "place": "堂",
            "chair": "h1",
            "tellers": tellers,
            "act_on": DAY,
            **{f"case_{case}": "on" for case in sitting.cases},
            **{f"turn_{case}": str(9 - place) for place, case in enumerate(sitting.cases)},
        },
    )
    desk.sent.append("convene")
    assert response.status_code == 302
    sitting.matter = Matter.objects.get(kind=KIND).pk
    return reverse("matter", args=[sitting.matter])


def numbers(case: int, present: int, **more: int) -> dict[str, str]:
    """A count in which everybody approves but those given."""
    out = {"issued": present, "returned": present, "oppose": 0, "abstain": 0, "void": 0}
    left = present - sum(more.get(name, 0) for name in ("oppose", "abstain", "void"))
    return {f"case_{case}__{name}": str(value) for name, value in {**out, "approve": left, **more}.items()}


def written(case: int, **votes: int) -> dict[str, str]:
    """What the envelopes said."""
    return {
        f"case_{case}__written_{choice}": str(votes.get(choice, 0))
        for choice in ("approve", "oppose", "abstain")
    }


def test_a_meeting_of_fifteen_with_three_on_the_agenda_takes_few_steps(sitting: Sitting) -> None:
    chair = signed_in(sitting.world.chair)
    first, second = (signed_in(each) for each in sitting.tellers)
    address = convened(chair, sitting)
    chair.opens(address).fills(excluded__v11="suspended")
    assert "应到14人" in chair.says
    chair.fills(absent__v9="away", reasons__v9="在南通", absent__v10="ill")
    assert "应到14人，实到12人，超过半数，可以开会。" in chair.says
    chair.opens(reverse("matter_act", args=[sitting.matter, "receive"]))
    chair.fills(opinions__v10="2024-04-30T17:40")
    assert "书面意见，4月30日 17:40 收到" in chair.says
    for case in reversed(sitting.cases):
        name = Case.objects.get(pk=case).subject.name
        chair.fills(**{f"case_{case}__items": "ballot"})
        for teller in (first, second):
            teller.opens(address).fills(**numbers(case, 12, oppose=2), **written(case, approve=1))
        assert f"{name}：两份一致，通过。" in second.says
        chair.opens(address)
    chair.fills()
    assert Matter.objects.get(pk=sitting.matter).closed_on is not None
    assert [
        Entry.objects.filter(case=case, act="joining").latest("pk").outcome for case in sitting.cases
    ] == ["carried"] * 3
    assert len([*chair.sent, *first.sent, *second.sent]) == 27
    assert len(chair.sent) == 15
    assert meetings.agenda(sitting.facts) == tuple(reversed(sitting.cases))
    assert verify().differences == ()


@dataclass(slots=True)
class Hall:
    """A meeting that stands before the first person's count, and who looks at it."""

    sitting: Sitting
    chair: Desk
    tellers: tuple[Desk, Desk]
    address: str

    @property
    def case(self) -> int:
        """Whose turn it is."""
        return self.sitting.cases[0]


@pytest.fixture
def hall(sitting: Sitting) -> Hall:
    sitting.called().rolled().attended(v9="away", v10="ill")
    sitting.does("receive", {"opinions": {"v10": "2024-04-30 17:40"}}, *sitting.cases)
    sitting.opened(sitting.cases[0])
    first, second = (signed_in(each) for each in sitting.tellers)
    address = reverse("matter", args=[sitting.matter])
    return Hall(sitting, signed_in(sitting.world.chair), (first, second), address)


# ── What the page says ──


def test_the_page_says_who_is_away_first_and_that_opinions_lie_sealed(hall: Hall) -> None:
    says = hall.chair.opens(hall.address).says
    assert "应到15人，实到13人，超过半数，可以开会。" in says
    roll = says[says.index("名册 5月1日锁定") :]
    assert roll.index("缺席 2") < roll.index("书面意见，4月30日 17:40 收到") < roll.index("实到 13")
    assert "甲，人v0： 还没有封存" in says


def test_only_whose_turn_it_is_is_open_and_the_next_wait(hall: Hall) -> None:
    page = hall.tellers[0].opens(hall.address).page
    assert page is not None
    states = [each.text.strip() for each in page.with_class("state")]
    assert states == ["正在计票", "待讨论", "待讨论"]
    assert page.says.count("上一人有结果后开始") == 2
    names = {each.attrs["name"] for each in page.all("input") if each.attrs.get("data-role")}
    assert {name.partition("__")[0] for name in names} == {f"case_{hall.case}"}


def test_whoever_has_sealed_waits_and_the_other_learns_only_that(hall: Hall) -> None:
    first, second = hall.tellers
    first.opens(hall.address).fills(**numbers(hall.case, 13), **written(hall.case, approve=1))
    assert "已封存。另一名计票人也封存之后，系统才核对两份。" in first.says
    assert "我已封存，等另一名计票人" in first.says
    assert "已封" in second.opens(hall.address).says
    second.fills(**numbers(hall.case, 13, oppose=1), **written(hall.case, approve=1))
    assert "两份不一致" in second.says
    assert "第 1 次两份不一致，重新清点。" in hall.chair.opens(hall.address).says


def test_impossible_sums_are_refused_and_kept_in_the_form(hall: Hall) -> None:
    typed = {**numbers(hall.case, 13), **written(hall.case, approve=1), f"case_{hall.case}__issued": "12"}
    page = hall.tellers[0].opens(hall.address).fills(409, **typed).page
    assert page is not None
    assert "发出12票，实到13人，两个数应当相等。" in page.says
    kept = [each.attrs["value"] for each in page.all("input") if each.attrs.get("data-role") == "issued"]
    assert kept == ["12"]
    assert [each.text.strip() for each in page.with_class("check-bad")][:1] == ["发出 12，不等于实到 13"]
    assert not Entry.objects.filter(act="joining").exists()


def test_a_meeting_that_too_few_came_to_is_given_up_with_one_act(sitting: Sitting) -> None:
    away = dict.fromkeys((f"v{n}" for n in range(3, 12)), "away")
    sitting.called().rolled().attended(**away)
    chair = signed_in(sitting.world.chair).opens(reverse("matter", args=[sitting.matter]))
    assert "应到15人，实到6人，没有超过半数，不能开会。" in chair.says
    assert "到会不足，不能开始。" in chair.says
    assert "上一人有结果后开始" not in chair.says
    chair.fills()
    assert {entry.outcome for entry in Entry.objects.filter(act="joining.fail")} == {"inquorate"}
    assert "已于2024年5月1日散会。" in chair.says


def test_a_motion_that_was_lost_stands_above_the_next(sitting: Sitting) -> None:
    case = sitting.cases[0]
    sitting.called(case).rolled().attended().opened(case).decides(case)
    sitting.does("adjourn").called(case).rolled().attended().opened(case)
    sitting.decides(case, approve=1, oppose=14)
    says = signed_in(sitting.tellers[0]).opens(reverse("matter", args=[sitting.matter])).says
    assert "“留任”未通过：赞成 1，不赞成 14，弃权 0。" in says
    assert "动议：延长" in says
    sitting.decides(case)
    says = signed_in(sitting.world.chair).opens(reverse("matter", args=[sitting.matter])).says
    assert "延长：赞成 15，不赞成 0，弃权 0。" in says


def test_the_split_of_hall_and_written_stands_on_no_page(hall: Hall) -> None:
    for teller in hall.tellers:
        teller.opens(hall.address).fills(**numbers(hall.case, 13, oppose=2), **written(hall.case, oppose=1))
    said = "赞成 11，不赞成 3，弃权 0，含书面意见 1 份。"
    assert said in hall.chair.opens(hall.address).says
    journal = hall.chair.opens(reverse("case_journal", args=[hall.case])).says
    assert "赞成 11，不赞成 3，弃权 0，废票 0，含书面意见 1 份" in journal
    assert "书面意见不赞成" not in journal


def test_a_reason_that_is_owed_is_asked_for_and_shown() -> None:
    world = enlarged(college())
    (walk,) = ready(world, "t1")
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=BRANCH_DAY)
    meeting = BranchSitting(world, BRANCH_DAY, walk).rolled()
    desk = signed_in(world["s1"]).opens(reverse("matter", args=[meeting.matter]))
    away = {f"absent__m{n}": "leave" for n in range(3, 8)}
    desk.fills(409, **away)
    assert "实到不足应到的4/5，宜改期；应到11人，实到6人。" in desk.says
    desk.fills(**away, act_reason="下周放假")
    assert "实到不足应到的4/5，宜改期；应到11人，实到6人。" in desk.says
    assert "理由：下周放假。" in desk.says


def test_who_only_records_names_who_acted_and_adds_the_signed_paper() -> None:
    world = enlarged(college())
    (walk,) = ready(world, "t1")
    Institution.objects.create(name="江澜大学", short_name="江", is_demo=True, practice_on=BRANCH_DAY)
    meeting = BranchSitting(world, BRANCH_DAY, walk).ready()
    desk = signed_in(world["o1"]).opens(reverse("matter_act", args=[meeting.matter, "defer"]))
    said = {f"case_{walk.case}__ground": "意见很不一致", f"case_{walk.case}__committee_entitled": "3"}
    said[f"case_{walk.case}__committee_approve"] = "3"
    desk.fills(409, **said)
    assert "扫描" in desk.says
    form, fields = _form(desk.page or Page(""))
    paper = SimpleUploadedFile("signed.pdf", PDF, "application/pdf")
    desk.client.post(form.attrs["action"], {**fields, **said, "act_scan": paper})
    entry = Entry.objects.get(case=walk.case, act="admission_meeting.defer")
    assert (entry.acted_by, entry.recorded_by) == (world["s1"], world["o1"])


# ── Who is shown what ──


def test_what_one_teller_sealed_changes_no_page_of_anybody(hall: Hall) -> None:
    office = hall.sitting.world.clerk
    readers = [hall.chair.client, hall.tellers[1].client, signed_in(office).client]
    case = hall.case
    addresses = [hall.address, reverse("meetings"), reverse("desk"), reverse("cases")]
    addresses += [reverse(name, args=[case]) for name in ("case", "case_journal")]
    seen, now = [], timezone.now()
    for oppose in (0, 4):
        # Pages tell the minute.
        with time_machine.travel(now, tick=False), undone():
            typed = {**numbers(case, 13, oppose=oppose), **written(case, oppose=1)}
            hall.tellers[0].opens(hall.address).fills(**typed)
            seen.append([ENTRY.sub("", body(reader.get(each))) for reader in readers for each in addresses])
    assert [one == two for one, two in zip(*seen, strict=True)] == [True] * len(readers) * len(addresses)


def test_a_teller_counts_and_does_nothing_else(hall: Hall) -> None:
    first, _ = hall.tellers
    acts = ("lock_roll", "attend", "receive", "discuss", "defer", "set_aside", "fail", "adjourn")
    found = {act: first.client.get(reverse("matter_act", args=[hall.sitting.matter, act])) for act in acts}
    assert {act: answer.status_code for act, answer in found.items()} == dict.fromkeys(acts, 404)
    assert (
        hall.chair.client.get(reverse("matter_act", args=[hall.sitting.matter, "count"])).status_code == 404
    )


@pytest.mark.parametrize("who", ["asking", "member", "chair of another society"])
def test_to_others_the_meeting_does_not_exist(hall: Hall, who: str) -> None:
    world = hall.sitting.world
    people = {"asking": hall.sitting.asking[0], "member": hall.sitting.members[5]}
    somebody = people.get(who) or person("h9", world.other, office="chair")
    assert signed_in(somebody).client.get(hall.address).status_code == 404


def test_the_next_persons_count_is_refused_by_its_turn(hall: Hall) -> None:
    later = hall.sitting.cases[1]
    data = {"method": "secret", "act_on": DAY, **numbers(later, 13), **written(later, approve=1)}
    answer = hall.tellers[0].client.post(reverse("matter_act", args=[hall.sitting.matter, "count"]), data)
    assert answer.status_code == 409
    assert "须逐个讨论、逐个表决：议程上前面还有1人没有结果。" in Page(answer.content.decode()).says


ACTS = ("lock_roll", "attend", "receive", "discuss", "count", "defer", "set_aside", "fail", "adjourn")
#: what may be typed into a field
TYPED = {**corpus.TEXT_KINDS, **corpus.NUMBER_KINDS, **corpus.DAY_KINDS}


@pytest.mark.parametrize("act", ACTS)
def test_no_text_number_or_day_makes_an_act_fail(hall: Hall, turns: Turns, act: str) -> None:
    desk = hall.tellers[0] if act == "count" else hall.chair
    path = reverse("matter_act", args=[hall.sitting.matter, act])
    names = [
        each.attrs["name"]
        for each in Page(desk.client.get(path).content.decode()).elements
        if each.attrs.get("name") and each.attrs["name"] != "csrfmiddlewaretoken"
    ]
    typed = [
        (kind, value)
        for kind in filter(turns.heard, TYPED)
        for place, value in turns(ACTS, TYPED[kind], share=SHARE, turn=corpus.TURN[kind])
        if place == act
    ]
    answers = {}
    for kind, value in typed:
        with undone():
            data = {**dict.fromkeys(names, value), "act_on": value if kind in corpus.DAY_KINDS else DAY}
            answers[value[:30]] = desk.client.post(path, data).status_code
    assert {asked: status for asked, status in answers.items() if status not in {302, 400, 409}} == {}


# ── What it costs ──


@pytest.mark.parametrize("asking", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_people(asking: int) -> None:
    Institution.objects.create(name="东园", short_name="园", is_demo=True, practice_on=DAY)
    sitting = Sitting(society(), members=5 * asking, asking=asking)
    sitting.called().rolled().attended(v1="ill").opened(sitting.cases[0])
    desk = signed_in(sitting.world.chair)
    desk.opens(reverse("matter", args=[sitting.matter]))
    with CaptureQueriesContext(connection) as log:
        desk.opens(reverse("matter", args=[sitting.matter]))
    assert len(log) == {"postgresql": 13, "sqlite": 23}[connection.vendor]
