"""What the rules say: English is complete, no language asks for another value, students read Vietnamese."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps

from workflows.texts.catalogues import Template, read_catalogue

FOLDER = Path(apps.get_app_config("second_classroom_credits").path) / "messages"


def own(language: str) -> dict[str, Template]:
    """The sentences of this procedure alone."""
    return read_catalogue(FOLDER / f"{language}.yaml")


def test_english_says_what_chinese_says() -> None:
    assert {message: each.names for message, each in own("en").items()} == {
        message: each.names for message, each in own("zh-hans").items()
    }


@pytest.mark.parametrize("language", ["zh-hans", "en", "vi"])
def test_every_module_has_its_name(language: str) -> None:
    assert {f"word.S00{number}" for number in range(1, 6)} - set(own(language)) == set()
