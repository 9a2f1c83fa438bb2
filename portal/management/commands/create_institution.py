"""``manage.py create_institution``: begin a real institution in an empty database."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import Permission
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from portal import clock
from portal.accounts import services
from portal.imports.choices import UNNUMBERED
from portal.imports.founding import adopt, found
from portal.models import Institution
from workflows.models import Person
from workflows.services.edition_records import load_shipped_editions

RECORDS_BEGIN = date(2000, 1, 1)


class Command(BaseCommand):
    """Creates the institution and its first administrator, whose slip it prints. No demo accounts."""

    help = "Create a real institution and print the first administrator's sign-in slip."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name of the institution; number and name of the administrator."""
        parser.add_argument("--name", required=True, help="full name of the institution")
        parser.add_argument("--short-name", help="name for page titles; the full name when left out")
        parser.add_argument("--admin", required=True, help="number (学号/工号) of the first administrator")
        parser.add_argument("--admin-name", default="", help="the administrator's name, printed on the slip")
        parser.add_argument(
            "--since",
            type=date.fromisoformat,
            default=RECORDS_BEGIN,
            help="the first day that the roster and the editions speak of (default %(default)s)",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse when there is an institution already; otherwise create both and print the slip."""
        existing = Institution.current()
        if existing is not None:
            kind = "demo institution" if existing.is_demo else "institution"
            msg = f"This database already holds the {kind} {existing.name}; name an empty one."
            raise CommandError(msg)
        name, number = options["name"].strip(), options["admin"].strip()
        if not name or not number:
            msg = "Neither --name nor --admin may be empty."
            raise CommandError(msg)
        Institution.objects.create(name=name, short_name=(options["short_name"] or name)[:20])
        account, slip = services.open_account(
            username=number, name=options["admin_name"], at=clock.real_now()
        )
        account.name = options["admin_name"]
        account.save(update_fields=["name"])
        since, at = options["since"], clock.real_now()
        load_shipped_editions(at=at)
        keeper = found(
            code=UNNUMBERED,
            name=name,
            opened_on=since,
            number=number,
            administrator=options["admin_name"] or number,
            in_office_on=timezone.localdate(at),
        )
        Person.objects.filter(pk=keeper.person).update(account=account)
        adopted = adopt(keeper, from_on=since, at=at, ground="启用时采用随附的版本")
        # Not a superuser: whoever holds no office decides nothing, not even the first administrator.
        account.user_permissions.add(
            Permission.objects.get(content_type__app_label="portal", codename="manage_accounts")
        )
        self.stdout.write(
            f"{name}\n  账号 {slip.username}  首次密码 {slip.password}\n"
            "  首次登录须修改密码；此密码不再显示。"
        )
        for edition in adopted:
            self.stdout.write(f"  采用版本：{edition.title}")
        self.stdout.write("  下一步：登录后在“名册”导入组织、人员和任职。")
