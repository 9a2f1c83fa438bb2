"""A count that both tellers entered wrongly, corrected by a keeper of the record through the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from portal import clock
from tests.conftest import PASSWORD
from tests.portal.markup import Page
from tests.portal.realm import Realm, body, realm, undone
from tests.procedures.party_membership.world import do
from workflows.models import Case, Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_undone")]

RIGHT = {"approve": 3, "oppose": 3}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Realm]:
    """A nominee of six voters, carried by five, whose notice hangs; what a test does is undone."""
    with django_db_blocker.unblock(), undone():
        yield realm()


@pytest.fixture
def _undone(world: Realm) -> Iterator[None]:
    with undone():
        clock.set_practice_date(date(2024, 12, 14))
        yield


def entry_of(world: Realm, act: str = "recommendation") -> int:
    """The latest entry of an act on the own case."""
    return Entry.objects.filter(case=world.own.case, act=act).latest("pk").pk


def voided(world: Realm, *acts: str) -> None:
    """What rests on the count is voided by two keepers, the latest first."""
    first, second = (world.own.people[name] for name in ("branch_secretary", "organisation_member"))
    for act in acts:
        data, kept = {"entry": entry_of(world, act)}, {"reason": "票数有误", "confirmed_by": second.pk}
        do("void", first, "2024-12-14", data, case=world.own.case, **kept)


def free(world: Realm) -> None:
    """Nothing rests on the count any more."""
    notice = "recommendation_notice"
    voided(world, f"{notice}.object", f"{notice}.post", "recommendation_review")


def correct(world: Realm, entry: int, **changes: Any) -> Any:
    """The secretary types the right numbers, the organisation member confirms."""
    path = reverse("correct", args=[world.own.case, entry])
    form = world.client("secretary").get(path).context["page"].form
    second = world.own.people["organisation_member"].number
    said = {"act_reason": "唱票时抄错", "act_second": second, "act_second_password": PASSWORD}
    return world.client("secretary").post(path, {**form.initial, **changes, **said})


def test_it_is_refused_with_a_sentence_while_something_rests_on_the_old_outcome(world: Realm) -> None:
    answer = correct(world, entry_of(world), **RIGHT)
    assert answer.status_code == 409
    assert [reason.sentence for reason in answer.context["page"].refusal.reasons] == [
        "更正后结果由“通过”变为“未通过”；此后已办的“院团委审核名单”以原结果为依据，请先作废它，再更正。"
    ]
    assert "唱票时抄错" in body(answer)


def test_the_page_says_that_the_outcome_is_decided_again(world: Realm) -> None:
    page = (
        world.client("secretary")
        .get(reverse("correct", args=[world.own.case, entry_of(world)]))
        .context["page"]
    )
    assert page.hint == "结果按更正后的数字重新认定。原来的条目保留并划去；受影响的后续条目一并列出。"


def test_a_corrected_count_sends_the_case_the_other_way_and_says_so(world: Realm) -> None:
    free(world)
    answer = correct(world, entry_of(world), **RIGHT)
    assert answer.status_code == 302
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "已登记：更正：推优票决与测评。结果由“通过”改为“未通过”。"
    ]
    assert "recommendation" in Case.objects.get(pk=world.own.case).steps


def test_the_journal_strikes_the_old_numbers_and_the_old_outcome(world: Realm) -> None:
    free(world)
    correct(world, entry_of(world), **RIGHT)
    rows = world.client("secretary").get(reverse("case_journal", args=[world.own.case])).context["page"].rows
    (changed,) = (row.corrections for row in rows if row.corrections)
    assert [(each.label, each.old, each.new) for each in changed] == [
        ("赞成", "5", "3"),
        ("不赞成", "1", "3"),
        ("结果", "通过", "未通过"),
    ]


def test_meeting_and_student_read_the_count_as_it_stands(world: Realm) -> None:
    free(world)
    correct(world, entry_of(world), **RIGHT)
    page = world.client("league").get(reverse("matter", args=[world.own.meeting])).context["page"]
    (nominee,) = page.candidates
    assert (nominee.state.word, nominee.lines[0].partition("。")[0]) == ("未通过", "赞成 3，不赞成 3，弃权 0")
    told = Page(body(world.client("subject").get("/me/"))).says
    assert ("推优票决与测评，未通过" in told, "推优票决与测评，通过" in told, "赞成" in told) == (
        True,
        False,
        False,
    )


def test_a_correction_is_corrected_and_voided_from_the_journal(world: Realm) -> None:
    free(world)
    correct(world, entry_of(world), **RIGHT)
    rows = world.client("secretary").get(reverse("case_journal", args=[world.own.case])).context["page"].rows
    tools = next(row.tools for row in rows if row.corrections)
    again = entry_of(world, "correct")
    assert [tool.href for tool in tools] == [
        reverse("correct", args=[world.own.case, again]),
        reverse("void", args=[world.own.case, again]),
    ]
    assert correct(world, again, approve=4, oppose=2).status_code == 302
    last = Case.objects.get(pk=world.own.case).facts["recommendation"][-1]
    assert (last["data"]["approve"], last["outcome"]) == (4, "carried")
    rows = world.client("secretary").get(reverse("case_journal", args=[world.own.case])).context["page"].rows
    changed = next(row.corrections for row in rows if row.corrections)
    assert [(each.label, each.new) for each in changed if each.label == "结果"] == [
        ("结果", "未通过"),
        ("结果", "通过"),
    ]


def test_what_is_void_says_who_wanted_it_and_who_confirmed_and_the_form_who_may(world: Realm) -> None:
    secretary, own = world.client("secretary"), world.own
    form = secretary.get(reverse("void", args=[own.case, entry_of(world)])).context["page"].form
    who = "确认人须是另一位党支部书记、组织委员、组织员。"
    assert form.fields["act_second_password"].help_text == f"由确认人在此当面输入。{who}"
    voided(world, "recommendation_notice.object")
    (row,) = [
        row
        for row in secretary.get(reverse("case_journal", args=[own.case])).context["page"].rows
        if row.voided
    ]
    first, second = (own.people[name].name for name in ("branch_secretary", "organisation_member"))
    assert row.voided == f"作废：票数有误；{first}提出，{second}确认。"


def test_a_sealed_count_offers_no_correction(world: Realm) -> None:
    rows = world.client("secretary").get(reverse("case_journal", args=[world.own.case])).context["page"].rows
    sealed = Entry.objects.filter(case=world.own.case, act="recommendation").earliest("pk").pk
    offered = [tool.href for row in rows for tool in row.tools]
    assert (reverse("correct", args=[world.own.case, sealed]) in offered) is False
    assert (reverse("void", args=[world.own.case, sealed]) in offered) is True


def test_what_would_not_hold_by_a_corrected_day_is_listed(world: Realm) -> None:
    answer = correct(world, entry_of(world, "application"), act_on="2024-09-20")
    assert answer.status_code == 302
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said == [
        "已登记：更正：递交入党申请书。",
        "按更正后的内容，此后的“推优票决与测评”（12月10日）不再符合要求，请核对。",
    ]
    journal = body(world.client("secretary").get(reverse("case_journal", args=[world.own.case])))
    assert "此后的“推优票决与测评”（12月10日）不再符合要求" in journal
