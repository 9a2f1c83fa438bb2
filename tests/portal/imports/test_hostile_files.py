"""Files that are no roster: each is refused with its own sentence, quickly, and the server does not grow."""

from __future__ import annotations

import random
import resource
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from portal.imports.limits import LIMITS, MEBIBYTE
from portal.imports.remarks import Refused
from portal.imports.sentences import LANGUAGES, sentence
from portal.imports.workbook import read_workbook
from tests.portal.imports.building import (
    MAIN,
    WORKBOOK_TYPE,
    content_types,
    package,
    parts,
    raw,
    relationships,
    sheet_xml,
    with_texts,
    workbook_xml,
    xlsx,
)

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LAUGHS = (
    '<!DOCTYPE z [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
FILE_ENTITY = '<!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def with_sheet(xml: str | bytes) -> bytes:
    return raw(changed={"xl/worksheets/sheet1.xml": xml})


def with_part(name: str, content: bytes = b"x") -> bytes:
    return raw(CELL, {name: content})


@cache
def a_million_rows() -> bytes:
    """A hundred kilobytes packed."""
    return with_sheet(sheet_xml("<row><c><v>1</v></c></row>" * 1_000_000))


def honest_rows(count: int) -> bytes:
    """Rows that differ, so that they are packed no more tightly than others are."""
    return with_sheet(sheet_xml("".join(f"<row><c><v>{n * 7_919}</v></c></row>" for n in range(count))))


@cache
def big_part(megabytes: int) -> bytes:
    """A sheet that unpacks to so much; streamed, so that the test itself stays small."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts().items():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(megabytes):
                member.write(b" " * MEBIBYTE)
    return target.getvalue()


def lying_about_size() -> bytes:
    """The index says that the sheet is small."""
    content = big_part(60)
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46 + 24
    return content[:at] + struct.pack("<I", 5_000) + content[at + 4 :]


def nested_zip() -> bytes:
    inner = package({"bomb": b"\0" * MEBIBYTE})
    for _ in range(5):
        inner = package({f"{n}.zip": inner for n in range(3)})
    return inner


def twice_named() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in (*parts(CELL).items(), *parts("").items()):
            if archive.namelist().count(name) == 0 or name.endswith("sheet1.xml"):
                info = zipfile.ZipInfo(
                    name.replace("sheet1", "SHEET1") if name in archive.namelist() else name
                )
                archive.writestr(info, content)
    return target.getvalue()


def bit_marked(flag: int) -> bytes:
    """Every entry's flags with one more bit, as an encrypting packer sets it."""
    content = bytearray(raw(CELL))
    start = 0
    while (start := content.find(b"PK\x01\x02", start)) >= 0:
        content[start + 8] |= flag
        start += 4
    return bytes(content)


def otherwise_packed() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in parts(CELL).items():
            archive.writestr(name, content)
    return target.getvalue()


CORPUS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "file_empty"),
    "text": ("学号,姓名\n1,张三\n".encode, "file_not_xlsx"),
    "web page called xls": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "file_not_xlsx"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "file_picture"),
    "photograph": (lambda: b"\xff\xd8\xff\xe0" + bytes(100), "file_picture"),
    "pdf": (lambda: b"%PDF-1.7\n" + bytes(100), "file_picture"),
    "old xls": (lambda: COMPOUND + "Workbook".encode("utf-16-le"), "file_old_format"),
    "with a password": (lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
    "encrypted entries": (lambda: bit_marked(1), "file_encrypted"),
    "first bytes only": (lambda: b"PK\x03\x04", "file_malformed"),
    "cut in half": (lambda: raw(CELL)[:-200], "file_malformed"),
    "a zip of other things": (lambda: package({"readme.txt": b"hello"}), "file_not_xlsx"),
    "a zip in a zip in a zip": (nested_zip, "file_has_embedded_files"),
    "no content types": (lambda: raw(CELL, {"[Content_Types].xml": None}), "file_not_xlsx"),
    "no relationships": (lambda: raw(CELL, {"_rels/.rels": None}), "file_not_xlsx"),
    "no workbook": (lambda: raw(CELL, {"xl/workbook.xml": None}), "file_not_xlsx"),
    "a text document": (
        lambda: raw(CELL, {"[Content_Types].xml": content_types(WORD_TYPE)}),
        "file_not_xlsx",
    ),
    "an unknown type": (
        lambda: raw(CELL, {"[Content_Types].xml": content_types("text/html")}),
        "file_not_xlsx",
    ),
    "a binary workbook": (
        lambda: raw(CELL, {"[Content_Types].xml": content_types(BINARY_TYPE)}),
        "file_not_xlsx",
    ),
    "macros by type": (
        lambda: raw(CELL, {"[Content_Types].xml": content_types(MACRO_TYPE)}),
        "file_has_macros",
    ),
    "macros by part": (lambda: with_part("xl/vbaProject.bin"), "file_has_macros"),
    "an embedded document": (lambda: with_part("xl/embeddings/oleObject1.bin"), "file_has_embedded_files"),
    "an embedded workbook": (
        lambda: with_part("xl/media/book.xlsx", xlsx({"a": []})),
        "file_has_embedded_files",
    ),
    "a sheet that is missing": (lambda: raw(CELL, {"xl/worksheets/sheet1.xml": None}), "file_malformed"),
    "a sheet without relationship": (
        lambda: raw(CELL, {"xl/_rels/workbook.xml.rels": relationships({})}),
        "file_malformed",
    ),
    "a sheet outside the package": (
        lambda: raw(
            CELL,
            {"xl/_rels/workbook.xml.rels": relationships({"rId1": ("worksheet", "../../../etc/passwd")})},
        ),
        "file_malformed",
    ),
    "one name twice": (twice_named, "file_malformed"),
    "packed otherwise": (otherwise_packed, "file_malformed"),
    "xml cut off": (lambda: with_sheet(sheet_xml(CELL)[:-20]), "file_malformed"),
    "not xml": (lambda: with_sheet(b"\x00\xff\xfe"), "file_malformed"),
    "an encoding nobody has": (
        lambda: with_sheet(f'<?xml version="1.0" encoding="UTF-7"?><worksheet xmlns="{MAIN}"/>'),
        "file_malformed",
    ),
    "rows backwards": (lambda: raw('<row r="2"/><row r="1"/>'), "file_malformed"),
    "a row beyond the last": (lambda: raw('<row r="1048577"/>'), "file_malformed"),
    "a row that is no number": (lambda: raw('<row r="1e3"/>'), "file_malformed"),
    "cells backwards": (lambda: raw('<row r="1"><c r="B1"/><c r="A1"/></row>'), "file_malformed"),
    "a cell of another row": (lambda: raw('<row r="1"><c r="A2"/></row>'), "file_malformed"),
    "a text that is not in the table": (
        lambda: with_texts("<si><t>a</t></si>", '<row r="1"><c r="A1" t="s"><v>1</v></c></row>'),
        "file_malformed",
    ),
    "a merge that is no range": (
        lambda: with_sheet(sheet_xml(CELL, after='<mergeCells><mergeCell ref="A1:B"/></mergeCells>')),
        "file_malformed",
    ),
    "more merges than a list has": (
        lambda: with_sheet(sheet_xml(CELL, after='<mergeCell ref="A1:B2"/>' * 2_001)),
        "file_too_heavy",
    ),
    "a billion laughs": (lambda: with_sheet(sheet_xml(CELL, before=LAUGHS)), "file_doctype"),
    "laughs in the table of texts": (
        lambda: raw(CELL, {"xl/workbook.xml": workbook_xml().replace("<workbook", LAUGHS + "<workbook", 1)}),
        "file_doctype",
    ),
    "a file as entity": (lambda: with_sheet(sheet_xml(CELL, before=FILE_ENTITY)), "file_doctype"),
    "a million rows": (a_million_rows, "file_packed_too_tightly"),
    "200,000 rows that differ": (lambda: honest_rows(200_000), "file_too_many_rows"),
    "200,000 empty rows": (lambda: with_sheet(sheet_xml("<row/>" * 200_000)), "file_too_many_rows"),
    "700,000 texts": (lambda: with_texts("<si/>" * 700_000, CELL), "file_too_many_cells"),
    "a million styles": (
        lambda: raw(
            CELL,
            {
                "xl/styles.xml": f'<s xmlns="{MAIN}"><cellXfs>{"<xf/>" * 200_000}</cellXfs></s>',
                "xl/_rels/workbook.xml.rels": relationships(
                    {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")}
                ),
            },
        ),
        "file_too_heavy",
    ),
    "400 MB unpacked": (lambda: big_part(400), "file_unpacks_too_large"),
    "60 MB of spaces": (lambda: big_part(60), "file_packed_too_tightly"),
    "60 MB that claim to be 5 kB": (lying_about_size, "file_malformed"),
    "a thousand parts": (
        lambda: raw(CELL, {f"xl/media/{n}.png": b"" for n in range(1_000)}),
        "file_too_many_parts",
    ),
    "a hundred sheets": (
        lambda: raw(CELL, {"xl/workbook.xml": workbook_xml([f"s{n}" for n in range(100)])}),
        "file_too_many_sheets",
    ),
    "eleven megabytes": (lambda: raw(CELL) + bytes(11 * MEBIBYTE), "file_too_large"),
}


def spent() -> float:
    """The seconds of processor time of every child so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def refusal_of(content: bytes) -> tuple[str, float]:
    """The refusal, with the seconds of processor time that the child spent on it."""
    before = spent()
    with pytest.raises(Refused) as caught:
        read_workbook(content)
    seconds = spent() - before
    said = [sentence(caught.value.message, caught.value.params, language) for language in LANGUAGES]
    return (caught.value.message if all(said) else ""), seconds


def reading() -> float:
    """The seconds that an honest file takes just now: a busy machine is slower for good and bad alike."""
    before = spent()
    read_workbook(honest_rows(LIMITS.rows))
    return spent() - before


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_file_is_refused_with_its_own_sentence_within_a_second(name: str) -> None:
    make, expected = CORPUS[name]
    message, seconds = refusal_of(make())
    assert message == expected
    assert seconds < 1 or seconds < 10 * reading()


def peak_kib() -> int:
    """The most memory this process has held since the peak was last forgotten."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def test_the_server_does_not_grow_while_it_refuses() -> None:
    bombs = [big_part(400), big_part(60), a_million_rows()]
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = peak_kib()
    for bomb in bombs:
        with pytest.raises(Refused):
            read_workbook(bomb)
    assert peak_kib() - before < 8 * 1024


@pytest.mark.parametrize("seed", range(24))
def test_a_damaged_byte_never_does_worse_than_a_refusal(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same damage on every run)
    content = bytearray(xlsx({"名册": [["学号", "姓名"], ["1", "张三"]]}))
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    # Whatever else is raised fails the test: the page would answer with an error of its own.
    with suppress(Refused):
        read_workbook(bytes(content))


def test_the_content_type_may_be_declared_by_extension() -> None:
    by_extension = content_types(more="").replace(
        f'<Override PartName="/xl/workbook.xml" ContentType="{WORKBOOK_TYPE}"/>', ""
    )
    by_extension = by_extension.replace("application/xml", WORKBOOK_TYPE)
    assert len(read_workbook(raw(CELL, {"[Content_Types].xml": by_extension})).sheets) == 1
