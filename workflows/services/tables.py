"""Tables that editions name: each must lie in the procedure's package with the bytes that were named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps

from workflows.rules.parameters import Parameter
from workflows.rules.regulations import Edition
from workflows.rules.tables import TableReference, digest_of

FOLDER = "tables"


def table_path(procedure: str, reference: TableReference) -> Path:
    """Where the file of a table lies: in ``tables`` of the package the edition serves."""
    return Path(apps.get_app_config(procedure).path, FOLDER, reference.file)


def unsound_tables(edition: Edition) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The parameters whose table is not there or has other bytes: name, message id, parameters."""
    for parameter in edition.parameters.values():
        if isinstance(parameter.value, TableReference):
            yield from _unsound(edition.procedure, parameter)


def _unsound(procedure: str, parameter: Parameter) -> Iterator[tuple[str, str, dict[str, Any]]]:
    reference = parameter.table
    path = table_path(procedure, reference)
    if not path.is_file():
        yield parameter.name, "edition.no_table", {"file": reference.file}
    elif (found := digest_of(path.read_bytes())) != reference.sha256:
        yield parameter.name, "edition.other_table", {"file": reference.file, "found": found}
