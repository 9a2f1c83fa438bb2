"""Accounts: who may sign in. What somebody may decide follows from offices held, never from the account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Permission, PermissionsMixin
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from workflows.selectors.prepared import prepared


class AccountQuerySet(models.QuerySet["Account"]):
    """Accounts, none of which can be deleted."""

    def delete(self) -> NoReturn:
        """Refuse, as each account does."""
        _refuse_deletion(set(self))


if TYPE_CHECKING:
    AccountManagerBase = BaseUserManager["Account"]
else:
    AccountManagerBase = BaseUserManager  # generic only for the type checker


class AccountManager(AccountManagerBase):
    """Creates accounts; everything else about them is in ``portal.accounts``."""

    def get_queryset(self) -> AccountQuerySet:
        """Return all accounts, closed ones too."""
        return AccountQuerySet(self.model, using=self._db)

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Account:
        """Store an account with the given password, or with none that works."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, PermissionsMixin):
    """A sign-in for one person. Never deleted: entries of the journal name it. It is closed instead."""

    username = models.CharField("学号/工号", max_length=40, unique=True)
    name = models.CharField(
        "姓名", max_length=50, blank=True, help_text="仅用于尚未对应到人员名册的账号，如首位管理员。"
    )
    must_change_password = models.BooleanField("须修改密码", default=False)
    password_set_at = models.DateTimeField("密码设置时间", null=True, blank=True)
    opened_at = models.DateTimeField("开通时间", null=True, blank=True)
    closed_at = models.DateTimeField("停用时间", null=True, blank=True)
    is_demo = models.BooleanField("演示账号", default=False)
    # Empty until somebody chose: pages are then Chinese.
    language = models.CharField("语言", max_length=10, blank=True, default="")

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"
        ordering = ["username"]
        permissions = [("manage_accounts", "管理账号：开通、重置密码、停用")]

    def __str__(self) -> str:
        return self.username

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # the library stores a flag; here the date decides
        """Whether this account may sign in."""
        return self.closed_at is None

    @property
    def display_name(self) -> str:
        """The name in the roster, else the one given with the account, else the number."""
        person = getattr(self, "person", None)
        return getattr(person, "name", "") or self.name or self.username

    @cached_property
    def manages_accounts(self) -> bool:
        """Whether it may open, reset and close accounts: as ``has_perm``, in one read; every page asks."""
        return self.is_active and (self.is_superuser or bool(_managing.rows(self.pk)))

    def get_full_name(self) -> str:
        """Return the display name; Django's password rules compare a new password with it."""
        return self.display_name

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: an account is closed, so that what it did keeps its author."""
        _refuse_deletion({self})


@prepared
def _managing(account: int) -> QuerySet[Permission, Any]:
    """The permission, where the account or one of its groups has it."""
    found = Permission.objects.filter(content_type__app_label="portal", codename="manage_accounts")
    held = Q(user=account) | Q(group__user=account)
    return found.filter(held).order_by().values_list("pk").distinct()


def _refuse_deletion(accounts: set[models.Model]) -> NoReturn:
    msg = "Accounts are closed, never deleted."
    raise models.ProtectedError(msg, accounts)


class AccountEvent(models.Model):
    """What was done to an account, by whom and when. Rows are only added."""

    class Act(models.TextChoices):
        """What can happen to an account."""

        OPENED = "opened", "开通"
        RESET = "reset", "重置密码"
        CHANGED = "changed", "修改密码"
        CLOSED = "closed", "停用"
        REOPENED = "reopened", "恢复"

    account = models.ForeignKey(Account, models.PROTECT, related_name="events", verbose_name="账号")
    act = models.CharField("操作", max_length=10, choices=Act.choices)
    # Empty when a command on the server did it.
    by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="操作人"
    )
    at = models.DateTimeField("时间")
    reason = models.CharField("原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "账号记录"
        verbose_name_plural = "账号记录"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.account} {self.get_act_display()}"
