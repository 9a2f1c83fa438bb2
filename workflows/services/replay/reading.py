"""Reading a case file: from YAML to a script, or every problem with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from workflows.nodes import Procedure
from workflows.nodes.procedure import families
from workflows.services.editions import PlacedProblem
from workflows.services.replay.cast import Cast, read_cast
from workflows.services.replay.script import Script, Step, Variant
from workflows.services.replay.sheet import MalformedError, Sheet
from workflows.services.replay.steps import StepReader
from workflows.texts.yaml_text import Document, YamlRefusedError, parse_yaml, read_yaml

FILE = (
    *("title", "procedure", "edition", "since", "subject", "units", "people", "adoptions"),
    *("given", "steps", "variants"),
)
VARIANT = ("title", "steps")
#: when everything of the cast began unless the file says otherwise
SINCE = date(2000, 1, 1)


def read_script(path: Path) -> Script:
    """The script of a file. Raises MalformedError, and OSError when it cannot be opened."""
    try:
        return script_from(read_yaml(path))
    except YamlRefusedError as error:
        raise MalformedError([_placed(error)]) from None


def parse_script(text: str, *, source: str) -> Script:
    """The script of a text. Raises MalformedError."""
    try:
        return script_from(parse_yaml(text, source=source))
    except YamlRefusedError as error:
        raise MalformedError([_placed(error)]) from None


def script_from(document: Document) -> Script:
    """The script that a document holds. Raises MalformedError with every problem and its place."""
    sheet = Sheet(document)
    sheet.mapping(among=FILE)
    title, since = sheet.text("title", default=None), sheet.day("since") or SINCE
    family = sheet.text("procedure", default=None)
    procedure = families().get(family)
    if family and procedure is None:
        sheet.unknown(("procedure",), "play.unknown_procedure", family, families())
    if procedure is None:
        raise MalformedError(sheet.problems)
    cast = read_cast(sheet, family, since)
    given, variants = _happenings(sheet, procedure, cast)
    if sheet.problems:
        raise MalformedError(sheet.problems)
    return Script(
        document=document,
        title=title,
        family=family,
        since=since,
        editions=cast.editions,
        units=cast.units,
        people=cast.people,
        adoptions=cast.adoptions,
        given=given,
        variants=variants,
    )


def _happenings(
    sheet: Sheet, procedure: type[Procedure], cast: Cast
) -> tuple[tuple[Step, ...], tuple[Variant, ...]]:
    reader = StepReader(sheet, procedure, cast)
    given = reader.read("given")
    variants = []
    if sheet.has("steps") or not sheet.has("variants"):
        variants.append(Variant("", "", reader.read("steps")))
    variants += [_variant(sheet, procedure, cast, name) for name in sheet.mapping("variants")]
    if not any(variant.steps for variant in variants):
        sheet.wrong((), "play.no_steps")
    return given, tuple(variants)


def _variant(sheet: Sheet, procedure: type[Procedure], cast: Cast, name: str) -> Variant:
    """A list of steps, or a mapping that also gives the variant a title; it goes on from what is given."""
    before = StepReader(Sheet(sheet.document), procedure, cast)
    before.read("given")
    reader = StepReader(sheet, procedure, cast)
    reader.go_on_from(before)
    here = ("variants", name)
    if isinstance(sheet.value(*here), list):
        return Variant(name, "", reader.read(*here))
    sheet.mapping(*here, among=VARIANT)
    return Variant(name, sheet.text(*here, "title"), reader.read(*here, "steps"))


def _placed(error: YamlRefusedError) -> PlacedProblem:
    return PlacedProblem(error.source, error.line, error.column, error.problem, error.params)
