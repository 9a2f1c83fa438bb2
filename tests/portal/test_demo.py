"""The demo institution: what a visitor finds, and that loading it twice changes nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from portal import clock
from portal.demo.accounts import ROLES
from portal.demo.members import BEFORE_THE_MEETING
from portal.demo.sample import sample_of
from portal.demo.stage import Stage
from portal.demo.stories import Attested, Begun, Led, activists, applicant
from portal.imports.current import current
from portal.imports.example import CHEMISTRY, FIRST_BRANCH
from portal.imports.kept import counts
from portal.imports.template import write_roster
from portal.imports.trial import Trial, try_file
from portal.management.commands.serve import ACCOUNTS_FILE
from portal.models import Account
from tests.conftest import signed_in
from tests.portal.imports.institution import keeper
from tests.portal.realm import PDF, undone
from workflows.door import Prospect, outlook
from workflows.models import Case, Duty, Entry, HandedIn, Membership, Person, StoredFile, Unit
from workflows.rules.facts import Facts

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once(reason="the demo institution lives in its own SQLite file, nowhere else"),
]

CASES = Case.objects.filter(procedure__contains="PartyMembership")
ITEMS = Case.objects.filter(procedure__contains="SecondClassroom")


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The demo, loaded once: what the tests of this module do in it is undone."""
    directory = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), undone():
        with override_settings(VAR_DIR=directory):
            call_command("load_demo", stdout=StringIO())
        yield directory


@pytest.fixture
def accounts(settings: Settings, loaded: Path) -> str:
    """The table of accounts of a demo that was just loaded."""
    settings.VAR_DIR = loaded
    return (loaded / ACCOUNTS_FILE).read_text(encoding="utf-8")


def steps() -> dict[str, dict[str, Prospect]]:
    """What is open on each case today, by the subject's name."""
    cases = dict(CASES.values_list("pk", "subject__name"))
    views = outlook(cases, at=clock.now())
    return {cases[pk]: {p.act.name: p for p in view.prospects if p.path} for pk, view in views.items()}


def files_of(item: Case) -> set[str]:
    """The pictures that were handed in with an item."""
    facts = Facts.from_json(item.facts)
    return {file for fact in facts.all("evidence") for file in fact.data["files"]}


def unmet(step: Prospect) -> set[str]:
    return {finding.rule for finding in step.unmet}


def overdue() -> set[tuple[str, str]]:
    """Whose duty was due by today, and which."""
    today = clock.today()
    found = Duty.objects.filter(discharged_on=None, lapsed=False, due_on__lt=today)
    return set(found.values_list("case__subject__name", "name"))


def test_a_visitor_finds_a_case_in_every_state_so_far(accounts: str) -> None:
    assert Counter(CASES.values_list("stage", flat=True)) == {
        "": 2,
        "submitted": 2,
        "applicant": 15,
        "activist": 10,
        "candidate": 7,
        "probationary": 4,
    }
    assert overdue() == {
        ("李向晚", "first_talk"),
        ("施砚秋", "first_talk"),
        ("常念安", "thought_report"),
        ("常念安", "contact_opinion"),
        ("宋闻溪", "thought_report"),
        ("宋闻溪", "contact_opinion"),
        ("柏舟", "contact_opinion"),
        ("魏长宁", "contacts"),
        ("莫怀川", "probation_analysis"),
    }
    found = steps()
    assert unmet(found["陈可昕"]["check"]) == set()
    assert unmet(found["倪采薇"]["recommendation"]) == set()
    assert unmet(found["侯一鸣"]["recommendation"]) == {"PM-9-4"}
    assert unmet(found["廖星野"]["recommendation_notice"]) == {"PM-8-8"}
    assert unmet(found["康若琳"]["recommendation_notice"]) == {"PM-8-8", "PM-8-9"}
    assert unmet(found["蒋思齐"]["activist_decision"]) == set()
    assert "filing" in found["黄知非"]
    assert unmet(found["沈一鸣"]["activist_decision"]) == {"PM-8-1"}
    assert unmet(found["冯予白"]["forum"]) == set()
    assert {"PM-16-2", "PM-15-3", "PM-17-1"} <= unmet(found["冯予白"]["listing"])
    assert unmet(found["汤一清"]["listing"]) == {"PM-16-3", "PM-17-9", "PM-17-11"}
    assert unmet(found["方亦舒"]["bundle"]) == {"PM-18-1", "PM-18-7"}
    assert unmet(found["白锦初"]["candidate_notice"]) == {"PM-20-1"}
    assert unmet(found["江映雪"]["suspension_lifted"]) == set()
    assert "forwarding" in found["贺云峥"]
    lost = Entry.objects.get(act="recommendation", outcome="lost")
    assert lost.case is not None
    assert lost.case.subject.name == "林听雨"


