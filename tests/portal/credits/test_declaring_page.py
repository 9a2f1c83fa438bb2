"""Declaring an item on a phone: what is handed in, and what is refused, with nothing lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages

from portal.rooms.credits.items import Place, credits_of
from procedures.second_classroom_credits.flows.contests import Contests
from tests.portal.credits.declarers import (
    APRIL,
    LECTURE,
    Declarers,
    declarers,
    declares,
    picture,
    reasons,
)
from tests.procedures.second_classroom_credits.college import PRIZE, do, handed_in
from workflows.door import Act, Refused, perform
from workflows.models import Case, StoredFile

pytestmark = pytest.mark.django_db
LATE = date(2025, 5, 1)


@pytest.fixture
def world() -> Declarers:
    """Two students and an open round."""
    return declarers()


def places(world: Declarers) -> list[Place]:
    """How the items of the student stand."""
    found = credits_of([world.here.student.pk], APRIL)[world.here.student.pk]
    return [each.place for each in found.items]


def told(answer: Any) -> list[str]:
    """The sentences above the page."""
    return [str(each) for each in get_messages(answer.wsgi_request)]


def test_a_claim_and_its_photographs_are_handed_in_together_and_once(world: Declarers) -> None:
    for _ in range(2):
        answer = declares(world, "T2-24", {"act_scan": [picture()]})
        item = Case.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, f"/credits/items/{item.pk}/")
    assert places(world) == [Place.FIRST_REVIEW]
    assert StoredFile.objects.get().name == "证书.png"
    page = world.client().get(answer["Location"]).context["page"]
    assert (page.claimed, page.counted, page.next, [each.picture for each in page.evidence]) == (
        *("0.5", "通过后计 0.5", "等学院初审"),
        [True],
    )


def test_evidence_may_come_another_day_and_the_student_is_told(world: Declarers) -> None:
    answer = declares(world, "T2-24", {"later": "1"})
    assert places(world) == [Place.EVIDENCE]
    assert told(answer) == ["已申报，还没有交证明；请在截止以前提交证明。"]
    todo = world.client().get("/credits/").context["page"].todo
    href = f"/credits/items/{Case.objects.get().pk}/evidence/"
    assert [(each.title, each.act.href) for each in todo] == [("人工智能前沿报告", href)]


#: the row, what is typed otherwise, and the rules that refuse it
REFUSED: tuple[tuple[str, dict[str, Any], list[str]], ...] = (
    ("T2-24", {"claimed": "1.0", "act_scan": [picture()]}, ["CR-7-5"]),
    ("T1-01", {"level": "校级", "claimed": "5.0", "affiliation": "西安科技大学", "later": "1"}, ["CR-7-5"]),
    ("T1-01", {"level": "国家级", "claimed": "5.0", "affiliation": "他校", "later": "1"}, ["CR-11-1"]),
    ("T2-41", {"claimed": "2.0", "score": "424", "later": "1"}, ["CR-X2S2-9"]),
    ("T2-24", {"truthful": "", "later": "1"}, ["CR-8-4"]),
    ("T2-24", {}, ["CR-8-1"]),
    ("T2-24", {"year": "", "truthful": ""}, ["", "CR-8-4", "CR-8-1"]),
    ("T2-24", {"year": "", "truthful": "", "later": "1"}, ["", "CR-8-4"]),
    ("T2-24", {"claimed": "x", "kinds": []}, ["", "", "CR-8-1"]),
    ("T2-41", {"claimed": "2.0", "score": "425", "kinds": [], "act_scan": [picture()]}, [""]),
)


@pytest.mark.parametrize(("row", "said", "rules"), REFUSED)
def test_what_the_rules_refuse_is_said_with_its_rule_and_nothing_is_lost(
    world: Declarers, row: str, said: dict[str, Any], rules: list[str]
) -> None:
    answer = declares(world, row, said)
    form = answer.context["page"].form
    assert (answer.status_code, reasons(answer), form["content"].value()) == (409, rules, LECTURE["content"])
    assert (Case.objects.count(), StoredFile.objects.count()) == (0, 0)
    hint = answer.context["page"].refusal.hint
    assert hint == ("填写的内容还在下面，文件要重新选择；改好后可再提交。" if "act_scan" in said else "")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的，请重新选择。"),
        (b"MZ\x90\x00", "只收 PDF、JPG 和 PNG 文件，请另存为其中一种再传。"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "照片文件不完整，打不开。请重新拍摄，或把照片截图后再传。"),
    ],
)
def test_a_file_that_is_no_evidence_is_refused_and_what_was_typed_stays(
    world: Declarers, content: bytes, sentence: str
) -> None:
    answer = declares(world, "T2-24", {"act_scan": [picture(content)]})
    form = answer.context["page"].form
    assert (answer.status_code, told(answer), form["content"].value()) == (
        400,
        [sentence],
        LECTURE["content"],
    )
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("details", "on", "rules"),
    [({}, LATE, ["CR-7-1"]), ({"intake": 2021}, APRIL, ["CR-13-2"]), ({}, date(2025, 4, 30), [])],
)
def test_who_and_when_are_judged_by_the_rules(
    world: Declarers, details: dict[str, Any], on: date, rules: list[str]
) -> None:
    student = world.here.student
    student.details = {**student.details, **details}
    student.save()
    answer = declares(world, "T2-24", {"later": "1"}, on=on)
    assert (reasons(answer) if rules else [], Case.objects.count()) == (rules, 0 if rules else 1)


def test_evidence_that_is_refused_after_all_leaves_the_item_declared_and_says_so(
    world: Declarers, monkeypatch: pytest.MonkeyPatch
) -> None:
    declaring = "portal.views.credits.declare.perform"

    def refusing_evidence(acts: list[Act], **options: Any) -> Any:
        if acts[0].name == "evidence":
            raise Refused(())
        return perform(acts, **options)

    monkeypatch.setattr(declaring, refusing_evidence)
    answer = declares(world, "T2-24", {"act_scan": [picture()]})
    assert (places(world), StoredFile.objects.count()) == ([Place.EVIDENCE], 0)
    assert told(answer) == ["已申报，证明没有收下，请在这里重新提交。"]


def test_an_unknown_row_is_said_to_have_no_value(world: Declarers) -> None:
    for answer in (world.client().get("/credits/declare/T9-99/"), declares(world, "T9-99", {})):
        assert (answer.status_code, told(answer)) == (404, ["评分表里没有“T9-99”这一行，没有分值。"])


def test_without_an_open_round_nothing_is_declared_and_it_is_said_why(world: Declarers) -> None:
    clock_late = declares(world, "T2-24", {"preview": "1"}, on=LATE)
    assert [each.rule for each in clock_late.context["page"].preview.reasons] == ["CR-7-1"]
    closed = "2024-25学年的申报到4月30日为止，现在不收新的申报；要补报的，请找教务处重新开放。"
    for path in ("/credits/declare/", "/credits/declare/T2-24/"):
        assert world.client().get(path).context["page"].closed == closed


def test_names_are_offered_that_the_university_and_the_student_used_before(world: Declarers) -> None:
    here = world.here
    opened = do(
        "open",
        here.registrar,
        "2025-04-01",
        {"year": "2024-25"},
        kind=Contests.kind(),
        unit=here.university.pk,
    )
    listed = [
        {"contest": name, "contest_class": known} for name, known in (("数学建模", "1"), ("程序设计", "2"))
    ]
    do("classify", here.registrar, "2025-04-01", {"contests": listed}, matter=opened.matter)
    handed_in(here, world.round, {**PRIZE, "contest": "程序设计", "project": "程序设计2025"})
    form = world.client().get("/credits/declare/T2-18/").context["page"].form
    offered = {name: form.fields[name].widget.names for name in ("contest", "project")}
    assert offered == {"contest": ("程序设计",), "project": ("程序设计2025",)}
    assert '<option value="程序设计2025">' in str(form["project"])
    refused = declares(world, "T2-18", {"claimed": "3.0", "contest": "别的竞赛", "later": "1"})
    assert reasons(refused) == ["CR-X2S2-5"]


def test_without_a_script_a_look_says_that_the_files_are_chosen_again(world: Declarers) -> None:
    looked = declares(world, "T2-24", {"preview": "1", "act_scan": [picture()]})
    assert (looked.status_code, told(looked), StoredFile.objects.count()) == (
        200,
        ["选过的文件没有保留，提交时要重新选择。"],
        0,
    )
    assert told(declares(world, "T2-24", {"preview": "1"})) == []


def test_the_same_certificate_twice_adds_nothing_and_the_preview_says_why(world: Declarers) -> None:
    prize = {"content": "程序设计竞赛", "claimed": "4.0", "contest": "程序设计竞赛", "certificate": "A-1"}
    declares(world, "T2-17", {**prize, "kinds": ["competition"], "act_scan": [picture()]})
    preview = declares(world, "T2-17", {**prize, "preview": "1"}).context["page"].preview
    assert (preview.verdict, [each.rule for each in preview.reasons]) == ("认定后不增加学分。", ["CR-11-2"])
    better = {**prize, "claimed": "5.0", "preview": "1"}
    assert declares(world, "T2-16", better).context["page"].preview.verdict == (
        "认定后增加 1.0 学分，计入创新创业教育。"
    )
    assert Case.objects.count() == 1


def test_a_returned_item_is_corrected_after_the_deadline_and_keeps_its_first_day(world: Declarers) -> None:
    case = handed_in(world.here, world.round, at="2025-04-28")
    do(
        "first_review",
        world.here.counsellor,
        "2025-05-06",
        {"outcome": "returned", "why": "看不清"},
        case=case,
    )
    path = f"/credits/items/{case}/correction/"
    declares(world, "T2-24", {"preview": "1"}, on=date(2025, 5, 8))
    client = world.client()
    assert client.get(path).context["page"].form["content"].value() == "人工智能前沿报告"
    said = {**LECTURE, "content": "人工智能报告会", "act_scan": [picture()]}
    assert client.post(path, said)["Location"] == f"/credits/items/{case}/"
    found = credits_of([world.here.student.pk], LATE)[world.here.student.pk].items[0]
    assert (found.place, found.claim["content"]) == (Place.FIRST_REVIEW, "人工智能报告会")
    assert found.facts.all("evidence")[0].on == date(2025, 4, 28)


def test_a_row_that_one_document_decides_says_which_before_anything_is_sent(world: Declarers) -> None:
    field = world.client().get("/credits/declare/T2-15/").context["page"].files.fields["document"]
    assert field.help_text == "交证明时必选，以主办单位文件、主办单位证书为准。"
