from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import portal.imports
from portal.imports.changes import ChangeKind
from portal.imports.columns import SCHEMAS, Need
from portal.imports.record.report import SUMMARY
from portal.imports.remarks import Gravity, Remark
from portal.imports.sentences import catalogue, remark_sentence, sentence
from workflows.texts.catalogues import catalogue as engine

SOURCES = sorted(Path(portal.imports.__file__).parent.rglob("*.py"))
#: Calls whose first argument is a message id.
SPEAKERS = {"Refused", "Unreadable", "Remark", "remark", "note", "sentence", "say"}


def ids_in_the_code() -> Iterator[str]:
    """Every text of the code that is a key of the Chinese catalogue or the first argument of a speaker."""
    known = catalogue("zh-hans")
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in known:
                yield str(node.value)
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in SPEAKERS:
                    yield str(node.args[0].value)


def ids_made_of_parts() -> set[str]:
    kinds = {kind.value for kind in ChangeKind}
    return {
        *(f"{schema.kind}_twice" for schema in SCHEMAS),
        *(f"help_{schema.kind}_{column.field}" for schema in SCHEMAS for column in schema.columns),
        *(f"need_{need}" for need in Need),
        *(f"help_{part}" for part in ("sheet", "column", "need", "what")),
        *(f"summary_record_{name}" for name in SUMMARY),
        *(f"summary_{kind}" for kind in kinds),
        *(f"change_{kind}" for kind in kinds if kind != "changed_details"),
    }


def test_every_id_has_a_sentence_and_every_sentence_an_id() -> None:
    own = set(ids_in_the_code()) - set(engine("zh-hans"))
    assert own | ids_made_of_parts() == set(catalogue("zh-hans"))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_other_languages_say_the_same_with_the_same_parameters(language: str) -> None:
    chinese, other = catalogue("zh-hans"), catalogue(language)
    assert {message: template.names for message, template in chinese.items()} == {
        message: template.names for message, template in other.items()
    }


def test_values_are_said_as_the_language_says_them() -> None:
    params = {"value": date(2024, 11, 21), "on": date(2024, 11, 20)}
    assert sentence("date_in_future", params) == "2024年11月21日晚于导入日2024年11月20日，不能填将来的日期。"
    assert sentence("date_in_future", params, "en").startswith("21 November 2024 is after")
    remark = Remark("choice_unknown", Gravity.ROW, {"value": "中", "allowed": ("男", "女")})
    assert remark_sentence(remark) == "“中”不在可选的内容里，请填：男、女。"
    assert remark_sentence(remark, "vi") == "“中” không nằm trong các lựa chọn; hãy điền: 男, 女."
    assert remark_sentence(remark, "fr") == remark_sentence(remark)


def test_an_id_nobody_wrote_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        sentence("no_such_message")