def test_a_visitor_finds_people_before_the_meeting_in_the_probation_and_in_the_archive(accounts: str) -> None:
    assert set(CASES.exclude(end="").values_list("subject__name", "end")) == {
        ("葛明漪", "withdrawn"),
        ("潘予墨", "archived"),
    }
    found = steps()
    for name in BEFORE_THE_MEETING:
        assert unmet(found[name]["admission_meeting"]) == set()
    assert unmet(found["韦清扬"]["university_approval"]) == set()
    assert unmet(found["沈嘉禾"]["conversion_meeting"]) == set()
    assert unmet(found["邵可欣"]["conversion_proposal"]) == set()
    assert unmet(found["崔明朗"]["conversion_application"]) == set()
    assert unmet(found["莫怀川"]["conversion_application"]) == set()


def test_a_visitor_finds_items_at_every_step_of_the_second_classroom(accounts: str) -> None:
    ended = Counter(ITEMS.exclude(end="").values_list("end", flat=True))
    assert ended == {"recognised": 241, "not_recognised": 5, "cancelled": 2, "withdrawn": 1}
    steps = Counter(step for item in ITEMS.filter(end="") for step in item.steps)
    assert steps == {
        "first_review": 37,
        "final_review": 21,
        "re_review": 17,
        "evidence": 6,
        "assessment": 5,
        "correction": 3,
        "archive": 2,
    }
    assert ITEMS.get(status="suspended").subject.name == "崔明朗"
    waiting = ITEMS.filter(steps__has_key="first_review", status="open")
    same = Counter(HandedIn.objects.filter(case__in=waiting).values_list("sha256", flat=True))
    assert sorted(same.values())[-2:] == [1, 3]
    kept = set(StoredFile.objects.values_list("sha256", flat=True))
    assert {file for item in ITEMS for file in files_of(item)} == kept


def test_everybody_stands_in_the_roster_where_their_case_has_brought_them(accounts: str) -> None:
    kinds = Counter(Unit.objects.values_list("kind", flat=True))
    assert (kinds["college_committee"], kinds["party_branch"], Person.objects.count()) == (2, 3, 85)
    running = Membership.objects.filter(tree="party", to_on=None)
    activists = set(running.filter(standing="activist").values_list("person__name", flat=True))
    assert activists == set(Case.objects.filter(stage="activist").values_list("subject__name", flat=True))
    students = Person.objects.filter(details__category="student")
    assert students.count() == 54
    assert set(running.values_list("person", flat=True)) >= set(students.values_list("pk", flat=True))
    free = students.exclude(cases__in=CASES).filter(memberships__in=running.filter(unit__code=FIRST_BRANCH))
    assert "马书航" in set(free.values_list("name", flat=True))
    late = [entry for entry in Entry.objects.exclude(case=None) if (entry.at.date() - entry.on).days]
    assert late == []


def test_the_printed_accounts_open_their_rooms(accounts: str) -> None:
    printed = {
        name: (number, password)
        for name, number, password in re.findall(r"(\S+) +(\d{8,10}) +((?:\w{4}-){2}\w{4})", accounts)
    }
    assert set(printed) == {name for _role, name, _hint in ROLES}
    for name, (number, password) in printed.items():
        account = Account.objects.get(username=number)
        assert (account.person.name, account.is_demo, account.must_change_password) == (name, True, False)
        assert account.check_password(password)
        page = signed_in(account).get("/", follow=True)
        assert (page.status_code, password in page.content.decode()) == (200, False)
    administrator = Account.objects.get(username=printed["安知行"][0])
    assert administrator.has_perm("portal.manage_accounts")
    assert Account.objects.exclude(pk=administrator.pk).filter(user_permissions__isnull=False).count() == 0


