"""Every text that people read is said in English and in Vietnamese; what stays Chinese is named here."""

from __future__ import annotations

import re
from collections import defaultdict
from fnmatch import fnmatch

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tools.translations import LANGUAGES, House, compiled, houses, said, texts, wanted

HOUSES = houses()
EACH = [
    pytest.param(house, language, id=f"{house.package}-{language}")
    for house in HOUSES
    for language in LANGUAGES
]
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")

#: what stays Chinese in every language, and why
CHINESE_ONLY = {
    "*/apps.py": "the name of an app, which no page shows",
    "*/management/commands/*": "read by whoever keeps the server",
    "*/migrations/*": "names of columns, as they were",
    "*/models/*": "names of columns, which no page shows",
    "portal/context.py": "the name of the site before an institution was created",
    "portal/demo/*": "the story of an invented institution",
    "portal/documents/*": "printed papers are Chinese",
    "portal/imports/*": "workbooks are Chinese: their columns and words are matched when they come back",
    "portal/pages/samples/*": "the gallery, for those who build pages",
    "portal/rooms/meeting/counting.py": "the Heavenly Stems that tell two tellers apart, as on their papers",
    "portal/settings/base.py": "languages are called by their own names",
    "portal/templatetags/look.py": "how a Chinese date is found in a sentence",
    "procedures/*/forms/conversion.py": "what a public notice says of a member, offered to whoever posts it",
    "procedures/*/forms/notices.py": "what a public notice says of a nominee, offered to whoever posts it",
    "procedures/*/forms/roster.py": "the ending of a grade's name, matched when a roster is read",
    "procedures/*/papers/*": "printed papers are Chinese by the regulation",
    "procedures/*/rules/*": "words that are looked for in what was written",
    "procedures/*/scoring/*": "words that are looked for in a table of the regulation",
    "templates/notices/*": "public notices are Chinese by the regulation",
    "templates/reports/*": "printed papers are Chinese by the regulation",
    "workflows/documents/*": "printed papers are Chinese",
    "workflows/nodes/drawing/text.py": "marks that no line begins or ends with",
    "workflows/nodes/drawing/words.py": "what an exported diagram documents, in the regulation's language",
    "workflows/services/*": "case files and their guide, which lawyers write in Chinese",
    "workflows/texts/*": "how values are said in each language",
}
#: marks that are cut off a sentence wherever it ends
MARKS_ONLY = re.compile(r"[。；，.;,]+")


def test_no_text_that_people_read_is_unmarked() -> None:
    found = [
        f"{text.place}: {text.text}"
        for house in HOUSES
        for text in texts(house)
        if not text.marked
        and not MARKS_ONLY.fullmatch(text.text)
        and not any(fnmatch(text.place.partition(":")[0], pattern) for pattern in CHINESE_ONLY)
    ]
    assert found == []


def test_every_exception_is_needed() -> None:
    places = {text.place.partition(":")[0] for house in HOUSES for text in texts(house) if not text.marked}
    assert [each for each in CHINESE_ONLY if not any(fnmatch(place, each) for place in places)] == []


@pytest.mark.parametrize(("house", "language"), EACH)
def test_a_catalogue_holds_every_text_of_its_sources_and_no_other(house: House, language: str) -> None:
    known = said(house, language)
    assert [text for text in wanted(house) if not known.get(text)] == []
    assert sorted(known) == wanted(house)


@pytest.mark.parametrize(("house", "language"), EACH)
def test_a_translation_has_the_places_of_its_text_and_nothing_is_guessed(house: House, language: str) -> None:
    with house.file(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    assert [each.id for each in catalogue if each.fuzzy and each.id] == []
    different = [
        text
        for text, translation in said(house, language).items()
        if sorted(PLACES.findall(text)) != sorted(PLACES.findall(translation))
    ]
    assert different == []


@pytest.mark.parametrize(("house", "language"), EACH)
def test_the_compiled_catalogue_says_what_the_written_one_says(house: House, language: str) -> None:
    path = house.file(language).with_suffix(".mo")
    with path.open("rb") as file:
        held = {str(each.id): str(each.string) for each in read_mo(file) if each.id}
    assert held == said(house, language)
    assert path.read_bytes() == compiled(house, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_said_alike_wherever_it_stands(language: str) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for house in HOUSES:
        for text, translation in said(house, language).items():
            found[text].add(translation)
    assert {text: each for text, each in found.items() if len(each) > 1} == {}


def test_english_has_no_chinese_but_names_of_papers_and_words_to_be_written() -> None:
    quoted = re.compile(r"《[^》]*》|“无”|\b无\b|、|^演示，不具效力$| 无 |\(志愿书\)")
    found = [
        translation
        for house in HOUSES
        for language in LANGUAGES
        for translation in said(house, language).values()
        if re.search(r"[\u3400-\u9fff]", quoted.sub("", translation))
    ]
    assert found == []
