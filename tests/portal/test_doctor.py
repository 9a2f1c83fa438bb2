"""The doctor: what it finds, what it advises, and when it stops the site."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from fontTools.fontBuilder import FontBuilder

from portal.doctor import days, machine, papers
from portal.doctor.reports import Level, Report
from portal.management.commands import doctor


@pytest.mark.parametrize(
    ("version", "level"),
    [((3, 10, 14), Level.FATAL), ((3, 11, 0), Level.FINE), ((3, 13, 1), Level.FINE)],
)
def test_python(version: tuple[int, ...], level: Level) -> None:
    assert machine.python(version).level is level


@pytest.mark.parametrize(
    ("version", "level"), [((3, 34, 1), Level.FATAL), ((3, 35, 0), Level.FINE), ((3, 40, 1), Level.FINE)]
)
def test_sqlite(version: tuple[int, ...], level: Level) -> None:
    assert machine.sqlite(version).level is level


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "files"
    assert machine.folders([folder]) == [Report("Folder", f"{folder} is writable")]
    assert folder.is_dir()


def test_a_folder_that_cannot_be_made_is_fatal_and_says_what_to_type(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be")
    [report] = machine.folders([tmp_path / "var" / "files"])
    assert report.level is Level.FATAL
    assert report.remedy.startswith(f'sudo mkdir -p "{tmp_path}/var/files"')


@pytest.mark.django_db
def test_the_database_answers() -> None:
    assert machine.database().level is Level.FINE


def test_gb2312_has_all_its_characters() -> None:
    assert len(papers.gb2312()) == 6763 + 682


def test_the_font_of_the_locked_package_has_all_of_gb2312() -> None:
    assert papers.font().level is Level.FINE


def test_a_font_lacks_what_is_not_in_it(tmp_path: Path) -> None:
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "zhong"])
    builder.setupCharacterMap({ord("中"): "zhong"})
    builder.save(tmp_path / "one.ttf")
    assert papers.missing_from(tmp_path / "one.ttf") == 6763 + 682 - 1


def test_without_any_font_names_the_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "_fonts", list)
    report = papers.font()
    assert (report.level, report.remedy) == (
        Level.LIMITED,
        "sudo apt-get update && sudo apt-get install -y fonts-noto-cjk",
    )


def test_without_pango_there_is_no_pdf_and_the_site_still_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "PRINTING", {"Pango": ("libnot-there.so.0",)})
    assert papers.printing() == Report(
        "Printing",
        "no PDF: Pango missing",
        Level.LIMITED,
        "sudo apt-get update && sudo apt-get install -y libpangoft2-1.0-0",
    )


@pytest.mark.parametrize(
    ("year", "level"), [(2025, Level.FINE), (2026, Level.FINE), (2027, Level.LIMITED), (2030, Level.LIMITED)]
)
def test_calendar_known_to_the_end_of_2026(year: int, level: Level, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.doctor.days.constants.holidays", {date(2026, 10, 1): "国庆节"})
    assert days.calendar(date(year, 12, 31)).level is level


@pytest.mark.django_db
def test_the_command_prints_each_report_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [Report("Python", "3.11.7"), Report("Font", "none", Level.LIMITED, "apt-get install font")]
    monkeypatch.setattr(doctor, "examine", lambda: iter(reports))
    out = StringIO()
    call_command("doctor", stdout=out)
    assert out.getvalue().splitlines() == [
        "ok       Python: 3.11.7",
        "LIMITED  Font: none",
        "         -> apt-get install font",
    ]


def test_the_command_fails_only_when_the_site_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "examine", lambda: iter([Report("Folder", "x", Level.FATAL, "y")]))
    with pytest.raises(SystemExit) as stop:
        call_command("doctor", stdout=StringIO())
    assert stop.value.code == 1


@pytest.mark.django_db
def test_every_examination_answers_on_this_machine() -> None:
    found = [report.subject for report in doctor.examine()]
    assert found == [
        *("Python", "SQLite", "Folder", "Folder", "Database"),
        *("Printing", "Font subset", "Font", "Calendar"),
    ]
