"""Anybody sends any act at any time: no state comes about that the procedure does not know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from portal import clock
from tests.portal import corpus
from tests.portal.realm import VOTES, Realm, realm, undone
from tests.portal.test_hostile import ROLES, written
from tests.procedures.party_membership.world import DECIDED, FILED, TALK
from workflows.models import Case, Entry
from workflows.nodes import SUBJECT
from workflows.nodes.procedure import procedure
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

#: what each act needs to be done when it is open and its rules are met
DATA: dict[str, dict[str, Any]] = {
    "check": {"outcome": "approved", "conclusion": "符合", "file_number": "1"},
    "interviewer": {"interviewer": "1canary07"},
    "first_talk": TALK,
    "activist_decision": DECIDED,
    "filing": {name: value for name, value in FILED.items() if name != "checked_by"},
    "contacts": {"contacts": ["1canary07"]},
    "observation_form": {"form_number": "1"},
    "social_work": {"task": "值班"},
    "suspension": {"ground": "休学"},
    "resumption": {"ground": "复学"},
    "withdrawal": {"ground": "本人要求"},
    "rerouting": {"ground": "改由党员推荐"},
    "graduation": {"papers": "档案", "receiver": "某单位", "receipt": "回1"},
    "death": {"ground": "登记"},
    "unheard_of": {},
}
ON_MATTERS: dict[str, tuple[str, dict[str, Any]]] = {
    "close": ("notice", {}),
    "inquire": ("notice", {"finding": "dismissed", "text": "不属实"}),
    "object": ("notice", {"text": "某事"}),
    "channel": ("notice", {"channel": "web", "state": "down"}),
    "count": ("meeting", {name: str(value) for name, value in VOTES.items()}),
    "adjourn": ("meeting", {}),
}
#: whose act it is; everybody else tries too
OF = {
    **dict.fromkeys(("close", "inquire", "object", "channel"), "committee"),
    **dict.fromkeys(("count", "adjourn"), "league"),
    **dict.fromkeys(("suspension", "resumption", "filing"), "college"),
    "withdrawal": "subject",
}
#: the way that a case goes on is tried more often than what ends it
ACTS = (
    *DATA,
    *ON_MATTERS,
    *("inquire", "close", "activist_decision", "filing", "contacts", "resumption") * 5,
)
DAYS = ("2024-12-12", "2024-12-18", "2024-12-19", "2024-12-20", "2024-12-20", "2024-12-21")

steps = st.tuples(
    st.sampled_from(ACTS),
    st.sampled_from(DAYS),
    st.sampled_from([*ROLES, *([""] * 20)]),
    st.booleans(),
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Realm]:
    """The realm two days after the notice of its case was over."""
    with django_db_blocker.unblock(), undone():
        found = realm()
        clock.set_practice_date(date(2024, 12, 20))
        yield found


def send(world: Realm, act: str, day: str, role: str, scanned: bool) -> int:
    """Post an act with data that fit it, by whose act it is or somebody else; the status."""
    case = world.own.case
    if act in ON_MATTERS:
        matter, own = ON_MATTERS[act]
        path = reverse("matter_act", args=[getattr(world.own, matter), act])
        lodged = Entry.objects.filter(case=case, act__endswith=".object").earliest("pk").pk
        typed = {**own, "objection": lodged}
        data: dict[str, Any] = {f"case_{case}": "on", **{f"case_{case}__{key}": typed[key] for key in typed}}
    else:
        path, data = reverse("act", args=[case, act]), dict(DATA[act])
    if scanned:
        data["act_scan"] = corpus.upload("no ending")
    return (
        world.client(role or OF.get(act, "secretary"))
        .post(path, {**data, "act_on": day, "method": "secret"})
        .status_code
    )


@settings(
    # Fewer on the second database: what an act is refused for is decided before it is written.
    max_examples=12 if connection.vendor == "sqlite" else 4,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # shrinking posts for minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sent=st.lists(steps, min_size=8, max_size=16))
def test_any_acts_by_anybody_leave_a_case_that_its_journal_explains(
    world: Realm, sent: list[tuple[str, str, str, bool]]
) -> None:
    with undone():
        known = set(Entry.objects.values_list("pk", flat=True))
        for act, day, role, scanned in sent:
            before = written()
            status = send(world, act, day, role, scanned)
            assert status in {302, 400, 404, 409}
            assert status == 302 or written() == before
        case = Case.objects.get(pk=world.own.case)
        assert (case.status == "ended") == (case.steps == {})
        assert verify().differences == ()
        for entry in Entry.objects.exclude(pk__in=known).exclude(case=None):
            kind = procedure(case.procedure).act_types[entry.act]
            in_office = entry.acted_as != SUBJECT.name
            assert entry.cause or entry.acted_as in {role.name for role in kind.by}
            assert not (in_office and entry.acted_by_id == case.subject_id)
