"""Loading editions: once by digest, a changed file as a further record that says what changed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from workflows.models import EditionRecord
from workflows.rules.regulations import Edition
from workflows.services.edition_records import Change, differences, load_shipped_editions
from workflows.texts.catalogues import catalogue

AT = datetime(2024, 9, 1, 8, tzinfo=UTC)
LATER = datetime(2025, 9, 1, 8, tzinfo=UTC)

BASE = """\
id: base
title: 示例细则
procedure: party_membership
in_force_from: "2024-09-01"
articles: {"9": {title: 条件}}
parameters:
  waiting: {rule: "T-9-1", article: "9", at_least: {months: 3}}
  marks: {rule: "T-9-2", article: "9", at_least: 60}
"""
CHILD = """\
id: child
title: 某学院
procedure: party_membership
parent: base
parameters:
  waiting: {rule: "T-9-1", article: "9", at_least: {months: 4}}
"""


@pytest.fixture
def regulations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Path:
    """The editions of the one procedure of this test: a base and its child."""
    catalogue("zh-hans")  # read, and kept, before the apps seem to lie elsewhere
    for config in apps.get_app_configs():
        monkeypatch.setattr(config, "path", str(tmp_path / config.label))
    folder = tmp_path / "party_membership" / "regulations"
    folder.mkdir(parents=True)
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "child.yaml").write_text(CHILD, encoding="utf-8")
    return folder


def load() -> list[str]:
    """What the command prints."""
    out = StringIO()
    call_command("load_editions", stdout=out)
    return out.getvalue().splitlines()


def digests(slug: str) -> list[str]:
    return list(EditionRecord.objects.filter(slug=slug).values_list("digest", flat=True))


def test_a_record_holds_all_that_is_needed_to_judge_by_it(regulations: Path) -> None:
    load_shipped_editions(at=AT)
    base, child = EditionRecord.objects.order_by("slug")
    assert (base.slug, base.title, base.procedure, base.parent) == (
        "base",
        "示例细则",
        "party_membership",
        None,
    )
    assert (base.in_force_from, base.loaded_at) == (date(2024, 9, 1), AT)
    assert (child.slug, child.parent, child.in_force_from) == ("child", base, None)
    edition = Edition.from_mapping(child.content)
    assert (edition.digest, edition["waiting"].period.months, edition["marks"].count) == (child.digest, 4, 60)
    # The door lays it over its parent; the two agree.
    assert Edition.from_mapping(base.content).tightened_by(edition) == edition


def test_loading_again_changes_nothing(regulations: Path) -> None:
    load_shipped_editions(at=AT)
    before = list(EditionRecord.objects.values())
    stored = load_shipped_editions(at=LATER)
    assert [(each.record.slug, each.created, each.changes) for each in stored] == [
        ("base", False, ()),
        ("child", False, ()),
    ]
    assert list(EditionRecord.objects.values()) == before


def test_the_order_of_a_file_and_its_comments_are_no_change(regulations: Path) -> None:
    load_shipped_editions(at=AT)
    lines = BASE.splitlines()
    text = "\n".join(["# a remark", *lines[:6], *reversed(lines[6:])])
    (regulations / "base.yaml").write_text(text, encoding="utf-8")
    assert [each.created for each in load_shipped_editions(at=LATER)] == [False, False]


def test_a_changed_file_is_a_further_record_and_so_is_that_of_its_child(regulations: Path) -> None:
    load_shipped_editions(at=AT)
    (regulations / "base.yaml").write_text(BASE.replace("at_least: 60", "at_least: 70"), encoding="utf-8")
    base, child = load_shipped_editions(at=LATER)
    change = Change(("parameters", "marks", "at_least"), 60, 70)
    assert (base.created, base.changes) == (True, (change,))
    assert (child.created, child.changes, child.record.parent) == (True, (change,), base.record)
    assert (len(digests("base")), len(digests("child"))) == (2, 2)


def test_the_command_prints_what_it_did(regulations: Path) -> None:
    first = load()
    base, child = digests("base")[0][:12], digests("child")[0][:12]
    assert first == [f"base（示例细则，{base}）已载入。", f"child（某学院，{child}）已载入。"]
    assert load() == [f"base（示例细则，{base}）没有变化。", f"child（某学院，{child}）没有变化。"]
    text = CHILD.replace("title: 某学院", "title: 另一学院").replace("months: 4", "years: 1")
    (regulations / "child.yaml").write_text(text, encoding="utf-8")
    changed = digests("child")
    lines = load()
    (new,) = set(digests("child")) - set(changed)
    assert lines == [
        f"base（示例细则，{base}）没有变化。",
        f"child（另一学院，{new[:12]}）有变化，已存为新的记录；已采用旧记录的单位不受影响。",
        "  title：某学院 → 另一学院",
        "  parameters > waiting > at_least > years：无 → 1",
        "  parameters > waiting > at_least > months：4 → 无",
    ]


def test_one_wrong_file_loads_nothing(regulations: Path) -> None:
    path = regulations / "child.yaml"
    path.write_text(CHILD.replace("months: 4", "months: 2"), encoding="utf-8")
    with pytest.raises(CommandError, match="下级版本只能从严") as refused:
        load()
    assert str(refused.value).startswith(f"{path}:6:3: ")
    assert EditionRecord.objects.count() == 0


def test_differences_name_what_came_and_what_went() -> None:
    old = {"a": 1, "gone": 2, "deep": {"x": [1], "same": None}}
    new = {"a": 1, "came": 3, "deep": {"x": [1, 2], "same": None}}
    assert list(differences(old, new)) == [
        Change(("came",), None, 3),
        Change(("deep", "x"), [1], [1, 2]),
        Change(("gone",), 2, None),
    ]
