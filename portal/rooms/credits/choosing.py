"""Choosing the row of the scoring table that an item is of: by what people type, never from a list of all."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.imports.initials import initials_of
from portal.pages.credits.declare import ChoosePage, RowChoice, RowGroup, RowModule
from portal.pages.parts import Link
from portal.rooms.credits.wording import credit_text, module_name, read, row_name
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import PART, Row
from workflows.texts.speaking import spoken

#: words that people say for what the table calls otherwise
SPOKEN: Final = Path(__file__).parent / "spoken.csv"
LONGEST_QUERY, MOST_ROWS = 40, 40
WORDS: Final = re.compile(r"\w+")
#: the parameters of an edition by which words stand for others
ALIASES: Final = ("names.aliases", "competition.award_map")


@dataclass(frozen=True, slots=True)
class Indexed:
    """A row with the text in which words are looked for, and the initials of its words as they are typed."""

    row: Row
    text: str
    initials: tuple[str, ...]


@cache
def spoken_words() -> Mapping[str, str]:
    """What the table calls something, by what people call it."""
    with SPOKEN.open(encoding="utf-8", newline="") as file:
        return {line["said"]: line["means"] for line in csv.DictReader(file)}


def found_rows(query: str, rules: Ruleset) -> list[Row]:
    """The rows that match every word, in the order of the Rules; none for no words.

    Where none does, as for the full name of a contest, those that match what is known of the name.
    """
    words = [part for word in query.casefold().split() for part in _parts(word)]
    plain = _matching(words, rules)
    if plain or not words:
        return plain
    if not query.isascii():
        return _nearest(_heard(query.casefold(), rules), rules)
    spelt = _indexed(rules, spelt=True)
    return [each.row for each in spelt if all(_begins(each.initials, word) for word in words)]


def _matching(words: Collection[str], rules: Ruleset) -> list[Row]:
    wanted = [_meanings(word, rules) for word in words]
    found = (each for each in _indexed(rules) if all(_says(each.text, ways) for ways in wanted))
    return [each.row for each in found] if wanted else []


def _heard(query: str, rules: Ruleset) -> list[str]:
    """What people call something, and levels and results of rows, that stand in what was typed."""
    of_rows = (
        word for row in rules.table for text in (row.level, row.condition) for word in WORDS.findall(text)
    )
    inside = {word for word in {*spoken_words(), *of_rows} if len(word) > 1 and word in query}
    return [word for word in inside if not any(word in longer for longer in inside - {word})]


def _nearest(heard: Iterable[str], rules: Ruleset) -> list[Row]:
    """The rows of the most telling word, fewer with each further one that fits: 合唱 tells more than 比赛."""
    telling = sorted(heard, key=lambda word: (len(_matching([word], rules)), word))
    taken: list[str] = []
    for word in telling:
        if _matching([*taken, word], rules):
            taken.append(word)
    return _matching(taken, rules)


def _parts(word: str) -> Iterator[str]:
    """A word, cut where it begins with what people call something: 省赛二等奖 is 省赛 and 二等奖."""
    begun = [said for said in spoken_words() if word.startswith(said)]
    first = max(begun, key=len, default="")
    yield from filter(None, (first, word.removeprefix(first)))


def _meanings(word: str, rules: Ruleset) -> tuple[str, ...]:
    """A word and what stands for it: in common speech, and by the words of the edition."""
    known = [spoken_words(), *(rules.edition[name].mapped for name in ALIASES)]
    return (word, *(mapped[word].casefold() for mapped in known if word in mapped))


def _says(text: str, ways: Iterable[str]) -> bool:
    return any(way in text for way in ways)


def _begins(initials: Iterable[str], word: str) -> bool:
    return any(each.startswith(word) for each in initials)


_INDEXES: Final[dict[tuple[str, str, bool], tuple[Indexed, ...]]] = {}


def _indexed(rules: Ruleset, *, spelt: bool = False) -> tuple[Indexed, ...]:
    """The rows with their texts, made once for each edition and language; ``spelt`` with their initials."""
    key = (rules.edition.digest, spoken(), spelt)
    if key not in _INDEXES:
        _INDEXES[key] = tuple(
            Indexed(row, _text(row), tuple(_initials(row)) if spelt else ()) for row in rules.table
        )
    return _INDEXES[key]


def _text(row: Row) -> str:
    """What is searched: the words of the table, and those that the reader sees instead."""
    parts = (row.id, module_name(row.module), *_words(row), *_words(read(row)))
    return " ".join(parts).casefold()


def _words(row: Row) -> tuple[str, ...]:
    return row.category, row.item, row.level, row.condition


def _initials(row: Row) -> Iterator[str]:
    """The initials of each part, and of what follows its first characters, as far as anybody would type."""
    for part in {*_words(row)} - {""}:
        whole = initials_of(part)
        yield from (whole[at:] for at in range(len(whole)))


def choose_page(
    rules: Ruleset,
    query: str,
    href_of: Callable[[Row], str],
    *,
    href: str,
    asked: Mapping[str, str],
    closed: str,
) -> ChoosePage:
    """What was found by module; where nothing was, the categories, each of which leads to its rows.

    ``asked`` goes with every link, ``closed`` says why nothing is declared now.
    """
    words = query.strip()[:LONGEST_QUERY].replace("\x00", "")
    found = found_rows(words, rules)
    shown = found[:MOST_ROWS]
    modules = _grouped(shown, href_of) if found else _categories(rules, href, asked)
    return ChoosePage(
        title=_("申报哪一项"),
        lede=_("搜一搜活动、证书或奖项的名字，选对应的一行。"),
        href=href,
        query=words,
        sentence=_sentence(words, len(found)),
        modules=tuple(modules),
        found=bool(found),
        asked=tuple(asked.items()),
        hint=_hint(words, len(found)),
        closed=closed,
        crumbs=(Link(_("我的学分"), reverse("credits")), Link(_("申报"), "")),
    )


def _sentence(words: str, count: int) -> str:
    if not words:
        return _("也可以按类别找。")
    if count > MOST_ROWS:
        return _("“%(words)s”：找到 %(n)s 行，先列出 %(most)s 行；再加一个词，例如级别或名次。") % {
            "words": words,
            "n": count,
            "most": MOST_ROWS,
        }
    return _("“%(words)s”：找到 %(n)s 行。") % {"words": words, "n": count}


def _hint(words: str, count: int) -> str:
    if not words or count:
        return ""
    return _("换一个词，或者用拼音首字母。评分表里没有的活动没有分值，拿不准的请问辅导员。")


def _grouped(rows: Iterable[Row], href_of: Callable[[Row], str]) -> Iterator[RowModule]:
    modules: dict[str, dict[str, list[RowChoice]]] = {}
    for row in rows:
        choice = RowChoice(read(row).item, beside(row), credit_text(row), href_of(row))
        modules.setdefault(row.module, {}).setdefault(read(row).category, []).append(choice)
    for module, groups in modules.items():
        found = tuple(RowGroup(category, tuple(choices)) for category, choices in groups.items())
        yield RowModule(module_name(module), found)


def beside(row: Row) -> str:
    """What tells a row from the others of its item."""
    return row_name(row).removeprefix(read(row).item).removeprefix(PART)


def _categories(rules: Ruleset, href: str, asked: Mapping[str, str]) -> Iterator[RowModule]:
    for module, rows in rules.table.by_module.items():
        categories = dict.fromkeys(read(row).category for row in rows)
        links = (Link(each, f"{href}?{urlencode({**asked, 'q': each})}") for each in categories)
        groups = tuple(RowGroup(link.text, more=link) for link in links)
        yield RowModule(module_name(module), groups)
