"""The working group of a college by the offices held on a day, to open a round with (art. 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

from django.db.models import Q

from portal.rooms.people import named
from procedures.second_classroom_credits import roles
from workflows.models import OfficeTerm, Person
from workflows.selectors.units import below

#: the posts of the group by the field of the paper, each with the offices that hold it
POSTS: Final = {
    "leaders": roles.LEADERS,
    "deputies": (roles.COLLEGE_DEPUTY_SECRETARY, roles.COLLEGE_VICE_DEAN),
    "members": roles.FIRST_REVIEWERS,
}


def group_of(college: int, on: date) -> dict[str, list[Person]]:
    """Who holds which post at the college, counsellors in its classes included; each person once."""
    offices = {office.name: post for post, found in POSTS.items() for office in found}
    running = Q(to_on=None) | Q(to_on__gt=on)
    held = OfficeTerm.objects.filter(running, unit__in=below([college]), office__in=offices, from_on__lte=on)
    found: defaultdict[str, dict[int, Person]] = defaultdict(dict)
    for term in held.select_related("person").order_by("person__number"):
        found[offices[term.office]][term.person_id] = term.person
    return {post: list(people.values()) for post, people in found.items()}


def choices_of(group: Mapping[str, list[Person]]) -> list[tuple[str, str]]:
    """All of them to choose from, by number and name."""
    everybody = {person.pk: person for people in group.values() for person in people}
    return named(everybody.values())
