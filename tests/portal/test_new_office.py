"""A real institution begins: its first administrator, then an office just taken, record the past."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from portal import clock
from portal.imports.example import CHEMISTRY, FIRST_BRANCH, example_roster
from portal.imports.template import write_roster
from portal.models import Account, RosterImport
from tests.conftest import PASSWORD, signed_in
from tests.portal.rosters import confirm, says, tried_on
from workflows.models import Entry, Membership, OfficeTerm, Person, Unit
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Client:
    """The first administrator, who has changed the printed password."""
    arguments = ("--name", "江澜大学", "--admin", "0101", "--admin-name", "李老师")
    call_command("create_institution", *arguments, stdout=StringIO())
    account = Account.objects.get()
    account.set_password(PASSWORD)
    account.must_change_password = False
    account.save()
    return signed_in(account)


def example_file() -> bytes:
    """The example roster as the room offers it for download, of today."""
    target = BytesIO()
    write_roster(example_roster(clock.today()), target)
    return target.getvalue()


def test_the_first_import_of_an_existing_history_is_recorded_with_its_days(administrator: Client) -> None:
    address = tried_on(administrator, example_file(), clock.today())
    page = says(administrator.get(address))
    assert "有误" not in page
    assert confirm(administrator, address).status_code == 302
    roster = example_roster(clock.today())
    recorded = {
        (row.person.number, row.tree, row.unit.code, row.standing, row.from_on)
        for row in Membership.objects.select_related("person", "unit")
    }
    assert recorded == {
        (person.number, held.tree, held.unit, held.standing, held.from_on)
        for person in roster.people
        for held in person.memberships
    }
    terms = {
        (row.person.number, row.office, row.unit.code, row.from_on)
        for row in OfficeTerm.objects.exclude(office="administrator").select_related("person", "unit")
    }
    assert terms == {(term.number, term.office, term.unit, term.from_on) for term in roster.terms}
    assert set(Entry.objects.values_list("on", flat=True)) == {clock.today()}
    assert verify().differences == ()


def test_the_first_desk_says_where_to_begin(administrator: Client) -> None:
    begin = "名册里还没有人。先到“名册”下载模板，导入组织、人员和任职。"
    assert begin in says(administrator.get("/"))
    confirm(administrator, tried_on(administrator, example_file(), clock.today()))
    assert begin not in says(administrator.get("/"))


def test_the_same_file_again_changes_nothing(administrator: Client) -> None:
    confirm(administrator, tried_on(administrator, example_file(), clock.today()))
    page = says(administrator.get(tried_on(administrator, example_file(), clock.today())))
    assert "没有变动" in page
    assert "有误" not in page


def test_the_top_unit_takes_the_name_and_the_number_that_the_file_gives_it(administrator: Client) -> None:
    confirm(administrator, tried_on(administrator, example_file(), clock.today()))
    top = Unit.objects.get(parent=None)
    assert (top.code, top.name) == ("JL", "中共江澜大学委员会")
    done = says(administrator.get(f"/roster/{RosterImport.objects.get().pk}/"))
    assert "中共江澜大学委员会 JL 组织编号 top → JL" in done


def test_an_office_taken_today_records_the_members_of_years_before(administrator: Client) -> None:
    confirm(administrator, tried_on(administrator, example_file(), clock.today()))
    organiser = Person.objects.get(terms__office="organiser", terms__unit__code=CHEMISTRY)
    OfficeTerm.objects.filter(person=organiser).update(from_on=clock.today())
    # Its students are known by their classes; who belongs to none of its units is somebody else's to record.
    students = Person.objects.filter(memberships__tree="class")
    members = Membership.objects.filter(unit__code=FIRST_BRANCH, tree="party", person__in=students)
    before = {(row.person.number, row.standing, row.from_on) for row in members.select_related("person")}
    assert min(day for _number, _standing, day in before) < clock.today() - timedelta(days=90)
    members.delete()
    account = Account.objects.create_user(
        organiser.number, PASSWORD, opened_at=clock.real_now(), password_set_at=clock.real_now()
    )
    organiser.account = account
    organiser.save()
    client = signed_in(account)
    address = tried_on(client, example_file(), clock.today())
    assert confirm(client, address).status_code == 302
    after = {(row.person.number, row.standing, row.from_on) for row in members.select_related("person")}
    assert after == before
    entry = Entry.objects.filter(act="place").latest("pk")
    assert (entry.on, entry.acted_as, entry.effective_on < entry.on) == (clock.today(), "organiser", True)
    assert date.fromisoformat(entry.facts["from_on"]) == entry.effective_on
