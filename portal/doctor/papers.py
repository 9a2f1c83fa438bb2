"""What printing needs: libraries of the system, and a font that can write every name of GB2312."""

from __future__ import annotations

import ctypes
import importlib.util
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from portal.doctor.reports import Level, Report

# As the renderer loads them on Linux and macOS.
PRINTING = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib"),
}
SUBSETTING = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib")


def loads(names: Iterable[str]) -> bool:
    """Whether one of the shared libraries can be loaded."""
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def printing() -> Report:
    """Can a PDF be laid out? Without these, printed HTML pages still work."""
    missing = [title for title, names in PRINTING.items() if not loads(names)]
    if not missing:
        return Report("Printing", "Pango, HarfBuzz and Fontconfig are here")
    remedy = "sudo apt-get update && sudo apt-get install -y libpangoft2-1.0-0"
    return Report("Printing", f"no PDF: {', '.join(missing)} missing", Level.LIMITED, remedy)


def subsetting() -> Report:
    """Can a Chinese font be cut to the characters used? Without it one page takes seconds and megabytes."""
    if importlib.util.find_spec("uharfbuzz") is not None:
        return Report("Font subset", "uharfbuzz cuts the font before layout")
    if loads(SUBSETTING):
        return Report("Font subset", "libharfbuzz-subset is here")
    remedy = ".venv/bin/pip install --require-hashes -r requirements/run.txt"
    return Report("Font subset", "missing: a page of PDF takes seconds", Level.LIMITED, remedy)


@cache
def gb2312() -> frozenset[int]:
    """The code points of all characters of GB2312: 6,763 hanzi and 682 others."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset(ord(char) for pair in pairs for char in pair.decode("gb2312", errors="ignore"))


def missing_from(font: Path) -> int:
    """How many characters of GB2312 the font cannot write."""
    with TTFont(font, fontNumber=0, lazy=True) as face:
        return len(gb2312() - face.getBestCmap().keys())


def font() -> Report:
    """Is there a font that can print any name of GB2312?"""
    for path in _fonts():
        if not missing_from(path):
            return Report("Font", f"{path.name} has all of GB2312")
    remedy = "sudo apt-get update && sudo apt-get install -y fonts-noto-cjk"
    return Report("Font", "none has all of GB2312: names would print as boxes", Level.LIMITED, remedy)


def _fonts() -> Iterable[Path]:
    """Yield the fonts of the locked package first, then those of the system that claim Chinese."""
    spec = importlib.util.find_spec("pylopdf_fonts_zh_cn")
    if spec is not None and spec.origin is not None:
        yield from sorted(Path(spec.origin).parent.glob("NotoSerif*.otf"))
    fc_list = shutil.which("fc-list")
    if fc_list is None:
        return
    listed = subprocess.run(  # noqa: S603 (a fixed command, found on PATH)
        [fc_list, ":lang=zh-cn", "file"], capture_output=True, text=True, check=False, timeout=30
    )
    yield from sorted(Path(line.rstrip(": ")) for line in listed.stdout.splitlines() if line)
