"""The served files: built from their sources, as vendored, small enough for a first page over a slow line."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

from portal.pages.samples import SAMPLES
from tools import styles, vendor

BUDGET = 60_000
SCRIPT_BUDGET = 20_000
ADDRESS = re.compile(r"https?://(?!www\.w3\.org/)")


def compressed(*contents: bytes) -> int:
    return sum(len(gzip.compress(content)) for content in contents)


def test_the_stylesheet_and_the_sprite_are_up_to_date() -> None:
    built = (styles.stylesheet(), styles.sprite())
    served = tuple((styles.STATIC / name).read_text(encoding="utf-8") for name in ("portal.css", "icons.svg"))
    assert served == built


def test_the_vendored_files_are_as_pinned() -> None:
    assert vendor.problems(vendor.manifest()) == []


def test_a_changed_missing_or_unlisted_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "kept.css").write_text("a{}", encoding="utf-8")
    (tmp_path / "stray.css").write_text("a{}", encoding="utf-8")
    package = vendor.Vendored(
        "x", "1", "@x/x", "MIT", tmp_path, {"kept.css": "0" * 64, "gone.css": "0" * 64}, "dist"
    )
    assert vendor.problems((package,)) == [
        f"{tmp_path}/stray.css is not listed in vendor.toml",
        f"{tmp_path}/kept.css differs from @x/x@1",
        f"{tmp_path}/gone.css is missing",
    ]


@pytest.mark.parametrize("tool", [styles, vendor])
def test_an_unknown_command_is_refused(tool: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(["destroy"]) == 2  # type: ignore[attr-defined]  # both modules have a main
    assert capsys.readouterr().err.startswith("usage:")


@pytest.mark.parametrize(
    ("selector", "kept"),
    [
        ("body", True),
        (".btn", True),
        (".btn:hover", True),
        (".btn .badge", False),
        ("[data-bs-theme=dark] .btn", False),
    ],
)
def test_only_what_the_portal_uses_is_taken_from_tabler(selector: str, kept: bool) -> None:
    assert styles.wanted(selector) is kept


@pytest.mark.urls("portal.gallery")
def test_the_first_page_keeps_its_budget() -> None:
    files = [styles.STATIC / name for name in ("portal.css", "portal.js", "icons.svg", "favicon.svg")]
    assert (styles.STATIC / "portal.js").stat().st_size <= SCRIPT_BUDGET
    shared = compressed(*(path.read_bytes() for path in files))
    largest = max(compressed(Client().get(f"/gallery/{name}/").content) for name in SAMPLES)
    assert shared + largest <= BUDGET


@pytest.mark.parametrize("name", ["portal.css", "portal.js", "icons.svg"])
def test_a_served_file_reaches_for_nothing_elsewhere(name: str) -> None:
    text = (styles.STATIC / name).read_text(encoding="utf-8")
    assert ADDRESS.findall(text) == []
    assert "data:" not in text


def test_each_source_of_the_stylesheet_is_a_part_of_it() -> None:
    sheet = styles.stylesheet()
    for path in sorted(styles.SOURCES.glob("*.css")):
        assert styles.squeezed(path.read_text(encoding="utf-8")).split("\n")[0] in sheet
