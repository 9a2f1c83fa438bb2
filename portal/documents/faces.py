"""Where the faces of the four roles are found: on the system, in the packaged fonts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ROLES = ("body", "title", "heading", "small")

#: Folders searched, with everything below them, for the files of `SYSTEM`.
FOLDERS = (
    Path("/usr/local/share/fonts"),
    Path("/usr/share/fonts"),
    Path("/usr/share/texmf/fonts/opentype"),
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
)

#: File names in order of preference. FandolFang is the only free 仿宋; what it lacks, the next one has.
#: In the collections of Noto CJK number 2 is Simplified Chinese (0 Japanese, 1 Korean, 3 and 4 Traditional).
SYSTEM = {
    "body": ("FandolFang-Regular.otf", "NotoSerifCJK-Regular.ttc#2"),
    "title": ("NotoSerifCJK-Bold.ttc#2",),
    "heading": ("FandolHei-Regular.otf", "NotoSansCJK-Medium.ttc#2", "NotoSansCJK-Regular.ttc#2"),
    "small": ("NotoSansCJK-Regular.ttc#2",),
}

#: The roles that are set without serifs.
SANS = ("heading", "small")

#: How much of the type size is drawn around each stroke, where a regular face stands in for a heavier one.
STROKE = {"title": 0.032, "heading": 0.022}
#: The regular faces that need it.
THIN = ("NotoSerifCJK-Regular", "NotoSansCJK-Regular", "NotoSerifSC-Regular", "NotoSansSC-Regular")


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file; `index` is its number within a collection."""

    path: str
    index: int = 0

    @classmethod
    def at(cls, place: str) -> Face:
        """From a path as a setting writes it: `/fonts/fang.ttf`, or `/fonts/all.ttc#2`."""
        path, _, index = place.partition("#")
        return cls(path, int(index or 0))

    @property
    def name(self) -> str:
        """The name of the file, for the record of what a paper was printed in."""
        return Path(self.path).stem

    def stroke(self, role: str) -> float:
        """The width, in type sizes, drawn around the glyphs: makes a thin face heavy enough."""
        return STROKE.get(role, 0.0) if self.name in THIN else 0.0


@cache
def system(role: str) -> tuple[Face, ...]:
    """The system's faces for the role, best first. Looked up once: a new font needs a restart of the site."""
    found = files()
    wanted = (Face.at(place) for place in SYSTEM[role])
    return tuple(Face(found[face.path], face.index) for face in wanted if face.path in found)


@cache
def packaged(role: str) -> tuple[Face, ...]:
    """The face of the optional package of fonts for the role, or nothing when it is not installed."""
    if find_spec("pylopdf_fonts_zh_cn") is None:
        return ()
    fonts = import_module("pylopdf_fonts_zh_cn")
    return (Face(str(fonts.sans_path() if role in SANS else fonts.serif_path())),)


@cache
def files() -> dict[str, str]:
    """Path by file name of every font file below `FOLDERS`; the first folder wins."""
    found: dict[str, str] = {}
    for folder in FOLDERS:
        for place, _, names in os.walk(folder):
            for name in names:
                found.setdefault(name, str(Path(place, name)))
    return found
