"""As the site's role the database refuses to change or delete what was recorded, and the site still works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test import RequestFactory

from portal.uploads import handed_in, kept_file
from tests.toy.world import Society, do, moment, open_plot, society
from workflows.models import Case, Deadline, Entry, StoredFile
from workflows.services.deadlines import sweep
from workflows.services.hardening import UnfitRoleError, harden
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

NOTE = {"text": "好"}
FORBIDDEN = (
    "UPDATE workflows_entry SET acted_as = 'chair'",
    "UPDATE workflows_entry SET hash = hash WHERE false",
    "DELETE FROM workflows_entry",
    "TRUNCATE workflows_entry CASCADE",
    "UPDATE workflows_entryprivate SET salt = ''",
    "DELETE FROM workflows_entryprivate",
    "TRUNCATE workflows_entryprivate",
    "DELETE FROM workflows_chainhead",
    "TRUNCATE workflows_chainhead",
    "DELETE FROM workflows_case",
    "TRUNCATE workflows_case CASCADE",
    "DELETE FROM workflows_matter",
    "DELETE FROM workflows_person",
    "ALTER TABLE workflows_entry DISABLE TRIGGER ALL",
    "DROP TABLE workflows_entryprivate",
    "DELETE FROM django_migrations",
)

needs_roles = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")


def own(name: str) -> str:
    """A role's name: roles belong to the whole server, so each test database has its own."""
    return f"{name}_{connection.settings_dict['NAME']}"


@pytest.fixture
def role() -> Iterator[str]:
    """A hardened role, which disappears with what it was granted."""
    name = own("site")
    harden(name, create=True)
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {name}")
        cursor.execute(f"DROP ROLE {name}")


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    """Everything in this block is done by the role."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")


def refused(statement: str) -> bool:
    """Whether the database refuses a statement for want of a right."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        return "permission denied" in str(error) or "must be owner" in str(error)
    return False


@pytest.fixture
def world() -> Society:
    """A society with one entry and its private text."""
    world = society()
    open_plot(world)
    return world


@needs_roles
def test_what_was_recorded_can_not_be_changed(world: Society, role: str) -> None:
    with acting_as(role):
        assert [statement for statement in FORBIDDEN if not refused(statement)] == []
    assert Entry.objects.count() == 1


@needs_roles
def test_the_site_works_as_that_role(world: Society, role: str) -> None:
    case = Case.objects.get().pk
    with acting_as(role):
        do("check", world.clerk, "2024-03-02", NOTE, case=case)
        do("dig", world.member, "2024-03-02", NOTE, case=case)
        meeting = do(
            "convene", world.chair, "2024-03-02", NOTE, kind="toy.meeting", unit=world.unit.pk
        ).matter
        again = {"reason": "笔误", "confirmed_by": world.chair.pk, "at": moment("2024-03-03")}
        entry = Entry.objects.get(act="dig").pk
        do("correct", world.clerk, "2024-03-03", {"entry": entry, "on": "2024-03-03"}, case=case, **again)
        Deadline.objects.create(
            matter_id=meeting, node="", act="remember", due_on=date(2024, 3, 3), key="remember"
        )
        assert sweep(at=moment("2024-03-04")).total() == 1
        assert verify().differences == ()
    assert Entry.objects.count() == 6


@needs_roles
def test_a_refused_file_leaves_nothing_although_no_row_may_be_deleted(world: Society, role: str) -> None:
    scan = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n% refused\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    request = RequestFactory().post("/", {"act_scan": scan})
    with acting_as(role), pytest.raises(ValueError, match="refused"), handed_in(request) as (digest,):
        raise ValueError("refused")
    assert (kept_file(digest), StoredFile.objects.count()) == (None, 0)


@needs_roles
def test_a_personal_text_can_be_erased_and_nothing_else_of_it(world: Society, role: str) -> None:
    with acting_as(role):
        assert not refused("UPDATE workflows_entryprivate SET body = NULL, erased_by_id = NULL")
        assert refused("UPDATE workflows_entryprivate SET body = NULL, salt = ''")


@needs_roles
def test_hardening_again_changes_nothing(world: Society, role: str) -> None:
    before = rights(role)
    harden(role, create=True)
    assert rights(role) == before


@needs_roles
def test_a_right_given_by_hand_is_taken_again(world: Society, role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT DELETE ON workflows_entry TO {role}")
        cursor.execute("GRANT UPDATE ON workflows_entry TO PUBLIC")
    harden(role)
    with acting_as(role):
        assert refused("DELETE FROM workflows_entry")
        assert refused("UPDATE workflows_entry SET act = ''")


@needs_roles
@pytest.mark.parametrize(
    ("made", "reason"),
    [
        ("CREATE ROLE {unfit}", "harden.no_role"),
        ("CREATE ROLE {unfit} SUPERUSER", "harden.superuser"),
        ("CREATE ROLE {unfit} IN ROLE {owner}", "harden.superuser"),
        ("CREATE ROLE {unfit} IN ROLE {plain}", "harden.owner"),
    ],
)
def test_a_role_that_no_grant_binds_is_refused(made: str, reason: str) -> None:
    unfit, plain = own("unfit"), own("plain")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]
        cursor.execute(f"CREATE ROLE {plain}")
        cursor.execute(f"ALTER TABLE workflows_unit OWNER TO {plain}")
        cursor.execute(made.format(owner=owner, plain=plain, unfit=unfit))
    try:
        with pytest.raises(UnfitRoleError) as raised:
            harden("nobody" if reason == "harden.no_role" else unfit)
        assert raised.value.reason == reason
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE workflows_unit OWNER TO {owner}")
            cursor.execute(f"DROP ROLE {unfit}, {plain}")


@needs_roles
def test_the_command_prints_what_it_does(world: Society, role: str) -> None:
    out = StringIO()
    call_command("harden_journal", "--role", role, stdout=out)
    lines = out.getvalue().splitlines()
    assert f'GRANT SELECT, INSERT ON "workflows_entry" TO "{role}";  -- 纪实只能添加' in lines
    assert lines[-1].startswith(f"完成。网站请以“{role}”登录数据库")
    with pytest.raises(CommandError, match="没有名为“nobody”的角色"):
        call_command("harden_journal", "--role", "nobody", stdout=out)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has roles")
def test_on_sqlite_the_command_says_what_it_cannot_do() -> None:
    with pytest.raises(CommandError, match="SQLite 没有角色"):
        call_command("harden_journal")


def rights(role: str) -> list[tuple[str, ...]]:
    """Every right of the role."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, privilege_type FROM information_schema.role_table_grants WHERE grantee = %s "
            "ORDER BY 1, 2",
            [role],
        )
        return list(cursor.fetchall())
