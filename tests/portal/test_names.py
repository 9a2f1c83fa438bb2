"""Naming a few people among many on a form, by name, by number, or as the list offers them."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict

from portal.rooms.names import FOLDED, OPEN, TICKED, NamesWidget
from portal.rooms.people import chosen_among
from tests.portal.markup import Page
from workflows.nodes import Numbers

PEOPLE = (("s1", "王一（s1）"), ("s2", "李二（s2）"), ("s3", "李二（s3）"))


class Named(forms.Form):
    owners = Numbers(label="责任人", required=False, widget=NamesWidget(PEOPLE))


def sent(*owners: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.setlist("owners", list(owners))
    return data


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("王一（s1）", "", " s3 "), ["s1", "s3"]),
        (("王一",), ["s1"]),
        (("李二",), ["李二"]),
        (("赵九", "z9"), ["赵九", "z9"]),
        ((), []),
    ],
)
def test_a_line_takes_what_the_list_says_a_number_or_a_name_of_one_person(
    typed: tuple[str, ...], kept: list[str]
) -> None:
    form = Named(sent(*typed))
    assert form.is_valid()
    assert form.cleaned_data == {"owners": kept}


def test_whoever_was_named_stays_and_there_is_room_for_another() -> None:
    page = Page(str(Named(sent("s1", "s2", "王", "s3"))["owners"]))
    lines = [each for each in page.all("input") if "details" not in each.inside]
    assert [each.attrs["value"] for each in lines] == ["王一（s1）", "李二（s2）", "王", "李二（s3）", ""]
    assert [each.attrs["aria-label"] for each in lines[:2]] == ["第 1 人", "第 2 人"]
    assert len(page.all("input")) == 4 + OPEN + FOLDED
    (offered,) = page.all("datalist")
    assert {each.attrs["list"] for each in page.all("input")} == {offered.attrs["id"]}
    assert [each.attrs["value"] for each in page.all("option")] == [name for _number, name in PEOPLE]


@pytest.mark.parametrize(
    ("count", "most", "widget"),
    [
        (TICKED, False, forms.CheckboxSelectMultiple),
        (TICKED + 1, False, NamesWidget),
        (TICKED + 1, True, forms.CheckboxSelectMultiple),
    ],
)
def test_few_people_are_ticked_and_so_are_most_of_many(
    count: int, most: bool, widget: type[forms.Widget]
) -> None:
    people = [(f"s{n}", f"人（s{n}）") for n in range(count)]
    assert type(chosen_among(Numbers(most=most), people)) is widget
