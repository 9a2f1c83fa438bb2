"""The review room: what it shows and costs, decisions on one item and on many, and taking them back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from viewflow.workflow.models import Process

from procedures.party_membership.flows import PartyMembership_1
from procedures.second_classroom_credits import roles
from tests.portal.credits.costs import statements
from tests.portal.credits.reviewers import TODAY, browser, on, reckoned, rows, undone, waiting
from tests.portal.realm import body
from tests.procedures.second_classroom_credits.college import (
    LECTURE,
    PRIZE,
    College,
    college,
    do,
    holder,
    opened,
    reviewed,
    signed,
    summarised,
)
from workflows.models import Case, Entry

pytestmark = pytest.mark.django_db

ROOM, BULK, UNDO = "credits_review", "credits_review_bulk", "credits_review_undo"


@pytest.fixture
def here() -> College:
    on(TODAY)
    return college()


def ask(client: Client, name: str = ROOM, *args: int, **said: Any) -> Any:
    """A page of the room; whatever but the room itself is sent."""
    path = reverse(name, args=args)
    return client.get(path, said) if name == ROOM else client.post(path, said)


def steps(*cases: int) -> list[list[str]]:
    """The open steps of items."""
    return [list(Case.objects.get(pk=case).steps) for case in cases]


@pytest.mark.parametrize("items", [1, 3])
def test_the_room_costs_the_same_for_any_number_of_items(
    here: College, items: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    within = opened(here)
    for number in range(items):
        waiting(here, within, {**LECTURE, "content": f"报告{number}"}, paper="同一份")
    client = browser(here.counsellor)
    assert statements(client, reverse(ROOM), monkeypatch) == 38
    assert len(rows(body(ask(client)))) == items


def test_an_item_says_what_it_adds_and_its_group_is_done_together(here: College) -> None:
    within = opened(here)
    reviewed(here, within, PRIZE)
    third = {**PRIZE, "row": "T2-18", "claimed": "3.0"}
    same = [waiting(here, within, third, paper="同一份"), waiting(here, within, third, of=here.fellow)]
    same.append(waiting(here, within, third, of=here.fellow, paper="同一份"))
    client = browser(here.counsellor)
    found = body(ask(client))
    assert rows(found) == [same[0], same[2], same[1]]
    assert reckoned(found) == ["3.0", "−3.0", "0.0"]
    assert "同一份证据 2 件" in found
    assert "李四的申报" in found
    assert "第十一条" in found
    assert reckoned(body(ask(client, item=same[0], row="T2-20"))) == ["3.0", "2.0", "−2.0", "0.0"]
    decide = reverse("credits_review_decide", args=same[:1])
    answer = client.post(decide, {"outcome": "accepted", "with_group": "1", "act_key": "k0"})
    answer = client.get(answer["Location"])
    assert ("已认定 2 件" in body(answer), steps(*same)) == (
        True,
        [["re_review"], ["first_review"], ["re_review"]],
    )
    ask(client, UNDO, entry=undone(body(answer)))
    answer = ask(client, BULK, group=same[0], act_key="k1")
    assert (answer.status_code, steps(*same)) == (302, [["re_review"], ["first_review"], ["re_review"]])


def test_a_decision_goes_on_to_the_next_item_and_is_taken_back(here: College) -> None:
    within = opened(here)
    first, second = (waiting(here, within, {**LECTURE, "content": each}) for each in "甲乙")
    client = browser(here.counsellor)
    decide = reverse("credits_review_decide", args=[first])
    said = {"outcome": "rejected", "why": "不是报告", "act_key": "k1"}
    refused = client.post(decide, said)
    assert refused.status_code == 409
    assert "须写明理由" in body(refused)
    assert ">\n不是报告</textarea>" in body(refused)
    answer = client.post(decide, {**said, "ground": "NO_ROW"})
    assert answer["Location"].endswith(f"item={second}")
    assert client.post(decide, {**said, "ground": "NO_ROW"})["Location"] == answer["Location"]
    assert steps(first) == [["archive"]]
    entries = undone(body(client.get(answer["Location"])))
    assert ask(client, UNDO, entry=entries, act_key="k2").url.endswith(f"item={first}")
    assert (steps(first), undone(body(ask(client)))) == ([["first_review"]], [])


def test_of_many_the_others_are_done_and_what_is_refused_stays_with_its_sentence(here: College) -> None:
    within = opened(here)
    cases = [waiting(here, within, {**LECTURE, "content": each}) for each in "甲乙丙"]
    client = browser(here.counsellor)
    do("first_review", here.league, "2025-05-06", {"outcome": "accepted"}, case=cases[1])
    sent = [ask(client, BULK, item=cases, act_key="k1") for _twice in range(2)]
    assert [each.status_code for each in sent] == [409, 409]
    assert "分团委书记" in body(sent[0])
    assert "1 件没有办" in body(sent[0])
    assert steps(*cases) == [["re_review"]] * 3
    assert Entry.objects.filter(act="first_review").count() == 3
    entries = undone(body(ask(client)))
    assert len(entries) == 2
    ask(client, UNDO, entry=entries)
    assert steps(*cases) == [["first_review"], ["re_review"], ["first_review"]]


def test_who_comes_second_is_told_who_and_when_and_keeps_what_was_typed(here: College) -> None:
    case = waiting(here, opened(here), LECTURE)
    client = browser(here.counsellor)
    decide = reverse("credits_review_decide", args=[case])
    browser(here.league).post(decide, {"outcome": "accepted", "act_key": "k1"})
    late = client.post(decide, {"outcome": "returned", "why": "看不清楚", "act_key": "k2"})
    assert late.status_code == 409
    assert "分团委书记" in body(late)
    assert "看不清楚</textarea>" in body(late)
    assert list(Entry.objects.filter(act="first_review").values_list("outcome", flat=True)) == ["accepted"]


def test_only_reviewers_have_a_room_and_only_of_what_they_reach(here: College) -> None:
    case = waiting(here, opened(here), LECTURE)
    elsewhere = browser(holder("t20", "辅导员乙", roles.COUNSELLOR, here.other))
    decide = reverse("credits_review_decide", args=[case])
    assert rows(body(ask(elsewhere))) == []
    assert elsewhere.post(decide, {"outcome": "accepted"}).status_code == 404
    assert browser(here.student).get(reverse(ROOM)).status_code == 404
    dean = browser(here.dean)
    assert dean.get(reverse(ROOM), {"step": "final_review"}).status_code == 200
    assert dean.post(decide, {"step": "first_review", "outcome": "accepted"}).status_code == 404
    assert steps(case) == [["first_review"]]


def test_the_group_agrees_and_the_registrar_confirms_by_the_paper_sheet(here: College) -> None:
    within = opened(here)
    cases = [reviewed(here, within), reviewed(here, within, PRIZE)]
    sheet = summarised(here, within)
    on(date(2025, 5, 8))
    again = {"step": "re_review", "item": cases}
    assert rows(body(ask(browser(here.counsellor), step="re_review"))) == []
    dean = browser(here.vice_dean)
    ask(dean, BULK, **again)
    entries = undone(body(ask(dean, step="re_review")))
    ask(dean, UNDO, step="re_review", entry=entries)
    assert [len(entries), *steps(*cases)] == [2, ["re_review"], ["re_review"]]
    ask(dean, BULK, **again)
    assert steps(*cases) == [["final_review"]] * 2
    signed(here, within, sheet)
    on(date(2025, 5, 12))
    registrar = browser(here.registrar)
    assert sheet.digest in body(ask(registrar))
    said = {"outcome": "confirmed", "digest": sheet.digest, "step": "final_review"}
    empty = registrar.post(reverse("credits_review_decide", args=cases[:1]), {**said, "total": ""})
    untold = ask(registrar, BULK, step="final_review", item=cases)
    assert (empty.status_code, "先在第一件上填好" in body(registrar.get(untold["Location"]))) == (409, True)
    wrong = registrar.post(reverse("credits_review_decide", args=cases[:1]), {**said, "total": "4.0"})
    assert (wrong.status_code, "4.0" in body(wrong)) == (409, True)
    registrar.post(reverse("credits_review_decide", args=cases[:1]), {**said, "total": sheet.total})
    ask(registrar, BULK, step="final_review", item=cases[1:])
    assert steps(*cases) == [["archive"]] * 2
    # On the page of an item the same is offered, and leads to the room.
    asked = reverse("matter_act", args=[within, "finalise_undone"])
    assert asked in body(registrar.get(reverse("case", args=cases[1:])))
    answer = registrar.get(asked, follow=True)
    assert answer.redirect_chain[-1][0] == f"{reverse(ROOM)}?step=final_review&round={within}"
    entries = undone(body(answer))
    ask(registrar, UNDO, step="final_review", entry=entries)
    assert [len(entries), *steps(*cases)] == [1, ["archive"], ["final_review"]]


def test_odd_values_are_answered_and_change_nothing(here: College) -> None:
    case = waiting(here, opened(here), LECTURE)
    client, big = browser(here.counsellor), "9" * 30
    odd = {"item": big, "round": big, "class": "\x00", "module": "'", "who": "\x00", "file": big, "row": "?"}
    assert client.get(reverse(ROOM), odd).status_code == 200
    decide = reverse("credits_review_decide", args=[case])
    said = {"outcome": "lowered", "row": "\x00", "times": big, "why": "\x00", "ground": "?"}
    assert client.post(decide, said).status_code == 409
    assert ask(client, BULK, item=[big, "x"], group="").status_code == 302
    assert ask(client, UNDO, entry=[big, ""]).status_code == 302
    assert steps(case) == [["first_review"]]


def test_a_case_of_another_procedure_is_no_item_to_decide_on(here: College) -> None:
    item = waiting(here, opened(here), LECTURE)
    other = Case.objects.create(
        process=Process.objects.create(flow_class=PartyMembership_1),
        procedure=PartyMembership_1.ref,
        subject=here.fellow,
        unit=here.group,
        opened_on=TODAY,
    )
    client = browser(here.counsellor)
    for outcome in ("accepted", "forgery_report"):
        assert ask(client, "credits_review_decide", other.pk, outcome=outcome).status_code == 404
    assert ask(client, BULK, item=[str(other.pk)]).status_code == 302
    assert here.fellow.name not in body(client.get(reverse(ROOM), {"item": other.pk}))
    assert steps(item) == [["first_review"]]
