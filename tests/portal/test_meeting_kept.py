"""What was typed into a form of a meeting stands there again when the form is refused."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.portal.markup import Page
from tests.portal.test_meeting_room import signed_in, sitting
from tests.toy.council import KIND
from tests.toy.sitting import DAY, Sitting

__all__ = ["sitting"]  # a fixture that a test asks for by its name
pytestmark = pytest.mark.django_db


def test_how_far_the_agenda_got_and_its_order_are_kept_when_a_form_is_refused(sitting: Sitting) -> None:
    case, chair = sitting.cases[0], signed_in(sitting.world.chair)
    typed = {"place": "", f"case_{case}": "on", f"turn_{case}": "7", "act_on": DAY}
    answer = chair.client.post(reverse("matter_new", args=[KIND]), typed)
    places = {each.attrs.get("name"): each for each in Page(answer.content.decode()).all("input")}
    assert (answer.status_code, places[f"turn_{case}"].attrs["value"]) == (409, "7")
    sitting.called().rolled().attended()
    chair.opens(reverse("matter", args=[sitting.matter]))
    chair.fills(409, act_on="2030-01-01", **{f"case_{case}__items": "ballot"})
    assert chair.page is not None
    chosen = [each for each in chair.page.all("input") if each.attrs.get("name") == f"case_{case}__items"]
    assert [each.attrs["value"] for each in chosen if "checked" in each.attrs] == ["ballot"]
