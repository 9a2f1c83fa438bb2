"""The zip package of an .xlsx: what may be in it, and parts that are counted while they are unpacked."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from portal.imports.limits import MEBIBYTE, Limits
from portal.imports.remarks import Refused
from portal.imports.xlsx.markup import Element, elements

CHUNK = 64 * 1024
ZIP_SIGNATURE = b"PK\x03\x04"
#: The container of Office files before 2007, and of encrypted ones since.
COMPOUND_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
#: Pictures and PDF, which no spreadsheet program turns into a roster.
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
WORKBOOK_TYPES = frozenset(
    f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}.main+xml"
    for kind in ("sheet", "template")
)
NESTED = (".zip", ".7z", ".rar", ".gz", ".xlsx", ".xlsm", ".xls", ".docx", ".doc", ".pptx", ".ppt", ".exe")


class Package:
    """An opened package; ``part`` streams one part and counts what comes out."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        _check_signature(stream)
        try:
            self._zip = ZipFile(stream)
        except BadZipFile as error:
            raise Refused("file_malformed") from error
        self._limits = limits
        self._left = limits.unpacked_bytes
        # Some writers spell a part in the index otherwise than in the references to it.
        self._parts = {info.filename.lower().lstrip("/"): info for info in self._zip.infolist()}
        self._check_entries()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def part(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of a part; ``Refused`` when it is missing or too much has been unpacked."""
        info = self._parts.get(name.lower())
        if info is None:
            raise Refused("file_malformed")
        with self._zip.open(info) as member:
            while chunk := member.read(CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise Refused("file_unpacks_too_large", megabytes=self._limits.unpacked_bytes // MEBIBYTE)
                yield chunk

    def elements(self, name: str) -> list[Element]:
        """All elements of a small part."""
        return elements(self.part(name), most=self._limits.elements)

    def _check_entries(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > self._limits.entries:
            raise Refused("file_too_many_parts", most=self._limits.entries)
        if len(self._parts) != len(infos):
            raise Refused("file_malformed")
        if sum(info.file_size for info in infos) > self._limits.unpacked_bytes:
            raise Refused("file_unpacks_too_large", megabytes=self._limits.unpacked_bytes // MEBIBYTE)
        for info in infos:
            self._check_entry(info)

    def _check_entry(self, info: ZipInfo) -> None:
        name = info.filename.lower()
        if info.flag_bits & 0x1:
            raise Refused("file_encrypted")
        if name.endswith("vbaproject.bin"):
            raise Refused("file_has_macros")
        if "/embeddings/" in name or name.endswith(NESTED):
            raise Refused("file_has_embedded_files")
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Refused("file_malformed")
        if info.file_size > max(self._limits.ratio_from_bytes, info.compress_size * self._limits.ratio):
            raise Refused("file_packed_too_tightly")


def _check_signature(stream: BinaryIO) -> None:
    head = stream.read(len(COMPOUND_SIGNATURE))
    if head == COMPOUND_SIGNATURE:
        encrypted = ENCRYPTED_STREAM in stream.read()
        raise Refused("file_encrypted" if encrypted else "file_old_format")
    if not head:
        raise Refused("file_empty")
    if head.startswith(PICTURES):
        raise Refused("file_picture")
    if not head.startswith(ZIP_SIGNATURE):
        raise Refused("file_not_xlsx")
    stream.seek(0)


def resolve(base: str, target: str) -> str:
    """The part that ``target`` names in the relationships of the part ``base``."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), target)).lstrip("/")


def relationships(package: Package, base: str) -> dict[str, tuple[str, str]]:
    """Id to (kind, part) of the relationships of the part ``base``; the empty base is the package itself."""
    folder, name = posixpath.split(base)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    if part not in package:
        return {}
    return {
        element.attributes.get("Id", ""): (
            element.attributes.get("Type", "").rpartition("/")[2],
            resolve(base, element.attributes.get("Target", "")),
        )
        for element in package.elements(part)
        if element.name == "Relationship" and element.attributes.get("TargetMode") != "External"
    }


def workbook_part(package: Package) -> str:
    """The part that holds the workbook; ``Refused`` when the package is something else or has macros."""
    if "[Content_Types].xml" not in package:
        raise Refused("file_not_xlsx")
    parts = [part for kind, part in relationships(package, "").values() if kind == "officeDocument"]
    if len(parts) != 1 or parts[0] not in package:
        raise Refused("file_not_xlsx")
    content_type = _content_type(package, parts[0])
    if "macroenabled" in content_type.lower() and "binary" not in content_type:
        raise Refused("file_has_macros")
    if content_type not in WORKBOOK_TYPES:
        raise Refused("file_not_xlsx")
    return parts[0]


def _content_type(package: Package, part: str) -> str:
    """What the package declares the part to be: by its own name, else by its extension."""
    declared: dict[str, str] = {}
    for element in package.elements("[Content_Types].xml"):
        key = element.attributes.get("PartName") or element.attributes.get("Extension") or ""
        declared[key.lower()] = element.attributes.get("ContentType", "")
    part = part.lower()
    return declared.get(f"/{part}") or declared.get(part.rpartition(".")[2], "")
