"""The texts of pages in other languages: which there are, which are missing, and their catalogues.

    python -m tools.translations missing    # what a catalogue lacks, by file
    python -m tools.translations update     # add new texts to the catalogues, drop what no source has
    python -m tools.translations compile    # write the .mo beside each .po

Texts are written in Simplified Chinese. Those of pages are marked with ``{% translate %}`` or gettext; those
that a procedure or the engine *declares* (titles, labels, choices) are marked by nothing: in the modules of
``DECLARING`` each Chinese text is one that people read.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parents[1]
LANGUAGES: Final = ("en", "vi")
#: what compiled catalogues give as their date, so that compiling again changes nothing
NEVER: Final = datetime(2000, 1, 1, tzinfo=UTC)
MARKS: Final = frozenset({"_", "_lazy", "gettext", "gettext_lazy", "gettext_noop"})
#: what only Chinese has: its characters and its punctuation
CHINESE: Final = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
#: what templatize makes of a marked text; the other texts of a template become rows of letters
MARKED: Final = re.compile(r"\b(?:gettext|_)\(u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\)")
#: modules whose Chinese texts are titles, labels and choices
DECLARING: Final = (
    "procedures/*/dossier.py",
    "procedures/*/flows/*.py",
    "procedures/*/forms/*.py",
    "procedures/*/papers/declared.py",
    "procedures/*/roles.py",
    "workflows/door/*.py",
    "workflows/nodes/*.py",
    "workflows/nodes/drawing/words.py",
)


class House(NamedTuple):
    """A package with catalogues of its own, and where its texts stand."""

    package: str
    sources: tuple[str, ...]

    def file(self, language: str) -> Path:
        """The catalogue of one language."""
        return ROOT / self.package / "locale" / language / "LC_MESSAGES" / "django.po"


def houses() -> tuple[House, ...]:
    """The engine, each procedure, and the portal with all templates."""
    procedures = sorted(path.parent for path in (ROOT / "procedures").glob("*/apps.py"))
    names = [path.relative_to(ROOT).as_posix() for path in procedures]
    return (
        House("workflows", ("workflows/**/*.py",)),
        *(House(name, (f"{name}/**/*.py",)) for name in names),
        House("portal", ("portal/**/*.py", "templates/**/*.html")),
    )


class Text(NamedTuple):
    """A Chinese text in a source; ``marked`` when readers of another language get it in theirs."""

    text: str
    place: str
    marked: bool


@cache
def texts(house: House) -> tuple[Text, ...]:
    """Every Chinese text of a house, with its place."""
    paths = (path for pattern in house.sources for path in sorted(ROOT.glob(pattern)))
    return tuple(text for path in paths for text in _of_file(path))


def _of_file(path: Path) -> Iterator[Text]:
    place, content = path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
    return _of_template(content, place) if path.suffix == ".html" else _of_module(content, place)


def _of_template(content: str, place: str) -> Iterator[Text]:
    """The marked texts of a template, and the lines in which Chinese stands unmarked."""
    code = templatize(content, origin=place)
    for found in MARKED.finditer(code):
        yield Text(ast.literal_eval(found[1]), place, marked=True)
    if "{% plural %}" in content:
        yield Text("{% plural %}", place, marked=False)
    bare = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", content, flags=re.DOTALL)
    bare = re.sub(
        r"\{% blocktranslate.*?endblocktranslate %\}|\{%.*?%\}|\{\{.*?\}\}", "", bare, flags=re.DOTALL
    )
    yield from (Text(line.strip(), place, marked=False) for line in bare.splitlines() if CHINESE.search(line))
    for tag in re.findall(r"\{%(?! *(?:translate|blocktranslate|comment)\b).*?%\}|\{\{.*?\}\}", content):
        for quoted in re.findall(r"(?<!_\()\"[^\"]*\"", tag):
            if CHINESE.search(quoted):
                yield Text(quoted, place, marked=False)


def _of_module(content: str, place: str) -> Iterator[Text]:
    tree = ast.parse(content)
    declares = any(Path(place).match(pattern) for pattern in DECLARING)
    marked = {id(argument) for call in ast.walk(tree) for argument in _marked(call)}
    silent = {id(part) for node in ast.walk(tree) for part in _silent(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from _of_parts(node, place)
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in silent:
            continue
        if id(node) in marked or CHINESE.search(node.value):
            text = node.value
            yield Text(text, f"{place}:{node.lineno}", marked=id(node) in marked or declares)


def _of_parts(node: ast.JoinedStr, place: str) -> Iterator[Text]:
    """A text with its values already in it can be looked up in no catalogue."""
    parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
    if CHINESE.search("".join(map(str, parts))):
        yield Text("{}".join(map(str, parts)), f"{place}:{node.lineno}", marked=False)


def _marked(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        yield from node.args[:1] if name in MARKS else ()


def _silent(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, and the parts of texts with values in them, which are told of as a whole."""
    if isinstance(node, ast.Expr):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield from node.values


def wanted(house: House) -> list[str]:
    """The texts that a house's catalogues must hold, in the order of the alphabet."""
    return sorted({found.text for found in texts(house) if found.marked and found.text.strip()})


def catalogue(house: House, language: str) -> Catalog:
    """The catalogue as it is written; an empty one where there is none yet."""
    path = house.file(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def said(house: House, language: str) -> dict[str, str]:
    """What a catalogue says of each text."""
    return {str(each.id): str(each.string) for each in catalogue(house, language) if each.id}


def missing(house: House, language: str) -> list[str]:
    """The texts of a house that a language does not say yet."""
    known = said(house, language)
    return [text for text in wanted(house) if not known.get(text)]


def write(house: House, language: str, known: dict[str, str]) -> None:
    """Write a catalogue with exactly the texts of the sources; no dates and no lines, so that it merges."""
    path = house.file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n',
        "utf-8",
    )
    found = Catalog(locale=language)
    for text in wanted(house):
        found.add(text, known.get(text, ""), flags=["python-format"] if "%(" in text else [])
    with path.open("ab") as file:
        file.write(b"\n")
        write_po(file, found, omit_header=True, width=0)


def compiled(house: House, language: str) -> bytes:
    """The compiled catalogue, byte for byte the same wherever it is made."""
    found, out = catalogue(house, language), BytesIO()
    found.creation_date = found.revision_date = NEVER
    write_mo(out, found)
    return out.getvalue()


def main(task: str) -> int:
    """Do what is asked; ``missing`` ends with 1 where something is."""
    lacking = 0
    for house in houses():
        for language in LANGUAGES:
            if task == "update":
                write(house, language, said(house, language))
            elif task == "compile":
                house.file(language).with_suffix(".mo").write_bytes(compiled(house, language))
            for text in missing(house, language):
                lacking += 1
                print(f"{house.file(language).relative_to(ROOT)}: {text}")
    return int(bool(lacking) and task == "missing")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "missing"))
