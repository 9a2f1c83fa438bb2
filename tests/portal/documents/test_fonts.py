"""Which face writes a character, and what happens to a character that none can write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import uharfbuzz as hb
from pytest_django import Settings

from portal.documents import faces, fonts, laying_out, render, workers
from portal.documents.faces import Face
from portal.documents.refusals import PaperRefused
from portal.documents.workers import Pool
from tests.portal.documents.conftest import nominee
from tests.portal.documents.reading import fonts_of, read, written
from workflows.documents import NoticePaper, Passage, PersonBlock

#: Outside GBK, in use as given names.
RARE = "喆堃玥珺淏琤㛃䶮𬭎𫖯𫍯犇翀"


@pytest.fixture
def without_system_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look at a machine with nothing but the packaged fonts."""
    monkeypatch.setattr(faces, "FOLDERS", ())
    forget_what_was_found()
    yield
    forget_what_was_found()


def forget_what_was_found() -> None:
    for found in (faces.system, faces.packaged, faces.files):
        found.cache_clear()


def small_font(folder: Path, characters: str) -> str:
    """Return the path of a font that has only these characters."""
    path = folder / "仿宋_GB2312.otf"
    face = Face(str(faces.packaged("body")[0].path))
    path.write_bytes(fonts.cut(face, [ord(character) for character in characters]))
    return str(path)


def gb2312() -> str:
    """Return all characters of GB2312."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(cell.decode("gb2312", errors="ignore") for cell in cells)


def test_the_packaged_fonts_write_every_character_of_gb2312(without_system_fonts: None) -> None:
    characters = gb2312()
    assert len(characters) == 7445
    fonts.check([Passage("", "intro", characters + RARE)])


def test_without_system_fonts_a_notice_is_printed_in_the_packaged_ones(
    without_system_fonts: None, one: NoticePaper
) -> None:
    page = read(render.paper_pdf(one)).pages[0]
    names = sorted(str(font["/BaseFont"]).partition("+")[2] for font in fonts_of(page))
    assert names == [
        "body0-NotoSerifSC-Regular",
        "heading0-NotoSansSC-Regular",
        "small0-NotoSansSC-Regular",
        "title0-NotoSerifSC-Regular",
    ]


def test_a_regular_face_is_drawn_heavier_for_the_title_and_only_there(
    without_system_fonts: None, one: NoticePaper
) -> None:
    content = read(render.paper_pdf(one)).pages[0].get_contents()
    assert content is not None
    lines = content.get_data().splitlines()
    # Text rendering mode 2 fills and strokes, mode 0 fills; each choice of a font is followed by its mode.
    modes = [line.split(b" Tf ")[1] for line in lines if b" Tf" in line]
    assert list(dict.fromkeys(modes))[:3] == [b"2 Tr 0.939 w", b"0 Tr", b"2 Tr 0.469 w"]


def test_the_institutions_own_font_comes_first_and_the_rest_fills_its_gaps(
    settings: Settings, tmp_path: Path, one: NoticePaper
) -> None:
    settings.DOC_FONTS = {"body": small_font(tmp_path, "梁思远同学现将基本情况公示")}
    fallback = fonts.chain("body")[1].name

    page = read(render.paper_pdf(one)).pages[0]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts_of(page)}
    assert {"body0-GB2312", f"body1-{fallback}"} <= names
    assert "欧阳喆堃" in written(render.paper_pdf(replace(one, people=(nominee("欧阳喆堃"),))))


def test_a_setting_may_name_several_faces_and_a_number_in_a_collection(settings: Settings) -> None:
    settings.DOC_FONTS = {"title": ["/fonts/a.ttf", "/fonts/b.ttc#3"]}
    assert fonts.chain("title")[:2] == (Face("/fonts/a.ttf"), Face("/fonts/b.ttc", 3))


def test_a_name_that_no_font_can_write_is_refused_by_character_and_person(one: NoticePaper) -> None:
    person = PersonBlock(name="周\U0001f600", fields=())
    with pytest.raises(PaperRefused) as refused:
        render.paper_pdf(replace(one, people=(nominee("梁思远"), person)))

    assert (refused.value.message, refused.value.params) == (
        "paper.missing_character",
        {"person": "周\U0001f600", "field": "name", "character": "\U0001f600", "codepoint": "U+1F600"},
    )
    assert str(refused.value) == (
        "没有一种字体含有“\U0001f600”（U+1F600），位置：周\U0001f600的“姓名”。"
        "请改用通行字形，或由管理员添加字体。"
    )


def test_a_subset_holds_the_wanted_characters_and_no_others() -> None:
    (subset, *_) = fonts.subsets("公示")
    font = hb.Font(hb.Face(subset.data))
    assert [bool(font.get_nominal_glyph(ord(c))) for c in "公示党"] == [True, True, False]
    assert len(subset.data) < 20_000


def test_a_machine_without_any_font_is_told_what_to_type(
    without_system_fonts: None, monkeypatch: pytest.MonkeyPatch, one: NoticePaper
) -> None:
    monkeypatch.setattr(fonts, "packaged", lambda role: ())
    with pytest.raises(PaperRefused) as refused:
        render.paper_pdf(one)
    assert (refused.value.message, refused.value.params) == (
        "paper.no_font",
        {"command": "pip install pylopdf-fonts-zh-cn"},
    )


@pytest.mark.parametrize("content", [None, b"", b"no font at all"])
def test_a_font_file_that_is_none_is_named(
    settings: Settings, tmp_path: Path, one: NoticePaper, content: bytes | None
) -> None:
    path = tmp_path / "fang.ttf"
    if content is not None:
        path.write_bytes(content)
    settings.DOC_FONTS = {"body": str(path)}
    with pytest.raises(PaperRefused) as refused:
        render.paper_pdf(one)
    assert (refused.value.message, refused.value.params) == ("paper.unreadable_font", {"path": str(path)})


def test_an_apostrophe_is_no_empty_box(one: NoticePaper) -> None:
    assert "N'Gou&\"<>" in written(render.paper_pdf(replace(one, people=(nominee("N'Gou&\"<>"),))))


def test_a_character_without_a_glyph_is_never_printed_as_an_empty_box() -> None:
    with pytest.raises(PaperRefused) as refused:
        render.print_html("<p>\U0001f600", {})
    assert (refused.value.message, refused.value.params) == ("paper.failed", {"reason": "EmptyBox"})


class Here(Pool):
    """Prints in the process of the test, where its libraries can be changed."""

    def render(self, html: str, assets: Mapping[str, bytes], strokes: Mapping[str, float]) -> bytes:
        return laying_out.write_pdf(html, assets, strokes)


def test_a_machine_without_libharfbuzz_subset_prints_the_same_text(
    without_system_fonts: None, monkeypatch: pytest.MonkeyPatch, one: NoticePaper
) -> None:
    usual = render.paper_pdf(one)
    monkeypatch.setattr(workers, "pool", Here())
    monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", None)
    unusual = render.paper_pdf(one)

    assert written(unusual) == written(usual)
    # Cut before layout: otherwise the whole font would be worked on for seconds.
    assert len(unusual) < 1.1 * len(usual)


@pytest.mark.parametrize("space", [" ", "\u3000", "\u00a0", "\u2003"])
def test_spaces_of_every_kind_come_from_the_font(one: NoticePaper, space: str) -> None:
    (subset, *_) = fonts.subsets(f"陈{space}昱")
    assert hb.Font(hb.Face(subset.data)).get_nominal_glyph(ord(space))
    text = written(render.paper_pdf(replace(one, people=(nominee(f"陈{space}昱"),))))
    assert "陈昱" in text
