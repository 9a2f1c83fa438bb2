"""Classes before graduation, what a student has, and the transcript: who sees what, in which figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoDbBlocker

from portal import clock
from portal.pages.credits.classes import Cell
from portal.pages.parts import Fact, Link
from portal.rooms.credits.auditing import audited_paper
from portal.rooms.papers.checking import Holds, checked, with_address
from portal.rooms.papers.offering import newest_person_paper
from procedures.second_classroom_credits.flows import SecondClassroomCredits_1
from procedures.second_classroom_credits.papers.lists import CLASS_NAME
from procedures.second_classroom_credits.rules.graduation import as_the_credits_are
from tests.portal.credits.campus import Campus, campus
from tests.portal.documents.reading import written
from tests.portal.realm import undone
from tests.procedures.second_classroom_credits.college import do
from workflows.door import matter_situation
from workflows.models import Matter, Person
from workflows.rules.facts import Facts
from workflows.rules.findings import Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Campus]:
    """The campus, built once."""
    with django_db_blocker.unblock(), undone():
        yield campus()


@pytest.fixture(autouse=True)
def _undone(world: Campus) -> Iterator[None]:
    with undone():
        yield


def statuses(world: Campus, path: str) -> dict[str, int]:
    """What everybody is answered."""
    roles = ("student", "counsellor", "dean", "registrar", "youth", "outsider")
    return {role: world.client(role).get(path).status_code for role in roles}


def test_a_class_and_its_students_are_shown_to_whom_they_are_in_reach_of(world: Campus) -> None:
    own, other = world.here.group.pk, world.elsewhere.pk
    nobody = dict.fromkeys(("student", "counsellor", "dean", "registrar", "youth", "outsider"), 404)
    inside, all_of_it = {"counsellor": 200, "dean": 200, "registrar": 200}, {"registrar": 200}
    assert statuses(world, reverse("credits_classes")) == {**nobody, **inside}
    for name, here, there in (
        ("credits_class", own, other),
        ("credits_class_workbook", own, other),
        ("credits_student", world.here.student.pk, world.stranger.pk),
    ):
        assert statuses(world, reverse(name, args=[here])) == {**nobody, **inside}
        assert statuses(world, reverse(name, args=[there])) == {**nobody, **all_of_it}
    assert statuses(world, reverse("credits_audit", args=[own])) == {**nobody, **all_of_it}


def test_the_class_says_of_each_student_what_there_is_and_what_is_missing(world: Campus) -> None:
    page = (
        world.client("counsellor").get(reverse("credits_class", args=[world.here.group.pk])).context["page"]
    )
    first, second = page.rows
    assert (first.name, first.total, first.state.word) == ("张三", "4.5", "未达到")
    assert first.cells[1] == Cell("创新创业教育", "4.5", "差0.5")
    assert first.said[:2] == ("思想道德教育差2.0", "创新创业教育差0.5")
    assert (second.name, second.total, len(second.said)) == ("李四", "0.0", 8)
    assert page.verdict == "应审核 2 人，0 人已达到毕业要求的学分，2 人未达到。"
    assert (page.record, page.heads[0]) == (None, "思想道德教育")


def test_a_workbook_keeps_a_name_that_looks_like_a_formula(world: Campus) -> None:
    Person.objects.filter(pk=world.here.student.pk).update(name="=1+1")
    answer = world.client("dean").get(reverse("credits_class_workbook", args=[world.here.group.pk]))
    sheet = load_workbook(BytesIO(answer.content)).active
    cell = sheet["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert [each.value for each in sheet[2]][4:7] == [4.5, 0, 4.5]


def test_the_result_of_a_class_is_recorded_as_it_was_shown(world: Campus) -> None:
    path, client = reverse("credits_audit", args=[world.here.group.pk]), world.client("registrar")
    page = client.get(path).context["page"]
    typed = {"act_key": page.key, "seen": page.seen}
    late = client.post(path, {**typed, "seen": "0" * 16})
    assert (late.status_code, late.context["page"].refused) == (
        409,
        ("学分刚刚有变化，名单已经更新，请核对以后再登记。",),
    )
    assert client.post(path, typed).status_code == 302
    said = Facts.from_json(Matter.objects.get(pk=world.graduation).facts).latest("audit")
    assert said is not None
    own = {"unit": world.here.group.pk, "class_name": "计科2201"}
    assert dict(said.data) == {**own, "eligible": [], "short": ["2022001", "2022002"]}
    shown = client.get(reverse("credits_class", args=[world.here.group.pk])).context["page"]
    assert shown.facts[1].value == "2026年4月20日，达到 0 人，未达到 2 人"


def test_a_list_is_judged_by_the_credits_in_the_dossiers(world: Campus) -> None:
    first, second = world.here.student.number, world.here.fellow.number
    data = {"unit": world.here.group.pk, "class_name": "计科2201", "eligible": [first], "short": [second]}
    found = matter_situation(world.graduation, "audit", data, at=clock.now())
    assert found is not None
    modules = (f"min.S00{number}" for number in range(1, 6))
    low = dict.fromkeys((*modules, "pe.morning_min", "pe.other_min"), Decimal(0))
    verdicts = []
    for total in ("4.5", "4.6"):
        known = found.edition.parameters
        lowered = {**low, "graduation.total_min": Decimal(total)}
        changed = {name: replace(known[name], value=value) for name, value in lowered.items()}
        edition = replace(found.edition, parameters={**known, **changed})
        dossiers = {number: replace(each, edition=edition) for number, each in found.dossiers.items()}
        finding = as_the_credits_are(replace(found, dossiers=dossiers))
        verdicts.append((finding.verdict, finding.params.get("numbers")))
    assert verdicts == [(Verdict.MET, ()), (Verdict.UNMET, (first,))]


def test_the_printed_list_of_a_class_is_confirmed_until_credits_change_or_it_is_recorded_anew(
    world: Campus,
) -> None:
    client, own = world.client("registrar"), world.here.group.pk
    path, audit = reverse("credits_class_paper", args=[own]), reverse("credits_audit", args=[own])
    assert "审核结果尚未登记，仅供核对。" in written(client.get(path).content)

    def recorded() -> str:
        page = client.get(audit).context["page"]
        assert client.post(audit, {"act_key": page.key, "seen": page.seen}).status_code == 302
        entry, paper = audited_paper(own, at=clock.now()) or (0, None)
        assert paper is not None
        return with_address(paper, CLASS_NAME, entry, "").check_url.strip("/").rpartition("/")[2]

    first = recorded()
    printed = written(world.client("dean").get(path).content)
    assert "审核结果尚未登记，仅供核对。" not in printed
    assert "张三" in printed
    assert confirmed(world, first) is Holds.SAME
    do("forgery_report", world.here.registrar, "2026-04-12", {"what": "印章不符"}, case=world.confirmed[1])
    proven = {"document": "学工〔2026〕3号", "found": "证书系伪造"}
    do("forgery_proven", world.here.affairs, "2026-04-15", proven, case=world.confirmed[1])
    assert confirmed(world, first) is Holds.CHANGED
    second = recorded()
    assert (confirmed(world, first), confirmed(world, second)) == (Holds.GONE, Holds.SAME)


def test_the_record_of_the_year_leads_to_the_classes_and_back(world: Campus) -> None:
    client, own = world.client("registrar"), reverse("credits_class", args=[world.here.group.pk])
    record = reverse("matter", args=[world.graduation])
    assert client.get(reverse("credits_classes")).context["page"].tools == (
        Link("毕业学分审核", record, "clipboard-list"),
    )
    assert client.get(record).context["page"].facts[0] == Fact("学年", "2025-26")
    typing = client.get(reverse("matter_act", args=[world.graduation, "audit"]))
    assert (typing.status_code, typing["Location"]) == (302, reverse("credits_classes"))
    do("close", world.here.registrar, "2026-04-20", matter=world.graduation)
    opening = reverse("matter_new", args=["second_classroom_credits.graduation"])
    shown = client.get(own).context["page"]
    assert (shown.record, shown.hint.partition("；")[0]) == (
        Link("开展毕业学分审核", opening),
        "今年的毕业学分审核还没有开展，开展以后才能登记审核结果。只计最终认定的学分",
    )
    assert client.get(opening).context["page"].form.fields["year"].initial == "2025-26"


def test_the_unit_that_was_inspected_is_chosen_among_the_colleges(world: Campus) -> None:
    target = {"kind": "second_classroom_credits.inspection", "unit": world.here.university.pk}
    year = do("open", world.here.registrar, "2026-04-01", {"year": "2025-26"}, **target).matter
    client, path = world.client("registrar"), reverse("matter_act", args=[year, "find"])
    colleges = [name for name, _ in client.get(path).context["page"].form.fields["unit_name"].widget.choices]
    assert colleges == ["", "计算机学院", "外国语学院"]
    said = {"act_on": "2026-04-20", "unit_name": "外国语学院", "found": "两项没有证明"}
    assert client.post(path, said).status_code == 302


def test_a_statement_explains_what_counts_for_less(world: Campus) -> None:
    page = (
        world.client("registrar")
        .get(reverse("credits_student", args=[world.here.student.pk]))
        .context["page"]
    )
    (innovation, waiting) = page.parts
    assert [(line.content, line.claimed, line.recognised, line.counted) for line in innovation.lines] == [
        ("程序设计竞赛", "4.0", "4.0", "4.0"),
        ("人工智能前沿报告", "0.5", "0.5", "0.5"),
    ]
    assert [(line.content, line.counted, line.state.word) for line in waiting.lines] == [
        ("人工智能前沿报告", "", "待复审")
    ]
    assert [(row.year, row.amounts[1], row.total) for row in page.ledger] == [
        ("2024-25", "4.5", "4.5"),
        ("合计", "4.5", "4.5"),
    ]
    assert [tool.text for tool in page.tools] == ["中文成绩单", "英文成绩单"]


def confirmed(world: Campus, token: str) -> Holds | None:
    """What a stranger is told who scans a transcript."""
    found = checked(token, at=clock.now())
    return found.holds if found else None


def test_a_transcript_is_confirmed_until_what_it_says_is_taken_back(world: Campus) -> None:
    found = newest_person_paper(
        world.here.student.pk, SecondClassroomCredits_1, "transcript-en", at=clock.now()
    )
    assert found is not None
    address = with_address(found[1], "transcript-en", found[0], "").check_url
    token = address.strip("/").rpartition("/")[2]
    assert confirmed(world, token) is Holds.SAME
    prize = world.confirmed[1]
    do("forgery_report", world.here.registrar, "2026-04-12", {"what": "印章不符"}, case=prize)
    assert confirmed(world, token) is Holds.SAME
    proven = {"document": "学工〔2026〕3号", "found": "证书系伪造"}
    do("forgery_proven", world.here.affairs, "2026-04-15", proven, case=prize)
    assert confirmed(world, token) is Holds.CHANGED
    path = reverse("credits_student", args=[world.here.student.pk])
    *_, refused = world.client("registrar").get(path).context["page"].parts
    why = "2025年5月12日终审确认过；2026年4月15日因材料伪造取消，不再计入。"
    assert [(line.content, line.counted, line.why.sentence) for line in refused.lines] == [
        ("程序设计竞赛", "", why)
    ]


@pytest.mark.parametrize(
    ("language", "says"), [("zh", "第二课堂学分成绩单"), ("en", "Second-ClassroomCredits")]
)
def test_a_student_prints_ones_own_transcript(world: Campus, language: str, says: str) -> None:
    answer = world.client("student").get(reverse("credits_my_transcript", args=[language]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    text = written(answer.content)
    assert says in text
    assert "程序设计竞赛" in text


def test_nothing_is_printed_where_nothing_is_confirmed(world: Campus) -> None:
    path = reverse("credits_transcript", args=[world.here.fellow.pk, "zh"])
    answer = world.client("counsellor").get(path)
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("credits_student", args=[world.here.fellow.pk]),
    )
    assert world.client("counsellor").get(path.replace("/zh/", "/xx/")).status_code == 404
