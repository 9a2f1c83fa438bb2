"""Which fonts a paper is printed in, and the small copies of them that travel with it.

A paper has four roles: the body (仿宋), the title (小标宋), the headings (黑体) and small print. Each role
has a chain of faces: the institution's own (setting DOC_FONTS), the system's, the packaged ones. A character
comes from the first face of the chain that has it; one that none has is refused, never printed as a box.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain as joined

import uharfbuzz as hb
from django.conf import settings

from portal.documents.faces import ROLES, Face, packaged, system
from portal.documents.refusals import PaperRefused
from portal.documents.text import BREAK_HERE, where
from workflows.documents import Passage

#: What to type when a machine has none of the fonts.
REMEDY = "pip install pylopdf-fonts-zh-cn"


@dataclass(frozen=True, slots=True)
class Subset:
    """The few glyphs of a face that one paper needs, as an OpenType file."""

    role: str
    #: Its place among the faces that this paper takes for the role.
    number: int
    face: Face
    data: bytes

    @property
    def name(self) -> str:
        """The family in the style sheet and in the PDF, which thereby tells what it was printed in."""
        face = "".join(c for c in self.face.name if c.isascii() and (c.isalnum() or c == "-"))
        return f"{self.role}{self.number}-{face}"

    @property
    def stroke(self) -> float:
        """See `Face.stroke`."""
        return self.face.stroke(self.role)


def chain(role: str) -> tuple[Face, ...]:
    """The faces of a role in order; the other roles' faces come last, for characters its own faces lack.

    Raises PaperRefused when the machine has no Chinese font at all.
    """
    own = _own(role)
    others = joined.from_iterable(_own(other) for other in ROLES if other != role)
    faces = tuple(dict.fromkeys((*own, *others)))
    if not faces:
        raise PaperRefused("paper.no_font", {"command": REMEDY})
    return faces


def subsets(characters: Iterable[str]) -> tuple[Subset, ...]:
    """The glyphs of these characters for each role, each character from the first face that has it.

    Characters that no face has are left out: `check` has refused them before. Raises PaperRefused.
    """
    wanted = sorted({ord(character) for character in characters})
    return tuple(
        Subset(role, number, face, cut(face, codepoints))
        for role in ROLES
        for number, (face, codepoints) in enumerate(_shared_out(chain(role), wanted).items())
    )


def check(passages: Iterable[Passage]) -> None:
    """Refuse the first character that no face has, naming the person and the place. Raises PaperRefused."""
    faces = chain("body")
    for passage in passages:
        for character in passage.text:
            if character != BREAK_HERE and not any(_has(face, ord(character)) for face in faces):
                raise PaperRefused("paper.missing_character", where(passage, character))


def cut(face: Face, codepoints: Iterable[int]) -> bytes:
    """The face with the glyphs of these code points only, as a font file. Raises PaperRefused."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(codepoints)
    return bytes(hb.subset(_open(face).face, wanted).blob.data)


def _own(role: str) -> tuple[Face, ...]:
    """The faces meant for the role: DOC_FONTS gives one path or several, `file.ttc#2` in a collection."""
    named = getattr(settings, "DOC_FONTS", {}).get(role, ())
    paths = (named,) if isinstance(named, str) else tuple(named)
    return (*(Face.at(path) for path in paths), *system(role), *packaged(role))


def _shared_out(faces: tuple[Face, ...], codepoints: Iterable[int]) -> Mapping[Face, list[int]]:
    shares: dict[Face, list[int]] = {face: [] for face in faces}
    for codepoint in codepoints:
        face = next((face for face in faces if _has(face, codepoint)), None)
        if face is not None:
            shares[face].append(codepoint)
    return {face: share for face, share in shares.items() if share}


@lru_cache(maxsize=16)
def _open(face: Face) -> hb.Font:
    """The face, mapped into memory, not read: one of these files has 25 MB. Raises PaperRefused."""
    try:
        font = hb.Font(hb.Face(hb.Blob.from_file_path(face.path), face.index))
    except (OSError, hb.HarfBuzzError) as error:
        raise PaperRefused("paper.unreadable_font", {"path": face.path}) from error
    if not font.face.glyph_count:
        raise PaperRefused("paper.unreadable_font", {"path": face.path})
    return font


def _has(face: Face, codepoint: int) -> bool:
    return bool(_open(face).get_nominal_glyph(codepoint))