def test_somebody_with_items_of_credit_may_still_apply(accounts: str) -> None:
    number = Person.objects.get(name="马书航").number
    assert ITEMS.filter(subject__number=number, end="").exists()
    secretary = signed_in(Account.objects.get(person__name="周岚"))
    page = secretary.get("/cases/register/party_membership/application/", {"q": number}).context["page"]
    assert [row.name for row in page.people] == ["马书航"]


def test_a_counsellor_lists_the_members_of_a_class_at_once(accounts: str) -> None:
    members = list(Person.objects.filter(number__startswith="26010301").order_by("number"))
    counsellor = signed_in(Account.objects.get(person__name="苏砚青"))
    path = "/cases/register/second_classroom_credits/listing/"
    assert {row.name for row in counsellor.get(path, {"q": "2601"}).context["page"].people} == {
        each.name for each in members
    }
    said = {"year": "2026-27", "semester": "1", "row": "T1-09", "content": "主题团日", "claimed": "0.2"}
    typed = {**said, "held_on": "2026-10-20", "act_on": "2026-11-12", "act_key": "k"}
    scan = SimpleUploadedFile("记录.pdf", PDF, "application/pdf")
    sent = counsellor.post(path, {**typed, "person": [str(each.pk) for each in members], "act_scan": scan})
    assert sent.status_code == 302, sent.content.decode()
    listed = [item for item in ITEMS.filter(subject__in=members) if "listing" in item.facts]
    assert [list(item.steps) for item in listed] == [["first_review"]] * 6


def test_the_example_that_a_visitor_sends_back_brings_two_people(accounts: str) -> None:
    for office, unit in (("organisation_member", FIRST_BRANCH), ("organiser", CHEMISTRY)):
        found = counts(sent_back(office, unit).difference)
        assert {name: found[name] for name in ("new", "changed", "wrong", "outside", "missing")} == {
            "new": 2,
            "changed": 1,
            "wrong": 1,
            "outside": 0,
            "missing": 0,
        }


def sent_back(office: str, unit: str) -> Trial:
    """The dry run of the example that the holder of an office downloads."""
    holder, target = keeper(office, unit), BytesIO()
    write_roster(sample_of(current(holder).roster), target)
    return try_file(target.getvalue(), holder, on=clock.today(), today=clock.today())


def test_a_visitor_can_lead_the_free_student_to_an_activist(accounts: str) -> None:
    stage = Stage(acts=10_000)
    stage.meet()
    begun = Begun("2026-11-12", "2026-11-16", "2026-11-20")
    story = applicant(stage, "马书航", "周岚", begun, Attested("2027-02-10", 9, 60))
    led = Led("2027-02-15", "2027-02-16", "2027-02-17", "2027-02-23")
    activists(stage, led, "2027-02-24", "2027-02-26", story)
    story.accompanied("2027-02-27", "程远山", "孟以宁")
    stage.play()
    assert Case.objects.get(pk=story.case).stage == "activist"


def test_loading_it_again_changes_nothing(accounts: str, settings: Settings) -> None:
    before, out = Entry.objects.count(), StringIO()
    call_command("load_demo", stdout=out)
    assert out.getvalue() == "江澜大学 is loaded already.\n"
    file = Path(settings.VAR_DIR) / ACCOUNTS_FILE
    assert (Entry.objects.count(), file.read_text(encoding="utf-8")) == (before, accounts)
    assert file.stat().st_mode & 0o777 == 0o600


def test_its_journal_is_whole(accounts: str) -> None:
    out = StringIO()
    call_command("verify_journal", stdout=out)
    assert "纪实完整" in out.getvalue()
